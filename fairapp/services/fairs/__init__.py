"""What can be done with a fair: find it, prepare it, announce it, hold it again."""

from fairapp.services.fairs.listing import (
    Listed,
    days,
    get_announced,
    get_for_organiser,
    get_public,
    list_for_organiser,
    list_open_for_application,
    list_public,
    phase,
    sessions,
    takes_applications,
    timeline,
)

__all__ = [
    "Listed",
    "days",
    "get_announced",
    "get_for_organiser",
    "get_public",
    "list_for_organiser",
    "list_open_for_application",
    "list_public",
    "phase",
    "sessions",
    "takes_applications",
    "timeline",
]
