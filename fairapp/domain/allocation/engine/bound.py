"""How good a plan of this instance could possibly be: a model of who goes to which part of the floor.

Left out, and so never in a plan's disfavour: the order inside a part, rivals, corners, and who else wants
the booth next door. A part is a row; of large floors an island, of the largest all of a zone.
"""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations

import numpy as np

from fairapp.domain.allocation.engine.canon import Canon
from fairapp.domain.allocation.engine.costs import NEVER, costs
from fairapp.domain.allocation.engine.linear import INFINITE, Choice, Model, best_possible
from fairapp.domain.allocation.engine.parts import ISLAND, ROW, Parts
from fairapp.domain.allocation.instance import STANDARD, App, Instance
from fairapp.domain.allocation.objective import points
from fairapp.domain.allocation.shares import fair_shares
from fairapp.domain.allocation.weights import Weights

WHOLE_UP_TO = 6_000
"""Columns up to which whole numbers are insisted on."""
NODES = 20


def bound(given: Instance, weights: Weights) -> int:
    """No plan that keeps the hard rules is worth more than this."""
    return int(np.floor(_Relaxed(Canon(given), weights).solved() + 1e-3))


def missing(z: int, limit: int) -> Fraction:
    """The part of the best possible that a plan may lack at the most."""
    return Fraction(max(0, limit - z), max(1, abs(limit)))


@dataclass(frozen=True)
class _Kind:
    """Applications that the floor cannot tell apart, as far as costs without wishes go."""

    apps: tuple[int, ...]
    example: App


