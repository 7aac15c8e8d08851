"""One exhibitor's diary."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from fairapp.db import db
from fairapp.documents import news_messages
from fairapp.documents.news_messages import Entered
from fairapp.domain import sales as rules
from fairapp.domain.applications import ApplicationState
from fairapp.domain.calendar import at_local, format_day
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.fairs import FairState
from fairapp.domain.money import format_vnd
from fairapp.domain.sales import Answer, DiaryState, OpenDay
from fairapp.domain.text import N_
from fairapp.models import (
    Application,
    AuditEntry,
    Booth,
    DiaryDay,
    DiaryLine,
    User,
)
from fairapp.services import accounts, allocation, notices
from fairapp.services.applications.telling import reader_of
from fairapp.services.notices import News
from fairapp.services.producers.reaching import contact_of

NOT_EXHIBITING = N_("Sổ bán hàng mở cho đơn đã được nhận và đã có gian.")
BOOK_CLOSED = N_("Hội chợ đã khoá sổ. Nếu con số sai, hãy báo ban tổ chức để sửa.")
CALLED_OFF = N_("Hội chợ này đã huỷ nên không ghi sổ bán hàng.")
NOT_YOURS = N_("Có sản phẩm không nằm trong đơn này.")

FIRST_LATE = N_("Báo muộn ngày %(day)s: %(new)s.")
CHANGED_LATE = N_("Sửa sau hạn ngày %(day)s: từ %(old)s thành %(new)s.")
LINES_LATE = N_("Sửa sau hạn sản phẩm ngày %(day)s: từ %(old)s thành %(new)s.")
ORDERS_LATE = N_("Sửa sau hạn đơn đặt hàng ngày %(day)s: từ %(old)s thành %(new)s.")


@dataclass(frozen=True)
class Told:
    """A day's figures as the history writes them."""

    total: str
    lines: str
    orders: str


@dataclass(frozen=True)
class DiaryDayView:
    """A day in the strip: what was answered, if anything, and whether it may be answered now."""

    day: date
    begun: bool
    state: DiaryState
    entry: DiaryDay | None
    late: bool


@dataclass(frozen=True)
class Diary:
    """An exhibitor's days, oldest first, with the booths it stands at."""

    booths: list[Booth]
    days: list[DiaryDayView]

    @property
    def total(self) -> int:
        return sum(view.entry.total for view in self.days if view.entry)

    @property
    def unanswered(self) -> int:
        return sum(view.begun and view.entry is None for view in self.days)

    def get(self, day: date) -> DiaryDayView:
        found = next((view for view in self.days if view.day == day), None)
        if found is None:
            raise NotFound(rules.NOT_A_DAY, day=format_day(day))
        return found

    def default(self, today: date) -> DiaryDayView | None:
        """The day to answer first: today, else the oldest that is still silent, else the last begun."""
        begun = [view for view in self.days if view.begun]
        silent = [view for view in begun if view.entry is None]
        of_today = [view for view in begun if view.day == today]
        return next(iter([*of_today, *silent, *begun[::-1]]), None)


def require_exhibitor(application: Application) -> list[Booth]:
    """The booths of an application that exhibits; refused for any other."""
    booths = allocation.booths_of(application)
    if application.state is not ApplicationState.ACCEPTED or not booths:
        raise Conflict(NOT_EXHIBITING)
    return booths


def open_days(booths: list[Booth]) -> list[OpenDay]:
    """The days on which a site with one of these booths is open, each with its first opening."""
    first: dict[date, datetime] = {}
    for session in (session for booth in booths for session in booth.site.sessions):
        opens = at_local(session.day, session.opens)
        first[session.day] = min(opens, first.get(session.day, opens))
    return [OpenDay(day, opens) for day, opens in sorted(first.items())]


def read_diary(application: Application, now: datetime) -> Diary:
    """Every day of an exhibitor, answered or not."""
    booths = require_exhibitor(application)
    query = (
        select(DiaryDay)
        .where(DiaryDay.application_id == application.id)
        .options(selectinload(DiaryDay.lines).joinedload(DiaryLine.product))
    )
    entries = {entry.day: entry for entry in db.session.scalars(query)}
    views = []
    for open_day in open_days(booths):
        entry = entries.get(open_day.day)
        state = rules.state_of(entry.total, entry.nothing_sold) if entry else DiaryState.NONE
        late = rules.is_late(open_day.day, now)
        views.append(DiaryDayView(open_day.day, open_day.opens_at <= now, state, entry, late))
    return Diary(booths, views)


def find_day(application: Application, day: date) -> DiaryDay | None:
    return db.session.scalar(select(DiaryDay).filter_by(application_id=application.id, day=day))


