"""Every change of a plan is a step: one at a time, counted, and kept with what it changed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import select

from fairapp.db import db, insert_once
from fairapp.domain import plan_history, plan_rules
from fairapp.domain.errors import Conflict
from fairapp.domain.geometry import all_open_sides
from fairapp.domain.plan_history import Change, Name
from fairapp.domain.text import N_
from fairapp.models import Booth, Fair, Plan, PlanFeature, PlanStep, PlanUnderlay, Site, User, Zone
from fairapp.services import accounts
from fairapp.services.booths.listing import (
    find_underlay,
    hall_rect,
    list_features,
    list_for_site,
    list_zones,
    rect,
)
from fairapp.services.fairs import require_open_book

STALE = N_("Sơ đồ đã được người khác sửa trong lúc vẽ. Hãy xem thay đổi rồi gửi lại phần vừa vẽ.")

GONE = N_("Có mục không còn trên sơ đồ. Hãy tải lại trang rồi chọn lại.")


class Stale(Conflict):
    """Somebody else changed the plan since the one who asks has seen it."""

    def __init__(self, version: int) -> None:
        super().__init__(STALE)
        self.version = version


@dataclass
class Step:
    """A change on its way: what it is called is said inside, and kept at the end with what it changed."""

    actor: User
    site: Site
    plan: Plan
    before: dict[Name, dict[str, object]]
    kind: str = ""
    sentence: str = ""
    values: dict[str, object] = field(default_factory=dict)
    audited: bool = True
    turns: int | None = None

    def tell(self, kind: str, sentence: str, **values: object) -> None:
        """What was done, as the plan's history and the fair's book say it; a sentence may name the site."""
        self.kind, self.sentence, self.values = kind, sentence, {"site": self.site.name, **values}


@contextmanager
def step(actor: User, site: Site, seen: int | None = None) -> Iterator[Step]:
    """Inside, the plan is this one's alone to change; afterwards its history has one step more.

    `seen` is the version that the person had before them; Stale when there is a newer one.
    """
    begun = begin(actor, site, seen)
    yield begun
    finish(begun)


def begin(actor: User, site: Site, seen: int | None = None) -> Step:
    require_open_book(site.fair)
    plan = _lock(site)
    if seen is not None and seen != plan.version:
        raise Stale(plan.version)
    return Step(actor, site, plan, state(site, fresh=True))


def finish(done: Step) -> Sequence[Change]:
    """Keep the step; one that changed nothing leaves no trace."""
    refresh(done.site)
    changes = plan_history.differences(done.before, state(done.site))
    if not changes:
        return changes
    done.plan.version += 1
    db.session.add(
        PlanStep(
            site_id=done.site.id,
            version=done.plan.version,
            actor_id=done.actor.id,
            kind=done.kind,
            sentence=done.sentence,
            values=done.values,
            changes=[change.as_json() for change in changes],
            turns=done.turns,
        )
    )
    if done.audited:
        accounts.audit(
            done.actor,
            done.kind,
            "site",
            done.site.id,
            done.sentence,
            fair_id=done.site.fair_id,
            **done.values,
        )
    db.session.flush()
    return changes


def refresh(site: Site) -> None:
    """Bring open sides and the natural order of numbers up to date, by UPDATEs of what differs only."""
    db.session.flush()
    booths = list_for_site(site)
    sides = all_open_sides([rect(booth) for booth in booths], hall_rect(site))
    for booth, open_sides in zip(booths, sides, strict=True):
        booth.open_sides = open_sides
    in_order = sorted(booths, key=lambda booth: plan_rules.natural_key(booth.number))
    for position, booth in enumerate(in_order):
        booth.position = position
    db.session.flush()


def plan_of(site: Site) -> Plan:
    """The plan's version and rules; of one that nobody has changed yet, those it begins with."""
    return db.session.get(Plan, site.id) or Plan(site_id=site.id, version=0, aisle_cm=200, exit_clear_cm=200)


def state(site: Site, *, fresh: bool = False) -> dict[Name, dict[str, object]]:
    """What stands on the plan as plain values; `fresh` reads again what was read before the lock."""
    if fresh:
        _read_again(site)
    laid = find_underlay(site)
    return {
        **({underlay_name(laid): underlay_facts(laid)} if laid else {}),
        **{Name("zone", zone.key): zone_facts(zone) for zone in list_zones(site)},
        **{Name("feature", feature.key): feature_facts(feature) for feature in list_features(site)},
        **{Name("booth", booth.key): booth_facts(booth) for booth in list_for_site(site)},
    }


def _read_again(site: Site) -> None:
    """Bring up to date what was read before the lock; refuse when something of it is gone since."""
    db.session.flush()
    for model in (PlanUnderlay, Zone, PlanFeature, Booth):
        query = select(model).where(model.site_id == site.id).execution_options(populate_existing=True)
        there = set(db.session.scalars(query))
        known = {row for row in db.session.identity_map.values() if isinstance(row, model)}
        if any(row.__dict__.get("site_id") == site.id for row in known - there):
            raise Conflict(GONE)


def underlay_name(laid: PlanUnderlay) -> Name:
    """Another file is another thing: where the former one lay says nothing about it."""
    return Name("underlay", f"{laid.uploaded_at:%Y%m%d%H%M%S%f}")


def underlay_facts(laid: PlanUnderlay) -> dict[str, object]:
    return {
        "file": laid.filename,
        "x": laid.x_cm,
        "y": laid.y_cm,
        "width": laid.width_cm,
        "depth": laid.depth_cm,
        "strength": laid.strength,
    }


def zone_facts(zone: Zone) -> dict[str, object]:
    return {"code": zone.code, "name": zone.name, "group_code": zone.group_code, "tint": zone.tint}


def feature_facts(feature: PlanFeature) -> dict[str, object]:
    return {
        "kind": feature.kind.value,
        "label": feature.label,
        "watts": feature.watts,
        "x": feature.x_cm,
        "y": feature.y_cm,
        "width": feature.width_cm,
        "depth": feature.depth_cm,
    }


def booth_facts(booth: Booth) -> dict[str, object]:
    return {
        "number": booth.number,
        "kind": booth.kind.value,
        "zone": booth.zone.key if booth.zone else None,
        "x": booth.x_cm,
        "y": booth.y_cm,
        "width": booth.width_cm,
        "depth": booth.depth_cm,
        "power_watts": booth.power_watts,
        "water": booth.water,
        "open_flame": booth.open_flame,
        "fee": booth.fee,
        "subsidy": booth.subsidy,
        "subsidy_by": booth.subsidy_by,
        "price_class": booth.price_class.value if booth.price_class else None,
        "blocked": booth.blocked,
    }


def _lock(site: Site) -> Plan:
    """Of two who change a plan at once the second waits, and then sees what the first has done.

    Who gives booths waits in the same line: what is given must not move meanwhile.
    """
    db.session.execute(select(Fair.id).where(Fair.id == site.fair_id).with_for_update(key_share=True))
    insert_once(Plan, site_id=site.id, version=0, aisle_cm=200, exit_clear_cm=200)
    return db.session.scalars(
        select(Plan)
        .where(Plan.site_id == site.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
