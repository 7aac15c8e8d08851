"""Everything that judging one scan needs, read in one statement.

A gate sees a few scans a second for hours, so this is the one place where speed decides the shape: columns
instead of objects, and the fair's gates and hours as JSON made by the database. Nothing here outlives its
scan but what is made from that JSON alone: a changed hour or a refused key is another text or another row.
"""

import json
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache

from sqlalchemy import Row, Select, and_, bindparam, func, select
from sqlalchemy.orm import aliased

from fairapp.db import db, json_rows
from fairapp.domain.calendar import local
from fairapp.domain.gate_bundle import Bundle, Seen, seen_key
from fairapp.models import (
    Admission,
    Fair,
    FairKey,
    Gate,
    GateDuty,
    OpeningSession,
    Pass,
    Scan,
    Site,
)
from fairapp.services.gate.facts import GateFacts, Hours, SiteFacts, lasting_facts

FAIRS_KEPT = 16  # made from their JSON once, then found by it


@dataclass(frozen=True)
class Sight:
    """`row` has the columns of the pass under their own names, or None in them; `count` is of the entries at
    this gate on this day."""

    row: Row
    bundle: Bundle

    @property
    def knows_pass(self) -> bool:
        return self.row.pass_id is not None

    @property
    def is_kept(self) -> bool:
        """Whether a scan of this id was kept before."""
        return self.row.kept_id is not None

    @property
    def seen(self) -> Seen:
        """The last entry of the pass on this day, as a phone knows it."""
        row = self.row
        if row.entry_id is None:
            return {}
        inside, entered = row.left_at is None, row.entered_at.isoformat()
        return {
            seen_key(row.number, row.entered_area): {
                "inside": inside,
                "entered_at": entered,
                "gate": row.entered_by,
            }
        }


def find_sight(
    gate_id: int, user_id: int, scan_id: uuid.UUID, day: date, number: int | None, key_id: int | None
) -> Sight | None:
    """What is known of a gate and a pass number on a day; None when there is no such gate.

    `key_id` is the key that the code names; without one, the key that the pass was signed with counts.
    """
    db.session.flush()
    wanted = {"gate": gate_id, "user": user_id, "scan": scan_id, "day": day, "number": number, "key": key_id}
    row = db.session.connection().execute(STATEMENT, wanted).one_or_none()
    return None if row is None else Sight(row, _bundle(row))


def _bundle(row: Row) -> Bundle:
    facts = _lasting(row.gate_fair_id, row.fair_name, row.gates, row.sites, row.hours)
    ours = row.fair_id == row.gate_fair_id
    key = {"public": row.public_key.hex(), "refused": row.refused_at is not None} if row.public_key else None
    return {
        **facts,
        "keys": {str(row.named_key): key} if key else {},
        "revoked": [row.number] if ours and row.revoked_at is not None else [],
        "superseded": {str(row.number): row.issue} if ours and row.issue > 1 else {},
    }


@lru_cache(FAIRS_KEPT)
def _lasting(fair_id: int, name: str, gates: str, sites: str, hours: str | None) -> dict:
    """The part of the bundle that is the same for every scan. Whoever gets it only reads it."""
    return lasting_facts(
        fair_id,
        name,
        sorted(GateFacts(*row) for row in json.loads(gates)),
        sorted(SiteFacts(number, _moment(begin), _moment(end)) for number, begin, end in json.loads(sites)),
        sorted(_hours(*row) for row in json.loads(hours or "[]")),
    )


def _hours(site: int, day: str, opens: str, closes: str) -> Hours:
    return Hours(site, date.fromisoformat(day), time.fromisoformat(opens), time.fromisoformat(closes))


def _moment(text: str) -> datetime:
    """SQLite gives UTC without a zone, PostgreSQL gives the zone of its connection."""
    moment = datetime.fromisoformat(text)
    return local(moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment)


def _statement() -> Select:
    post, place, last, entrance = aliased(Gate), aliased(Site), aliased(Admission), aliased(Gate)
    its_sites = select(place.id).where(place.fair_id == Site.fair_id).correlate(Site).scalar_subquery()
    gates = select(json_rows(post.id, post.site_id, post.name, post.zone_bit)).where(
        post.site_id.in_(its_sites)
    )
    sites = select(json_rows(place.id, place.build_from, place.clear_by)).where(place.fair_id == Site.fair_id)
    session = OpeningSession
    hours = select(json_rows(session.site_id, session.day, session.opens, session.closes)).where(
        session.site_id.in_(its_sites)
    )
    entries = select(func.count()).where(Admission.gate_id == Gate.id, Admission.day == bindparam("day"))
    newest = select(func.max(last.nth)).where(last.pass_id == Pass.id, last.day == bindparam("day"))
    named_key = func.coalesce(bindparam("key", type_=FairKey.key_id.type), Pass.key_id)
    return (
        select(
            Site.fair_id.label("gate_fair_id"),
            Fair.name.label("fair_name"),
            GateDuty.user_id.label("on_duty"),
            gates.correlate(Site).scalar_subquery().label("gates"),
            sites.correlate(Site).scalar_subquery().label("sites"),
            hours.correlate(Site).scalar_subquery().label("hours"),
            entries.correlate(Gate).scalar_subquery().label("count"),
            Scan.id.label("kept_id"),
            FairKey.key_id.label("named_key"),
            FairKey.public_key,
            FairKey.refused_at,
            Admission.id.label("entry_id"),
            Admission.gate_id.label("entered_by"),
            entrance.site_id.label("entered_area"),
            Admission.nth,
            Admission.entered_at,
            Admission.left_at,
            Pass.id.label("pass_id"),
            Pass.fair_id,
            Pass.number,
            Pass.kind,
            Pass.role,
            Pass.issue,
            Pass.key_id,
            Pass.zone_bits,
            Pass.first_day,
            Pass.day_bits,
            Pass.holder_line,
            Pass.booth_numbers,
            Pass.revoked_at,
        )
        .select_from(Gate)
        .join(Site, Site.id == Gate.site_id)
        .join(Fair, Fair.id == Site.fair_id)
        .outerjoin(GateDuty, and_(GateDuty.gate_id == Gate.id, GateDuty.user_id == bindparam("user")))
        .outerjoin(Scan, Scan.id == bindparam("scan"))
        .outerjoin(Pass, Pass.number == bindparam("number"))
        .outerjoin(FairKey, and_(FairKey.fair_id == Site.fair_id, FairKey.key_id == named_key))
        .outerjoin(
            Admission,
            and_(
                Admission.pass_id == Pass.id,
                Admission.day == bindparam("day"),
                Admission.nth == newest.correlate(Pass).scalar_subquery(),
            ),
        )
        .outerjoin(entrance, entrance.id == Admission.gate_id)
        .where(Gate.id == bindparam("gate"))
    )


STATEMENT = _statement()
