"""Booths from a list, on the plan of one site: the same rules as when they are drawn one by one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fairapp.db import db
from fairapp.domain import plan_rules
from fairapp.domain.booth_rows import LONGEST_NUMBER
from fairapp.domain.errors import Conflict, Invalid, Refusal
from fairapp.domain.geometry import Rect
from fairapp.domain.plan_rules import Placed
from fairapp.domain.sheets import MISSING
from fairapp.domain.text import N_
from fairapp.models import Booth, Site, User, Zone
from fairapp.services.booths.layout import (
    BoothFacts,
    check_facts,
    facts_of,
    placed_feature,
    put,
    require_free,
    write as write_facts,
)
from fairapp.services.booths.listing import hall_rect, list_features, list_for_site, list_zones, rect
from fairapp.services.booths.steps import Step, begin, finish
from fairapp.services.fairs import require_open_book

PLACE = ("x", "y", "width", "depth")
FACTS = ("kind", "power_watts", "water", "open_flame", "fee", "subsidy", "subsidy_by", "price_class")
NO_ZONE = N_("Sơ đồ này không có khu “%(typed)s”.")


@dataclass
class Plan:
    """The plan while a list is laid over it."""

    site: Site
    booths: dict[str, Booth]  # by number, in one case
    places: dict[str, Placed]
    zones: Mapping[str, Zone]
    step: Step | None = None
    added: int = 0
    changed: int = 0


def open_plan(site: Site, actor: User | None = None) -> Plan:
    """The plan to lay a list over; for somebody who will write, it is theirs alone until it is closed."""
    require_open_book(site.fair)
    taken = begin(actor, site) if actor else None
    standing = list_for_site(site)
    return Plan(
        site,
        {booth.number.casefold(): booth for booth in standing},
        {booth.number.casefold(): Placed(booth.number, rect(booth)) for booth in standing},
        {zone.code.casefold(): zone for zone in list_zones(site)},
        taken,
    )


def lay(plan: Plan, values: Mapping, *, write: bool) -> tuple[bool, list[str]]:
    """One row: whether it is a new booth, and which of its facts differ from what stands."""
    number = values.get("number", "")
    if not 1 <= len(number) <= LONGEST_NUMBER:
        raise Invalid(N_("Số gian có từ 1 đến %(n)d ký tự."), field="number", n=LONGEST_NUMBER)
    known = plan.booths.get(number.casefold())
    facts, place = _facts(plan, values, known), _place(values, known)
    check_facts(facts)
    changes = _differing(known, facts, place)
    if known is None or place != rect(known):
        _check_place(plan, number, place, known)
    plan.places[number.casefold()] = Placed(number, place)
    plan.added += known is None
    plan.changed += bool(changes)
    if write and (known is None or changes):
        _write(plan, known or Booth(site_id=plan.site.id, number=number), place, facts)
    return known is None, changes


def close_plan(plan: Plan) -> None:
    """Bring open sides and order up to date, and say in the book what was laid."""
    assert plan.step is not None
    sentence = N_("Nhập danh sách gian vào sơ đồ %(site)s: %(added)d gian mới, %(changed)d gian sửa.")
    plan.step.tell("booth.import", sentence, added=plan.added, changed=plan.changed)
    finish(plan.step)


def _write(plan: Plan, booth: Booth, place: Rect, facts: BoothFacts) -> None:
    put(booth, place)
    write_facts(booth, facts)
    db.session.add(booth)
    plan.booths[booth.number.casefold()] = booth


def _check_place(plan: Plan, number: str, place: Rect, known: Booth | None) -> None:
    if known is not None and known.id is not None:
        _require_free(known)
    others = [placed for key, placed in plan.places.items() if key != number.casefold()]
    features = [placed_feature(feature) for feature in list_features(plan.site)]
    try:
        plan_rules.check_places([Placed(number, place)], others, features, hall_rect(plan.site))
    except Refusal as refusal:
        refusal.field = "x"
        raise


def _require_free(booth: Booth) -> None:
    try:
        require_free([booth])
    except Conflict as refusal:
        refusal.field = "number"
        raise


def _facts(plan: Plan, values: Mapping, known: Booth | None) -> BoothFacts:
    said = {key: values[key] for key in FACTS if key in values}
    if "zone" in values:
        said["zone"] = plan.zones.get(values["zone"].casefold())
        if said["zone"] is None:
            raise Invalid(NO_ZONE, field="zone", typed=values["zone"])
    return replace(facts_of(known) if known else BoothFacts(), **said)


def _place(values: Mapping, known: Booth | None) -> Rect:
    stands = rect(known) if known else None
    lengths = [values.get(side, getattr(stands, side) if stands else None) for side in PLACE]
    for side, length in zip(PLACE, lengths, strict=True):
        if length is None or (side in ("width", "depth") and length < 1):
            raise Invalid(MISSING, field=side)
    return Rect(*lengths)


def _differing(known: Booth | None, facts: BoothFacts, place: Rect) -> list[str]:
    if known is None:
        return []
    now, stands = facts_of(known), rect(known)
    changed = [side for side in PLACE if getattr(place, side) != getattr(stands, side)]
    return [*changed, *(key for key in ("zone", *FACTS) if getattr(facts, key) != getattr(now, key))]
