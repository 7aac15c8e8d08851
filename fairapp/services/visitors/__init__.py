"""Visitors: registered alone, in groups or at a kiosk, within a day's limit, and forgotten again."""

from fairapp.services.visitors.days import count_any_day, list_rooms, set_limits, take
from fairapp.services.visitors.erasing import (
    end,
    erase,
    erase_group,
    list_due_for_erasure,
    list_groups_due_for_erasure,
    note_erasure,
)
from fairapp.services.visitors.groups import (
    GroupFacts,
    change_group,
    count_groups,
    find_group_once,
    get_by_link,
    list_groups,
    register_group,
)
from fairapp.services.visitors.kiosks import get_by_credential, note_seen
from fairapp.services.visitors.listing import (
    Wanted,
    count_by_source,
    get_for_fair,
    list_all,
    list_for_fair,
)
from fairapp.services.visitors.registering import (
    VisitFacts,
    find_once,
    register,
    register_at,
    takes_visitors,
)

__all__ = [
    "GroupFacts",
    "VisitFacts",
    "Wanted",
    "change_group",
    "count_any_day",
    "count_by_source",
    "count_groups",
    "end",
    "erase",
    "erase_group",
    "find_group_once",
    "find_once",
    "get_by_credential",
    "get_by_link",
    "get_for_fair",
    "list_all",
    "list_due_for_erasure",
    "list_for_fair",
    "list_groups",
    "list_groups_due_for_erasure",
    "list_rooms",
    "note_erasure",
    "note_seen",
    "register",
    "register_at",
    "register_group",
    "set_limits",
    "take",
    "takes_visitors",
]
