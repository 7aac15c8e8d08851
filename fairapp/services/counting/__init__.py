"""Counting by sample at sites without gates."""

from fairapp.services.counting.counts import (
    SentCount,
    Taken,
    get_count,
    keep,
    list_spells as list_own_spells,
    strike,
)
from fairapp.services.counting.planning import (
    add_point,
    day_of,
    draw_plan,
    get_counter,
    get_point,
    list_counters,
    list_points,
    list_spells,
    make_link,
    plans_of,
    remove_point,
    sites_with_gates,
    tally_days,
)

__all__ = [
    "SentCount",
    "Taken",
    "add_point",
    "day_of",
    "draw_plan",
    "get_count",
    "get_counter",
    "get_point",
    "keep",
    "list_counters",
    "list_own_spells",
    "list_points",
    "list_spells",
    "make_link",
    "plans_of",
    "remove_point",
    "sites_with_gates",
    "strike",
    "tally_days",
]
