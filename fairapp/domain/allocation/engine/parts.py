"""The parts of a floor, to say where somebody stands: rows; of large floors islands, of the largest zones."""

from collections import Counter
from collections.abc import Hashable
from functools import cached_property

from fairapp.domain.allocation.engine.canon import Canon

COLUMNS = 60_000
"""About how large a model may be; what would be larger is cut into coarser parts."""
ZONE, ISLAND, ROW = 3, 4, 5
"""How much of a row's description tells it from others in coarser and finer parts."""


class Parts:
    """`kinds`: how many kinds of applications there are, each of which may stand in each part."""

    def __init__(self, canon: Canon, kinds: int) -> None:
        self.canon, self.kinds = canon, kinds

    @cached_property
    def rows(self) -> list[tuple[Hashable, ...]]:
        """What is known of the row each booth stands in: kinds, zones, groups, islands, and which it is."""
        rows: list[list[int]] = []
        for n, booth in enumerate(self.canon.booths):
            if booth.id not in self.canon.given.previous:
                rows.append([])
            rows[-1].append(n)
        found: list[tuple[Hashable, ...]] = []
        for row, members in enumerate(rows):
            own = [self.canon.booths[n] for n in members]
            words = ((b.kind, b.zone, b.group, b.island) for b in own)
            found += [(*map(frozenset, zip(*words, strict=True)), row)] * len(members)
        return found

    @cached_property
    def of(self) -> list[Hashable]:
        """The part of the floor each booth belongs to."""
        for length in (ROW, ISLAND):
            parts = [row[:length] for row in self.rows]
            if len(set(parts)) * self.kinds <= COLUMNS:
                return parts
        return [row[:ZONE] for row in self.rows]

    @cached_property
    def zones_of(self) -> dict[Hashable, Hashable]:
        return {part: self.rows[b][1] for b, part in enumerate(self.of)}

    @cached_property
    def scattered(self) -> set[Hashable]:
        """Parts with rows over several islands: a province might pay for such an island elsewhere already."""
        return {row[:n] for row in self.rows if len(row[ISLAND - 1]) > 1 for n in (ZONE, ISLAND)}

    @cached_property
    def widest(self) -> dict[int, Counter[Hashable]]:
        """In each part, how many booths its largest island, and its largest row, has to give."""
        found = {ISLAND: Counter(), ROW: Counter()}
        open_ = [row for row, b in zip(self.rows, self.canon.booths, strict=True) if not b.reserved]
        for length, widest in found.items():
            for each, n in Counter(row[:length] for row in open_).items():
                for short in range(ZONE, length + 1):
                    widest[each[:short]] = max(widest[each[:short]], n)
        return found
