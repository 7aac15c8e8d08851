"""Putting an application somewhere and taking it away, with the change in worth counted on the way."""

from fairapp.domain.allocation.engine.arrays import NOWHERE
from fairapp.domain.allocation.engine.compiled import inlined


@inlined
def put(f, app, start):
    """Place the application on free booths; returns the gain and whether every quota holds."""
    n, a = f.numbers[0], f.apps[app]
    province = f.provinces[a.province]
    gain = (a.points - f.cost[app, start]) * n.unit + a.tie
    gain -= _stand(f, app, start, 1)
    group = f.groups[a.group]
    group.used += a.equivalents
    fits = province.used <= province.most and group.used <= group.cap
    if n.zones:
        for booth in range(start, start + a.size):
            zone = f.booths[booth].zone
            fits = fits and f.tally[a.province, n.islands + zone] <= f.lists[province.zone_most + zone]
    if start == a.old:
        n.moved -= 1
    for booth in range(start, start + a.size):
        f.booths[booth].holder = app
    a.start = start
    return gain, fits


@inlined
def take(f, app):
    """Free its booths; returns the change in worth, exactly what `put` there would give back."""
    n, a = f.numbers[0], f.apps[app]
    start = a.start
    gain = (f.cost[app, start] - a.points) * n.unit - a.tie
    for booth in range(start, start + a.size):
        f.booths[booth].holder = NOWHERE
    gain -= _stand(f, app, start, -1)
    f.groups[a.group].used -= a.equivalents
    if start == a.old:
        n.moved += 1
    a.start = NOWHERE
    return gain


@inlined
def _stand(f, app, start, sign):
    """What it costs its province and its neighbours to have it (1) or to lose it (-1) on these booths.

    Its own booths are free at this moment; the province's counters follow.
    """
    n, a = f.numbers[0], f.apps[app]
    province = f.provinces[a.province]
    used = province.used
    now = used + sign * a.equivalents
    province.used = now
    cost = (max(0, province.fair - now) - max(0, province.fair - used)) * n.short
    cost += (max(0, province.least - now) - max(0, province.least - used)) * n.minimum
    primes, islands = 0, 0
    for booth in range(start, start + a.size):
        b = f.booths[booth]
        primes += b.prime
        if a.standard:
            had = f.tally[a.province, b.island]
            f.tally[a.province, b.island] = had + sign
            islands += int(had + sign > 0) - int(had > 0)
        if n.zones:
            at = n.islands + b.zone
            had = f.tally[a.province, at]
            now = had + sign * (a.equivalents // a.size)
            f.tally[a.province, at] = now
            least = f.lists[province.zone_least + b.zone]
            cost += (max(0, least - now) - max(0, least - had)) * n.minimum
    cost += islands * n.island
    if primes:
        had = province.primes
        province.primes = had + sign * primes
        cost += (max(0, province.primes - province.fair_prime) - max(0, had - province.fair_prime)) * n.prime
    return cost + sign * _around(f, app, start)


@inlined
def _around(f, app, start):
    """What its runs and its rivals next door and opposite cost while it stands there."""
    n, a = f.numbers[0], f.apps[app]
    before, after = f.booths[start].prev, f.booths[start + a.size - 1].next
    cost = 0
    if a.standard:
        left = f.booths[before].holder if before >= 0 else NOWHERE
        cost += n.run
        if left >= 0:
            cost += _next_to(f, left, app)
    right = f.booths[after].holder if after >= 0 else NOWHERE
    if right >= 0 and f.apps[right].standard:
        cost += _next_to(f, right, app)
    if n.opposites:
        for booth in range(start, start + a.size):
            cost += _opposite(f, booth, app)
    return cost


@inlined
def _next_to(f, one, other):
    """Of one province they make one run of two; with the same product they are rivals."""
    n, a, b = f.numbers[0], f.apps[one], f.apps[other]
    return int(a.line == b.line) * n.beside - int(a.province == b.province) * n.run


@inlined
def _opposite(f, booth, app):
    cost = 0
    b = f.booths[booth]
    for at in range(b.facing, b.facing_end):
        other = f.booths[f.lists[at]].holder
        if other >= 0 and other != app and f.apps[other].line == f.apps[app].line:
            cost += f.numbers[0].facing
    return cost