class _Relaxed:
    def __init__(self, canon: Canon, weights: Weights) -> None:
        self.canon, self.weights, self.given = canon, weights, canon.given
        self.model = Model()
        self.bare = costs(canon, _without_wishes(weights))
        self.shares = fair_shares(self.given)
        self.choices: list[Choice] = []

    def solved(self) -> float:
        self._admission()
        self._floor()
        self._wishes()
        self._provinces()
        nodes = NODES if len(self.model.worth) <= WHOLE_UP_TO else 0
        return best_possible(self.model, nodes, self.choices)

    @cached_property
    def kinds(self) -> list[_Kind]:
        found: defaultdict[Hashable, list[int]] = defaultdict(list)
        for n, app in enumerate(self.canon.apps):
            if (self.bare[n] < NEVER).any():
                found[app.prov, app.size, app.group, self.bare[n].tobytes()].append(n)
        return [_Kind(tuple(apps), self.canon.apps[apps[0]]) for apps in found.values()]

    @cached_property
    def parts(self) -> Parts:
        return Parts(self.canon, len(self.kinds))

    def _admission(self) -> None:
        """One column an application: whether it is placed."""
        self.placed = {
            n: self.model.column(
                points(self.canon.apps[n], self.weights), 1, lower=self.canon.apps[n].id in self.given.locks
            )
            for kind in self.kinds
            for n in kind.apps
        }

    def _floor(self) -> None:
        """One column a kind and part: how many of the kind stand there."""
        self.there: dict[tuple[int, Hashable], int] = {}
        starts: defaultdict[Hashable, list[int]] = defaultdict(list)
        for start, part in enumerate(self.parts.of):
            starts[part].append(start)
        for k, kind in enumerate(self.kinds):
            row = self.bare[kind.apps[0]]
            for part, where in starts.items():
                cheapest = int(row[where].min())
                if cheapest < NEVER:
                    most = min(len(kind.apps), len(where) // kind.example.size)
                    self.there[k, part] = self.model.column(-cheapest, most)
        self.parts_of: defaultdict[int, list[Hashable]] = defaultdict(list)
        for k, part in self.there:
            self.parts_of[k].append(part)
        for k, kind in enumerate(self.kinds):
            everywhere = [(self.there[k, part], 1.0) for part in self.parts_of[k]]
            self.model.row([*everywhere, *((self.placed[n], -1.0) for n in kind.apps)], 0, 0)
        self._room(starts)

    def _room(self, starts: dict[Hashable, list[int]]) -> None:
        """A part holds no more than its booths, nor more needs of one sort than booths that meet them."""
        inside: defaultdict[Hashable, list[int]] = defaultdict(list)
        for k, part in self.there:
            inside[part].append(k)
        for part, where in starts.items():
            open_ = [self.canon.booths[b] for b in where if not self.canon.booths[b].reserved]
            self._at_most(part, inside[part], len(open_))
            for need in sorted({need for k in inside[part] for need in self.kinds[k].example.needs}):
                wanting = [k for k in inside[part] if need in self.kinds[k].example.needs]
                self._at_most(part, wanting, sum(need in booth.feat for booth in open_))

    def _at_most(self, part: Hashable, kinds: list[int], room: int) -> None:
        terms = [(self.there[k, part], float(self.kinds[k].example.size)) for k in kinds]
        if terms:
            self.model.row(terms, -INFINITE, room)

    def _wishes(self) -> None:
        """Each wish at its best, each wished booth once, and no wish outside the part that holds it."""
        zone_wishes: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
        booth_wishes: defaultdict[str, list[int]] = defaultdict(list)
        self.granted: dict[int, list[int]] = {}
        self.near: dict[tuple[int, Hashable], defaultdict[str, list[int]]] = {}
        for k, kind in enumerate(self.kinds):
            for n in kind.apps:
                own = []
                for (sort, id), worth in zip(self.canon.apps[n].prefs, self.weights.wishes, strict=False):
                    column = self.model.column(worth, 1)
                    own.append((column, 1.0))
                    if sort == "zone":
                        zone_wishes[k, id].append(column)
                    elif id in self.canon.booth_index:
                        booth_wishes[id].append(column)
                        where = k, self.parts.of[self.canon.booth_index[id]]
                        self.near.setdefault(where, defaultdict(list))[id].append(column)
                    else:
                        self.model.upper[column] = 0
                if own:
                    self.model.row([*own, (self.placed[n], -1.0)], -INFINITE, 0)
                    self.granted[n] = [column for column, _ in own]
        for columns in booth_wishes.values():
            self.model.row([(column, 1.0) for column in columns], -INFINITE, 1)
        for (k, zone), columns in zone_wishes.items():
            inside = [(self.there[k, p], -1.0) for p in self.parts_of[k] if zone in self.parts.zones_of[p]]
            self.model.row([*((c, 1.0) for c in columns), *inside], -INFINITE, 0)
        for where, wished in self.near.items():
            inside = [(self.there[where], -1.0)] if where in self.there else []
            self.model.row([*((c, 1.0) for own in wished.values() for c in own), *inside], -INFINITE, 0)

    def _provinces(self) -> None:
        own: defaultdict[str, list[int]] = defaultdict(list)
        for k, kind in enumerate(self.kinds):
            own[kind.example.prov].append(k)
        for province in self.given.provinces:
            kinds = own[province.id]
            used = [
                (self.placed[n], float(self.canon.apps[n].equivalents))
                for k in kinds
                for n in self.kinds[k].apps
            ]
            fair = self.shares.floor[province.id]
            missing = self.model.column(-self.weights.short, fair, whole=False)
            self.model.row([*used, (missing, 1.0)], fair, INFINITE)
            asked = sum(int(size) for _, size in used)
            self.model.row(used, min(province.min, asked), province.max)
            self._together(kinds)
        for group, cap in self.given.caps.items():
            terms = [
                (c, float(self.canon.apps[n].equivalents))
                for n, c in self.placed.items()
                if self.canon.apps[n].group == group
            ]
            self.model.row(terms, -INFINITE, cap)

    def _together(self, kinds: list[int]) -> None:
        """What a province's islands and runs cost at the least."""
        by_part: defaultdict[Hashable, list[int]] = defaultdict(list)
        for k in kinds:
            if self.kinds[k].example.space == STANDARD:
                for part in self.parts_of[k]:
                    by_part[part].append(k)
        by_island: defaultdict[Hashable, list[Hashable]] = defaultdict(list)
        for part in by_part:
            by_island[part[:ISLAND]].append(part)
        islands, runs = {}, {}
        for island, parts in by_island.items():
            there = [(k, part) for part in parts for k in by_part[part]]
            if island not in self.parts.scattered:
                islands[island] = self._needs(there, self.weights.island, self.parts.widest[ISLAND][island])
            for part in parts:
                alone = [(k, part) for k in by_part[part]]
                runs[part] = self._needs(alone, self.weights.run, self.parts.widest[ROW][part])
        for kind in kinds:
            if self.kinds[kind].example.space == STANDARD:
                self._choices_of(kind, islands, runs)

    def _choices_of(self, k: int, islands: dict[Hashable, int], runs: dict[Hashable, int]) -> None:
        """Who is placed stands in one of the parts, who has its wish in one of those where it lies."""
        apps = self.kinds[k].apps
        self._chooses([(self.placed[n],) for n in apps], k, self.parts_of[k], islands, runs)
        for app in apps:
            self._wish_needs(k, app, islands, runs)

    def _chooses(
        self,
        claims: list[tuple[int, ...]],
        k: int,
        parts: list[Hashable],
        islands: dict[Hashable, int],
        runs: dict[Hashable, int],
    ) -> None:
        """Whoever claims to stand in one of the parts pays for a run and for an island there."""
        self.choices.append(Choice(claims, [(runs[part], [self.there[k, part]]) for part in parts]))
        near: defaultdict[Hashable, list[int]] = defaultdict(list)
        for part in parts:
            near[part[:ISLAND]].append(self.there[k, part])
        if all(island in islands for island in near):
            self.choices.append(Choice(claims, [(islands[island], there) for island, there in near.items()]))

    def _wish_needs(self, k: int, n: int, islands: dict[Hashable, int], runs: dict[Hashable, int]) -> None:
        """Whoever has one of some wishes stands in an island, and in a run, where one of them lies."""
        where = [self._wished_parts(k, sort, id) for sort, id in self.canon.apps[n].prefs]
        own = list(zip(self.granted.get(n, []), where, strict=False))
        for size in range(1, len(own) + 1):
            for some in combinations(own, size):
                columns = [(column, 1.0) for column, _ in some]
                union = set().union(*(parts for _, parts in some))
                parts = [part for part in self.parts_of[k] if part in union]
                self.model.row([*columns, *((runs[p], -1.0) for p in parts)], -INFINITE, 0)
                near = dict.fromkeys(part[:ISLAND] for part in parts)
                if all(island in islands for island in near):
                    self.model.row([*columns, *((islands[i], -1.0) for i in near)], -INFINITE, 0)
                self._chooses([tuple(column for column, _ in some)], k, parts, islands, runs)

    def _wished_parts(self, k: int, sort: str, id: str) -> set[Hashable]:
        if sort == "zone":
            return {part for part in self.parts_of[k] if id in self.parts.zones_of[part]}
        return {self.parts.of[self.canon.booth_index[id]]} if id in self.canon.booth_index else set()

    def _needs(self, there: list[tuple[int, Hashable]], cost: int, widest: int) -> int:
        """Who stands there needs one of what costs; and one more for each `widest` booths.

        Whoever has the booth it wished for there needs it whole, not the part that its size would pay.
        """
        column = self.model.column(-cost, max(1, sum(self.model.upper[self.there[each]] for each in there)))
        by_kind: defaultdict[int, list[int]] = defaultdict(list)
        for k, part in there:
            by_kind[k].append(self.there[k, part])
        for k, columns in by_kind.items():
            most = min(len(self.kinds[k].apps), widest // self.kinds[k].example.size * 1.0)
            self.model.row([*((c, 1.0) for c in columns), (column, -float(max(most, 1)))], -INFINITE, 0)
            self._of_those_placed(k, columns, column, most)
        sizes = [(self.there[k, part], float(self.kinds[k].example.size)) for k, part in there]
        self.model.row([*sizes, (column, -float(widest))], -INFINITE, 0)
        wished: defaultdict[str, list[int]] = defaultdict(list)
        for where in there:
            for id, columns in self.near.get(where, {}).items():
                wished[id] += columns
        for columns in wished.values():
            self.model.row([*((c, 1.0) for c in columns), (column, -1.0)], -INFINITE, 0)
        return column

    def _of_those_placed(self, k: int, columns: list[int], needed: int, most: float) -> None:
        """The same where some of a kind, the worst of it first, are not placed at all."""
        apps = sorted(self.kinds[k].apps, key=lambda n: points(self.canon.apps[n], self.weights))
        for out in range(1, len(apps)):
            if len(apps) - out < most:
                absent = ((self.placed[n], -1.0) for n in apps[:out])
                terms = [*((c, 1.0) for c in columns), *absent, (needed, -float(len(apps) - out))]
                self.model.row(terms, -INFINITE, 0)


def _without_wishes(weights: Weights) -> Weights:
    return Weights(**{**vars(weights), "wish1": 0, "wish2": 0, "wish3": 0})
