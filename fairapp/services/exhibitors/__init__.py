"""Exhibitors: where each stands at its fairs, and what it says afterwards."""

from fairapp.services.exhibitors.feedback import (
    Given,
    feedback_refusal,
    find_feedback,
    give_feedback,
    list_feedback,
    summary_of,
)
from fairapp.services.exhibitors.gathering import (
    Standing,
    brief_of_open,
    briefs_of,
    gather,
    list_mine,
    open_offers_of,
    standing_at,
)

__all__ = [
    "Given",
    "Standing",
    "brief_of_open",
    "briefs_of",
    "feedback_refusal",
    "find_feedback",
    "gather",
    "give_feedback",
    "list_feedback",
    "list_mine",
    "open_offers_of",
    "standing_at",
    "summary_of",
]
