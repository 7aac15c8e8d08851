"""What the search tries: each proposal lists applications and where each would go (-1: nowhere).

A proposal returns how many applications it lists, 0 when it comes to nothing. `attempt` makes it real,
or takes it back.
"""

from fairapp.domain.allocation.engine.arrays import LONGEST, NOWHERE
from fairapp.domain.allocation.engine.chance import draw
from fairapp.domain.allocation.engine.compiled import compiled
from fairapp.domain.allocation.engine.costs import NEVER
from fairapp.domain.allocation.engine.places import put, take

WHO, TO, FROM = 0, 1, 2


@compiled
def carry(f, count, column):
    """Everybody listed to where that column says; the gain, and whether all quotas hold afterwards."""
    work, gain, fits = f.work, 0, True
    for i in range(count):
        if f.apps[work[WHO, i]].start >= 0:
            gain += take(f, work[WHO, i])
    for i in range(count):
        if work[column, i] >= 0:
            more, held = put(f, work[WHO, i], work[column, i])
            gain += more
            fits = fits and held
    f.numbers[0].worth += gain
    return gain, fits


@compiled
def attempt(f, count, floor):
    """Carry out the listed moves if they keep the quotas and gain at least `floor`; else undo them."""
    n = f.numbers[0]
    moved = n.moved
    for i in range(count):
        f.work[FROM, i] = f.apps[f.work[WHO, i]].start
    gain, fits = carry(f, count, TO)
    if fits and gain >= floor and (n.moved <= n.moved_at_most or n.moved <= moved):
        return True
    carry(f, count, FROM)
    return False


@compiled
def seat(f, app, start):
    """Put one application on free booths, or (-1) nowhere; the gain, and whether all quotas hold."""
    f.work[WHO, 0], f.work[TO, 0] = app, start
    return carry(f, 1, TO)


@compiled
def movable(f):
    n = f.numbers[0]
    return f.lists[n.movable + draw(f.numbers, n.movable_end - n.movable)]


@compiled
def to_start(f, app, start):
    """One application to a start; who stands there goes where it came from, as far as that fits."""
    old, size = f.apps[app].start, f.apps[app].size
    if old == start or f.cost[app, start] >= NEVER:
        return 0
    work, count, last = f.work, 1, app
    work[WHO, 0], work[TO, 0] = app, start
    for booth in range(start, start + size):
        held = f.booths[booth].holder
        if held >= 0 and held != app and held != last:
            if f.apps[held].fixed:
                return 0
            work[WHO, count], work[TO, count] = held, NOWHERE
            last = held
            count += 1
    if old >= 0:
        _into_gap(f, count, old, size, start)
    return count


@compiled
def _into_gap(f, count, old, size, start):
    booth = old
    for i in range(1, count):
        guest = f.work[WHO, i]
        wide = f.apps[guest].size
        while booth + wide <= old + size:
            apart = booth + wide <= start or booth >= start + size
            if apart and f.cost[guest, booth] < NEVER:
                f.work[TO, i] = booth
                booth += wide
                break
            booth += 1


@compiled
def any_start(f):
    """Any application to one of its starts, cheap ones sooner."""
    app = movable(f)
    begin = f.apps[app].starts
    span = f.apps[app].starts_end - begin
    if draw(f.numbers, 4) == 0:
        nth = draw(f.numbers, span)
    else:
        nth = draw(f.numbers, 65536)
        nth = (nth * nth >> 16) * span >> 16
    return to_start(f, app, f.lists[begin + nth])


@compiled
def beside_own(f):
    """An application to a booth beside one of its province."""
    booth = draw(f.numbers, len(f.booths))
    after = draw(f.numbers, 2) == 0
    near = f.booths[booth].prev if after else f.booths[booth].next
    if near < 0 or f.booths[near].holder < 0:
        return 0
    province = f.provinces[f.apps[f.booths[near].holder].province]
    app = f.lists[province.own + draw(f.numbers, province.own_end - province.own)]
    start = booth if after else booth - f.apps[app].size + 1
    if f.apps[app].fixed or start < 0:
        return 0
    return to_start(f, app, start)


@compiled
def for_own(f):
    """An application to where another of its province stands."""
    app = movable(f)
    province = f.provinces[f.apps[app].province]
    other = f.lists[province.own + draw(f.numbers, province.own_end - province.own)]
    start = f.apps[other].start
    return to_start(f, app, start) if start >= 0 else 0


@compiled
def relay(f, near):
    """One goes to another's booths, that one leaves, and an unplaced one takes the booths left behind."""
    count = beside_own(f) if near else any_start(f)
    old = f.apps[f.work[WHO, 0]].start if count else NOWHERE
    if old < 0:
        return count
    for i in range(1, count):
        if f.work[TO, i] >= 0:
            return count
    start, size = f.work[TO, 0], f.apps[f.work[WHO, 0]].size
    if old < start + size and start < old + size:
        return count
    for _ in range(6):
        app = movable(f)
        a = f.apps[app]
        if a.start < 0 and a.size == size and f.cost[app, old] < NEVER:
            f.work[WHO, count], f.work[TO, count] = app, old
            return count + 1
    return count


