"""Whatever the order, the same scans amount to the same; a model written apart agrees."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings, strategies as st

from fairapp.domain.gate_merge import Fact, answer, merge
from fairapp.domain.verdicts import Direction, Reason
from tests.gate_model import replay

START = datetime(2026, 12, 12, 1, tzinfo=UTC)
OWN = {Reason.WELCOME: "ok", Reason.OVERRIDDEN: "override"}


@st.composite
def scans(draw):
    """Scans of one pass at two sites over two days; some at the very same moment."""
    n = draw(st.integers(0, 12))
    facts = []
    for i in range(n):
        minutes = draw(st.integers(0, 40)) * 5 + draw(st.sampled_from([0, 24 * 60]))
        own = draw(st.sampled_from([Reason.WELCOME] * 6 + [Reason.PASS_REVOKED, Reason.TOO_EARLY]))
        entering = draw(st.integers(0, 3)) > 0
        if entering and draw(st.integers(0, 9)) == 0:
            own = Reason.OVERRIDDEN
        let_in = entering and draw(st.integers(0, 4)) > 0
        at = START + timedelta(minutes=minutes)
        facts.append(
            Fact(
                id=uuid.UUID(int=draw(st.integers(0, 2**32)) * 100 + i),
                at=at,
                day=at.date(),
                gate=1,
                area=draw(st.sampled_from([1, 1, 1, 2])),
                direction=Direction.IN if entering else Direction.OUT,
                own=own,
                told=Reason.WELCOME if let_in else Reason.STILL_INSIDE,
                let_in=let_in,
                again_after=draw(st.sampled_from([None, 0, 30])),
            )
        )
    return facts


def plain(fact):
    return {
        "id": fact.id,
        "at": fact.at,
        "day": fact.day,
        "area": fact.area,
        "out": fact.direction == Direction.OUT,
        "own": OWN.get(fact.own, str(fact.own)),
        "told": str(fact.told),
        "let_in": fact.let_in,
        "again": fact.again_after,
    }


def outcomes(facts):
    return {id: (str(o.reason), o.nth, o.left_at) for id, o in merge(facts).items()}


@given(scans())
@settings(max_examples=400)
def test_the_model_written_apart_agrees(facts):
    assert outcomes(facts) == replay([plain(fact) for fact in facts])


@given(scans(), st.randoms())
@settings(max_examples=150)
def test_the_order_of_arrival_does_not_matter(facts, chance):
    shuffled = list(facts)
    chance.shuffle(shuffled)
    assert outcomes(shuffled) == outcomes(facts)


@given(scans())
def test_entries_of_a_day_are_numbered_without_gaps_and_nobody_is_inside_twice(facts):
    said = merge(facts)
    by_day = {}
    for fact in facts:
        if said[fact.id].nth:
            by_day.setdefault(fact.day, []).append(said[fact.id].nth)
    assert all(sorted(nths) == list(range(1, len(nths) + 1)) for nths in by_day.values())
    for day in by_day:
        for area in (1, 2):
            here = [f for f in facts if (f.day, f.area) == (day, area) and said[f.id].nth]
            assert sum(said[f.id].left_at is None for f in here) <= 1


def test_nobody_is_answered_in_over_somebody_who_is_in_already():
    """Two gates ask at one instant: whichever is answered first has let the person in."""
    first, second = (_asking(uuid.UUID(int=n)) for n in (2, 1))  # by order of ids the second comes first
    assert answer([], first) is Reason.WELCOME
    assert answer([first], second) is Reason.STILL_INSIDE


def test_whoever_is_sent_away_is_told_of_the_entry_though_a_clock_puts_it_later():
    entry, behind = _asking(uuid.UUID(int=1)), _asking(uuid.UUID(int=2))
    refused = replace(
        behind, at=START - timedelta(minutes=5), told=Reason.STILL_INSIDE, let_in=False, day=entry.day
    )
    said = merge([entry, refused])
    assert said[refused.id].met is entry
    assert said[entry.id].nth == 1


def _asking(id: uuid.UUID) -> Fact:
    welcome = Reason.WELCOME
    return Fact(id, START, START.date(), 1, 1, Direction.IN, welcome, welcome, let_in=True, again_after=None)
