"""Applications: the applicant's drafts, the province's word, the organiser's verdict."""

from fairapp.services.applications.drafts import (
    begin,
    facts,
    goods_facts,
    keep,
    list_goods,
    may_keep,
    reopen,
    submit,
    withdraw,
)
from fairapp.services.applications.fields import Attendant
from fairapp.services.applications.listing import (
    get_for_fair,
    get_for_places,
    get_for_producer,
    get_paper_for_fair,
    get_paper_for_places,
    list_accepted,
    list_for_producer,
)
from fairapp.services.applications.trays import (
    TRAY_LABELS,
    Counts,
    Row,
    Tray,
    Wanted,
    counts,
    list_for_fair,
    neighbours,
    open_ids,
    units_of,
)
from fairapp.services.applications.wanted_papers import failing, standings_of, standings_of_all

__all__ = [
    "TRAY_LABELS",
    "Attendant",
    "Counts",
    "Row",
    "Tray",
    "Wanted",
    "begin",
    "counts",
    "facts",
    "failing",
    "get_for_fair",
    "get_for_places",
    "get_for_producer",
    "get_paper_for_fair",
    "get_paper_for_places",
    "goods_facts",
    "keep",
    "list_accepted",
    "list_for_fair",
    "list_for_producer",
    "list_goods",
    "may_keep",
    "neighbours",
    "open_ids",
    "reopen",
    "standings_of",
    "standings_of_all",
    "submit",
    "units_of",
    "withdraw",
]
