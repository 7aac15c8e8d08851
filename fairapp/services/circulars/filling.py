"""The wording as each recipient reads it: places filled in from a fixed number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import func, select

from fairapp.db import db
from fairapp.documents import news_messages
from fairapp.domain.calendar import format_day
from fairapp.domain.circulars import Lack, fill
from fairapp.domain.money import group_digits
from fairapp.models import Application, Circular, FeeEntry, FeeInvoice
from fairapp.services import allocation
from fairapp.services.notices import News
from fairapp.services.producers.reaching import Contact

# The page on which what is lacking is done; the application's own page otherwise.
PAGES = {Lack.PAYMENT: "/fee", Lack.DIARY: "/diary", Lack.STAFF: "", Lack.BOOTH: "", Lack.PAPERS: ""}
UNSAID = {"vi": "(chưa có)", "en": "(none yet)"}
NO_ACCOUNT = {"vi": "(đầu mối đoàn tỉnh làm thay)", "en": "(through the delegation lead)"}


@dataclass(frozen=True)
class Facts:
    """What the places are filled from, of every recipient."""

    booths: dict[int, list[str]]
    owed: dict[int, int]


def read_facts(circular: Circular) -> Facts:
    """Only what the wording speaks of is asked for."""
    uses = circular.wording.uses
    return Facts(
        booths=allocation.map_booths(circular.fair) if uses("booth") else {},
        owed=_owed(circular.fair_id) if uses("fee") else {},
    )


def news(circular: Circular, number: int, application: Application, contact: Contact, facts: Facts) -> News:
    """One recipient's notice in one round; the key lets it be told once."""
    path = f"/producer/applications/{application.id}{_page(circular)}"
    language = "en" if contact.language == "en" and circular.subject_en else "vi"
    subject, body = circular.wording.in_language(language)
    values = _values(circular, application, contact, facts, path, language)
    message = news_messages.circular(
        language,
        " ".join(fill(subject, values).split()),
        fill(body, values),
        fair=circular.fair.name,
        unit=circular.sender,
        sender=circular.author.name if circular.sender else "",
    )
    key = key_of(circular, number, application)
    return News(key, contact, message.subject, message.body, path, circular.fair_id, circular.id)


def news_for_all(
    circular: Circular, number: int, applications: Sequence[Application], contacts: Sequence[Contact]
) -> list[News]:
    facts = read_facts(circular)
    return [
        news(circular, number, application, contact, facts)
        for application, contact in zip(applications, contacts, strict=True)
    ]


def group_text(circular: Circular) -> str:
    """For a group chat: nobody's booth, debt or name stands in it."""
    aside = "(xem thông báo riêng)"
    values = {
        "producer": "quý đơn vị",
        "fair": circular.fair.name,
        "booth": aside,
        "fee": aside,
        "deadline": format_day(circular.deadline) if circular.deadline else UNSAID["vi"],
        "link": f"{current_app.config['FAIRAPP'].public_url}/notices",
    }
    return f"{fill(circular.subject_vi, values)}\n\n{fill(circular.body_vi, values)}"


def key_of(circular: Circular, number: int, application: Application) -> str:
    return f"circular:{circular.id}:{number}:{application.id}"


def count_unsaid(circular: Circular, applications: Sequence[Application]) -> dict[str, int]:
    """How many recipients have nothing to fill in at a place that the wording uses."""
    facts, uses = read_facts(circular), circular.wording.uses
    missing = {
        "booth": sum(a.id not in facts.booths for a in applications) if uses("booth") else 0,
        "fee": sum(a.id not in facts.owed for a in applications) if uses("fee") else 0,
    }
    return {place: n for place, n in missing.items() if n}


def _values(
    circular: Circular, application: Application, contact: Contact, facts: Facts, path: str, language: str
) -> dict[str, str]:
    unsaid = UNSAID[language]
    owed = facts.owed.get(application.id)
    deadline = circular.deadline
    address = f"{current_app.config['FAIRAPP'].public_url}{path}"
    return {
        "producer": contact.name,
        "fair": circular.fair.name,
        "booth": ", ".join(facts.booths.get(application.id, [])) or unsaid,
        "fee": f"{group_digits(owed, language)} ₫" if owed is not None else unsaid,
        "deadline": format_day(deadline) if deadline else unsaid,
        "link": address if contact.has_account else NO_ACCOUNT[language],
    }


def _page(circular: Circular) -> str:
    lacks = circular.segment.lacks
    return PAGES[lacks[0]] if lacks else ""


def _owed(fair_id: int) -> dict[int, int]:
    """What is still to be paid on the open invoice of each application of the fair."""
    paid = func.coalesce(func.sum(FeeEntry.amount), 0)
    query = (
        select(FeeInvoice.application_id, FeeInvoice.payable, paid)
        .outerjoin(FeeEntry, FeeEntry.invoice_id == FeeInvoice.id)
        .where(FeeInvoice.fair_id == fair_id, FeeInvoice.cancelled_at.is_(None))
        .group_by(FeeInvoice.application_id, FeeInvoice.payable)
    )
    return {id: max(0, payable - int(came_in)) for id, payable, came_in in db.session.execute(query)}
