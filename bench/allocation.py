"""The allocation engine beside two hand orders on the same input, and how near to the best possible it is."""

import resource
import sys
import time
from collections.abc import Iterator
from random import Random

from bench.fairs import SIZES, a_fair
from fairapp.domain.allocation.checker import violations
from fairapp.domain.allocation.engine.bound import bound, missing
from fairapp.domain.allocation.engine.search import CHAINS, Search
from fairapp.domain.allocation.instance import App, Instance
from fairapp.domain.allocation.objective import points, score
from fairapp.domain.allocation.weights import PRESETS, Preset

SECONDS = {60: 5, 150: 10, 600: 20, 2000: 40}
"""A quick look; `--full` gives each size the time that its aim allows."""
FULL = {60: 5, 150: 20, 600: 60, 2000: 300}
WEIGHTS = PRESETS[Preset.BALANCED]
PROBE = 100_000
Row = tuple[str, str, str]


def rows(sizes: list[int] | None = None, *, full: bool = False, seed: int = 1) -> Iterator[Row]:
    speeds: dict[int, float] = {}
    for size in sizes or list(SIZES):
        given = a_fair(size, seed)
        yield from _one(given, size, (FULL if full else SECONDS)[size], speeds)


def _one(given: Instance, size: int, seconds: float, speeds: dict[int, float]) -> Iterator[Row]:
    _say(f"{size} booths: making ready")
    begun = time.perf_counter()
    search = Search(given, WEIGHTS)
    ready = time.perf_counter() - begun
    search.run(seed=0, steps=1)
    begun = time.perf_counter()
    search.run(seed=0, steps=PROBE)
    speeds[size] = PROBE * CHAINS / (time.perf_counter() - begun)
    steps = int(speeds[size] / CHAINS * seconds)
    _say(f"{size} booths: searching about {seconds} s, {steps:,} steps")
    begun, cpu = time.perf_counter(), time.process_time()
    found = search.run(seed=1, steps=steps)
    took, cpu = time.perf_counter() - begun, time.process_time() - cpu
    broken = len(violations(given, found.plan))
    hand = {name: _hand(search, given, order) for name, order in _orders(given).items()}
    placed = f"{len(found.plan)} of {len(given.apps)} placed, {broken} rules broken"
    yield f"{size} booths, Z of the search", f"{found.z / 100:,.0f}", placed
    for name, z in hand.items():
        yield f"  Z of {name}", f"{z / 100:,.0f}", f"the search has {found.z / z - 1:+.1%}"
    _say(f"{size} booths: proving a bound")
    begun = time.perf_counter()
    limit = bound(given, WEIGHTS)
    proof = f"proved in {time.perf_counter() - begun:.0f} s"
    yield "  no plan is worth more than", f"{limit / 100:,.0f}", proof
    yield "  at most from the best possible", f"{float(missing(found.z, limit)):.2%}", ""
    speed = f"{speeds[size] / 1e6:.2f} million moves a second, made ready in {ready:.1f} s"
    yield "  time on the clock (CPU)", f"{took:.0f} s ({cpu:.0f} s)", speed
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    grown = f"a move takes {speeds[min(speeds)] / speeds[size]:.1f} times as long as at {min(speeds)} booths"
    yield "  memory so far", f"{memory} MB", grown


def _orders(given: Instance) -> dict[str, list[App]]:
    lots = Random(1)
    drawn = [(app, lots.random()) for app in given.apps]
    return {
        "first come, first served": sorted(given.apps, key=lambda app: (app.applied, app.id)),
        "a draw by priority": [
            app for app, lot in sorted(drawn, key=lambda each: (-_priority(each[0]), each[1]))
        ],
    }


def _priority(app: App) -> int:
    return points(app, WEIGHTS) - WEIGHTS.extra * (app.size - 1)


def _hand(search: Search, given: Instance, order: list[App]) -> int:
    return score(given, search.in_turn([app.id for app in order]), WEIGHTS).z


def _say(text: str) -> None:
    print(f"  … {text}", file=sys.stderr, flush=True)
