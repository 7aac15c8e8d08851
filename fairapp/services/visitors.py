"""Registering visitors, and forgetting them again."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from fairapp.db import db, now
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Invalid
from fairapp.domain.fairs import FairState
from fairapp.domain.pages import Page, place
from fairapp.domain.phones import to_e164
from fairapp.domain.text import N_, fold, person_sort_key
from fairapp.domain.visitors import CONSENT_VERSION, KEPT_DAYS, MOST_FROM_ONE_ADDRESS
from fairapp.models import Fair, User, Visitor
from fairapp.services import accounts, fairs
from fairapp.services.accounts import audit, read_contact

PAGE = 50
TOO_MANY = N_("Mạng này vừa đăng ký quá nhiều khách. Hãy chờ 15 phút rồi thử lại.")
ORDERS = {"name": Visitor.sort_key, "at": Visitor.created_at}


def register(fair: Fair, *, name: str, phone: str, email: str, consent: bool, address: str) -> Visitor:
    """Keep a visitor who agreed to it. `address` is the network's, counted and not kept with the person."""
    if not consent:
        raise Invalid(N_("Cần sự đồng ý này để cấp thẻ khách."), field="consent")
    if not takes_visitors(fair, local_day(now())):
        raise Invalid(N_("Hội chợ này không còn nhận đăng ký khách tham quan."))
    accounts.slow_down(f"visit:{fair.id}:{address}", MOST_FROM_ONE_ADDRESS, TOO_MANY)
    visitor = Visitor(
        fair_id=fair.id,
        name=name,
        folded=fold(name),
        sort_key=person_sort_key(name),
        phone=_phone(phone),
        email=_email(email),
        consent_version=CONSENT_VERSION,
        consent_at=now(),
    )
    db.session.add(visitor)
    db.session.flush()
    return visitor


def takes_visitors(fair: Fair, today: date) -> bool:
    """From the announcement to the last day."""
    days = fairs.days(fair)
    return fair.state == FairState.ANNOUNCED and bool(days) and today <= days[-1]


def erase(visitor: Visitor) -> None:
    """Forget a person. Whatever refers to the row has let go of it before."""
    db.session.delete(visitor)
    db.session.flush()


def list_for_fair(fair: Fair, q: str = "", sort: str = "-at", page: int = 1) -> Page[Visitor]:
    """One page of a fair's visitors."""
    conditions = [Visitor.fair_id == fair.id]
    if q:
        conditions.append(Visitor.folded.contains(fold(q), autoescape=True))
    total = db.session.scalar(select(func.count(Visitor.id)).where(*conditions)) or 0
    page, pages = place(total, page, PAGE)
    column = ORDERS.get(sort.removeprefix("-"), Visitor.created_at)
    order = column.desc() if sort.startswith("-") else column.asc()
    query = select(Visitor).where(*conditions).order_by(order, Visitor.id)
    return Page(list(db.session.scalars(query.limit(PAGE).offset((page - 1) * PAGE))), total, page, pages)


def list_due_for_erasure(at: datetime) -> list[Visitor]:
    """The visitors of fairs whose last day is long enough ago, with their fairs."""
    query = select(Fair).join(Visitor, Visitor.fair_id == Fair.id).distinct()
    over = [fair.id for fair in db.session.scalars(query) if _is_long_over(fair, at)]
    query = select(Visitor).where(Visitor.fair_id.in_(over)).options(joinedload(Visitor.fair))
    return list(db.session.scalars(query)) if over else []


def note_erasure(actor: User | None, fair: Fair, n: int = 1) -> None:
    """That somebody was forgotten is kept; who it was is not."""
    sentence = N_("Xoá dữ liệu của %(n)d khách tham quan.")
    audit(actor, "visitor.erase", "fair", fair.id, sentence, fair_id=fair.id, private=True, n=n)


def _is_long_over(fair: Fair, at: datetime) -> bool:
    days = fairs.days(fair)
    return bool(days) and local_day(at) > days[-1] + timedelta(days=KEPT_DAYS)


def _phone(typed: str) -> str:
    return _at_field("phone", to_e164, typed) if typed else ""


def _email(typed: str) -> str:
    """Read as an account's address is; a word without @ would be taken for a telephone number."""
    return _at_field("email", lambda text: read_contact(text)[0], _with_at(typed)) if typed else ""


def _with_at(typed: str) -> str:
    return typed if "@" in typed else typed + "@"


def _at_field(field: str, read: Callable[[str], str | None], typed: str) -> str:
    try:
        return read(typed) or ""
    except Invalid as refusal:
        refusal.field = field
        raise
