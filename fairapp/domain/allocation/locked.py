"""Locks that contradict a rule between them: no plan can keep both."""

from collections.abc import Iterator
from dataclasses import replace

from fairapp.domain.allocation.checker import Rule, Violation, violations
from fairapp.domain.allocation.instance import Instance
from fairapp.domain.text import N_

SENTENCES = {
    Rule.MAXIMUM: N_("Các gian đã khoá của %(province)s là %(used)s gian, vượt chỉ tiêu %(most)s gian."),
    Rule.ZONE_MAXIMUM: N_(
        "Các gian đã khoá của %(province)s ở khu %(zone)s là %(used)s gian, vượt chỉ tiêu %(most)s gian."
    ),
    Rule.CAP: N_(
        "Các gian đã khoá của nhóm hàng %(group)s là %(used)s gian, vượt số gian tối đa %(most)s của nhóm."
    ),
    Rule.MANDATORY: N_(
        "Gian %(booths)s đã khoá cho %(name)s ở khu %(zone)s, nhưng nhóm hàng %(group)s chỉ được xếp ở khu "
        "%(zones)s."
    ),
}
"""Of these rules a lock cannot be let go silently: somebody gave the booth, and somebody made the rule."""


def wrong_locks(given: Instance) -> Iterator[Violation]:
    """Every rule that the locks break by themselves. Minima and moves are another matter."""
    bare = [
        replace(p, min=0, zones={zone: (0, most) for zone, (_, most) in p.zones.items()})
        for p in given.provinces
    ]
    yield from violations(replace(given, provinces=tuple(bare), moved_at_most=None), given.locks)
