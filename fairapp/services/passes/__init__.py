"""Passes: issued within a limit, signed with the fair's own key, printed, revoked, printed again."""

from fairapp.services.passes.holding import erase_old_visitors, erase_visitor, rename, reprint, revoke
from fairapp.services.passes.issuing import (
    Issued,
    add_people,
    add_staff,
    issue_for_allocation,
    issue_for_visitor,
    limit_of,
)
from fairapp.services.passes.keyring import count_shut_out, is_shut_out
from fairapp.services.passes.keys import Signer, body_of, key_for, reseal
from fairapp.services.passes.listing import (
    HEAP_LABELS,
    VEHICLE,
    Counts,
    Heap,
    Wanted,
    counts,
    get_by_link,
    get_for_application,
    get_for_fair,
    list_all,
    list_by_ids,
    list_for_application,
    list_for_fair,
    list_to_print,
    read_public,
)
from fairapp.services.passes.press import days_for
from fairapp.services.passes.printing import MOST_AT_ONCE, draw_sheet, hotline, in_parts, print_sheet

__all__ = [
    "HEAP_LABELS",
    "MOST_AT_ONCE",
    "VEHICLE",
    "Counts",
    "Heap",
    "Issued",
    "Signer",
    "Wanted",
    "add_people",
    "add_staff",
    "body_of",
    "count_shut_out",
    "counts",
    "days_for",
    "draw_sheet",
    "erase_old_visitors",
    "erase_visitor",
    "get_by_link",
    "get_for_application",
    "get_for_fair",
    "hotline",
    "in_parts",
    "is_shut_out",
    "issue_for_allocation",
    "issue_for_visitor",
    "key_for",
    "limit_of",
    "list_all",
    "list_by_ids",
    "list_for_application",
    "list_for_fair",
    "list_to_print",
    "print_sheet",
    "read_public",
    "rename",
    "reprint",
    "reseal",
    "revoke",
]
