"""One truth from many phones: what the scans of a pass amount to, in whatever order they arrived.

`own` is what pass, day, hour and gate said by themselves when the scan was kept; it is never asked again, so
a rule changed tomorrow changes no entry of today. Everything else follows from the scans of the pass alone,
laid in the order of their corrected times: the same scans always amount to the same. An entry is somebody
whom a phone let in, and whom the rules let in at that moment; whom a phone let in against them is a conflict.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from fairapp.domain.gate import left, met_inside
from fairapp.domain.verdicts import ADMITTED, Direction, Reason


@dataclass(frozen=True, slots=True)
class Fact:
    """A scan of one pass. `told` is what the phone said, or the server where the phone asked it; `let_in`
    that somebody went in by it. An override that was proved has OVERRIDDEN for its `own`."""

    id: UUID
    at: datetime
    day: date
    gate: int
    area: int
    direction: Direction
    own: Reason
    told: Reason
    let_in: bool
    again_after: int | None


@dataclass(slots=True)
class Outcome:
    """`nth` counts the entries of the pass on that day; a scan that is no entry has none."""

    reason: Reason
    nth: int | None = None
    left_at: datetime | None = None
    met: Fact | None = None  # the entry that it met or ended, also one that a clock put after it

    def is_conflict(self, fact: Fact) -> bool:
        """Whether somebody went in who should not have."""
        return fact.let_in and self.nth is None


def merge(facts: Iterable[Fact]) -> dict[UUID, Outcome]:
    """What each scan of one pass amounts to."""
    inside: dict[int, tuple[Fact, Outcome]] = {}
    entries: Counter[date] = Counter()
    outcomes: dict[UUID, Outcome] = {}
    sent_away: defaultdict[tuple[int, date], list[Outcome]] = defaultdict(list)  # before any entry is known
    for fact in sorted(facts, key=lambda one: (one.at, one.id)):
        visit = inside.get(fact.area)
        if fact.direction == Direction.OUT:
            outcome = Outcome(left(fact.own, visit is not None), met=visit[0] if visit else None)
        else:
            outcome = Outcome(come_in(fact, visit[0] if visit else None), met=visit[0] if visit else None)
            if outcome.reason in ADMITTED and fact.let_in:
                entries[fact.day] += 1
                outcome.nth = entries[fact.day]
                for early in sent_away.pop((fact.area, fact.day), []):
                    early.met = fact
            elif outcome.reason == Reason.STILL_INSIDE and visit is None:
                sent_away[fact.area, fact.day].append(outcome)
        if visit and fact.direction == Direction.OUT:
            visit[1].left_at = fact.at
            del inside[fact.area]
        if outcome.nth:
            if visit and visit[0].day == fact.day:  # seen coming in again without having been seen leaving
                visit[1].left_at = fact.at
            inside[fact.area] = (fact, outcome)
        outcomes[fact.id] = outcome
    return outcomes


def answer(known: Sequence[Fact], asked: Fact) -> Reason:
    """What the server says to a phone that asks it, after all that is known.

    A scan of the same instant, or from a clock behind, may come before an entry by the order of times; but
    that person is in already, and an answer given to somebody at the gate must not make two of one.
    """
    before = merge(known)
    after = merge([*known, asked])
    if any(outcome.nth and not after[id].nth for id, outcome in before.items()):
        return Reason.STILL_INSIDE
    return after[asked.id].reason


def come_in(fact: Fact, visit: Fact | None) -> Reason:
    """What coming in means. Whom the phone sent away did not come in, whatever would be said today."""
    if fact.own == Reason.OVERRIDDEN or not fact.let_in:
        return fact.own if fact.let_in else fact.told
    if fact.own != Reason.WELCOME or visit is None:
        return fact.own
    return met_inside(visit.at, visit.day, fact.at, fact.day, fact.again_after)
