"""Who gets which booth: worked on in a draft, published in one moment, never changed in silence."""

from fairapp.services.allocation.blocking import require_nobody_there
from fairapp.services.allocation.board import Board, Line, board
from fairapp.services.allocation.comparing import changes
from fairapp.services.allocation.desk import Desk, open_desk
from fairapp.services.allocation.hand import give, lock, swap, take_away
from fairapp.services.allocation.plans import (
    assignments_of,
    booths_of,
    current,
    find_draft,
    list_exhibitors,
    list_versions,
    map_booths,
    numbers,
    published,
    published_rows,
)
from fairapp.services.allocation.publishing import discard, publish
from fairapp.services.allocation.running import Change, Preview, preview, run
from fairapp.services.allocation.telling import reach_of

__all__ = [
    "Board",
    "Change",
    "Desk",
    "Line",
    "Preview",
    "assignments_of",
    "board",
    "booths_of",
    "changes",
    "current",
    "discard",
    "find_draft",
    "give",
    "list_exhibitors",
    "list_versions",
    "lock",
    "map_booths",
    "numbers",
    "open_desk",
    "preview",
    "publish",
    "published",
    "published_rows",
    "reach_of",
    "require_nobody_there",
    "run",
    "swap",
    "take_away",
]
