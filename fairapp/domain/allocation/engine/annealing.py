"""The loop: try a move, keep it if it gains, or with a chance that falls with its loss and with time."""

from fairapp.domain.allocation.engine.arrays import NOWHERE
from fairapp.domain.allocation.engine.chance import DRAWS, FINE, STAIRS, draw
from fairapp.domain.allocation.engine.compiled import compiled
from fairapp.domain.allocation.engine.moves import (
    any_start,
    attempt,
    beside_own,
    for_own,
    into_free,
    refill,
    relay,
    seat,
    step_aside,
    turn_round,
    two_stretches,
)


@compiled
def propose(f, mix):
    """One proposal; `mix` says up to which of 1000 draws each kind is tried."""
    kind = draw(f.numbers, 1000)
    if kind < mix[0]:
        return any_start(f)
    if kind < mix[1]:
        return beside_own(f)
    if kind < mix[2]:
        return relay(f, kind & 1)
    if kind < mix[3]:
        return into_free(f)
    if kind < mix[4]:
        return two_stretches(f)
    if kind < mix[5]:
        return turn_round(f)
    if kind < mix[6]:
        return for_own(f)
    if kind < mix[7]:
        return refill(f)
    return step_aside(f)


@compiled
def anneal(f, mix, stairs, losses, first, last, total):
    """Steps `first` to `last` of `total`; how many are done in one call changes nothing."""
    n, temperature = f.numbers[0], 0
    if n.movable == n.movable_end:
        return
    for step in range(first, last):
        if step == first or step & 255 == 0:
            temperature = stairs[step * STAIRS // total]
        count = propose(f, mix)
        if count == 0:
            continue
        floor = -(temperature * losses[draw(f.numbers, DRAWS)] >> FINE)
        if attempt(f, count, floor) and n.worth > n.best:
            remember(f)


@compiled
def remember(f):
    """Keep the plan as it is now as the best."""
    f.numbers[0].best = f.numbers[0].worth
    for app in range(len(f.apps)):
        f.apps[app].best = f.apps[app].start


@compiled
def place_in_turn(f, order, only_gains):
    """Each application in turn takes the free booths that gain most; without `only_gains` even at a loss."""
    for app in order:
        a = f.apps[app]
        if a.fixed or a.start >= 0:
            continue
        best, where = 0, NOWHERE
        for at in range(a.starts, a.starts_end):
            start = f.lists[at]
            free = True
            for booth in range(start, start + a.size):
                free = free and f.booths[booth].holder < 0
            if free:
                gain, fits = seat(f, app, start)
                seat(f, app, NOWHERE)
                if fits and (where < 0 or gain > best):
                    best, where = gain, start
        if where >= 0 and (best > 0 or not only_gains):
            seat(f, app, where)
