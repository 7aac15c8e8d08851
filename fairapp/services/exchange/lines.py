"""A row while it is judged."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from fairapp.domain.errors import Refusal
from fairapp.domain.producer_sheets import Whose, whose
from fairapp.domain.sheets import Fault, Outcome, Sheet, fault_of


@dataclass
class Line:
    """What a row says, and what becomes of it."""

    number: int
    values: dict
    faults: list[Fault] = field(default_factory=list)
    outcome: Outcome = Outcome.SAME
    changes: list[str] = field(default_factory=list)

    def refuse(self, sheet: Sheet, refusal: Refusal) -> None:
        self.faults.append(fault_of(sheet, refusal))
        self.outcome, self.changes = Outcome.WRONG, []

    def change(self, sheet: Sheet, keys: Sequence[str]) -> None:
        """Tell by their heads which cells differ from what is known."""
        self.changes = [sheet.column(key).head for key in keys]
        self.outcome = Outcome.CHANGED if keys else Outcome.SAME

    @property
    def whose(self) -> Whose:
        return whose(self.values)
