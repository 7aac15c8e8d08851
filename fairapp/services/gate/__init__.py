"""The gate: what phones may know, scans and clicks as facts, and the live board."""

from fairapp.services.gate.board import Board, read_board
from fairapp.services.gate.clicks import count_clicks_today, record_clicks
from fairapp.services.gate.posts import (
    add_gate,
    assign,
    bundle,
    create_steward,
    get_for_organiser,
    get_on_duty,
    get_steward,
    give_password,
    list_duties,
    list_for_fair,
    list_on_duty,
    release,
    remove_gate,
)
from fairapp.services.gate.scans import Reading, Recorded, count_entries_today, record_scan, scan_on_duty

__all__ = [
    "Board",
    "Reading",
    "Recorded",
    "add_gate",
    "assign",
    "bundle",
    "count_clicks_today",
    "count_entries_today",
    "create_steward",
    "get_for_organiser",
    "get_on_duty",
    "get_steward",
    "give_password",
    "list_duties",
    "list_for_fair",
    "list_on_duty",
    "read_board",
    "record_clicks",
    "record_scan",
    "release",
    "remove_gate",
    "scan_on_duty",
]
