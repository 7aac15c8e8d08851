"""The version of a summary for sponsors and the public: small groups are merged into "other"."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from fairapp.domain.agreements import Total
from fairapp.domain.disclosure import FEWEST, can_be_worked_out
from fairapp.domain.facts import FairFacts
from fairapp.domain.summary import Agreements, FairSummary, checked, summarise
from fairapp.domain.takings import Atom, Row, Sales, atoms, keys_of
from fairapp.domain.unanswered import Unanswered

OTHER = "other"
"""Key of the cell into which small groups were merged."""

Cells = dict[str, set[int]]  # key of a cell → positions of its atoms


def publish(facts: FairFacts) -> FairSummary:
    """What may leave the organiser's house: no sum of fewer than three exhibitors, nor a way to one."""
    whole = summarise(facts)
    sold = _publish_sales(facts, whole.sales)
    published = replace(
        whole,
        sales=sold,
        agreements=_publish_values(whole.agreements),
        unanswered=_publish_estimate(whole.unanswered, sold),
        published=True,
    )
    return checked(published)


def _publish_estimate(estimate: Unanswered | None, sold: Sales) -> Unanswered | None:
    """Medians of fewer than three missing answers could be one exhibitor's own figure, and the estimate's
    share would tell a total that is not told."""
    if estimate is None or (sold.total is not None and (estimate.days == 0 or estimate.days >= FEWEST)):
        return estimate
    return replace(estimate, amount=None, permille=None)


def _publish_sales(facts: FairFacts, sales: Sales) -> Sales:
    asked_for = len({answer.exhibitor for answer in facts.diary if answer.orders_value})
    orders_value = sales.orders_value if asked_for >= FEWEST else None
    if sales.sellers < FEWEST:
        return replace(sales, total=None, orders_value=orders_value, tables=dict.fromkeys(sales.tables, ()))
    pieces = atoms(facts)
    tables = {name: _merge_small(_cells(pieces, key), pieces) for name, key in keys_of(facts).items()}
    _merge_until_safe(tables, pieces)
    rows = {name: _rows(cells, pieces) for name, cells in tables.items()}
    return replace(sales, orders_value=orders_value, tables=rows)


def _cells(pieces: list[Atom], key: Callable[[Atom], str | None]) -> Cells:
    cells: defaultdict[str, set[int]] = defaultdict(set)
    for position, piece in enumerate(pieces):
        cells[key(piece) or OTHER].add(position)
    return dict(cells)


def _merge_small(cells: Cells, pieces: list[Atom]) -> Cells:
    """Merge groups of fewer than three, and then the next smallest until the merged cell is large enough."""
    while any(_sellers(members, pieces) < FEWEST for members in cells.values()):
        cells = _merge_smallest(cells, pieces)
    return cells


def _merge_smallest(cells: Cells, pieces: list[Atom]) -> Cells:
    """The smallest group joins "other"; the first time the two smallest do."""
    by_size = sorted(
        (key for key in cells if key != OTHER),
        key=lambda key: (_sellers(cells[key], pieces), sum(pieces[i].amount for i in cells[key]), key),
    )
    joining = by_size[:1] if OTHER in cells else by_size[:2]
    merged = set(cells.get(OTHER, set())).union(*(cells[key] for key in joining))
    return {key: members for key, members in cells.items() if key not in joining} | {OTHER: merged}


def _merge_until_safe(tables: dict[str, Cells], pieces: list[Atom]) -> None:
    """Coarsen the finest table until no exhibitor's figure can be worked out from all of them together."""
    owners = [piece.seller for piece in pieces]
    while can_be_worked_out(
        (frozenset(members) for cells in tables.values() for members in cells.values()), owners
    ):
        finest = max(tables, key=lambda name: (len(tables[name]), name))
        tables[finest] = _merge_small(_merge_smallest(tables[finest], pieces), pieces)


def _rows(cells: Cells, pieces: list[Atom]) -> tuple[Row, ...]:
    rows = [
        Row(key, sum(pieces[i].amount for i in members), _sellers(members, pieces))
        for key, members in cells.items()
    ]
    return tuple(sorted(rows, key=lambda row: (row.key == OTHER, -row.amount, row.key)))


def _sellers(members: set[int], pieces: list[Atom]) -> int:
    return len({pieces[i].seller for i in members})


def _publish_values(papers: Agreements) -> Agreements:
    """Values by level only when each is the sum of three papers or more; else the total, if that is."""
    shown = all(total.valued == 0 or total.valued >= FEWEST for total in papers.levels.values())
    total_shown = papers.total.valued == 0 or papers.total.valued >= FEWEST
    return replace(
        papers,
        total=papers.total if total_shown else _without_value(papers.total),
        levels=papers.levels if shown else {level: _without_value(t) for level, t in papers.levels.items()},
        kinds={kind: _without_value(total) for kind, total in papers.kinds.items()},
        events={event: _without_value(total) for event, total in papers.events.items()},
        outcomes=None,
        values_shown=shown,
        total_value_shown=total_shown,
        kind_values_shown=False,
    )


def _without_value(total: Total) -> Total:
    return Total(papers=total.papers)
