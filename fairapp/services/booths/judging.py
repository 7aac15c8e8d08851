"""What is computed from a plan as it stands: its floor, its faults, what each place is worth."""

from sqlalchemy import select

from fairapp.db import db
from fairapp.domain import plan_facts, plan_lint, plan_walks
from fairapp.domain.booths import FeatureKind
from fairapp.domain.errors import Invalid
from fairapp.domain.floors import Floor, Stand, Thing
from fairapp.domain.plan_facts import Meeting
from fairapp.domain.plan_lint import Fault, Rules
from fairapp.domain.plan_rules import in_metres
from fairapp.domain.plan_walks import Distances
from fairapp.domain.text import N_
from fairapp.models import Booth, Site, User
from fairapp.services import accounts
from fairapp.services.booths.listing import hall_rect, list_features, list_for_site, rect
from fairapp.services.booths.steps import begin, plan_of

MOST_CM = 2000


def floor_of(site: Site) -> Floor:
    """The plan as the rules look at it; a stand's id is its booth's."""
    return Floor(
        hall_rect(site),
        tuple(Stand(b.id, b.number, rect(b), b.open_sides, b.power_watts) for b in list_for_site(site)),
        tuple(Thing(f.id, f.kind, rect(f), f.label, f.watts) for f in list_features(site)),
    )


def list_faults(site: Site) -> list[Fault]:
    plan = plan_of(site)
    others = (
        select(Booth.number)
        .join(Booth.site)
        .where(Site.fair_id == site.fair_id, Booth.site_id != site.id)
        .order_by(Booth.site_id, Booth.position)
    )
    return plan_lint.lint(
        floor_of(site), Rules(plan.aisle_cm, plan.exit_clear_cm), db.session.scalars(others)
    )


def map_facts(site: Site) -> dict[int, tuple[dict[str, int], Distances, tuple[int, ...]]]:
    """By booth id: the free front of each open side, the distances, and the neighbours in its row."""
    floor = floor_of(site)
    far = plan_walks.distances(floor)
    beside = plan_facts.neighbours(plan_facts.pairs(floor), Meeting.SIDE)
    return {
        stand.id: (plan_facts.frontage(floor, stand), far[stand.id], tuple(sorted(beside.get(stand.id, ()))))
        for stand in floor.stands
    }


def map_feeds(site: Site) -> dict[int, list[Stand]]:
    """By feature id the booths that each power point and each tap serves."""
    floor, wet = floor_of(site), {booth.id for booth in list_for_site(site) if booth.water}
    powered = [stand for stand in floor.stands if stand.power_watts]
    watered = [stand for stand in floor.stands if stand.id in wet]
    return {
        **plan_walks.hanging(powered, floor.of_kind(FeatureKind.POWER)),
        **plan_walks.hanging(watered, floor.of_kind(FeatureKind.WATER)),
    }


def set_rules(actor: User, site: Site, aisle: int, exit_clear: int) -> None:
    """How wide aisles are to be on this site, and how much is kept clear before its doors."""
    for field, length in (("aisle", aisle), ("exit_clear", exit_clear)):
        if not 0 <= length <= MOST_CM:
            raise Invalid(N_("Từ 0 đến %(n)d m."), field=field, n=MOST_CM // 100)
    plan = begin(actor, site).plan
    plan.aisle_cm, plan.exit_clear_cm = aisle, exit_clear
    sentence = N_("Đặt quy tắc cho sơ đồ %(site)s: lối đi từ %(aisle)s m, trước cửa trống %(clear)s m.")
    values = {"site": site.name, "aisle": in_metres(aisle), "clear": in_metres(exit_clear)}
    accounts.audit(actor, "plan.rules", "site", site.id, sentence, fair_id=site.fair_id, **values)
    db.session.flush()
