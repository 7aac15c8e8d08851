"""Why an exhibitor stands here, or could not be placed: clauses with values, in the applicant's words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from fairapp.domain.allocation.blocks import Block, Floor
from fairapp.domain.allocation.spots import Wish
from fairapp.domain.booths import BoothKind
from fairapp.domain.text import N_

BETWEEN = "; "
"""A stored reason is clauses joined by this; each clause is a msgid of its own."""

BY_STARS = N_("Xếp theo hạng %(stars)s sao")
BY_TIME = N_("Xếp theo thời gian gửi đơn")
BY_RANK = N_("Xếp theo thứ tự %(rank)s của đoàn")
BY_HAND = N_("Ban tổ chức chọn gian này")
WISHED_ZONE = N_("đúng khu %(zone)s đã chọn")
WISHED_BOOTH = N_("đúng gian đã chọn")
GOODS_ZONE = N_("đúng khu %(zone)s")
WISH_FULL = N_("khu đã chọn không còn chỗ phù hợp")
GOODS_FULL = N_("khu của nhóm hàng không còn chỗ phù hợp")
BESIDE_PROVINCE = N_("liền các gian của %(province)s")
SAME_ROW = N_("cùng dãy với các gian của %(province)s")


class Why(StrEnum):
    """The rule that kept an application without a booth."""

    QUOTA = "quota"
    KIND = "kind"
    POWER = "power"
    WATER = "water"
    FLAME = "flame"
    NEEDS = "needs"
    ADJOINING = "adjoining"
    ZONE_QUOTA = "zone_quota"


NO_KIND = {
    BoothKind.STANDARD: N_("Sơ đồ không có gian tiêu chuẩn nào để xếp."),
    BoothKind.RAW: N_("Sơ đồ không có ô đất trống nào để xếp."),
    BoothKind.PAVILION: N_("Sơ đồ không có gian chung của tỉnh nào để xếp."),
}
KIND_TAKEN = {
    BoothKind.STANDARD: N_("Không còn gian tiêu chuẩn trống: cả %(all)s gian đã xếp cho đơn khác."),
    BoothKind.RAW: N_("Không còn ô đất trống: cả %(all)s ô đã xếp cho đơn khác."),
    BoothKind.PAVILION: N_("Không còn gian chung của tỉnh: cả %(all)s gian đã xếp cho đơn khác."),
}
ABSENT = {
    Why.POWER: N_("Sơ đồ không có gian nào cùng loại có điện từ %(power)s W."),
    Why.WATER: N_("Sơ đồ không có gian nào cùng loại có nước."),
    Why.FLAME: N_("Sơ đồ không có gian nào cùng loại được dùng bếp lửa."),
}
SENTENCES = {
    Why.QUOTA: N_("Hết chỉ tiêu của %(province)s: đã dùng %(used)s/%(quota)s gian, đơn cần %(count)s gian."),
    Why.ZONE_QUOTA: N_("Hết chỉ tiêu của %(province)s ở các khu còn gian phù hợp."),
    Why.POWER: N_("Không còn gian có điện từ %(power)s W: cả %(all)s gian đã xếp cho đơn khác."),
    Why.WATER: N_("Không còn gian có nước: cả %(all)s gian đã xếp cho đơn khác."),
    Why.FLAME: N_("Không còn gian được dùng bếp lửa: cả %(all)s gian đã xếp cho đơn khác."),
    Why.NEEDS: N_("Không còn gian nào có đủ cùng lúc mọi thứ đơn cần (điện %(power)s W, nước, bếp lửa)."),
    Why.ADJOINING: N_("Không còn %(count)s gian liền nhau đáp ứng đơn này; còn %(free)s gian rời nhau."),
}


def why_not(code: Why, wish: Wish, **values: object) -> "Reason":
    """The sentence for a rule that binds; `all` of nothing means that the plan never had it."""
    if code == Why.KIND:
        sentence = (KIND_TAKEN if values["all"] else NO_KIND)[wish.kind]
    else:
        sentence = ABSENT[code] if values.get("all") == 0 else SENTENCES[code]
    return Reason(sentence, {name: value for name, value in values.items() if f"%({name})s" in sentence})


@dataclass(frozen=True)
class Reason:
    """What is stored with a decision: a sentence of msgids and the values for its places."""

    sentence: str
    values: dict[str, object] = field(default_factory=dict)


def why_here(basis: str, wish: Wish, block: Block, floor: Floor, province_booths: Iterable[int]) -> Reason:
    """The clauses that are true of this block for this applicant."""
    clauses = [basis, zone_clause(wish, block, basis), neighbour_clause(block, floor, province_booths)]
    zone = block[0].zone_name
    return _reason([clause for clause in clauses if clause], wish, zone)


def _reason(clauses: list[str], wish: Wish, zone: str) -> Reason:
    values = {"stars": wish.stars, "rank": wish.rank, "zone": zone, "province": wish.province_name}
    sentence = BETWEEN.join(clauses)
    return Reason(sentence, {name: value for name, value in values.items() if f"%({name})s" in sentence})


def basis_of(wish: Wish) -> str:
    if wish.rank is not None:
        return BY_RANK
    return BY_STARS if wish.stars else BY_TIME


def wish_place(wish: Wish, block: Block) -> int:
    """Which of its ranked wishes this block fulfils, 0 the dearest; as many as there are when none."""
    for place, (what, its_id) in enumerate(wish.wished):
        if what == "booth" and any(spot.id == its_id for spot in block):
            return place
        if what == "zone" and all(spot.zone == its_id for spot in block):
            return place
    return len(wish.wished)


def zone_rank(wish: Wish, block: Block) -> int:
    """0 the zone asked for, 1 a zone of its goods, 2 a zone for any goods, 3 another group's zone."""
    zones = {(spot.zone, spot.group) for spot in block}
    if wish.wished_zone is not None and all(zone == wish.wished_zone for zone, _ in zones):
        return 0
    if all(group in wish.groups for _, group in zones):
        return 1
    return 2 if all(group is None for _, group in zones) else 3


