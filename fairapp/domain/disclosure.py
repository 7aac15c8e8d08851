"""What outsiders could work out from published sums.

Sums of fewer than three exhibitors are never published, and none may follow from what is: not by taking
one cell from its table's total, nor by playing tables or issues against each other. Published cells are rows
of a matrix over the atoms of sales. Something of one or two exhibitors alone can be worked out exactly when
some combination of rows has only their atoms: that is, when the matrix without those columns has a lower
rank. Each exhibitor's columns are mixed into a few; what is lost that way counts as told.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence

FEWEST = 3
PRIME = (1 << 61) - 1
"""Arithmetic modulo a large prime answers questions of linear dependence exactly enough, and fast."""

MIXED = 6
"""Columns that an exhibitor of a small fair is mixed into; of a large one fewer, down to one."""

MOST_COLUMNS = 1500

Row = list[int]
Leads = list[tuple[int, Row]]  # rows in reduced form, each with the column in which it alone has a number


def can_be_worked_out(cells: Iterable[frozenset[int]], owners: Sequence[Hashable]) -> bool:
    """Whether a sum of only one or two owners' atoms follows from the sums of these cells.

    A cell is a set of atoms; `owners[atom]` says whose the atom is.
    """
    rows, owner_of = _mix(_columns(list(dict.fromkeys(cells)), owners))
    leads, spent = _reduce(rows, owner_of)
    if any(witness for witness in spent):
        return True  # mixing lost a row: nothing is known of it
    return _hides_too_few(leads, owner_of, FEWEST - 1)


def _columns(cells: list[frozenset[int]], owners: Sequence[Hashable]) -> dict[Hashable, list[tuple]]:
    """For each owner the different ways in which its atoms stand in cells."""
    stands: defaultdict[int, list[int]] = defaultdict(list)
    for number, cell in enumerate(cells):
        for atom in cell:
            stands[atom].append(number)
    columns: defaultdict[Hashable, dict[tuple, None]] = defaultdict(dict)
    for atom, numbers in stands.items():
        columns[owners[atom]][tuple(numbers)] = None
    return {owner: list(ways) for owner, ways in columns.items()}


def _mix(columns: dict[Hashable, list[tuple]]) -> tuple[list[Row], list[int]]:
    """A row for each cell over few columns of each owner; the last column is a witness mixed of all of them,
    in which no row vanishes by chance."""
    each = max(1, min(MIXED, MOST_COLUMNS // max(1, len(columns))))
    height = 1 + max((n for ways in columns.values() for way in ways for n in way), default=-1)
    mixed: list[Row] = []
    owner_of: list[int] = []
    for owner, ways in enumerate(columns.values()):
        for k in range(min(each, len(ways))):
            factors = (int(i == k) if len(ways) <= each else _coefficient(i, k) for i in range(len(ways)))
            mixed.append(_sum(ways, factors, height))
            owner_of.append(owner)
    everything = [way for ways in columns.values() for way in ways]
    mixed.append(_sum(everything, (_coefficient(i, MIXED) for i in range(len(everything))), height))
    return [list(row) for row in zip(*mixed, strict=True)], owner_of


def _sum(ways: list[tuple], factors: Iterable[int], height: int) -> Row:
    column = [0] * height
    for way, factor in zip(ways, factors, strict=True):
        for number in way:
            column[number] = (column[number] + factor) % PRIME
    return column


def _coefficient(i: int, k: int) -> int:
    """Numbers without a pattern that are the same every time."""
    return pow(3 + 2 * k, 1_000_003 + 7919 * i, PRIME)


def _reduce(rows: list[Row], owner_of: list[int]) -> tuple[Leads, list[int]]:
    """Rows in reduced form, and of those that vanish what their witness says."""
    width, leads, spent = len(owner_of), [], []
    load: Counter[int] = Counter()
    for row in rows:
        for column, lead in leads:
            row = _cleared(row, column, lead)
        column = min((c for c in range(width) if row[c]), key=lambda c: load[owner_of[c]], default=None)
        if column is None:
            spent.append(row[width])
            continue
        load[owner_of[column]] += 1
        row = _normal(row, column)
        leads = [(c, _cleared(lead, column, row)) for c, lead in leads] + [(column, row)]
    return [(column, row[:width]) for column, row in leads], spent


def _cleared(row: Row, column: int, lead: Row) -> Row:
    """The row with nothing left in a column in which `lead` has one."""
    factor = row[column]
    return [(a - factor * b) % PRIME for a, b in zip(row, lead, strict=True)] if factor else row


def _normal(row: Row, column: int) -> Row:
    inverse = pow(row[column], -1, PRIME)
    return [value * inverse % PRIME for value in row]


def _hides_too_few(leads: Leads, owner_of: list[int], away: int) -> bool:
    """Whether taking `away` owners away takes a row away. Only owners who lead a row can do so first: what
    has their atoms alone is made of the rows that they lead."""
    for owner in {owner_of[column] for column, _ in leads}:
        rest = _without(owner, leads, owner_of, last=away == 1)
        if rest is None or (away > 1 and _hides_too_few(rest, owner_of, away - 1)):
            return True
    return False


def _without(owner: int, leads: Leads, owner_of: list[int], *, last: bool) -> Leads | None:
    """The reduced form without an owner's columns; None where a row vanishes. The last time it is enough to
    look at the rows that the owner led."""
    lost = [row for column, row in leads if owner_of[column] == owner]
    others = [] if last else [(column, row) for column, row in leads if owner_of[column] != owner]
    away = {c for c, one in enumerate(owner_of) if one == owner}
    rest: Leads = [(column, _blank(row, away)) for column, row in others]
    for row in (_blank(row, away) for row in lost):
        for column, lead in rest[len(others) :]:
            row = _cleared(row, column, lead)
        column = next((c for c, value in enumerate(row) if value), None)
        if column is None:
            return None
        row = _normal(row, column) if not last or len(lost) > 1 else row
        rest = [(c, _cleared(lead, column, row)) for c, lead in rest] + [(column, row)]
    return rest


def _blank(row: Row, away: set[int]) -> Row:
    if not any(row[c] for c in away):
        return row
    return [0 if c in away else value for c, value in enumerate(row)]
