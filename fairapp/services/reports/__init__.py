"""Closing a fair, freezing its facts, and reading them back as figures."""

from fairapp.services.reports.closing import (
    close,
    diary_deadline,
    is_corrected_late,
    is_final,
    list_midway,
    list_settled,
    may_close,
    midway_deadline,
    needs_last_freeze,
)
from fairapp.services.reports.gathering import gather
from fairapp.services.reports.parts import has_newer_words, map_parts, save_parts
from fairapp.services.reports.reported import (
    add_reported,
    get_reported,
    list_reported,
    map_reported,
    remove_reported,
)
from fairapp.services.reports.sheets import find_sheet, sheet_of
from fairapp.services.reports.slicing import list_delegations, names_of, results_for, slice_for
from fairapp.services.reports.snapshots import (
    facts_of,
    find_after,
    find_before,
    find_first_since,
    find_latest,
    freeze,
    frozen,
    get_snapshot,
    list_by_hash,
    list_snapshots,
    published_changes_of,
    published_of,
    summary_of,
)

__all__ = [
    "add_reported",
    "close",
    "diary_deadline",
    "facts_of",
    "find_after",
    "find_before",
    "find_first_since",
    "find_latest",
    "find_sheet",
    "freeze",
    "frozen",
    "gather",
    "get_reported",
    "get_snapshot",
    "has_newer_words",
    "is_corrected_late",
    "is_final",
    "list_by_hash",
    "list_delegations",
    "list_midway",
    "list_reported",
    "list_settled",
    "list_snapshots",
    "map_parts",
    "map_reported",
    "may_close",
    "midway_deadline",
    "names_of",
    "needs_last_freeze",
    "published_changes_of",
    "published_of",
    "remove_reported",
    "results_for",
    "save_parts",
    "sheet_of",
    "slice_for",
    "summary_of",
]
