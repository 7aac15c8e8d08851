"""One exhibitor's diary."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from fairapp.db import db
from fairapp.documents import news_messages
from fairapp.documents.news_messages import Entered
from fairapp.domain import sales as rules
from fairapp.domain.accounts import Role
from fairapp.domain.applications import ApplicationState
from fairapp.domain.calendar import at_local, format_day
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.fairs import FairState
from fairapp.domain.sales import Answer, Arrival, DiaryState, OpenDay, Sent
from fairapp.domain.text import N_
from fairapp.models import (
    Application,
    Booth,
    DiaryDay,
    DiaryLine,
    User,
)
from fairapp.services import allocation, notices
from fairapp.services.applications.telling import reader_of
from fairapp.services.notices import News
from fairapp.services.producers.reaching import contact_of
from fairapp.services.sales.trace import leave_trace, told_of

NOT_EXHIBITING = N_("Sổ bán hàng mở cho đơn đã được nhận và đã có gian.")
BOOK_CLOSED = N_("Hội chợ đã khoá sổ. Nếu con số sai, hãy báo ban tổ chức để sửa.")
CALLED_OFF = N_("Hội chợ này đã huỷ nên không ghi sổ bán hàng.")
UNSEEN = N_(
    "Ngày %(day)s đã được ghi từ máy khác hoặc bởi người khác sau khi trang này mở. "
    "Hãy xem số đang có, rồi lưu lại nếu số ở đây mới đúng."
)
ANSWERED_ITSELF = N_("Đơn vị đã tự ghi ngày %(day)s. Nếu con số sai, đơn vị hoặc ban tổ chức sửa được.")
NOT_YOURS = N_("Có sản phẩm không nằm trong đơn này.")


@dataclass(frozen=True)
class DiaryDayView:
    """A day in the strip: what was answered, if anything, and whether it may be answered now."""

    day: date
    opens_at: datetime
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
        begun = open_day.opens_at <= now
        views.append(DiaryDayView(open_day.day, open_day.opens_at, begun, state, entry, late))
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
    sent: Sent | None = None,
) -> DiaryDay:
    """Keep a day's answer. After ten the next morning the former figure stays visible in the history.

    The organiser may still mend a figure when the book is closed to everybody else. An answer that was kept
    before, and came again because its receipt was lost, changes nothing whenever it comes.
    """
    sent = sent or Sent(uuid.uuid4())
    entry = find_day(application, day)
    if entry is not None and rules.arrival(entry.answer_id, sent) is Arrival.KNOWN:
        return entry
    days = open_days(require_exhibitor(application))
    rules.check_day(day, days, now)
    _require_open_book(application, days[-1].day, now, actor.role is Role.ORGANISER)
    _require_seen(actor, application, entry, sent)
    answer = rules.check_answer(answer)
    _check_products(application, answer)
    former = told_of(entry) if entry else None
    if entry is None:
        entry = DiaryDay(application=application, day=day, entered_at=now)
        db.session.add(entry)
    else:
        entry.changed_at = now
    _write(entry, answer)
    opens_at = next(open_day.opens_at for open_day in days if open_day.day == day)
    entry.answer_id, entry.written_at = sent.id, rules.kept_since(sent.written_at, opens_at, now)
    entry.entered_by_id, entry.entered_as = actor.id, actor.role
    db.session.flush()
    if rules.is_late(day, now):
        leave_trace(actor, application, former, entry)
    if actor.id != application.producer.user_id:
        _tell_exhibitor(actor, application, day)
    return entry


def _tell_exhibitor(actor: User, application: Application, day: date) -> None:
    """One notice a day, however often the figure is mended on that exhibitor's behalf."""
    contact = contact_of(application.producer)
    path = f"/producer/applications/{application.id}/diary/{day.isoformat()}"
    reader = reader_of(contact, application.fair, path)
    message = news_messages.entered(reader, Entered.DIARY, actor.role, actor.name, format_day(day))
    key = f"entered-diary:{application.id}:{day.isoformat()}"
    notices.tell([News(key, contact, message.subject, message.body, path, application.fair_id)])


def may_see(actor: User, application: Application, entry: DiaryDay) -> bool:
    """Whether this person may read a day's figures, and so mend them."""
    has_account = application.producer.user_id is not None
    return actor.role is not Role.DELEGATION or rules.lead_sees(entry.entered_as, has_account)


def _require_seen(actor: User, application: Application, entry: DiaryDay | None, sent: Sent) -> None:
    """Nothing that its writer has not seen is replaced."""
    if entry is None:
        return
    if not may_see(actor, application, entry):
        raise Conflict(ANSWERED_ITSELF, day=format_day(entry.day))
    if rules.arrival(entry.answer_id, sent) is Arrival.UNSEEN:
        raise Conflict(UNSEEN, day=format_day(entry.day))


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
    entry.transfer, entry.agreements = answer.transfer, answer.agreements
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
