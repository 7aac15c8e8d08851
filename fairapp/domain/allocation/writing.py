"""Instances and plans as JSON objects, and the hashes that they are known by."""

import hashlib
import json
from typing import Any

from fairapp.domain.allocation.instance import App, Booth, Instance, Plan, Province
from fairapp.domain.allocation.reading import MILLION


def plan_facts(plan: Plan) -> dict[str, list[str]]:
    return {app: list(booths) for app, booths in sorted(plan.items())}


def _plain(row: Booth | App | Province) -> dict[str, Any]:
    """A row with what differs from nothing said; what stands in every file is always written."""
    facts = dict(vars(row))
    for key in ("feat", "needs"):
        if key in facts:
            facts[key] = sorted(facts[key])
    if isinstance(row, App):
        facts["cert_until"] = row.cert_until.isoformat()
        facts["applied"] = row.applied.isoformat()
        facts["prefs"] = [list(pref) for pref in row.prefs]
    if isinstance(row, Province):
        facts["share"] = row.share / MILLION
        facts["zones"] = {zone: list(bounds) for zone, bounds in sorted(row.zones.items())}
    if isinstance(row, Booth):
        facts["facing"] = sorted(row.facing)
    return {key: value for key, value in facts.items() if key not in OPTIONAL or value}


OPTIONAL = {"facing", "loading", "only", "goods", "bad_before", "merit", "zones"}


def instance_facts(given: Instance) -> dict[str, Any]:
    """The file's object; `read_instance` of it gives an equal instance."""
    facts = {
        "name": given.name,
        "fair_end": given.fair_end.isoformat(),
        "booths": [_plain(booth) for booth in given.booths],
        "provinces": [_plain(province) for province in given.provinces],
        "apps": [_plain(app) for app in given.apps],
        "locks": [{"app": app, "booths": list(booths)} for app, booths in sorted(given.locks.items())],
        "published": dict(sorted(given.published.items())) or None,
    }
    extra = {
        "caps": dict(sorted(given.caps.items())),
        "mandatory": {group: sorted(zones) for group, zones in sorted(given.mandatory.items())},
    }
    facts |= {key: value for key, value in extra.items() if value}
    return facts if given.moved_at_most is None else facts | {"moved_at_most": given.moved_at_most}


def canonical(facts: object) -> str:
    """The one way of writing it as JSON."""
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical_hash(facts: object) -> str:
    """SHA-256 over canonical JSON."""
    return hashlib.sha256(canonical(facts).encode()).hexdigest()


def instance_hash(given: Instance) -> str:
    """The same for the same content, whatever order the rows came in; the name does not count."""
    facts = instance_facts(given)
    del facts["name"]
    for key in ("booths", "apps", "provinces"):
        facts[key] = sorted(facts[key], key=lambda row: row["id"])
    return canonical_hash(facts)


def plan_hash(plan: Plan) -> str:
    return canonical_hash(plan_facts(plan))
