"""Producers from a list: entered or changed by the same rules as on their pages."""

from collections.abc import Sequence
from dataclasses import replace

from fairapp.db import db
from fairapp.domain.errors import Invalid, Refusal
from fairapp.domain.places import get_unit, unit_now
from fairapp.domain.producer_sheets import PRODUCERS
from fairapp.domain.sheets import MISSING, Outcome
from fairapp.domain.text import N_, clean
from fairapp.models import Producer
from fairapp.services.exchange.lines import Line
from fairapp.services.exchange.registry import Registry
from fairapp.services.exchange.scope import Scope
from fairapp.services.producers import Profile, profiles

NO_CONSENT = N_("Cần sự đồng ý của chủ thể trước khi ghi. Ghi Có ở cột này khi chủ thể đã đồng ý.")
FIELDS = (
    *("kind", "name", "commune", "address", "tax_code"),
    *("representative", "phone", "email", "story"),
)


def take(scope: Scope, lines: Sequence[Line], *, write: bool) -> None:
    """Judge each row, and with `write` do what it says."""
    registry, added = Registry(scope, lines), []
    for line in lines:
        try:
            _take(registry, line, added, write)
        except Refusal as refusal:
            line.refuse(PRODUCERS, refusal)
    if write:
        db.session.add_all(added)
        db.session.flush()
        profiles.record_entered(scope.actor, added)


def _take(registry: Registry, line: Line, added: list[Producer], write: bool) -> None:
    found = registry.find(line.whose)
    if found is None:
        draft = _new(registry, line)
        registry.add(draft)
        added.append(draft)
        line.outcome = Outcome.NEW
        return
    profile = _profile(line.values, found)
    wanted = Producer()
    profiles.write(wanted, profile)
    keys = [key for key in FIELDS if getattr(wanted, key) != getattr(found, key)]
    line.change(PRODUCERS, [*keys, *(["unit"] if wanted.unit.id != _unit_now(found) else [])])
    if line.changes:
        registry.require_mine(found)
        if write:
            profiles.write(found, profile)


def _new(registry: Registry, line: Line) -> Producer:
    for key in ("name", "kind", "unit"):
        if key not in line.values:
            raise Invalid(MISSING, field=key)
    if not line.values.get("consent"):
        raise Invalid(NO_CONSENT, field="consent")
    return profiles.drafted(registry.scope.actor, _profile(line.values, None), registry.scope.units)


def _profile(values: dict, known: Producer | None) -> Profile:
    """What the row says, over what is known already."""
    said = {key: values[key] for key in FIELDS if key in values}
    if "unit" in values:
        said["unit_id"] = values["unit"]
    if known is None:
        return Profile(**said)
    unit_id = _unit_now(known)
    if said.get("story") == clean(known.story):  # a cell has one line, a story several
        del said["story"]
    return replace(Profile(unit_id=unit_id, **{key: getattr(known, key) for key in FIELDS}), **said)


def _unit_now(producer: Producer) -> str:
    """Of a producer that is kept, or of one that this file brings."""
    return unit_now(get_unit(producer.unit_id or producer.unit.id)).id
