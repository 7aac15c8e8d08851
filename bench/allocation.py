"""The allocation engine beside two hand orders on the same input, and how near to the best possible it is.

Each size has a process of its own, so that its peak of memory is its own. Steps are chosen by CPU time: a
neighbour on the machine makes the clock slower, and the plan no worse.
"""

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple, dataclass, replace
from itertools import groupby
from pathlib import Path
from random import Random
from statistics import median
from typing import TypeVar

from bench.fairs import SIZES, a_fair
from fairapp.domain.allocation.checker import violations
from fairapp.domain.allocation.engine.bound import bound, missing
from fairapp.domain.allocation.engine.search import CHAINS, Found, Search
from fairapp.domain.allocation.instance import App, Instance
from fairapp.domain.allocation.objective import points, score
from fairapp.domain.allocation.reading import parse, read_instance
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


@dataclass(frozen=True)
class Reached:
    """What a fair gave, as shares of 1: lead over first come, the most that any plan could have, gap."""

    lead: float
    limit: float
    gap: float


def rows(
    sizes: list[int] | None = None,
    *,
    full: bool = False,
    seeds: Sequence[int] = (1,),
    files: Sequence[str] = (),
) -> Iterator[Row]:
    """Fairs of our own for each size and seed; or those of the files, whoever made them."""
    moves: dict[int, float] = {}
    read = [read_instance(parse(Path(file).read_text())) for file in files]
    fairs = read or [a_fair(size, seed) for size in sizes or list(SIZES) for seed in seeds]
    for size, alike in groupby(fairs, _size):
        reached: list[Reached] = []
        for given in alike:
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as alone:
                moves[size], found, one = alone.submit(_one, given, full).result()
            reached.append(one)
            yield from found
            grown = moves[size] / moves[min(moves)]
            yield "  a move takes", f"{moves[size] * 1e6:.2f} µs", f"{grown:.1f} × as at {min(moves)} booths"
        if len(reached) > 1:
            yield from _together(size, reached)


def _size(given: Instance) -> int:
    """The size whose aims hold for a fair."""
    return min(SIZES, key=lambda size: abs(size - len(given.booths)))


def _one(given: Instance, full: bool) -> tuple[float, list[Row], Reached]:
    """Seconds of CPU a move, what there is to say, and what it came to."""
    size = _size(given)
    aim = AIMS[size]
    _say(f"{given.name}: making ready")
    search, ready = _timed(lambda: Search(given, WEIGHTS))
    search.run(seed=0, steps=1)  # compiles
    _, start = _timed(lambda: search.run(seed=0, steps=1))
    _, probe = _timed(lambda: search.run(seed=0, steps=PROBE))
    move = max(probe - start, 0.001) / PROBE / CHAINS
    steps = int((aim.seconds if full else SECONDS[size]) / move)
    _say(f"{given.name}: {steps:,} steps")
    clock = time.perf_counter()
    found, cpu = _timed(lambda: search.run(seed=1, steps=steps))
    clock = time.perf_counter() - clock
    first, draw = _by_hand(search, given)
    said = [*_searched(given, found), *_orders(found, first, draw, aim)]
    _say(f"{given.name}: proving a bound")
    limit, proof = _timed(lambda: bound(given, WEIGHTS))
    reached = Reached(found.z / first - 1, limit / first - 1, float(missing(found.z, limit)))
    said += _proved(reached, limit, aim, proof)
    _say(f"{given.name}: withdrawals")
    said += _withdrawn(given, found, max(1, steps // 5))
    took = cpu / CHAINS
    said.append(
        _row("  CPU time of each core", f"{took:.0f} s", took <= 1.1 * aim.seconds, f"{aim.seconds} s")
    )
    said.append(("  the same on the clock", f"{clock:.0f} s", f"made ready in {ready:.1f} s of CPU"))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    said.append(_row("  memory at its peak", f"{memory} MB", memory <= MEMORY, f"{MEMORY} MB"))
    return move, said, reached


def _searched(given: Instance, found: Found) -> Iterator[Row]:
    broken = len(violations(given, found.plan))
    placed = f"{len(found.plan)} of {len(given.apps)} placed, {broken} rules broken"
    yield f"{given.name}: {len(given.booths)} booths, Z of the search", f"{found.z / 100:,.0f}", placed


def _orders(found: Found, first: int, draw: int, aim: Aim) -> Iterator[Row]:
    lead = found.z / first - 1
    yield "  Z of first come, first served", f"{first / 100:,.0f}", f"the search has {lead:+.1%}"
    yield "  Z of a draw by priority", f"{draw / 100:,.0f}", f"the search has {found.z / draw - 1:+.1%}"
    yield _row("  lead over first come", f"{lead:+.1%}", lead >= aim.lead / 100, f"+{aim.lead} %")


def _proved(reached: Reached, limit: int, aim: Aim, took: float) -> Iterator[Row]:
    yield "  no plan is worth more than", f"{limit / 100:,.0f}", f"proved in {took:.0f} s of CPU"
    near = reached.gap <= aim.gap / 100
    yield _row("  from the best possible at most", f"{reached.gap:.2%}", near, f"{aim.gap} %")
    yield _reach("  lead that any plan could have", reached.limit, aim)


def _reach(label: str, limit: float, aim: Aim) -> Row:
    out = limit < aim.lead / 100
    return label, f"{limit:+.1%}", f"so +{aim.lead} % is proved out of reach" if out else "at the most"


def _together(size: int, reached: list[Reached]) -> Iterator[Row]:
    """One fair says little of a lead, for what first come leaves behind is a matter of luck."""
    aim = AIMS[size]
    lead, limit, gap = (median(figures) for figures in zip(*map(astuple, reached), strict=True))
    there = sum(one.lead >= aim.lead / 100 for one in reached)
    label = f"{len(reached)} fairs of {size} booths, median lead"
    yield _row(label, f"{lead:+.1%}", lead >= aim.lead / 100, f"+{aim.lead} %, which {there} have")
    yield _reach("  median that any plans could have", limit, aim)
    yield _row("  median from the best possible at most", f"{gap:.2%}", gap <= aim.gap / 100, f"{aim.gap} %")


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
