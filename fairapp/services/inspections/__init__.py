"""Checks on the floor: signs at booths, officers' checks as facts, what became of them, visitors' reports."""

from fairapp.services.inspections.book import book_for, book_of
from fairapp.services.inspections.following import say_of
from fairapp.services.inspections.forgetting import forget_photos, forget_reporters
from fairapp.services.inspections.keeping import (
    KeptChecks,
    SentCheck,
    SentPhoto,
    keep_checks,
    require_inspector,
)
from fairapp.services.inspections.listing import (
    Line,
    Overview,
    Shown,
    get_for_application,
    get_for_fair,
    get_photo_for_application,
    get_photo_for_fair,
    get_rows,
    hours_of,
    latest_of,
    list_checks,
    list_findings,
    list_for_applications,
    read_overview,
)
from fairapp.services.inspections.photos import Held, completes, get_photo, held_of, keep_part, whole
from fairapp.services.inspections.reports import (
    answer_report,
    count_new_reports,
    get_report,
    list_reports,
    report,
    take_photo,
)
from fairapp.services.inspections.signs import can_sign, print_signs, read
from fairapp.services.inspections.stands import Good, Stand, find_stand, get_stand, list_stands

__all__ = [
    "Good",
    "Held",
    "KeptChecks",
    "Line",
    "Overview",
    "SentCheck",
    "SentPhoto",
    "Shown",
    "Stand",
    "answer_report",
    "book_for",
    "book_of",
    "can_sign",
    "completes",
    "count_new_reports",
    "find_stand",
    "forget_photos",
    "forget_reporters",
    "get_for_application",
    "get_for_fair",
    "get_photo",
    "get_photo_for_application",
    "get_photo_for_fair",
    "get_report",
    "get_rows",
    "get_stand",
    "held_of",
    "hours_of",
    "keep_checks",
    "keep_part",
    "latest_of",
    "list_checks",
    "list_findings",
    "list_for_applications",
    "list_reports",
    "list_stands",
    "print_signs",
    "read",
    "read_overview",
    "report",
    "require_inspector",
    "say_of",
    "take_photo",
    "whole",
]
