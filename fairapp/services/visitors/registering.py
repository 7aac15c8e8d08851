"""Taking down who wants to come, once for each form that was sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from fairapp.db import db, now
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Invalid, NotFound
from fairapp.domain.fairs import FairState
from fairapp.domain.phones import to_e164
from fairapp.domain.text import N_, fold, person_sort_key
from fairapp.domain.visitors import CONSENT_VERSION, MOST_FROM_ONE_ADDRESS, MOST_FROM_ONE_KIOSK, Source
from fairapp.models import Fair, Visitor, VisitorGroup, VisitorKiosk
from fairapp.services import accounts, fairs
from fairapp.services.accounts import read_contact
from fairapp.services.visitors import days

TOO_MANY = N_("Mạng này vừa đăng ký quá nhiều khách. Hãy chờ 15 phút rồi thử lại.")
TOO_FAST = N_("Máy này vừa đăng ký quá nhiều khách. Hãy chờ 15 phút rồi thử lại.")
NO_CONSENT = N_("Cần sự đồng ý này để cấp thẻ khách.")
OVER = N_("Hội chợ này không còn nhận đăng ký khách tham quan.")


@dataclass(frozen=True, kw_only=True)
class VisitFacts:
    """What somebody wrote down. `once` names the form: sent twice, it makes one visitor."""

    name: str
    phone: str = ""
    email: str = ""
    day: date | None = None
    consent: bool = False
    consent_version: str = CONSENT_VERSION
    language: str = "vi"
    once: UUID | None = None


def register(fair: Fair, facts: VisitFacts, address: str) -> Visitor:
    """Keep a visitor who agreed to it; the same form, once.

    `address` is the network's, counted and not kept with the person.
    """
    found = find_once(fair, facts.once)
    if found is not None:
        return found
    require_open(fair, facts.consent)
    accounts.slow_down(f"visit:{fair.id}:{address}", MOST_FROM_ONE_ADDRESS, TOO_MANY)
    return _keep(fair, facts, Source.PAGE)


def register_at(kiosk: VisitorKiosk, facts: VisitFacts) -> Visitor:
    """The same at the entrance."""
    found = find_once(kiosk.fair, facts.once)
    if found is not None:
        return found
    require_open(kiosk.fair, facts.consent)
    accounts.slow_down(f"kiosk:{kiosk.id}", MOST_FROM_ONE_KIOSK, TOO_FAST)
    return _keep(kiosk.fair, facts, Source.KIOSK, kiosk.id)


def find_once(fair: Fair, once: UUID | None) -> Visitor | None:
    """Whom this form made when it was sent before: an answer lost on the way is asked for again."""
    if once is None:
        return None
    found = db.session.scalar(select(Visitor).where(Visitor.once == once))
    if found is not None and found.fair_id != fair.id:
        raise NotFound(N_("Không có đăng ký này."))
    return found


def require_open(fair: Fair, consent: bool) -> None:
    if not consent:
        raise Invalid(NO_CONSENT, field="consent")
    if not takes_visitors(fair, local_day(now())):
        raise Invalid(OVER)


def takes_visitors(fair: Fair, today: date) -> bool:
    """From the announcement to the last day."""
    known = fairs.days(fair)
    return fair.state == FairState.ANNOUNCED and bool(known) and today <= known[-1]


def add_once(row: Visitor | VisitorGroup) -> bool:
    """Add what a form made, unless the same form made it at this very moment: the unique key decides."""
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return False
    return True


def _keep(fair: Fair, facts: VisitFacts, source: Source, kiosk_id: int | None = None) -> Visitor:
    phone, email = read_phone(facts.phone), read_email(facts.email)
    visitor = Visitor(
        fair_id=fair.id,
        source=source,
        kiosk_id=kiosk_id,
        phone=phone,
        email=email,
        day=days.take(fair, facts.day),
        language=facts.language,
        once=facts.once,
        consent_version=facts.consent_version,
        consent_at=now(),
    )
    set_name(visitor, facts.name)
    if not add_once(visitor):
        return db.session.scalars(select(Visitor).where(Visitor.once == facts.once)).one()
    return visitor


def set_name(visitor: Visitor, name: str, group: str = "") -> None:
    """Write the name with what it is found and sorted by."""
    visitor.name = name
    visitor.folded = fold(f"{name} {group}".strip())
    visitor.sort_key = person_sort_key(name)


def read_phone(typed: str) -> str:
    return _at_field("phone", to_e164, typed) if typed else ""


def read_email(typed: str) -> str:
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
