"""The version of a summary for sponsors and the public: small groups are merged into "other", and a later
issue never tells by its difference from an earlier one what the earlier one kept."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from fairapp.domain.agreements import Total
from fairapp.domain.disclosure import FEWEST, can_be_worked_out
from fairapp.domain.facts import FairFacts
from fairapp.domain.summary import Agreements, FairSummary, checked, summarise
from fairapp.domain.takings import Atom, Row, Sales, atoms, keys_of
from fairapp.domain.unanswered import Unanswered

OTHER = "other"
"""Key of the cell into which small groups were merged."""

TOLD_FIRST = ("province", "group", "kind", "stars", "province_now", "day")
"""Of an issue that cannot tell every table beside the earlier ones, the tables that are tried first."""

Cells = dict[str, set[int]]  # key of a cell → positions of its atoms
Cell = frozenset[Atom]


MOST_WHILE_OPEN = 2
"""Issues of an open fair that tell outsiders new sums: each of them binds the later ones."""


@dataclass(frozen=True, eq=False)
class Issue:
    """What outsiders are told of one snapshot, and which sums they know since: of sales as sets of atoms,
    of orders likewise, of agreements as the papers whose values were added."""

    number: int
    summary: FairSummary
    cells: frozenset[Cell] = frozenset()
    orders: frozenset[Cell] = frozenset()
    papers: Counter[tuple] = field(default_factory=Counter)


def publish(facts: FairFacts) -> FairSummary:
    """What may leave the organiser's house: no sum of fewer than three exhibitors, nor a way to one."""
    return publish_issue(facts).summary


def publish_in_turn(issues: Iterable[tuple[int, FairFacts]]) -> Issue:
    """The last of some numbered issues, as it is told after the others."""
    told: list[Issue] = []
    for number, facts in issues:
        told.append(publish_issue(facts, number, told))
    return told[-1]


def publish_issue(facts: FairFacts, number: int = 1, earlier: Sequence[Issue] = ()) -> Issue:
    """What is told of an issue when the earlier ones are known: whoever subtracts one from the other does not
    find what one or two exhibitors sold or mended. Where new sums would tell, those told last stay."""
    whole = summarise(facts)
    papers = _papers(facts)
    values = _publish_values(whole.agreements, papers, earlier)
    told = _tell_sales(facts, whole, earlier)
    if told is None:
        last = [one for one in earlier if one.cells][-1]
        held = replace(
            whole,
            sales=last.summary.sales,
            unanswered=last.summary.unanswered,
            agreements=values,
            published=True,
            sums_of=last.number,
        )
        return Issue(number, checked(held), papers=papers)
    sold, cells = told
    order_cells = _tell_orders(facts, earlier)
    sold = replace(sold, orders_value=sold.orders_value if order_cells else None)
    estimate = _publish_estimate(whole.unanswered, sold)
    published = replace(whole, sales=sold, unanswered=estimate, agreements=values, published=True)
    return Issue(number, checked(published), cells, order_cells, papers)


def _publish_estimate(estimate: Unanswered | None, sold: Sales) -> Unanswered | None:
    """Medians of fewer than three missing answers could be one exhibitor's own figure, and the estimate's
    share would tell a total that is not told."""
    if estimate is None or (sold.total is not None and (estimate.days == 0 or estimate.days >= FEWEST)):
        return estimate
    return replace(estimate, amount=None, permille=None)


def _tell_sales(
    facts: FairFacts, whole: FairSummary, earlier: Sequence[Issue]
) -> tuple[Sales, frozenset[Cell]] | None:
    """Sales with the cells that are told of them; None where nothing new may be told."""
    sold, pieces = whole.sales, atoms(facts)
    told = [one.cells for one in earlier if one.cells]
    if sold.sellers < FEWEST:
        return replace(sold, total=None, tables=dict.fromkeys(sold.tables, ())), frozenset()
    known = frozenset().union(*told)
    tables = _safe_tables(facts, pieces)
    if known:
        if not facts.fair.closed and len(told) >= MOST_WHILE_OPEN and not _all(tables, pieces) <= known:
            return None
        if _tells(known | _all(tables, pieces)) and not _leave_out(tables, pieces, known):
            return None
    rows = {name: _rows(cells, pieces) for name, cells in tables.items()}
    return replace(sold, tables=rows), _all(tables, pieces)


