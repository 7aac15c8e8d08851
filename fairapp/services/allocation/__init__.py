"""Who gets which booth: worked on in a draft, published in one moment, never changed in silence."""

from fairapp.services.allocation.blocking import block, require_nobody_there
from fairapp.services.allocation.board import Board, Line, board
from fairapp.services.allocation.claims import Claim, beat, claim, is_waiting
from fairapp.services.allocation.comparing import changes, compare, list_sides
from fairapp.services.allocation.desk import Desk, open_desk
from fairapp.services.allocation.failing import list_wrong
from fairapp.services.allocation.hand import give, lock, swap, take_away
from fairapp.services.allocation.handing_out import get_published_run, run_file
from fairapp.services.allocation.holding import Hold, Vacancy, of_blocking, of_locking
from fairapp.services.allocation.left_out import LeftOut, find_left_out, list_left_out
from fairapp.services.allocation.log import list_history
from fairapp.services.allocation.plans import (
    assignments_of,
    booths_of,
    count_by_hand,
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
from fairapp.services.allocation.runs import (
    Wanted,
    ask,
    ask_trials,
    find_under_way,
    list_full,
    list_trials,
    stop,
)
from fairapp.services.allocation.standing import Standing, standing
from fairapp.services.allocation.telling import list_untold, reach_of
from fairapp.services.allocation.using import Change, Outcome, outcome, use
from fairapp.services.allocation.what_if import Cost, Prices, Turn, why_here
from fairapp.services.allocation.working import order, replay, run, work

__all__ = [
    "Board",
    "Change",
    "Claim",
    "Cost",
    "Desk",
    "Hold",
    "LeftOut",
    "Line",
    "Outcome",
    "Prices",
    "Standing",
    "Turn",
    "Vacancy",
    "Wanted",
    "ask",
    "ask_trials",
    "assignments_of",
    "beat",
    "block",
    "board",
    "booths_of",
    "changes",
    "claim",
    "compare",
    "count_by_hand",
    "current",
    "discard",
    "find_draft",
    "find_left_out",
    "find_under_way",
    "get_published_run",
    "give",
    "is_waiting",
    "list_exhibitors",
    "list_full",
    "list_history",
    "list_left_out",
    "list_sides",
    "list_trials",
    "list_untold",
    "list_versions",
    "list_wrong",
    "lock",
    "map_booths",
    "numbers",
    "of_blocking",
    "of_locking",
    "open_desk",
    "order",
    "outcome",
    "publish",
    "published",
    "published_rows",
    "reach_of",
    "replay",
    "require_nobody_there",
    "run",
    "run_file",
    "standing",
    "stop",
    "swap",
    "take_away",
    "use",
    "why_here",
    "work",
]
