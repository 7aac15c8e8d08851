"""How much of the sales came from products with OCOP stars."""

from dataclasses import dataclass

from fairapp.domain.publication import OTHER
from fairapp.domain.takings import UNDIVIDED, UNSTARRED, Sales


@dataclass(frozen=True)
class Starred:
    """`divided` is what was entered by product: of the rest nobody knows whether it has stars."""

    amount: int
    divided: int
    total: int

    @property
    def permille(self) -> int:
        """Of all sales: the least that it can be."""
        return 1000 * self.amount // self.total if self.total else 0

    @property
    def permille_of_divided(self) -> int:
        return 1000 * self.amount // self.divided if self.divided else 0


def starred(sales: Sales) -> Starred | None:
    """None where no total is told, nothing was entered by product, or stars were merged with others."""
    rows = {row.key: row.amount for row in sales.tables["stars"]}
    if not sales.total or OTHER in rows:
        return None
    divided = sales.total - rows.get(UNDIVIDED, 0)
    if not divided:
        return None
    return Starred(divided - rows.get(UNSTARRED, 0), divided, sales.total)
