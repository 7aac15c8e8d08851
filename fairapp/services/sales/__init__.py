"""The evening diary: who may keep it, what was answered, and who is still silent."""

from fairapp.services.sales.diary import (
    Diary,
    DiaryDayView,
    answered_days,
    find_day,
    may_see,
    open_days,
    read_diary,
    record,
    require_exhibitor,
)
from fairapp.services.sales.overview import (
    Line,
    Overview,
    Province,
    Silent,
    choose,
    list_fairs_open,
    list_silent,
    read_overview,
    silent_ids,
)
from fairapp.services.sales.trace import history

__all__ = [
    "Diary",
    "DiaryDayView",
    "Line",
    "Overview",
    "Province",
    "Silent",
    "answered_days",
    "choose",
    "find_day",
    "history",
    "list_fairs_open",
    "list_silent",
    "may_see",
    "open_days",
    "read_diary",
    "read_overview",
    "record",
    "require_exhibitor",
    "silent_ids",
]
