"""What a plan would gain or lose if somebody else stood there: counted from what changes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fairapp.domain.allocation.instance import STANDARD, App, Instance, Plan
from fairapp.domain.allocation.objective import GAINS, Term, at_place, credits_of, rivals
from fairapp.domain.allocation.shares import Shares, fair_shares, runs
from fairapp.domain.allocation.weights import Weights

Run = tuple[str, ...]
Move = tuple[App, Run, int]
"""Who, which booths, and whether it comes (1) or goes (-1)."""


@dataclass(frozen=True)
class Exchange:
    """An application without a place gets `at`; those of `gone` lose theirs. `change` is the plan's gain."""

    gone: tuple[str, ...]
    at: Run
    change: int


class Exchanges:
    """A plan, asked again and again what one application in the stead of others would mean for it."""

    def __init__(self, given: Instance, plan: Plan, weights: Weights) -> None:
        self.given, self.plan, self.weights = given, plan, weights
        self.gone_alone: dict[str, int] = {}
        self.shares: Shares = fair_shares(given)
        self.each = {term: getattr(weights, term.value) * (1 if term in GAINS else -1) for term in Term}
        self.holder = {b: given.app[app] for app, run in plan.items() for b in run}
        self.own = {app: tuple(self._by_itself(given.app[app], run)) for app, run in plan.items()}
        self.used = Counter[str]()
        self.of_group = Counter[str]()
        self.prime = Counter[str]()
        self.islands = Counter[tuple[str, int]]()
        self.zones = Counter[tuple[str, str]]()
        for app, run in plan.items():
            self._count(given.app[app], run)
        self.across = _across(given)

    def best(self, app: App, pairs: Iterable[tuple[tuple[str, ...], Run]]) -> Exchange | None:
        """The exchange that costs least and breaks no rule: the most promising are tried first."""
        found: Exchange | None = None
        hopes = sorted(((self._hope(gone, app, at), gone, at) for gone, at in pairs), reverse=True)
        for hope, gone, at in hopes:
            if found is not None and hope <= found.change:
                break
            if self.is_allowed(gone, app, at):
                change = self._worth(self._moves(gone, app, at))
                if found is None or change > found.change:
                    found = Exchange(gone, at, change)
        return found

    def _hope(self, gone: tuple[str, ...], app: App, at: Run) -> int:
        """No less than the exchange brings: place, what the province lacks, neighbours joined."""
        weight = self.weights
        saved = weight.run + (weight.island + weight.run) * (len(gone) if len(gone) > 1 else 0)
        room = sum(self.given.app[o].equivalents for o in gone if self.given.app[o].prov == app.prov)
        lack = max(0, self.shares.floor[app.prov] - self.used[app.prov]) + room
        own = self._sum(self._by_itself(app, at)) + weight.short * min(app.equivalents, lack)
        return own + saved + sum(map(self._leaving, gone))

    def _leaving(self, other: str) -> int:
        """What the plan gains if one of the placed goes and nobody comes."""
        if other not in self.gone_alone:
            self.gone_alone[other] = self._worth([(self.given.app[other], self.plan[other], -1)])
        return self.gone_alone[other]

    def _moves(self, gone: tuple[str, ...], app: App, at: Run) -> list[Move]:
        return [(app, at, 1), *((self.given.app[other], self.plan[other], -1) for other in gone)]

    def _worth(self, moves: list[Move]) -> int:
        return self._sum(self._turns(moves))

    def _sum(self, turns: Iterable[tuple[Term, int]]) -> int:
        return sum([n * self.each[term] for term, n in turns if n])

    def places(self, app: App) -> Iterator[tuple[tuple[str, ...], Run]]:
        """Everywhere it could stand, with all who would have to go for it."""
        for run in runs(self.given, app):
            at = tuple(booth.id for booth in run)
            yield tuple(dict.fromkeys(self.holder[b].id for b in at if b in self.holder)), at

    def turns(self, gone: tuple[str, ...], app: App, at: Run) -> dict[Term, int]:
        """By how much the value of each term would change."""
        found = Counter[Term]()
        for term, n in self._turns(self._moves(gone, app, at)):
            found[term] += n * self.each[term]
        return found

    def is_allowed(self, gone: tuple[str, ...], app: App, at: Run) -> bool:
        """Whether no hard rule is broken by it that holds without it."""
        if any(other in self.given.locks for other in gone):
            return False
        away = [self.given.app[other] for other in gone]
        group = app.equivalents - sum(other.equivalents for other in away if other.group == app.group)
        most = self.given.caps.get(app.group)
        if most is not None and group > 0 and self.of_group[app.group] + group > most:
            return False
        return self._quotas_hold(away, app, at) and self._few_moved(gone, app, at)

    def _quotas_hold(self, away: list[App], app: App, at: Run) -> bool:
        use, zones = Counter({app.prov: app.equivalents}), Counter[tuple[str, str]]()
        for booth in at:
            zones[app.prov, self.given.booth[booth].zone] += app.equivalents // app.size
        for other in away:
            use[other.prov] -= other.equivalents
            for booth in self.plan[other.id]:
                zones[other.prov, self.given.booth[booth].zone] -= other.equivalents // other.size
        bounds = {id: (self.given.province[id].min, self.given.province[id].max) for id in use}
        of_zone = {key: self.given.province[key[0]].zones.get(key[1]) for key in zones}
        return all(_holds(self.used[id], n, bounds[id]) for id, n in use.items()) and all(
            _holds(self.zones[key], n, of_zone[key]) for key, n in zones.items()
        )

    def _few_moved(self, gone: tuple[str, ...], app: App, at: Run) -> bool:
        start, most = self.given.published, self.given.moved_at_most
        if most is None:
            return True
        moved = sum(self.plan[id][0] == start[id] for id in gone if id in start)
        moved -= int(start.get(app.id) == at[0])
        known = [id for id in start if id in self.given.app]
        return moved <= 0 or moved + sum(self.plan.get(id, ("",))[0] != start[id] for id in known) <= most

    def _turns(self, moves: list[Move]) -> Iterator[tuple[Term, int]]:
        """Each term with the change of its count, in parts."""
        over: dict[str, App | None] = {b: None for _, run, way in moves for b in run if way < 0}
        over |= {b: app for app, run, way in moves for b in run if way > 0}
        for app, run, way in moves:
            counted = self._by_itself(app, run) if way > 0 else self.own[app.id]
            yield from ((term, way * n) for term, n in counted)
        yield from self._of_provinces(moves)
        yield from ((term, -n) for term, n in self._around(over, {}))
        yield from self._around(over, over)

    def _of_provinces(self, moves: list[Move]) -> Iterator[tuple[Term, int]]:
        use, prime, islands = Counter[str](), Counter[str](), Counter[tuple[str, int]]()
        for who, run, way in moves:
            use[who.prov] += way * who.equivalents
            for booth in map(self.given.booth.__getitem__, run):
                prime[who.prov] += way * booth.prime
                if who.space == STANDARD:
                    islands[who.prov, booth.island] += way
        for id, n in use.items():
            lack = self.shares.floor[id] - self.used[id]
            yield Term.SHORT, max(0, lack - n) - max(0, lack)
        for id, n in prime.items():
            above = self.prime[id] - self.shares.prime[id]
            yield Term.PRIME, max(0, above + n) - max(0, above)
        for key, n in islands.items():
            yield Term.ISLAND, int(self.islands[key] + n > 0) - int(self.islands[key] > 0)

    def _around(self, touched: Iterable[str], over: dict[str, App | None]) -> Iterator[tuple[Term, int]]:
        """What neighbours there mean for each other, with `over` in the stead of who stands there now."""
        booths = {*touched} | {after for b in touched if (after := self.given.booth[b].next)}
        for b in booths:
            who = over[b] if b in over else self.holder.get(b)
            if who is not None and who.space == STANDARD:
                before_id = self.given.previous.get(b, "")
                before = over[before_id] if before_id in over else self.holder.get(before_id)
                yield Term.RUN, int(before is None or before.prov != who.prov)
                yield Term.BESIDE, int(before is not None and rivals(who, before))
        for one, other in {pair for b in touched for pair in self.across.get(b, ())}:
            here = over[one] if one in over else self.holder.get(one)
            there = over[other] if other in over else self.holder.get(other)
            yield Term.FACING, int(here is not None and there is not None and rivals(here, there))

    def _by_itself(self, app: App, run: Run) -> Iterator[tuple[Term, int]]:
        yield from credits_of(app)
        yield from at_place(self.given, app, run)
        yield Term.MOVED, int(self.given.published.get(app.id, run[0]) != run[0])

    def _count(self, app: App, run: Run) -> None:
        self.used[app.prov] += app.equivalents
        self.of_group[app.group] += app.equivalents
        for booth in map(self.given.booth.__getitem__, run):
            self.prime[app.prov] += booth.prime
            self.zones[app.prov, booth.zone] += app.equivalents // app.size
            if app.space == STANDARD:
                self.islands[app.prov, booth.island] += 1


def _holds(used: int, n: int, bounds: tuple[int, int] | None) -> bool:
    """Whether the use may change by n: never further away from its bounds."""
    if bounds is None or n == 0:
        return True
    least, most = bounds
    return used + n <= most if n > 0 else used + n >= least


def _across(given: Instance) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for pair in given.facing:
        for booth in pair:
            found.setdefault(booth, []).append(pair)
    return found