@compiled
def refill(f):
    """One leaves, and unplaced ones take its booths."""
    booth = draw(f.numbers, len(f.booths))
    held = f.booths[booth].holder
    if held < 0 or f.apps[held].fixed:
        return 0
    start = f.apps[held].start
    end = start + f.apps[held].size
    f.work[WHO, 0], f.work[TO, 0] = held, NOWHERE
    while start > 0 and f.booths[start].prev >= 0 and f.booths[start - 1].holder < 0:
        start -= 1
    while end < f.booths[start].row_end and f.booths[end].holder < 0:
        end += 1
    count = 1
    own = f.provinces[f.apps[held].province]
    while start < end and count < LONGEST:
        best, which = 0, NOWHERE
        for i in range(12):
            app = f.lists[own.own + draw(f.numbers, own.own_end - own.own)] if i & 1 else movable(f)
            a = f.apps[app]
            if a.start >= 0 or a.fixed or a.size > end - start or f.cost[app, start] >= NEVER:
                continue
            worth = (a.points - f.cost[app, start]) // a.size
            known = False
            for j in range(1, count):
                known = known or f.work[WHO, j] == app
            if worth > best and not known:
                best, which = worth, app
        if which < 0:
            start += 1
            continue
        f.work[WHO, count], f.work[TO, count] = which, start
        start += f.apps[which].size
        count += 1
    return count if count > 1 else 0


@compiled
def into_free(f):
    """An application to free booths."""
    for _ in range(16):
        booth = draw(f.numbers, len(f.booths))
        if f.booths[booth].holder < 0:
            for _ in range(8):
                app = movable(f)
                if f.cost[app, booth] < NEVER:
                    return to_start(f, app, booth)
            return 0
    return 0


@compiled
def _gather(f, low, high, shift, count):
    """List everybody between two booths with new starts; -1: somebody cannot go or stands across an end."""
    booth = low
    while booth < high:
        app = f.booths[booth].holder
        if app < 0:
            booth += 1
            continue
        a = f.apps[app]
        outside = a.start < low or a.start + a.size > high
        if outside or a.fixed or count >= LONGEST or f.cost[app, a.start + shift] >= NEVER:
            return -1
        f.work[WHO, count], f.work[TO, count] = app, a.start + shift
        count += 1
        booth = a.start + a.size
    return count


@compiled
def _stretch(f):
    """A piece of a row: all of a province that stands together, or a random piece; never across somebody."""
    booth = draw(f.numbers, len(f.booths))
    end, held = f.booths[booth].row_end, f.booths[booth].holder
    if held < 0 or draw(f.numbers, 2) == 0:
        low = booth if held < 0 else f.apps[held].start
        return low, min(end, low + 1 + draw(f.numbers, 8))
    low = f.apps[held].start
    high = low + f.apps[held].size
    province = f.apps[held].province
    while high < end and _of(f, high, province):
        high += 1
    while f.booths[low].prev >= 0 and _of(f, low - 1, province):
        low -= 1
    return low, high


@compiled
def _of(f, booth, province):
    held = f.booths[booth].holder
    return held >= 0 and f.apps[held].province == province


@compiled
def two_stretches(f):
    """Two pieces of rows, equally long, change places."""
    low, high = _stretch(f)
    other = draw(f.numbers, len(f.booths))
    if f.booths[other].holder >= 0:
        other = f.apps[f.booths[other].holder].start
    length = high - low
    if other + length > f.booths[other].row_end or (other < high and low < other + length):
        return 0
    count = _gather(f, low, high, other - low, 0)
    return max(0, _gather(f, other, other + length, low - other, count)) if count >= 0 else 0


@compiled
def turn_round(f):
    """A piece of a row in the opposite order."""
    low, high = _stretch(f)
    count = max(0, _gather(f, low, high, 0, 0))
    for i in range(count):
        app = f.work[WHO, i]
        start = low + high - f.apps[app].start - f.apps[app].size
        if f.cost[app, start] >= NEVER:
            return 0
        f.work[TO, i] = start
    return count


@compiled
def step_aside(f):
    """Two neighbouring pieces of a row change places."""
    low, middle = _stretch(f)
    high = min(f.booths[low].row_end, middle + 1 + draw(f.numbers, 6))
    if middle >= high:
        return 0
    count = _gather(f, low, middle, high - middle, 0)
    return max(0, _gather(f, middle, high, low - middle, count)) if count >= 0 else 0
