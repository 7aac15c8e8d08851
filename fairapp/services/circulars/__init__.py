"""Notices that an organiser or a lead writes to many at once, and repeats until something is done."""

from fairapp.services.circulars.desk import (
    Desk,
    Draft,
    all_notices,
    create,
    discard,
    get,
    list_for,
    notices_of,
    save,
)
from fairapp.services.circulars.filling import group_text
from fairapp.services.circulars.reminding import list_repeating, remind
from fairapp.services.circulars.sending import DryRun, Sample, dry_run, sample, send, stop

__all__ = [
    "Desk",
    "Draft",
    "DryRun",
    "Sample",
    "all_notices",
    "create",
    "discard",
    "dry_run",
    "get",
    "group_text",
    "list_for",
    "list_repeating",
    "notices_of",
    "remind",
    "sample",
    "save",
    "send",
    "stop",
]
