"""The rows that booths form: each booth stands in one row, and adjoins the one that follows it there."""

from collections.abc import Iterable

from fairapp.domain.floors import Floor, Stand
from fairapp.domain.plan_facts import Meeting, Pair, shared_fronts


def rows(floor: Floor, pairs: Iterable[Pair]) -> list[list[int]]:
    """Every booth in exactly one row, in plan order; of two rows through a booth the longer one has it.

    All booths of a row open onto one aisle, and nothing stands between two that follow each other.
    """
    sides = [pair for pair in pairs if pair.meeting is Meeting.SIDE]
    stands = {stand.id: stand for stand in floor.stands}
    chains = [chain for side in "ES" for chain in _chains(stands, sides, side)]
    taken: set[int] = set()
    found = []
    for chain in sorted(chains, key=lambda chain: (-len(chain), chain)):
        for part in _free_parts(chain, taken):
            found.append(part)
            taken.update(part)
    found += [[stand.id] for stand in floor.stands if stand.id not in taken]
    order = {stand.id: n for n, stand in enumerate(floor.stands)}
    return sorted(found, key=lambda row: order[row[0]])


def _chains(stands: dict[int, Stand], sides: list[Pair], side: str) -> list[list[int]]:
    """The rows that run eastwards or southwards, as long as one aisle serves them."""
    following: dict[int, tuple[int, frozenset[str]]] = {}
    led: set[int] = set()
    for pair in sides:
        fronts = shared_fronts(stands[pair.first], stands[pair.second], side)
        runs = _lies(stands[pair.first], stands[pair.second], side)
        if runs and fronts and pair.first not in following and pair.second not in led:
            following[pair.first] = (pair.second, fronts)
            led.add(pair.second)
    chains = []
    for head in [id for id in following if id not in led]:
        chain, common = [head], frozenset("NESW")
        while chain[-1] in following:
            beyond, fronts = following[chain[-1]]
            common &= fronts
            if not common:
                chains.append(chain)
                chain, common = [], fronts
            chain.append(beyond)
        chains.append(chain)
    return chains


def _lies(stand: Stand, other: Stand, side: str) -> bool:
    """Whether `other` lies right to the east or south."""
    return stand.rect.right == other.rect.x if side == "E" else stand.rect.bottom == other.rect.y


def _free_parts(chain: list[int], taken: set[int]) -> list[list[int]]:
    """What is left of a row without the booths that another row has; single ones wait."""
    parts: list[list[int]] = [[]]
    for id in chain:
        if id in taken:
            parts.append([])
        else:
            parts[-1].append(id)
    return [part for part in parts if len(part) > 1]
