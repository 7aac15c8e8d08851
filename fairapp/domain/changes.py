"""What changed between two issues of one fair, cell by cell."""

from dataclasses import dataclass

from fairapp.domain.cells import Address, Cell, cells_of
from fairapp.domain.summary import FairSummary


@dataclass(frozen=True)
class Change:
    """A cell with what it was and what it is; None where it did not or does not stand."""

    address: Address
    was: Cell | None
    now: Cell | None


def changes(before: FairSummary, after: FairSummary) -> tuple[Change, ...]:
    """Only cells whose number or evidence is another, in the order of the later issue; what is gone last.

    A figure for which one of the issues had no words yet has not changed: it was not told.
    """
    then, now = _told(before, after), _told(after, before)
    order = [*now, *(address for address in then if address not in now)]
    return tuple(
        Change(address, then.get(address), now.get(address))
        for address in order
        if then.get(address) != now.get(address)
    )


def _told(summary: FairSummary, beside: FairSummary) -> dict[Address, Cell]:
    words = {one.key for one in beside.definitions}
    return {address: cell for address, cell in cells_of(summary).items() if address.figure in words}