def _safe_tables(facts: FairFacts, pieces: list[Atom]) -> dict[str, Cells]:
    """As fine as they may be told when nothing was told before."""
    tables = {name: _merge_small(_cells(pieces, key), pieces) for name, key in keys_of(facts).items()}
    _merge_until_safe(tables, pieces)
    return tables


def _leave_out(tables: dict[str, Cells], pieces: list[Atom], known: frozenset[Cell]) -> bool:
    """Put the total in place of each table that would tell too much beside what is known; False where the
    total alone does."""
    whole: Cells = {OTHER: set(range(len(pieces)))}
    told = known | {frozenset(pieces)}
    if _tells(told):
        return False
    for name in TOLD_FIRST:
        cells = told | _all({name: tables[name]}, pieces)
        if _tells(cells):
            tables[name] = whole
        else:
            told = cells
    return True


def _all(tables: dict[str, Cells], pieces: list[Atom]) -> frozenset[Cell]:
    """The cells as sets of atoms: an atom that is the same in two issues is one unknown."""
    cells = [members for table in tables.values() for members in table.values()]
    return frozenset(frozenset(pieces[i] for i in members) for members in cells)


def _tells(cells: Iterable[Cell]) -> bool:
    """Asked by the atoms' places in their order, so that every process gets the same answer."""
    ordered = sorted((sorted(cell) for cell in cells), key=lambda cell: (len(cell), cell))
    atoms_ = sorted({atom for cell in ordered for atom in cell})
    places = {atom: place for place, atom in enumerate(atoms_)}
    numbered = (frozenset(places[atom] for atom in cell) for cell in ordered)
    return can_be_worked_out(numbered, [atom.seller for atom in atoms_])


def _tell_orders(facts: FairFacts, earlier: Sequence[Issue]) -> frozenset[Cell]:
    """Orders are one sum, told where it gives nobody away."""
    asked = [answer for answer in facts.diary if answer.orders_value]
    cell = frozenset(
        Atom(answer.exhibitor, answer.day, "orders", "orders", answer.orders_value) for answer in asked
    )
    if not cell:
        return frozenset({cell})
    known = frozenset().union(*(one.orders for one in earlier)) | {cell}
    return frozenset() if _tells(known) else frozenset({cell})


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


def _papers(facts: FairFacts) -> Counter[tuple]:
    """The papers whose values are added."""
    papers: Counter[tuple] = Counter()
    for one in facts.agreements:
        if one.value is not None:
            papers[one.kind, one.level, one.value, one.count] += one.count
    return papers


def _publish_values(papers: Agreements, now: Counter[tuple], earlier: Sequence[Issue]) -> Agreements:
    """Values by level only when each is the sum of three papers or more; else the total, if that is. Nor is
    a value told that differs from an earlier one by fewer papers."""
    shown = all(total.valued == 0 or total.valued >= FEWEST for total in papers.levels.values()) and not any(
        _few_papers(one.papers, now, level)
        for one in earlier
        if one.summary.agreements.values_shown
        for level in papers.levels
    )
    total_shown = (papers.total.valued == 0 or papers.total.valued >= FEWEST) and not any(
        _few_papers(one.papers, now) for one in earlier if one.summary.agreements.total_value_shown
    )
    return replace(
        papers,
        total=papers.total if total_shown else _without_value(papers.total),
        levels=(
            papers.levels
            if shown and total_shown
            else {level: _without_value(t) for level, t in papers.levels.items()}
        ),
        kinds={kind: _without_value(total) for kind, total in papers.kinds.items()},
        events={event: _without_value(total) for event, total in papers.events.items()},
        outcomes=None,
        values_shown=shown and total_shown,
        total_value_shown=total_shown,
        kind_values_shown=False,
    )


def _few_papers(then: Counter[tuple], now: Counter[tuple], level: str | None = None) -> bool:
    """Whether one or two papers make the difference, at one level or in all."""
    gone, come = (
        sum(n for paper, n in (one - other).items() if level in (None, paper[1]))
        for one, other in ((then, now), (now, then))
    )
    return 0 < max(gone, come) < FEWEST


def _without_value(total: Total) -> Total:
    return Total(papers=total.papers)
