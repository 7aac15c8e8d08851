"""Where a fair stands today, and what it still lacks."""

from datetime import UTC, date, datetime, timedelta

import pytest

from fairapp.domain.fairs import (
    Basis,
    FairState,
    Gap,
    Phase,
    Readiness,
    Timeline,
    gaps,
    phase,
    registration_days,
    takes_applications,
)


def at(day: int, hour: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, tzinfo=UTC)


# Open on 12, 13 and 16 December: closed in between, as over a holiday.
FAIR = Timeline(
    state=FairState.ANNOUNCED,
    opens=((at(12, 1), at(12, 14)), (at(13, 1), at(13, 14)), (at(16, 1), at(16, 14))),
    build_from=at(10),
    clear_by=at(18),
    apply_from=at(1),
    apply_until=at(8),
)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(1) - timedelta(seconds=1), Phase.UPCOMING),
        (at(1), Phase.APPLYING),
        (at(8) - timedelta(seconds=1), Phase.APPLYING),
        (at(8), Phase.UPCOMING),
        (at(10), Phase.BUILDING),
        (at(12, 1), Phase.OPEN),
        (at(12, 14), Phase.BETWEEN),
        (at(14, 5), Phase.BETWEEN),
        (at(16, 13), Phase.OPEN),
        (at(16, 14), Phase.DISMANTLING),
        (at(18), Phase.ENDED),
    ],
)
def test_calendar_moves_an_announced_fair_from_phase_to_phase(now, expected):
    assert phase(FAIR, now) is expected


@pytest.mark.parametrize("state", [FairState.DRAFT, FairState.CLOSED, FairState.CANCELLED])
def test_calendar_says_nothing_of_a_fair_that_is_not_announced(state):
    assert phase(Timeline(state=state, opens=FAIR.opens), at(12, 2)).value == state.value


def test_building_wins_over_late_applications():
    late = Timeline(FairState.ANNOUNCED, FAIR.opens, at(10), at(18), at(1), at(11))
    assert phase(late, at(10, 1)) is Phase.BUILDING
    assert takes_applications(late, at(10, 1))


def test_fair_without_deadline_takes_no_applications():
    assert not takes_applications(Timeline(FairState.ANNOUNCED, FAIR.opens), at(2))


def test_missing_start_means_open_since_the_announcement():
    assert takes_applications(Timeline(FairState.ANNOUNCED, apply_until=at(8)), at(1) - timedelta(days=200))


def test_fair_without_sessions_is_still_to_come_however_late_it_is():
    assert phase(Timeline(FairState.ANNOUNCED), at(30)) is Phase.UPCOMING


READY = Readiness(
    ((True, True),), "123/KH-UBND", date(2026, 9, 1), "UBND tỉnh Quảng Ninh", ("Sở Công Thương",)
)


@pytest.mark.parametrize(
    ("readiness", "expected"),
    [
        (READY, []),
        (Readiness((), "", None, "", ()), [Gap.HALL, Gap.SESSIONS, Gap.BASIS, Gap.ORGANISERS]),
        (Readiness(((True, False), (False, True)), "1", date(2026, 9, 1), "UBND", ("Sở",)), [Gap.SESSIONS]),
        (Readiness(((True, True),), "1", None, "UBND", ("Sở",)), [Gap.BASIS]),
    ],
)
def test_announcement_asks_for_hall_sessions_basis_and_organisers(readiness, expected):
    assert gaps(readiness) == expected


def test_registration_is_due_thirty_days_before_opening_at_the_latest():
    assert registration_days(Basis.REGISTRATION, date(2026, 12, 12)) == (
        date(2025, 12, 12),
        date(2026, 11, 12),
    )


def test_fair_of_a_programme_needs_no_registration():
    assert registration_days(Basis.PROGRAMME, date(2026, 12, 12)) is None
