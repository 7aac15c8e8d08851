"""Laying out: rows of booths, and what must hold for the whole plan afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass

from fairapp.db import db, is_needed
from fairapp.domain import booth_rows, plan_rules
from fairapp.domain.booth_rows import NewBooth, Rows
from fairapp.domain.booths import BoothKind, PriceClass
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.geometry import Rect
from fairapp.domain.plan_rules import Placed
from fairapp.domain.text import N_
from fairapp.models import Booth, PlanFeature, PlanUnderlay, Site, User, Zone
from fairapp.services.booths.listing import hall_rect, list_features, list_for_site, rect
from fairapp.services.booths.steps import refresh, step

MOST_WATTS = 60_000
HIGHEST_FEE = 2_000_000_000  # an ordinary integer column still holds it


@dataclass(frozen=True)
class BoothFacts:
    """What every booth of a row shares, and what a single one may have of its own."""

    kind: BoothKind = BoothKind.STANDARD
    zone: Zone | None = None
    power_watts: int = 500
    water: bool = False
    open_flame: bool = False
    fee: int = 0
    subsidy: int = 0
    subsidy_by: str = ""
    price_class: PriceClass | None = None


def propose(site: Site, rows: Rows) -> list[NewBooth]:
    """The booths that a row generator would add, or a refusal that names the first one in the way."""
    booths = booth_rows.generate(rows)
    standing = list_for_site(site)
    plan_rules.check_places(
        [Placed(booth.number, booth.rect) for booth in booths],
        [placed(booth) for booth in standing],
        [placed_feature(feature) for feature in list_features(site)],
        hall_rect(site),
    )
    plan_rules.check_numbers([*(b.number for b in standing), *(b.number for b in booths)])
    return booths


def add_rows(
    actor: User, site: Site, rows: Rows, facts: BoothFacts, *, seen: int | None = None
) -> list[Booth]:
    """Put the proposed rows on the plan."""
    check_facts(facts)
    added = []
    with step(actor, site, seen) as taken:
        for new in propose(site, rows):
            booth = Booth(site_id=site.id, number=new.number)
            put(booth, new.rect)
            write(booth, facts)
            added.append(booth)
        db.session.add_all(added)
        taken.tell(
            "booth.add",
            N_("Thêm %(n)d gian (%(first)s–%(last)s) vào sơ đồ %(site)s."),
            n=len(added),
            first=added[0].number,
            last=added[-1].number,
        )
    return added


def check_fits(site: Site) -> None:
    """Refuse a hall in which the drawn plan has no room, and tell its open sides anew."""
    if site.hall is None:
        return
    hall = hall_rect(site)
    plan_rules.check_places([placed(booth) for booth in list_for_site(site)], [], [], hall)
    for feature in list_features(site):
        plan_rules.check_feature(placed_feature(feature), [], hall)
    refresh(site)


def require_free(booths: Sequence[Booth]) -> None:
    """Refuse to move, merge or remove a booth on which a later chapter relies.

    This chapter does not know which: the database does, and its foreign keys say so.
    """
    if not is_needed(Booth, [booth.id for booth in booths]):
        return
    booth = next(booth for booth in booths if is_needed(Booth, [booth.id]))
    raise Conflict(
        N_(
            "Gian %(number)s đã có trong một bản xếp gian nên giữ nguyên số và chỗ, "
            "kể cả khi nay không ai ở đó. "
            "Muốn bỏ gian này, hãy thu hồi ở khâu Xếp gian rồi chọn “Không dùng”."
        ),
        number=booth.number,
    )


def placed(booth: Booth) -> Placed:
    return Placed(booth.number, rect(booth))


def placed_feature(feature: PlanFeature) -> Placed:
    return Placed(feature.label or feature.kind, rect(feature))


def put(row: Booth | PlanFeature | PlanUnderlay, place: Rect) -> None:
    row.x_cm, row.y_cm = place.x, place.y
    row.width_cm, row.depth_cm = place.width, place.depth


def write(booth: Booth, facts: BoothFacts) -> None:
    booth.kind, booth.zone = facts.kind, facts.zone
    booth.power_watts, booth.water, booth.open_flame = facts.power_watts, facts.water, facts.open_flame
    booth.fee, booth.subsidy, booth.subsidy_by = facts.fee, facts.subsidy, facts.subsidy_by
    booth.price_class = facts.price_class


def check_facts(facts: BoothFacts) -> None:
    if not 0 <= facts.power_watts <= MOST_WATTS:
        raise Invalid(N_("Công suất điện từ 0 đến 60.000 W."), field="power_watts")
    if not 0 <= facts.fee <= HIGHEST_FEE:
        raise Invalid(N_("Phí thuê một gian từ 0 đến 2 tỷ đồng."), field="fee")
    if not 0 <= facts.subsidy <= facts.fee:
        raise Invalid(N_("Phần hỗ trợ không vượt quá phí thuê gian."), field="subsidy")


def facts_of(booth: Booth) -> BoothFacts:
    """What a booth has, beside its number and place."""
    return BoothFacts(
        kind=booth.kind,
        zone=booth.zone,
        power_watts=booth.power_watts,
        water=booth.water,
        open_flame=booth.open_flame,
        fee=booth.fee,
        subsidy=booth.subsidy,
        subsidy_by=booth.subsidy_by,
        price_class=booth.price_class,
    )
