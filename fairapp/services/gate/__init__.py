"""The gate: what phones may know, scans and clicks as facts, what they amount to, and the live board."""

from fairapp.services.gate.board import Board, DeviceLine, GateLine, look_of, read_board
from fairapp.services.gate.clicks import count_clicks_today, keep_clicks
from fairapp.services.gate.conflicts import count_conflicts, get_conflict, list_conflicts, look_at
from fairapp.services.gate.devices import (
    LINK_MINUTES,
    Enrolled,
    address_of,
    allow_checks,
    enrol,
    get_for_fair as get_device,
    invite,
    keep_dead,
    list_dead,
    list_for_fair as list_devices,
    move,
    note_seen,
    rename,
    revoke,
)
from fairapp.services.gate.news import describe as describe_device, iso, tell_all, tell_since, tell_state
from fairapp.services.gate.posts import (
    add_gate,
    again_after,
    get_by_name,
    get_for_organiser,
    limits,
    list_for_fair,
    remove_gate,
    set_limits,
)
from fairapp.services.gate.reading import check_ahead, number_in, read_scans
from fairapp.services.gate.scans import Kept, Told, count_entries_today, keep_scans
from fairapp.services.gate.searching import search
from fairapp.services.gate.sent import Batch, Dead, Override, Phone, SentClick, SentScan
from fairapp.services.gate.station import Station, get_by_credential, get_of_fair
from fairapp.services.gate.supervisors import (
    add as add_supervisor,
    end as end_supervisor,
    get_for_fair as get_supervisor,
    list_for_fair as list_supervisors,
)
from fairapp.services.gate.totals import compare as compare_totals, rebuild as rebuild_totals

__all__ = [
    "LINK_MINUTES",
    "Batch",
    "Board",
    "Dead",
    "DeviceLine",
    "Enrolled",
    "GateLine",
    "Kept",
    "Override",
    "Phone",
    "SentClick",
    "SentScan",
    "Station",
    "Told",
    "add_gate",
    "add_supervisor",
    "address_of",
    "again_after",
    "allow_checks",
    "check_ahead",
    "compare_totals",
    "count_clicks_today",
    "count_conflicts",
    "count_entries_today",
    "describe_device",
    "end_supervisor",
    "enrol",
    "get_by_credential",
    "get_by_name",
    "get_conflict",
    "get_device",
    "get_for_organiser",
    "get_of_fair",
    "get_supervisor",
    "invite",
    "iso",
    "keep_clicks",
    "keep_dead",
    "keep_scans",
    "limits",
    "list_conflicts",
    "list_dead",
    "list_devices",
    "list_for_fair",
    "list_supervisors",
    "look_at",
    "look_of",
    "move",
    "note_seen",
    "number_in",
    "read_board",
    "read_scans",
    "rebuild_totals",
    "remove_gate",
    "rename",
    "revoke",
    "search",
    "set_limits",
    "tell_all",
    "tell_since",
    "tell_state",
]
