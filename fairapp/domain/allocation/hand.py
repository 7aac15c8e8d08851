"""Giving a booth by hand: which adjoining booths go with the one that was pointed at, or why not."""

from collections.abc import Mapping

from fairapp.domain.allocation.blocks import Block, Floor
from fairapp.domain.allocation.simple import left_of_quota, meets_needs
from fairapp.domain.allocation.simple_check import PAVILION
from fairapp.domain.allocation.spots import Input, Spot, Wish
from fairapp.domain.errors import Conflict, Invalid, Refusal
from fairapp.domain.text import N_

WRONG_KIND = N_("Gian %(booth)s không đúng loại gian mà đơn này đăng ký.")
NO_POWER = N_("Gian %(booth)s chỉ có điện %(has)s W, đơn này cần %(needs)s W.")
NO_WATER = N_("Gian %(booth)s không có nước, đơn này cần nước.")
NO_FLAME = N_("Gian %(booth)s không được dùng bếp lửa, đơn này cần bếp lửa.")
TAKEN = N_("Gian %(booth)s đã xếp cho %(holder)s.")
NOT_ADJOINING = N_(
    "Đơn này cần %(count)s gian liền nhau; quanh gian %(booth)s không còn đủ gian trống phù hợp."
)
OVER_QUOTA = N_("%(province)s đã dùng %(used)s/%(quota)s gian của chỉ tiêu, đơn này cần %(count)s gian.")


def block_for(
    wish: Wish, start: Spot, given: Input, floor: Floor, holders: Mapping[int, str], used: int
) -> Block:
    """The free adjoining booths that the application gets with `start`, beginning there where it can.

    `holders` says who has which booth; `used` is what the applicant's province has without this one.
    """
    if start.id in holders:
        raise Conflict(TAKEN, field="booth", booth=start.number, holder=holders[start.id])
    refusal = unmet_need(wish, start) or over_quota(wish, given, used)
    if refusal:
        raise refusal
    fitting = {spot.id for spot in given.spots if spot.id not in holders and meets_needs(spot, wish)}
    blocks = [block for block in floor.blocks(wish.count, fitting) if start in block]
    if not blocks:
        raise Invalid(NOT_ADJOINING, field="booth", count=wish.count, booth=start.number)
    return min(blocks, key=lambda block: block.index(start))


def unmet_need(wish: Wish, spot: Spot) -> Refusal | None:
    """What this booth lacks for this application."""
    if spot.kind != wish.kind:
        return Invalid(WRONG_KIND, field="booth", booth=spot.number)
    if spot.party not in (None, wish.province):
        return Invalid(PAVILION, field="booth", booth=spot.number)
    if spot.power < wish.power:
        return Invalid(NO_POWER, field="booth", booth=spot.number, has=spot.power, needs=wish.power)
    if wish.water and not spot.water:
        return Invalid(NO_WATER, field="booth", booth=spot.number)
    if wish.flame and not spot.flame:
        return Invalid(NO_FLAME, field="booth", booth=spot.number)
    return None


def over_quota(wish: Wish, given: Input, used: int) -> Refusal | None:
    left = left_of_quota(given, wish.province, used)
    if left is None or left >= wish.count:
        return None
    quota = given.quotas[wish.province]
    return Invalid(
        OVER_QUOTA, field="booth", province=wish.province_name, used=used, quota=quota, count=wish.count
    )
