"""One search from its start to its best plan: seeded, bounded by steps, stopped when asked."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from fairapp.domain.allocation.engine.annealing import anneal, place_in_turn, remember
from fairapp.domain.allocation.engine.arrays import NOWHERE, Floor, floor_of, plan_of
from fairapp.domain.allocation.engine.canon import Canon
from fairapp.domain.allocation.engine.chance import FINE, losses, sow, temperatures
from fairapp.domain.allocation.engine.costs import NEVER
from fairapp.domain.allocation.engine.moves import seat
from fairapp.domain.allocation.instance import Instance, Plan
from fairapp.domain.allocation.weights import Weights

RULE = "annealing 1"
"""Raised whenever the same seed and steps may give another plan."""
HOTTEST, COLDEST = 800, 30
"""Temperatures of the annealing, in hundredths of a point."""
MIX = (120, 250, 80, 30, 120, 20, 280, 80, 20)
"""Of 1000 proposals: any start, beside its province, relay, free booths, two stretches, turn round,
where another of its province stands, one large by several small; the rest: neighbours change places."""
CHAINS = 2
"""Searches side by side, of which the best counts; always so many, however many cores there are."""
ROUNDS = 200
"""How often a search reports, and can be stopped."""


@dataclass(frozen=True)
class Progress:
    """How far a search is: steps done of all chains together, and the best worth so far."""

    done: int
    total: int
    z: int


@dataclass(frozen=True)
class Found:
    """The best plan of a search. `until` tells a replay where this one was stopped."""

    plan: Plan
    z: int
    seed: int
    steps: int
    until: int


class Search:
    """An instance made ready; each `run` begins anew."""

    def __init__(self, given: Instance, weights: Weights) -> None:
        self.given = given
        self.canon = Canon(given)
        self.empty = floor_of(self.canon, weights)
        self.unit = int(self.empty.numbers[0]["unit"])

    def run(
        self,
        *,
        seed: int,
        steps: int,
        until: int | None = None,
        on_progress: Callable[[Progress], None] = lambda progress: None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> Found:
        """So many steps a chain, or only `until` one of them, where the run to be replayed was stopped."""
        floors = [self._start(seed, chain) for chain in range(CHAINS)]
        stairs, table = temperatures(HOTTEST, COLDEST) * self.unit >> FINE, losses()
        mix = np.cumsum(MIX)
        marks = sorted(
            {steps * n // ROUNDS for n in range(ROUNDS + 1)} | ({until} if until is not None else set())
        )
        done = 0
        with ThreadPoolExecutor(min(CHAINS, os.cpu_count() or 1)) as pool:
            for mark in marks[1:]:
                if should_stop() or (until is not None and mark > until):
                    break
                work = [pool.submit(anneal, f, mix, stairs, table, done, mark, steps) for f in floors]
                for each in work:
                    each.result()
                done = mark
                on_progress(Progress(done * CHAINS, steps * CHAINS, self._z(floors)))
        best = max(floors, key=lambda floor: int(floor.numbers[0]["best"]))
        return self._finished(best, seed, steps, done)

    def _finished(self, best: Floor, seed: int, steps: int, done: int) -> Found:
        """Nobody stays out for whom free booths would still be a gain."""
        floor = self._locked()
        for n, start in enumerate(best.apps["best"].tolist()):
            if start != NOWHERE and not floor.apps["fixed"][n]:
                seat(floor, n, start)
        place_in_turn(floor, np.arange(len(floor.apps), dtype=np.int32), True)
        z = int(floor.numbers[0]["worth"]) // self.unit
        return Found(plan_of(self.canon, floor.apps["start"]), z, seed, steps, done)

    def _z(self, floors: list[Floor]) -> int:
        return max(int(floor.numbers[0]["best"]) for floor in floors) // self.unit

    def in_turn(self, order: list[str]) -> Plan:
        """The hand order: minima first, then each in turn, always to the free booths that gain most."""
        floor = self._locked()
        turn = [self.canon.app_index[id] for id in order]
        for n in turn:
            province = floor.provinces[floor.apps["province"][n]]
            if province["used"] < province["least"]:
                place_in_turn(floor, np.array([n], np.int32), False)
        place_in_turn(floor, np.array(turn, np.int32), False)
        return plan_of(self.canon, floor.apps["start"])

    def _start(self, seed: int, chain: int) -> Floor:
        """Where a chain begins: what was published stays, then the most points a booth first."""
        floor = self._locked()
        for n, app in enumerate(floor.apps):
            old = int(app["old"])
            if not app["fixed"] and old >= 0 and self._is_free(floor, n, old):
                _, fits = seat(floor, n, old)
                if not fits:
                    seat(floor, n, NOWHERE)
        order = np.argsort(-(floor.apps["points"] // floor.apps["size"]), kind="stable")
        place_in_turn(floor, order.astype(np.int32), True)
        sow(floor.numbers, seed, chain)
        remember(floor)
        return floor

    def _locked(self) -> Floor:
        """A floor of its own, with only the locks on it."""
        shared = {"cost", "lists"}
        parts = {name: part if name in shared else part.copy() for name, part in self.empty._asdict().items()}
        floor = Floor(**parts)
        for app, booths in self.given.locks.items():
            seat(floor, self.canon.app_index[app], self.canon.booth_index[booths[0]])
        return floor

    @staticmethod
    def _is_free(floor: Floor, app: int, start: int) -> bool:
        size = int(floor.apps["size"][app])
        held = floor.booths["holder"][start : start + size]
        return bool(floor.cost[app, start] < NEVER) and bool((held == NOWHERE).all())
