"""The allocation engine beside two hand orders on the same input, and how near to the best possible it is.

Each size has a process of its own, so that its peak of memory is its own. Steps are chosen by CPU time: a
neighbour on the machine makes the clock slower, and the plan no worse.
"""

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from random import Random
from typing import TypeVar

from bench.fairs import SIZES, a_fair
from fairapp.domain.allocation.checker import violations
from fairapp.domain.allocation.engine.bound import bound, missing
from fairapp.domain.allocation.engine.search import CHAINS, Found, Search
from fairapp.domain.allocation.instance import App, Instance
from fairapp.domain.allocation.objective import points, score
from fairapp.domain.allocation.weights import PRESETS, Preset

SECONDS = {60: 5, 150: 10, 600: 20, 2000: 40}
"""A quick look; `--full` gives each size the time that its aim allows."""
WEIGHTS = PRESETS[Preset.BALANCED]
PROBE = 100_000
WITHDRAW, STILL = 20, 20
"""One in so many withdraws; of the others no more than one in so many moves."""
Row = tuple[str, str, str]
T = TypeVar("T")


@dataclass(frozen=True)
class Aim:
    """What a size is to reach: seconds on two cores, per cent to the bound, and over first come."""

    seconds: int
    gap: int
    lead: int


AIMS = {60: Aim(5, 1, 19), 150: Aim(20, 2, 24), 600: Aim(60, 3, 25), 2000: Aim(300, 4, 26)}
MEMORY = 1_000  # MB


def rows(sizes: list[int] | None = None, *, full: bool = False, seed: int = 1) -> Iterator[Row]:
    moves: dict[int, float] = {}
    for size in sizes or list(SIZES):
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as alone:
            moves[size], found = alone.submit(_one, size, seed, full).result()
        yield from found
        grown = moves[size] / moves[min(moves)]
        yield "  a move takes", f"{moves[size] * 1e6:.2f} µs", f"{grown:.1f} × as at {min(moves)} booths"


def _one(size: int, seed: int, full: bool) -> tuple[float, list[Row]]:
    """Seconds of CPU a move, and what there is to say."""
    given, aim = a_fair(size, seed), AIMS[size]
    _say(f"{size} booths: making ready")
    search, ready = _timed(lambda: Search(given, WEIGHTS))
    search.run(seed=0, steps=1)  # compiles
    _, start = _timed(lambda: search.run(seed=0, steps=1))
    _, probe = _timed(lambda: search.run(seed=0, steps=PROBE))
    move = max(probe - start, 0.001) / PROBE / CHAINS
    steps = int((aim.seconds if full else SECONDS[size]) / move)
    _say(f"{size} booths: {steps:,} steps")
    clock = time.perf_counter()
    found, cpu = _timed(lambda: search.run(seed=1, steps=steps))
    clock = time.perf_counter() - clock
    first, draw = _by_hand(search, given)
    said = [*_searched(given, found), *_orders(found, first, draw, aim)]
    _say(f"{size} booths: proving a bound")
    limit, proof = _timed(lambda: bound(given, WEIGHTS))
    said += _proved(found, first, limit, aim, proof)
    _say(f"{size} booths: withdrawals")
    said += _withdrawn(given, found, max(1, steps // 5))
    took = cpu / CHAINS
    said.append(
        _row("  CPU time of each core", f"{took:.0f} s", took <= 1.1 * aim.seconds, f"{aim.seconds} s")
    )
    said.append(("  the same on the clock", f"{clock:.0f} s", f"made ready in {ready:.1f} s of CPU"))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    said.append(_row("  memory at its peak", f"{memory} MB", memory <= MEMORY, f"{MEMORY} MB"))
    return move, said


def _searched(given: Instance, found: Found) -> Iterator[Row]:
    broken = len(violations(given, found.plan))
    placed = f"{len(found.plan)} of {len(given.apps)} placed, {broken} rules broken"
    yield f"{len(given.booths)} booths, Z of the search", f"{found.z / 100:,.0f}", placed


def _orders(found: Found, first: int, draw: int, aim: Aim) -> Iterator[Row]:
    lead = found.z / first - 1
    yield "  Z of first come, first served", f"{first / 100:,.0f}", f"the search has {lead:+.1%}"
    yield "  Z of a draw by priority", f"{draw / 100:,.0f}", f"the search has {found.z / draw - 1:+.1%}"
    yield _row("  lead over first come", f"{lead:+.1%}", lead >= aim.lead / 100, f"+{aim.lead} %")


def _proved(found: Found, first: int, limit: int, aim: Aim, took: float) -> Iterator[Row]:
    gap, reach = float(missing(found.z, limit)), limit / first - 1
    yield "  no plan is worth more than", f"{limit / 100:,.0f}", f"proved in {took:.0f} s of CPU"
    yield _row("  from the best possible at most", f"{gap:.2%}", gap <= aim.gap / 100, f"{aim.gap} %")
    if reach < aim.lead / 100:
        yield "  lead that any plan could have", f"{reach:+.1%}", f"so +{aim.lead} % is proved out of reach"
    else:
        yield "  lead that any plan could have", f"{reach:+.1%}", "at the most"


def _withdrawn(given: Instance, before: Found, steps: int) -> Iterator[Row]:
    """Run again after withdrawals, with few moves allowed, beside a run that knows of no plan."""
    gone = set(Random(1).sample(sorted(before.plan), len(before.plan) // WITHDRAW))
    kept = {app: booths[0] for app, booths in before.plan.items() if app not in gone}
    fresh = replace(
        given,
        apps=tuple(app for app in given.apps if app.id not in gone),
        locks={app: booths for app, booths in given.locks.items() if app not in gone},
    )
    again = Search(replace(fresh, published=kept, moved_at_most=len(kept) // STILL), WEIGHTS)
    plan = again.run(seed=1, steps=steps).plan
    moved = sum(plan.get(app, ("",))[0] != start for app, start in kept.items()) / len(kept)
    anew = Search(fresh, WEIGHTS).run(seed=1, steps=steps).z
    less = 1 - score(fresh, plan, WEIGHTS).z / anew
    of = f"  {len(gone)} withdrew: of the others moved"
    yield _row(of, f"{moved:.1%}", moved <= 1 / STILL, f"{1 / STILL:.0%}")
    yield _row("  worth less than a fresh run by", f"{less:.2%}", less <= 0.02, "2 %")


def _row(label: str, figure: str, reached: bool, aim: str) -> Row:
    return label, figure, f"aim {aim}: {'reached' if reached else 'missed'}"


def _by_hand(search: Search, given: Instance) -> list[int]:
    """Z of first come, first served, and of a draw by priority."""
    lots = Random(1)
    drawn = [(-_priority(app), lots.random(), app) for app in given.apps]
    orders = (
        sorted(given.apps, key=lambda app: (app.applied, app.id)),
        [app for *_, app in sorted(drawn, key=lambda each: each[:2])],
    )
    return [score(given, search.in_turn([app.id for app in order]), WEIGHTS).z for order in orders]


def _priority(app: App) -> int:
    return points(app, WEIGHTS) - WEIGHTS.extra * (app.size - 1)


def _timed(act: Callable[[], T]) -> tuple[T, float]:
    """What it gives, and the seconds of CPU that it takes."""
    begun = time.process_time()
    return act(), time.process_time() - begun


def _say(text: str) -> None:
    print(f"  … {text}", file=sys.stderr, flush=True)