def zone_clause(wish: Wish, block: Block, basis: str) -> str | None:
    """What the zone has to do with it. Only the rule can say that a zone was full."""
    place = wish_place(wish, block)
    if place < len(wish.wished):
        return WISHED_BOOTH if wish.wished[place][0] == "booth" else WISHED_ZONE
    rank = zone_rank(wish, block)
    if rank == 0:
        return WISHED_ZONE
    if rank == 1 and (wish.wished_zone is None or basis == BY_HAND):
        return GOODS_ZONE
    if basis == BY_HAND:
        return None
    if wish.wished_zone is not None:
        return WISH_FULL
    return GOODS_FULL if rank == 3 else None


def surroundings(floor: Floor, booths: Iterable[int]) -> tuple[set[int], set[tuple[int, int]]]:
    """What lies beside these booths, and the rows they stand in."""
    beside: set[int] = set()
    rows: set[tuple[int, int]] = set()
    for booth in booths:
        beside |= floor.neighbours[booth]
        rows |= floor.lines[booth]
    return beside, rows


def neighbour_rank(block: Block, floor: Floor, province: tuple[set[int], set[tuple[int, int]]]) -> int:
    """0 beside the province's other booths, 1 in one row with them, 2 neither."""
    beside, rows = province
    if any(spot.id in beside for spot in block):
        return 0
    return 1 if any(floor.lines[spot.id] & rows for spot in block) else 2


def neighbour_clause(block: Block, floor: Floor, province_booths: Iterable[int]) -> str | None:
    rank = neighbour_rank(block, floor, surroundings(floor, province_booths))
    return (BESIDE_PROVINCE, SAME_ROW, None)[rank]


def with_neighbours_as_they_are(
    reason: Reason, wish: Wish, block: Block, floor: Floor, province_booths: Iterable[int]
) -> Reason:
    """The same reason after others have moved: only what it says of neighbours is written anew."""
    clauses = [c for c in reason.sentence.split(BETWEEN) if c and c not in (BESIDE_PROVINCE, SAME_ROW)]
    now_beside = neighbour_clause(block, floor, province_booths)
    return _reason([*clauses, now_beside] if now_beside else clauses, wish, block[0].zone_name)