def answered_days(application: Application) -> set[date]:
    """The days that were answered for, whatever the answer."""
    return set(db.session.scalars(select(DiaryDay.day).filter_by(application_id=application.id)))


def record(
    actor: User,
    application: Application,
    day: date,
    answer: Answer,
    now: datetime,
    *,
    organiser: bool = False,
) -> DiaryDay:
    """Keep a day's answer. After ten the next morning the former figure stays visible in the history.

    The organiser may still mend a figure when the book is closed to everybody else.
    """
    booths = require_exhibitor(application)
    days = open_days(booths)
    rules.check_day(day, days, now)
    _require_open_book(application, days[-1].day, now, organiser)
    answer = rules.check_answer(answer)
    _check_products(application, answer)
    entry = find_day(application, day)
    former = _told(entry) if entry else None
    if entry is None:
        entry = DiaryDay(application=application, day=day, entered_by_id=actor.id, entered_at=now)
        db.session.add(entry)
    else:
        entry.changed_at = now
    _write(entry, answer)
    db.session.flush()
    if rules.is_late(day, now):
        _leave_trace(actor, application, former, entry)
    if actor.id != application.producer.user_id:
        _tell_exhibitor(actor, application, day)
    return entry


def history(application: Application) -> list[AuditEntry]:
    """What was answered or changed late, newest first."""
    return accounts.list_audit("diary", application.id, private=True)


def _tell_exhibitor(actor: User, application: Application, day: date) -> None:
    """One notice a day, however often the figure is mended on that exhibitor's behalf."""
    contact = contact_of(application.producer)
    path = f"/producer/applications/{application.id}/diary/{day.isoformat()}"
    reader = reader_of(contact, application.fair, path)
    message = news_messages.entered(reader, Entered.DIARY, actor.role, actor.name, format_day(day))
    key = f"entered-diary:{application.id}:{day.isoformat()}"
    notices.tell([News(key, contact, message.subject, message.body, path, application.fair_id)])


def _require_open_book(application: Application, last_day: date, now: datetime, organiser: bool) -> None:
    if application.fair.state is FairState.CANCELLED:
        raise Conflict(CALLED_OFF)
    if application.fair.state is FairState.CLOSED and rules.is_late(last_day, now) and not organiser:
        raise Conflict(BOOK_CLOSED)


def _check_products(application: Application, answer: Answer) -> None:
    """Only what the exhibitor said it would bring."""
    brought = {goods.product_id for goods in application.goods}
    if any(line.product_id not in brought for line in answer.lines):
        raise Invalid(NOT_YOURS)


def _write(entry: DiaryDay, answer: Answer) -> None:
    entry.nothing_sold, entry.total, entry.note = answer.nothing_sold, answer.total or 0, answer.note
    entry.orders, entry.orders_value = answer.orders, answer.orders_value
    kept = {line.product_id: line for line in entry.lines}
    wanted = {line.product_id: line.amount for line in answer.lines}
    for product_id, line in kept.items():
        if product_id not in wanted:
            entry.lines.remove(line)
    for product_id, amount in wanted.items():
        if product_id in kept:
            kept[product_id].amount = amount
        else:
            entry.lines.append(DiaryLine(product_id=product_id, amount=amount))


def _leave_trace(actor: User, application: Application, former: Told | None, entry: DiaryDay) -> None:
    """A line of history for each part that changed after the hour."""
    new = _told(entry)
    if former is None:
        _note(actor, application, "diary.late", FIRST_LATE, entry, new=new.total)
        return
    parts = (
        (CHANGED_LATE, former.total, new.total),
        (LINES_LATE, former.lines, new.lines),
        (ORDERS_LATE, former.orders, new.orders),
    )
    for sentence, old_part, new_part in parts:
        if old_part != new_part:
            _note(actor, application, "diary.change", sentence, entry, old=old_part, new=new_part)


def _note(
    actor: User, application: Application, action: str, sentence: str, entry: DiaryDay, **values: str
) -> None:
    accounts.audit(
        actor,
        action,
        "diary",
        application.id,
        sentence,
        fair_id=application.fair_id,
        private=True,
        day=format_day(entry.day),
        **values,
    )


def _told(entry: DiaryDay) -> Told:
    lines = sorted((line.product_id, line.amount) for line in entry.lines)
    names = {goods.product_id: goods.product.name for goods in entry.application.goods}
    return Told(
        total=format_vnd(entry.total),
        lines="; ".join(f"{names.get(id, id)} {format_vnd(amount)}" for id, amount in lines) or "–",
        orders=f"{entry.orders} ({format_vnd(entry.orders_value)})" if entry.orders else "–",
    )
