"""Booths with exhibitors, their signs, and officers' phones, for tests."""

import io
import uuid
from datetime import datetime, timedelta

from PIL import Image
from sqlalchemy import select

from fairapp.db import db, now
from fairapp.domain.allocation import How, PlanState
from fairapp.domain.applications import ApplicationState
from fairapp.domain.calendar import local_day
from fairapp.domain.inspections import Point
from fairapp.domain.signs import SignBody, address, sign
from fairapp.models import AllocationPlan, Application, Assignment, Booth, Fair, FloorCheck
from fairapp.services import gate as gates, inspections, passes
from fairapp.services.gate import Phone
from fairapp.services.inspections import KeptChecks, SentCheck, SentPhoto
from tests import factories as a
from tests.gate_rows import a_phone


def a_fair_today(**facts) -> Fair:
    """Open today from midnight to midnight, with a key."""
    fair = a.a_fair(first_day=local_day(now()), days=2, **facts)
    for session in fair.sites[0].sessions:
        session.opens, session.closes = session.opens.replace(hour=0), session.closes.replace(23, 59)
    passes.key_for(fair)
    return fair


def a_stand(fair: Fair, producer=None, **facts) -> tuple[Booth, Application]:
    """A booth that the published plan gives to an exhibitor."""
    producer = producer or a.a_producer()
    application = a.a_ready_application(fair=fair, producer=producer, state=ApplicationState.ACCEPTED)
    booth = a.a_booth(site=fair.sites[0], **facts)
    plan = db.session.scalar(
        select(AllocationPlan).filter_by(fair_id=fair.id, state=PlanState.PUBLISHED)
    ) or AllocationPlan(fair_id=fair.id, number=1, state=PlanState.PUBLISHED, published_at=now())
    db.session.add(plan)
    db.session.flush()
    row = Assignment(plan_id=plan.id, booth_id=booth.id, application_id=application.id, how=How.HAND)
    db.session.add(row)
    db.session.flush()
    return booth, application


def an_officer(gate, since: datetime | None = None) -> str:
    """A phone with the right to check booths; gives its credential."""
    return a_phone(gate, since=since or now() - timedelta(days=3), inspector=True)


def a_sign(booth: Booth) -> str:
    """What the QR code on this booth's sign says."""
    key = passes.key_for(booth.site.fair)
    body = SignBody(key=key.key_id, fair=key.fair_id, booth=booth.key)
    return address("https://fair.example", sign(body, passes.private_key(key)))


def a_check(
    booth: Booth, application: Application | None = None, at: datetime | None = None, **changes
) -> SentCheck:
    answers = {Point(name): changes.pop(name) for name in list(changes) if name in set(Point)}
    facts = {"id": uuid.uuid4(), "booth": booth.key, "at": at or now(), "answers": answers, "skew": 0}
    facts["application"] = application.id if application else None
    return SentCheck(**(facts | changes))


def send(credential: str, checks: list[SentCheck], at: datetime | None = None) -> KeptChecks:
    moment = at or now()
    station = gates.get_by_credential(credential)
    kept = inspections.keep_checks(station, Phone(moment), checks, moment)
    db.session.expire_all()
    return kept


def rows_of(fair: Fair) -> list[FloorCheck]:
    return list(db.session.scalars(select(FloorCheck).filter_by(fair_id=fair.id).order_by(FloorCheck.at)))


def a_photo(size: int) -> SentPhoto:
    return SentPhoto(uuid.uuid4(), size)


def a_picture(width: int = 320, height: int = 240, kind: str = "JPEG") -> bytes:
    """A photograph with a place in its metadata."""
    out = io.BytesIO()
    picture = Image.effect_noise((width, height), 40).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "Máy của cán bộ"
    exif.get_ifd(0x8825)[1] = "N"
    picture.save(out, kind, exif=exif)
    return out.getvalue()
