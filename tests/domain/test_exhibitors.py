"""Stages and tasks at every moment of an exhibitor's way, from facts alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from fairapp.domain.applications import ApplicationState as State
from fairapp.domain.calendar import at_local
from fairapp.domain.exhibitors import Facts, FairDay, FollowUp, Stage, TaskKind, stage, tasks, urgency
from fairapp.domain.fairs import FairState, Timeline

FIRST = date(2026, 12, 12)
DAYS = [FIRST + timedelta(days=n) for n in range(3)]
OPENS = tuple((at_local(day, time(8)), at_local(day, time(21))) for day in DAYS)
FAIR = Timeline(
    state=FairState.ANNOUNCED,
    opens=OPENS,
    build_from=at_local(FIRST - timedelta(days=2), time(7)),
    clear_by=at_local(DAYS[-1] + timedelta(days=1), time(18)),
    apply_from=datetime(2026, 10, 1, tzinfo=UTC),
    apply_until=datetime(2026, 11, 20, 10, tzinfo=UTC),
)
CLOSED, CANCELLED = (replace(FAIR, state=state) for state in (FairState.CLOSED, FairState.CANCELLED))
APPLYING = datetime(2026, 11, 1, tzinfo=UTC)
BETWEEN = datetime(2026, 12, 1, tzinfo=UTC)
SECOND_EVENING = at_local(DAYS[1], time(19))
AFTER = at_local(DAYS[-1], time(21))
WEEK_AFTER = AFTER + timedelta(days=7)


def days(*answered: int) -> tuple[FairDay, ...]:
    return tuple(FairDay(day, *OPENS[n], answered=n in answered) for n, day in enumerate(DAYS))


def facts(state=None, **more) -> Facts:
    return Facts(**{"timeline": FAIR, "state": state} | more)


def placed(**more) -> Facts:
    return facts(State.ACCEPTED, **{"booths": 1, "passes": 2, "days": days()} | more)


TABLE = [
    (Stage.NOTHING, Facts(), APPLYING),
    (Stage.REGISTER, facts(), APPLYING),
    (Stage.NOTHING, facts(), BETWEEN),
    (Stage.WRITE, facts(State.DRAFT), APPLYING),
    (Stage.WRITE, facts(State.DRAFT, failing=2), APPLYING),
    (Stage.MISSED, facts(State.DRAFT), BETWEEN),
    (Stage.COMPLETE, facts(State.RETURNED), APPLYING),
    (Stage.COMPLETE, facts(State.RETURNED), BETWEEN),
    (Stage.COMPLETE, facts(State.SUBMITTED, failing=1), APPLYING),
    (Stage.COMPLETE, facts(State.ENDORSED, failing=1), BETWEEN),
    (Stage.REVIEWED, facts(State.SUBMITTED), APPLYING),
    (Stage.REVIEWED, facts(State.ENDORSED), BETWEEN),
    (Stage.WAITLISTED, facts(State.WAITLISTED), BETWEEN),
    (Stage.OFFERED, facts(State.WAITLISTED, offer_until=BETWEEN + timedelta(hours=3)), BETWEEN),
    (Stage.WAITLISTED, facts(State.WAITLISTED, offer_until=BETWEEN), BETWEEN),
    (Stage.REFUSED, facts(State.REFUSED), BETWEEN),
    (Stage.REFUSED, facts(State.REFUSED), WEEK_AFTER),
    (Stage.WITHDRAWN, facts(State.WITHDRAWN), APPLYING),
    (Stage.CANCELLED, facts(State.SUBMITTED, timeline=CANCELLED), APPLYING),
    (Stage.CANCELLED, placed(timeline=CANCELLED, owes=1), BETWEEN),
    (Stage.PLACING, facts(State.ACCEPTED), BETWEEN),
    (Stage.PAY, placed(owes=500_000, passes=0), BETWEEN),
    (Stage.STAFF, placed(passes=0), BETWEEN),
    (Stage.READY, placed(), BETWEEN),
    (Stage.READY, placed(), OPENS[0][0] - timedelta(seconds=1)),
    (Stage.SELL, placed(), OPENS[0][0]),
    (Stage.SELL, placed(owes=500_000), SECOND_EVENING),
    (Stage.SELL, placed(days=days(0)), SECOND_EVENING),
    (Stage.ON, placed(days=days(0, 1)), SECOND_EVENING),
    (Stage.SELL, placed(days=days(0, 1)), AFTER),
    (Stage.FEEDBACK, placed(days=days(0, 1, 2)), AFTER),
    (Stage.DONE, placed(days=days(0, 1, 2), feedback_given=True), AFTER),
    (Stage.DONE, placed(days=days(0, 1, 2), feedback_open=False), WEEK_AFTER),
    (Stage.SELL, placed(), WEEK_AFTER),
    (Stage.FEEDBACK, placed(timeline=CLOSED), WEEK_AFTER),
    (Stage.SELL, placed(timeline=CLOSED), AFTER + timedelta(hours=1)),
    (Stage.DONE, placed(timeline=CLOSED, feedback_open=False), WEEK_AFTER),
    (Stage.OVER, facts(State.SUBMITTED), AFTER),
    (Stage.OVER, facts(State.WAITLISTED), WEEK_AFTER),
    (Stage.OVER, facts(State.ACCEPTED), WEEK_AFTER),
    (Stage.OVER, facts(State.DRAFT), AFTER),
]


NAMES = [f"{n}-{expected.value}" for n, (expected, _at, _now) in enumerate(TABLE)]


@pytest.mark.parametrize("expected, at, now", TABLE, ids=NAMES)
def test_the_stage_follows_from_facts_and_the_clock(expected, at, now):
    assert stage(at, now) is expected


def test_the_table_reaches_every_stage():
    assert {expected for expected, _at, _now in TABLE} == set(Stage)


@pytest.mark.parametrize("at, now", [(at, now) for _expected, at, now in TABLE], ids=NAMES)
def test_no_task_is_asked_for_twice_and_the_open_ones_come_first(at, now):
    found = tasks(at, now)
    assert len({(task.kind, task.day) for task in found}) == len(found)
    assert [task.done for task in found] == sorted(task.done for task in found)


def done(at: Facts, now: datetime) -> dict[TaskKind, bool]:
    return {task.kind: task.done for task in tasks(at, now)}


def test_registering_asks_for_four_things_by_the_deadline():
    found = tasks(facts(), APPLYING)
    kinds = [TaskKind.PROFILE, TaskKind.PRODUCTS, TaskKind.PAPERS, TaskKind.APPLY]
    assert [task.kind for task in found] == kinds
    assert {task.due for task in found} == {FAIR.apply_until}


@pytest.mark.parametrize(
    "kind, more",
    [
        (TaskKind.PROFILE, {"profile_complete": True}),
        (TaskKind.PRODUCTS, {"products": 1}),
        (TaskKind.PAPERS, {"papers": 1}),
    ],
)
def test_a_task_is_done_as_soon_as_the_fact_is_there_and_open_again_without_it(kind, more):
    assert not done(facts(), APPLYING)[kind]
    assert done(facts(**more), APPLYING)[kind]


def test_papers_that_the_fair_finds_lacking_are_to_be_sent_again():
    assert not done(facts(State.DRAFT, papers=3, failing=1), APPLYING)[TaskKind.PAPERS]
    assert not done(facts(State.SUBMITTED, papers=3, failing=1), BETWEEN)[TaskKind.PAPERS]
    assert done(facts(State.SUBMITTED, papers=3), BETWEEN)[TaskKind.PAPERS]


def test_a_question_may_be_answered_until_the_opening():
    asked = tasks(facts(State.RETURNED), BETWEEN)[0]
    assert (asked.kind, asked.due, asked.done) == (TaskKind.ANSWER, OPENS[0][0], False)


def test_an_offer_is_answered_by_its_hour():
    until = BETWEEN + timedelta(hours=3)
    assert [(t.kind, t.due) for t in tasks(facts(State.WAITLISTED, offer_until=until), BETWEEN)] == [
        (TaskKind.OFFER, until)
    ]


def test_the_nearest_deadline_stands_first_and_a_fee_has_its_whole_last_day():
    found = tasks(placed(passes=0, owes=1, billed=True, fee_due=date(2026, 12, 5)), BETWEEN)
    assert [task.kind for task in found] == [TaskKind.FEE, TaskKind.STAFF]
    assert found[0].due == at_local(date(2026, 12, 6), time())
    assert not found[0].is_late(at_local(date(2026, 12, 5), time(23, 59)))
    assert found[0].is_late(at_local(date(2026, 12, 6), time()))


def test_what_a_province_pays_is_done_for_its_exhibitor():
    assert done(placed(billed=True, owes=0), BETWEEN)[TaskKind.FEE]


def test_each_day_that_has_begun_has_a_diary_of_its_own():
    found = [task for task in tasks(placed(days=days(0)), SECOND_EVENING) if task.kind is TaskKind.DIARY]
    assert [(task.day, task.done) for task in found] == [(DAYS[1], False), (DAYS[0], True)]


def test_a_closed_book_asks_for_no_diary_any_more():
    found = tasks(placed(timeline=CLOSED, days=days(1)), WEEK_AFTER)
    assert [task.day for task in found if task.kind is TaskKind.DIARY] == [DAYS[1]]


def test_feedback_is_asked_for_once_the_doors_are_closed_for_good():
    assert TaskKind.FEEDBACK not in done(placed(), AFTER - timedelta(seconds=1))
    assert done(placed(), AFTER)[TaskKind.FEEDBACK] is False
    assert done(placed(feedback_given=True, feedback_open=False), WEEK_AFTER)[TaskKind.FEEDBACK] is True
    assert TaskKind.FEEDBACK not in done(placed(feedback_open=False), WEEK_AFTER)


def moved(timeline: Timeline, by: timedelta) -> Timeline:
    """The same fair so much later."""
    at = {
        name: getattr(timeline, name) + by for name in ("build_from", "clear_by", "apply_from", "apply_until")
    }
    return replace(timeline, opens=tuple((a + by, b + by) for a, b in timeline.opens), **at)


def test_the_fair_that_matters_now_comes_first():
    now = SECOND_EVENING
    later = moved(FAIR, timedelta(days=40))
    last_year = moved(FAIR, timedelta(days=-365))
    just_over = moved(FAIR, timedelta(days=-10))
    in_order = [
        placed(),
        facts(State.WAITLISTED, timeline=later, offer_until=now + timedelta(hours=1)),
        facts(State.RETURNED, timeline=later),
        placed(timeline=later),
        facts(State.DRAFT, timeline=later),
        facts(State.SUBMITTED, timeline=later),
        facts(State.WAITLISTED, timeline=later),
        placed(timeline=just_over),
        facts(State.REFUSED, timeline=later),
        facts(timeline=later),
        facts(State.WITHDRAWN, timeline=later),
        placed(timeline=last_year),
        Facts(),
    ]
    mixed = in_order[::-1]
    assert sorted(mixed, key=lambda at: urgency(at, now)) == in_order


def test_of_two_fairs_alike_the_nearer_comes_first():
    near, far = moved(FAIR, timedelta(days=5)), moved(FAIR, timedelta(days=50))
    now = BETWEEN
    assert urgency(placed(timeline=near), now) < urgency(placed(timeline=far), now)
    before, long_before = moved(FAIR, timedelta(days=-40)), moved(FAIR, timedelta(days=-400))
    assert urgency(placed(timeline=before), now) < urgency(placed(timeline=long_before), now)


@pytest.mark.parametrize("at, now", [(at, now) for _expected, at, now in TABLE], ids=NAMES)
def test_what_became_of_an_agreement_is_asked_at_every_stage(at, now):
    open_, told = (FollowUp(7, n, 30, "HTX – Siêu thị", now + timedelta(days=9), done=n == 2) for n in (1, 2))
    asked = replace(at, follow_ups=(told, open_))
    found = [task for task in tasks(asked, now) if task.kind is TaskKind.FOLLOW_UP]
    assert [(task.about, task.done) for task in found] == [(open_, False), (told, True)]
    assert stage(asked, now) is stage(at, now)
    assert [task for task in tasks(asked, now) if not task.about] == tasks(at, now)
