"""Papers: which kinds there are, which of them a fair wants, and those that producers keep on file."""

from fairapp.services.papers.demands import Row, Wish, change, copy_demands, demands_of, list_rows
from fairapp.services.papers.filing import (
    Sent,
    add_paper,
    get_paper,
    has_papers,
    list_papers,
    list_replaced,
    path_of,
    remove_paper,
    title_of,
)
from fairapp.services.papers.kinds import (
    KindFacts,
    add_kind,
    change_kind,
    get_of_house,
    get_offered,
    get_own,
    list_for_organisation,
    list_offered,
    retire_kind,
    rule_of,
)

__all__ = [
    "KindFacts",
    "Row",
    "Sent",
    "Wish",
    "add_kind",
    "add_paper",
    "change",
    "change_kind",
    "copy_demands",
    "demands_of",
    "get_of_house",
    "get_offered",
    "get_own",
    "get_paper",
    "has_papers",
    "list_for_organisation",
    "list_offered",
    "list_papers",
    "list_replaced",
    "list_rows",
    "path_of",
    "remove_paper",
    "retire_kind",
    "rule_of",
    "title_of",
]
