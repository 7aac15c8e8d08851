"""Why an exhibitor stands here: what its booths cost and grant, and the nearest that would suit it better."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from fairapp.domain.allocation.checker import Violation, made_worse, violations
from fairapp.domain.allocation.instance import STANDARD, App, Booth, Instance, Plan
from fairapp.domain.allocation.objective import ADMISSION, Line, granted, score
from fairapp.domain.allocation.shares import Shares, fair_shares, runs
from fairapp.domain.allocation.weights import Weights

MOST_TRIED = 12
"""So many better places are looked at, the nearest first."""


@dataclass(frozen=True)
class Loser:
    """Who would have to go: to which booths (none: nowhere), and what that is worth to them."""

    app: str
    booths: tuple[str, ...]
    change: int


@dataclass(frozen=True)
class Better:
    """Booths that would suit the exhibitor better, and what the plan as a whole would gain by it."""

    booths: tuple[str, ...]
    gain: int
    change: int
    losers: tuple[Loser, ...]


class Stays(StrEnum):
    """Why no better place is named."""

    LOCKED = "locked"  # it is not looked for
    BEST = "best"  # no other suits it better
    BROKEN = "broken"  # some do, but a locked neighbour or a hard rule is in the way of each
    FAR = "far"  # so it is with the nearest ones; those beyond were not tried


@dataclass(frozen=True)
class WhyHere:
    """`lines`: what would change in the worth of the plan if it went away, term by term.

    `tried`: how many places that suit it better were looked at.
    """

    app: str
    lines: tuple[Line, ...]
    better: Better | None
    stays: Stays | None = None
    tried: int = 0


class Explainer:
    """A plan made ready to be asked about one exhibitor after the other."""

    def __init__(self, given: Instance, plan: Plan, weights: Weights) -> None:
        self.given, self.plan, self.weights = given, dict(plan), weights
        self.holder = {booth: app for app, booths in plan.items() for booth in booths}
        self.shares: Shares = fair_shares(given)
        self.now = score(given, plan, weights, self.shares)

    def why_here(self, app_id: str) -> WhyHere:
        rest = {app: booths for app, booths in self.plan.items() if app != app_id}
        without = score(self.given, rest, self.weights, self.shares)
        lines = tuple(
            Line(now.term, now.count - then.count, now.each)
            for now, then in zip(self.now.lines, without.lines, strict=True)
            if now.term not in ADMISSION and now.count != then.count
        )
        app = self.given.app[app_id]
        if app_id in self.given.locks:
            return WhyHere(app_id, lines, None, Stays.LOCKED)
        wanted = self._wanted(app)
        near = wanted[:MOST_TRIED]
        found = next(filter(None, (self._better(app, run) for run in near)), None)
        stays = None if found else self._stays(wanted)
        return WhyHere(app_id, lines, found, stays, len(near))

    @cached_property
    def wrong(self) -> list[Violation]:
        """What is wrong with the plan as it is: no other place is to blame for it."""
        return violations(self.given, self.plan)

    def _wanted(self, app: App) -> list[tuple[str, ...]]:
        """The places with less against them than its own, the nearest first."""
        here = self.plan[app.id]
        own = suits(self.given, app, here, self.weights)
        places = [tuple(booth.id for booth in run) for run in runs(self.given, app)]
        wanted = [run for run in places if suits(self.given, app, run, self.weights) > own]
        first = self.given.booth[here[0]]
        return sorted(wanted, key=lambda run: (_distance(first, self.given.booth[run[0]]), run))

    def _better(self, app: App, run: tuple[str, ...]) -> Better | None:
        """What it would mean to stand there; None where that breaks a rule which holds now."""
        changed = self._with(app, run)
        if changed is None or made_worse(self.wrong, violations(self.given, changed)):
            return None
        own = suits(self.given, app, self.plan[app.id], self.weights)
        gain = suits(self.given, app, run, self.weights) - own
        z = score(self.given, changed, self.weights, self.shares).z
        return Better(run, gain, z - self.now.z, tuple(self._losers(app, changed)))

    @staticmethod
    def _stays(wanted: list[tuple[str, ...]]) -> Stays:
        if not wanted:
            return Stays.BEST
        return Stays.FAR if len(wanted) > MOST_TRIED else Stays.BROKEN

    def _with(self, app: App, run: tuple[str, ...]) -> dict[str, tuple[str, ...]] | None:
        """The plan with the exhibitor there; who stood there takes its old booths, as far as they go."""
        there = list(dict.fromkeys(self.holder[b] for b in run if b in self.holder))
        others = [other for other in there if other != app.id]
        if any(other in self.given.locks for other in others):
            return None
        changed = {**self.plan, app.id: run}
        left = [booth for booth in self.plan[app.id] if booth not in run]
        for other in others:
            size = self.given.app[other].size
            swapped, left = tuple(left[:size]), left[size:]
            if len(swapped) == size and self._may(self.given.app[other], swapped):
                changed[other] = swapped
            else:
                del changed[other]
        return changed

    def _may(self, app: App, booths: tuple[str, ...]) -> bool:
        return any(tuple(booth.id for booth in run) == booths for run in runs(self.given, app))

    def _losers(self, app: App, changed: Mapping[str, tuple[str, ...]]) -> Iterator[Loser]:
        for other, booths in self.plan.items():
            if other != app.id and changed.get(other) != booths:
                now = changed.get(other, ())
                who = self.given.app[other]
                after = suits(self.given, who, now, self.weights) if now else 0
                yield Loser(other, now, after - suits(self.given, who, booths, self.weights))


def suits(given: Instance, app: App, run: tuple[str, ...], weights: Weights) -> int:
    """How well booths suit an exhibitor by themselves, whoever stands around: 0 or less but for wishes."""
    booths = [given.booth[b] for b in run]
    wish = granted(given, app, run)
    worth = (0 if wish is None else weights.wishes[wish]) - weights.loading * (
        app.goods * booths[0].loading // 1000
    )
    if app.space == STANDARD:
        worth -= weights.zone * sum(booth.group not in ("", app.group) for booth in booths)
        worth -= weights.repaid * int(app.bad_before and not any(booth.prime for booth in booths))
    return worth


def _distance(one: Booth, other: Booth) -> tuple[bool, int, int]:
    """Halls apart first; within one, along and across."""
    return one.hall != other.hall, abs(one.x - other.x) + abs(one.y - other.y), abs(one.pos - other.pos)
