"""The part of a bundle that all gates of a fair share, made from plain facts."""

from datetime import date, datetime, time
from typing import NamedTuple

from fairapp.domain.gate_bundle import USUAL_RULES, site_sessions
from fairapp.domain.passes import Kind

UTC_OFFSET = 7 * 60  # minutes; Asia/Ho_Chi_Minh has had no other since 1975


class GateFacts(NamedTuple):
    """A gate in the bundle; `zone` is the bit of the area that it opens."""

    id: int
    site: int
    name: str
    zone: int


class SiteFacts(NamedTuple):
    """A site with its first and last moment, on the fair's clock."""

    id: int
    build_from: datetime
    clear_by: datetime


class Hours(NamedTuple):
    site: int
    day: date
    opens: time
    closes: time


def lasting_facts(
    fair_id: int, name: str, gates: list[GateFacts], sites: list[SiteFacts], hours: list[Hours]
) -> dict:
    """Fair, zones, gates, sessions and rules; keys and void passes are read each time."""
    return {
        "fair": {"id": fair_id, "name": name},
        "utc_offset": UTC_OFFSET,
        "zones": [{"bit": bit, "name": _behind(gates, bit)} for bit in sorted({gate.zone for gate in gates})],
        "gates": [_post(gate) for gate in gates],
        "sessions": [session for site in sites for session in _sessions(site, hours)],
        "rules": USUAL_RULES,
    }


def _post(gate: GateFacts) -> dict:
    """People of one site meet inside, so its gates share one area."""
    return {**gate._asdict(), "area": gate.site, "kinds": [int(Kind.PERSON), int(Kind.VEHICLE)]}


def _behind(gates: list[GateFacts], bit: int) -> str:
    return ", ".join(gate.name for gate in gates if gate.zone == bit)


def _sessions(site: SiteFacts, hours: list[Hours]) -> list:
    opening = [(one.day, one.opens, one.closes) for one in hours if one.site == site.id]
    return site_sessions(site.id, opening, site.build_from, site.clear_by)
