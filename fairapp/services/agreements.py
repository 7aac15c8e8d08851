"""Agreements signed at a fair: entered by the organiser, or by an exhibitor for itself."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from fairapp.db import db
from fairapp.domain import agreements as rules
from fairapp.domain.agreements import AgreementKind, AgreementLevel, Signing, Total
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.fairs import FairState
from fairapp.domain.text import N_, fold
from fairapp.models import Agreement, Application, Fair, User
from fairapp.services import accounts

MOST_PAPERS = 1_000

NO_SUCH_AGREEMENT = N_("Không có văn bản này.")
PAPERS_RANGE = N_("Số văn bản từ 1 đến %(most)d.")
CALLED_OFF = N_("Hội chợ này đã huỷ nên không ghi văn bản ký kết.")
BOOK_CLOSED = N_("Hội chợ đã khoá sổ. Hãy nhờ ban tổ chức ghi hoặc sửa văn bản này.")


@dataclass(frozen=True)
class AgreementFacts:
    """What is told of an agreement; a value nobody stated stays None."""

    kind: AgreementKind
    level: AgreementLevel
    party_a: str
    party_b: str
    count: int = 1
    value: int | None = None
    terms: str = ""
    signed_on: date | None = None
    source: str = ""


@dataclass(frozen=True)
class Totals:
    """What a fair's agreements add up to."""

    all: Total
    levels: dict[AgreementLevel, Total]
    kinds: dict[AgreementKind, Total]


def list_for_fair(fair: Fair) -> list[Agreement]:
    """The latest signed first."""
    return list(db.session.scalars(_whole().where(Agreement.fair_id == fair.id)))


def list_for_application(application: Application) -> list[Agreement]:
    """What this exhibitor entered at this fair."""
    return list(
        db.session.scalars(
            _whole().where(
                Agreement.fair_id == application.fair_id, Agreement.producer_id == application.producer_id
            )
        )
    )


def choose(agreements: list[Agreement], q: str, kind: str, level: str) -> list[Agreement]:
    """The agreements that a search and filters ask for."""
    wanted = fold(q)
    return [
        agreement
        for agreement in agreements
        if (not wanted or wanted in fold(f"{agreement.party_a} {agreement.party_b} {agreement.terms}"))
        and (not kind or agreement.kind == kind)
        and (not level or agreement.level == level)
    ]


def totals(agreements: list[Agreement]) -> Totals:
    signings = [Signing(a.kind, a.level, a.count, a.value) for a in agreements]
    return Totals(rules.in_all(signings), rules.by_level(signings), rules.by_kind(signings))


def get_for_fair(agreement_id: int, fair: Fair) -> Agreement:
    return _get(_whole().where(Agreement.id == agreement_id, Agreement.fair_id == fair.id))


def get_for_application(agreement_id: int, application: Application) -> Agreement:
    """An agreement that this exhibitor entered at this fair; any other is not found."""
    return _get(
        _whole().where(
            Agreement.id == agreement_id,
            Agreement.fair_id == application.fair_id,
            Agreement.producer_id == application.producer_id,
        )
    )


def enter(
    actor: User, fair: Fair, facts: AgreementFacts, now: datetime, application: Application | None = None
) -> Agreement:
    """Write down what was signed; `application` is the exhibitor that enters it for itself."""
    require_open_book(fair, by_organiser=application is None)
    agreement = Agreement(
        fair_id=fair.id,
        producer_id=application.producer_id if application else None,
        entered_by_id=actor.id,
        entered_at=now,
    )
    _write(agreement, facts, now)
    db.session.add(agreement)
    db.session.flush()
    _note(actor, agreement, "agreement.enter", N_("Ghi văn bản: %(a)s và %(b)s."))
    return agreement


def change(actor: User, agreement: Agreement, facts: AgreementFacts, now: datetime) -> None:
    _write(agreement, facts, now)
    db.session.flush()
    _note(actor, agreement, "agreement.change", N_("Sửa văn bản: %(a)s và %(b)s."))


def remove(actor: User, agreement: Agreement) -> None:
    _note(actor, agreement, "agreement.remove", N_("Xoá văn bản: %(a)s và %(b)s."))
    db.session.delete(agreement)
    db.session.flush()


def require_open_book(fair: Fair, *, by_organiser: bool) -> None:
    """After the end only the organiser writes; about a fair that was called off nobody does."""
    if fair.state is FairState.CANCELLED:
        raise Conflict(CALLED_OFF)
    if fair.state is FairState.CLOSED and not by_organiser:
        raise Conflict(BOOK_CLOSED)


def _write(agreement: Agreement, facts: AgreementFacts, now: datetime) -> None:
    rules.check_parties(facts.party_a, facts.party_b)
    rules.check_signed_on(facts.signed_on, local_day(now))
    if not 1 <= facts.count <= MOST_PAPERS:
        raise Invalid(PAPERS_RANGE, field="count", most=MOST_PAPERS)
    agreement.kind, agreement.level = facts.kind, facts.level
    agreement.party_a, agreement.party_b = facts.party_a, facts.party_b
    agreement.count, agreement.value = facts.count, facts.value or None
    agreement.terms, agreement.signed_on, agreement.source = facts.terms, facts.signed_on, facts.source


def _note(actor: User, agreement: Agreement, action: str, sentence: str) -> None:
    accounts.audit(
        actor,
        action,
        "agreement",
        agreement.id,
        sentence,
        fair_id=agreement.fair_id,
        a=agreement.party_a,
        b=agreement.party_b,
    )


def _whole() -> Select[tuple[Agreement]]:
    return (
        select(Agreement)
        .options(joinedload(Agreement.producer))
        .order_by(Agreement.signed_on.desc().nulls_last(), Agreement.id.desc())
    )


def _get(query: Select[tuple[Agreement]]) -> Agreement:
    found = db.session.scalar(query)
    if found is None:
        raise NotFound(NO_SUCH_AGREEMENT)
    return found
