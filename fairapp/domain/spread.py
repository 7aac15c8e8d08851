"""How sales spread over exhibitors: quartiles that name nobody, for the organiser alone.

With few exhibitors a quartile is one exhibitor's own figure or close to it, and so are the ends of the
whiskers; a version for outsiders has no such drawing at all.
"""

from collections import defaultdict

from fairapp.domain.charts import Five, five
from fairapp.domain.facts import FairFacts

ALL = "all"


def spread(facts: FairFacts) -> tuple[tuple[str, Five], ...]:
    """An exhibitor's average of the days it answered: over all, then by kind where there are three."""
    kinds = {exhibitor.id: exhibitor.kind for exhibitor in facts.exhibitors}
    days: defaultdict[int, list[int]] = defaultdict(list)
    for answer in facts.diary:
        days[answer.exhibitor].append(answer.total)
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for exhibitor, totals in sorted(days.items()):
        average = sum(totals) // len(totals)
        groups[ALL].append(average)
        if exhibitor in kinds:
            groups[kinds[exhibitor]].append(average)
    drawn = {key: box for key, values in groups.items() if (box := five(values)) is not None}
    return tuple(sorted(drawn.items(), key=lambda item: (item[0] != ALL, -item[1].median, item[0])))
