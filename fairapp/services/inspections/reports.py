"""What visitors report by a booth's sign: no account, an answer by the organiser, forgotten in time."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from fairapp.db import db
from fairapp.domain.errors import Invalid, NotFound, TooMany
from fairapp.domain.fairs import FairState
from fairapp.domain.inspections import (
    CONSENT_VERSION,
    REPORTS_FROM_ONE_ADDRESS,
    REPORTS_OF_ONE_BOOTH,
    ReportState,
    check_report,
    check_report_answer,
)
from fairapp.domain.pages import Page, place
from fairapp.domain.phones import to_e164
from fairapp.domain.text import N_
from fairapp.domain.uploads import MediaType
from fairapp.models import Application, BoothReport, Fair, User
from fairapp.services import accounts
from fairapp.services.accounts import audit
from fairapp.services.inspections.stands import Stand
from fairapp.services.papers import intake, storing

PAGE = 50
TOO_MANY = N_(
    "Vừa có quá nhiều phản ánh được gửi từ mạng này. Hãy chờ 15 phút, hoặc gặp ban tổ chức tại quầy."
)
NO_PHOTO = N_("Chỉ nhận ảnh JPEG, PNG hoặc HEIC.")
NOT_NOW = N_("Hội chợ này không nhận phản ánh nữa.")
NO_REPORT = N_("Hội chợ này không có phản ánh đó.")


def take_photo(content: bytes) -> bytes:
    """A picture made new as JPEG or PNG, without place and device. Slow: not while the database is locked."""
    try:
        kind, picture = intake.take_in(content)
    except Invalid as refusal:
        refusal.field = "photo"
        raise
    if kind is MediaType.PDF:
        raise Invalid(NO_PHOTO, field="photo")
    return picture


def report(
    stand: Stand,
    *,
    kind: str,
    text: str,
    phone: str,
    consent: bool,
    photo: bytes | None,
    address: str,
    now: datetime,
) -> BoothReport:
    """Keep a report. `address` is the network's, counted and never kept with the report."""
    fair = stand.booth.site.fair
    if fair.state is not FairState.ANNOUNCED:
        raise Invalid(NOT_NOW)
    what, cleaned = check_report(kind, text, phone, consent=consent)
    number = _phone(phone)
    accounts.slow_down(f"report:{fair.id}:{address}", REPORTS_FROM_ONE_ADDRESS, TOO_MANY)
    _require_room(stand)
    kept = BoothReport(
        fair_id=fair.id,
        booth_id=stand.booth.id,
        application_id=stand.application.id if stand.application else None,
        kind=what,
        text=cleaned,
        phone=number,
        consent_version=CONSENT_VERSION if number else None,
        stored_name=storing.store(photo, kind_of(photo)) if photo else None,
        at=now,
    )
    db.session.add(kept)
    db.session.flush()
    return kept


def kind_of(picture: bytes) -> MediaType:
    return MediaType.PNG if picture.startswith(b"\x89PNG") else MediaType.JPEG


def list_reports(fair: Fair, state: ReportState | None, page: int) -> Page[BoothReport]:
    """One page of a fair's reports, the new ones first."""
    conditions = [BoothReport.fair_id == fair.id]
    if state is not None:
        conditions.append(BoothReport.state == state)
    total = db.session.scalar(select(func.count(BoothReport.id)).where(*conditions)) or 0
    page, pages = place(total, page, PAGE)
    query = (
        select(BoothReport)
        .where(*conditions)
        .options(
            joinedload(BoothReport.booth),
            joinedload(BoothReport.application).joinedload(Application.producer),
        )
        .order_by(BoothReport.state != ReportState.NEW, BoothReport.at.desc(), BoothReport.id.desc())
    )
    return Page(list(db.session.scalars(query.limit(PAGE).offset((page - 1) * PAGE))), total, page, pages)


def count_new_reports(fair: Fair) -> int:
    query = select(func.count(BoothReport.id)).where(
        BoothReport.fair_id == fair.id, BoothReport.state == ReportState.NEW
    )
    return db.session.scalar(query) or 0


def get_report(report_id: int, fair: Fair) -> BoothReport:
    found = db.session.scalar(
        select(BoothReport).where(BoothReport.id == report_id, BoothReport.fair_id == fair.id)
    )
    if found is None:
        raise NotFound(NO_REPORT)
    return found


def answer_report(found: BoothReport, state: ReportState, answer: str, actor: User, now: datetime) -> None:
    """What was done about it."""
    found.answer = check_report_answer(found.state, state, answer)
    found.state, found.answered_by_id, found.answered_at = state, actor.id, now
    sentence = N_("Trả lời phản ánh của khách về gian %(booth)s: %(answer)s")
    values = {"booth": found.booth.number, "answer": found.answer or "–"}
    audit(
        actor,
        "report.answer",
        "booth_report",
        found.id,
        sentence,
        fair_id=found.fair_id,
        private=True,
        **values,
    )
    db.session.flush()


def _require_room(stand: Stand) -> None:
    """One booth is not buried under reports, whoever sends them from how many networks."""
    try:
        accounts.slow_down(f"report of booth:{stand.booth.id}", REPORTS_OF_ONE_BOOTH, TOO_MANY)
    except TooMany:
        raise TooMany(N_("Gian này vừa có nhiều phản ánh; ban tổ chức đang xem. Hãy thử lại sau.")) from None


def _phone(typed: str) -> str:
    if not typed.strip():
        return ""
    try:
        return to_e164(typed)
    except Invalid as refusal:
        refusal.field = "phone"
        raise
