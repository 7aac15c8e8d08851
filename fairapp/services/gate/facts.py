"""The part of a bundle that all gates of a fair share, made from plain facts."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import NamedTuple

from fairapp.domain.gate_bundle import USUAL_RULES, site_sessions
from fairapp.domain.gate_pins import check_of

UTC_OFFSET = 7 * 60  # minutes; Asia/Ho_Chi_Minh has had no other since 1975
KINDS = (0, 1)  # persons, vehicles: the bits of a gate's `kind_bits`


class GateFacts(NamedTuple):
    """A gate in the bundle; `zone` is the bit of the area that it opens."""

    id: int
    site: int
    name: str
    zone: int
    kind_bits: int


class SiteFacts(NamedTuple):
    """A site with its first and last moment, on the fair's clock, and how many it may hold."""

    id: int
    name: str
    build_from: datetime
    clear_by: datetime
    most_inside: int | None


class Hours(NamedTuple):
    site: int
    day: date
    opens: time
    closes: time


class KeyFacts(NamedTuple):
    number: int
    public: str
    refused: bool


class PinFacts(NamedTuple):
    id: int
    name: str
    salt: str
    rounds: int
    key: str
    ended: str | None


def lasting_facts(
    fair_id: int,
    name: str,
    gates: list[GateFacts],
    sites: list[SiteFacts],
    hours: list[Hours],
    keys: list[KeyFacts],
    pins: list[PinFacts],
    again_after: int | None,
    role_zones: Mapping[str, list[int]],
    digest_key: bytes,
) -> dict:
    """Everything that does not change from one scan to the next."""
    return {
        "fair": {"id": fair_id, "name": name},
        "utc_offset": UTC_OFFSET,
        "keys": {str(key.number): {"public": key.public, "refused": key.refused} for key in keys},
        "zones": [{"bit": bit, "name": _behind(gates, bit)} for bit in sorted({gate.zone for gate in gates})],
        "areas": [{"id": site.id, "name": site.name, "limit": site.most_inside} for site in sites],
        "gates": [_post(gate) for gate in gates],
        "sessions": [session for site in sites for session in _sessions(site, hours)],
        "rules": _rules(again_after, role_zones),
        "supervisors": [_supervisor(pin) for pin in pins],
        "digest_key": digest_key.hex(),
    }


def _post(gate: GateFacts) -> dict:
    """People of one site meet inside, so its gates share one area."""
    return {
        "id": gate.id,
        "site": gate.site,
        "area": gate.site,
        "name": gate.name,
        "zone": gate.zone,
        "kinds": [kind for kind in KINDS if gate.kind_bits >> kind & 1],
    }


def _rules(again_after: int | None, role_zones: Mapping[str, list[int]]) -> dict:
    """The usual rules with the fair's zones and, for who would have to leave first, its time."""
    return {
        role: {
            **rule,
            "zones": role_zones.get(role, rule["zones"]),
            "again_after": again_after if rule["again_after"] is None else rule["again_after"],
        }
        for role, rule in USUAL_RULES.items()
    }


def _supervisor(pin: PinFacts) -> dict:
    """What a phone needs to tell a right PIN; the key itself stays here."""
    check = check_of(bytes.fromhex(pin.key)).hex()
    return {"id": pin.id, "name": pin.name, "salt": pin.salt, "rounds": pin.rounds, "check": check}


def _behind(gates: list[GateFacts], bit: int) -> str:
    return ", ".join(gate.name for gate in gates if gate.zone == bit)


def _sessions(site: SiteFacts, hours: list[Hours]) -> list:
    opening = [(one.day, one.opens, one.closes) for one in hours if one.site == site.id]
    return site_sessions(site.id, opening, site.build_from, site.clear_by)
