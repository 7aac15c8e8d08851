"""What outsiders could work out from published sums.

Sums of fewer than three exhibitors are never published, and none may follow from what is: not by taking
one cell from its table's total, nor by playing one table against another. Published cells are rows of a
matrix over the atoms of sales. An exhibitor's own figure can be worked out exactly when its row is a linear
combination of those, and its neighbour's by the exhibitor itself when the two rows together are one.
"""

from collections.abc import Iterable, Sequence

FEWEST = 3
PRIME = (1 << 61) - 1
"""Arithmetic modulo a large prime answers questions of linear dependence exactly enough, and fast."""

Vector = dict[int, int]


def can_be_worked_out(cells: Iterable[frozenset[int]], owners: Sequence[int]) -> bool:
    """Whether some owner's sum, or a mix of two owners' sums, follows from the sums of these cells.

    A cell is a set of atoms; `owners[atom]` says whose the atom is.
    """
    basis = _reduced(dict.fromkeys(cell, 1) for cell in cells)
    seen: set[tuple[tuple[int, int], ...]] = set()
    for own in _rows_of_owners(owners):
        rest = _reduce(own, basis)
        direction = _direction(rest)
        if not rest or direction in seen:  # empty: its own sum follows; seen: its neighbour's does
            return True
        seen.add(direction)
    return False


def _rows_of_owners(owners: Sequence[int]) -> Iterable[Vector]:
    rows: dict[int, Vector] = {}
    for atom, owner in enumerate(owners):
        rows.setdefault(owner, {})[atom] = 1
    return rows.values()


def _reduced(rows: Iterable[Vector]) -> dict[int, Vector]:
    """The rows in echelon form, each with a leading one, under the atom it leads with."""
    basis: dict[int, Vector] = {}
    for row in rows:
        rest = _reduce(row, basis)
        if rest:
            lead = min(rest)
            inverse = pow(rest[lead], -1, PRIME)
            basis[lead] = {atom: value * inverse % PRIME for atom, value in rest.items()}
    return basis


def _reduce(row: Vector, basis: dict[int, Vector]) -> Vector:
    """What is left of a row after the basis: nothing exactly when it follows from the basis.

    Leads are taken from the left, so that whatever a step adds lies to its right and is met later.
    """
    rest = dict(row)
    for lead in sorted(basis):
        factor = rest.get(lead, 0)
        if factor:
            for atom, value in basis[lead].items():
                left = (rest.get(atom, 0) - factor * value) % PRIME
                if left:
                    rest[atom] = left
                else:
                    rest.pop(atom, None)
    return rest


def _direction(row: Vector) -> tuple[tuple[int, int], ...]:
    """The same for all multiples of a row."""
    if not row:
        return ()
    inverse = pow(row[min(row)], -1, PRIME)
    return tuple(sorted((atom, value * inverse % PRIME) for atom, value in row.items()))
