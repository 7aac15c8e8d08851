"""The book of what was signed: entered by the organiser, or by an exhibitor for itself."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload, subqueryload

from fairapp.db import db
from fairapp.domain import agreements as rules
from fairapp.domain.agreements import AgreementKind, AgreementLevel, Signing, Total
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.fairs import FairState
from fairapp.domain.text import N_, fold
from fairapp.models import Agreement, AgreementEvent, AgreementParty, Application, Fair, User
from fairapp.services import accounts
from fairapp.services.agreements import parties
from fairapp.services.papers import storing

MOST_PAPERS = 1_000

NO_SUCH_AGREEMENT = N_("Không có văn bản này.")
PAPERS_RANGE = N_("Số văn bản từ 1 đến %(most)d.")
CALLED_OFF = N_("Hội chợ này đã huỷ nên không ghi văn bản ký kết.")
BOOK_CLOSED = N_("Hội chợ đã khoá sổ. Hãy nhờ ban tổ chức ghi hoặc sửa văn bản này.")
ENTERED_ALREADY = N_(
    "Văn bản này đã có trong sổ của hội chợ: cùng loại, cùng các bên, cùng ngày và giá trị. "
    "Không ghi lần nữa để khỏi tính hai lần; nếu ký nhiều bản, hãy sửa số văn bản."
)
ANOTHER_FAIRS_EVENT = N_("Hãy chọn một sự kiện trong danh sách.")


@dataclass(frozen=True)
class AgreementFacts:
    """What is told of an agreement; a value nobody stated stays None."""

    kind: AgreementKind
    level: AgreementLevel
    parties: tuple[str, ...]
    count: int = 1
    value: int | None = None
    terms: str = ""
    signed_on: date | None = None
    source: str = ""
    event_id: int | None = None


@dataclass(frozen=True)
class Totals:
    """What a fair's agreements add up to; `events` under the name of each event at which was signed."""

    all: Total
    levels: dict[AgreementLevel, Total]
    kinds: dict[AgreementKind, Total]
    events: dict[str, Total]


def list_for_fair(fair: Fair) -> list[Agreement]:
    """The latest signed first."""
    return list(db.session.scalars(_whole().where(Agreement.fair_id == fair.id)))


def list_for_application(application: Application) -> list[Agreement]:
    """What this exhibitor entered at this fair, and what names it as a party."""
    return list(db.session.scalars(_whole().where(*_concerns(application))))


def choose(agreements: list[Agreement], q: str, kind: str, level: str) -> list[Agreement]:
    """The agreements that a search and filters ask for."""
    wanted = fold(q)
    return [
        agreement
        for agreement in agreements
        if (not wanted or wanted in fold(f"{' '.join(agreement.names)} {agreement.terms}"))
        and (not kind or agreement.kind == kind)
        and (not level or agreement.level == level)
    ]


def totals(agreements: list[Agreement]) -> Totals:
    signings = [Signing(a.kind, a.level, a.count, a.value) for a in agreements]
    at = [a.event.name if a.event else "" for a in agreements]
    return Totals(
        rules.in_all(signings),
        rules.by_level(signings),
        rules.by_kind(signings),
        rules.by_event(sorted(zip(at, signings, strict=True), key=lambda pair: (not pair[0], pair[0]))),
    )


def lookalikes(agreements: list[Agreement]) -> set[int]:
    """Entries of one kind with the same parties: perhaps one paper written down twice."""
    alike: defaultdict[tuple, list[int]] = defaultdict(list)
    for agreement in agreements:
        alike[agreement.kind, frozenset(map(fold, agreement.names))].append(agreement.id)
    return {id for ids in alike.values() if len(ids) > 1 for id in ids}


def get_for_fair(agreement_id: int, fair: Fair) -> Agreement:
    return _get(_whole().where(Agreement.id == agreement_id, Agreement.fair_id == fair.id))


def get_for_application(agreement_id: int, application: Application) -> Agreement:
    """An agreement that concerns this exhibitor at this fair; any other is not found."""
    return _get(_whole().where(Agreement.id == agreement_id, *_concerns(application)))


def get_own(agreement_id: int, application: Application) -> Agreement:
    """One that this exhibitor entered itself, and may change."""
    entered = Agreement.producer_id == application.producer_id
    return _get(_whole().where(Agreement.id == agreement_id, entered, *_concerns(application)))


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
    _write(agreement, fair, facts, now)
    _save(agreement)
    _note(actor, agreement, "agreement.enter", N_("Ghi văn bản: %(parties)s."))
    return agreement


def change(actor: User, agreement: Agreement, facts: AgreementFacts, now: datetime) -> None:
    _write(agreement, agreement.fair, facts, now)
    _save(agreement)
    _note(actor, agreement, "agreement.change", N_("Sửa văn bản: %(parties)s."))


def remove(actor: User, agreement: Agreement) -> None:
    _note(actor, agreement, "agreement.remove", N_("Xoá văn bản: %(parties)s."))
    if agreement.stored_name:
        storing.discard(agreement.stored_name)
    db.session.delete(agreement)
    db.session.flush()


def require_open_book(fair: Fair, *, by_organiser: bool) -> None:
    """After the end only the organiser writes; about a fair that was called off nobody does."""
    if fair.state is FairState.CANCELLED:
        raise Conflict(CALLED_OFF)
    if fair.state is FairState.CLOSED and not by_organiser:
        raise Conflict(BOOK_CLOSED)


def _write(agreement: Agreement, fair: Fair, facts: AgreementFacts, now: datetime) -> None:
    rules.check_parties(facts.parties)
    rules.check_signed_on(facts.signed_on, local_day(now))
    if not 1 <= facts.count <= MOST_PAPERS:
        raise Invalid(PAPERS_RANGE, field="count", most=MOST_PAPERS)
    _require_event(fair, facts.event_id)
    agreement.kind, agreement.level = facts.kind, facts.level
    agreement.count, agreement.value = facts.count, facts.value or None
    agreement.terms, agreement.signed_on, agreement.source = facts.terms, facts.signed_on, facts.source
    agreement.event_id = facts.event_id
    agreement.same_paper = rules.same_paper(
        facts.kind, facts.level, facts.parties, facts.signed_on, agreement.value
    )
    _write_parties(agreement, fair, facts)


def _write_parties(agreement: Agreement, fair: Fair, facts: AgreementFacts) -> None:
    """In place: a new row could not take the position of one that is still there."""
    known = parties.recognise(fair, facts.parties, facts.signed_on, agreement.producer_id)
    kept = agreement.parties
    del kept[len(known) :]
    kept.extend(AgreementParty(position=len(kept) + n) for n in range(1, len(known) - len(kept) + 1))
    for row, party in zip(kept, known, strict=True):
        row.name, row.producer_id, row.unit_id = party.name, party.producer_id, party.unit_id


def _require_event(fair: Fair, event_id: int | None) -> None:
    if event_id is None:
        return
    query = select(AgreementEvent.id).where(AgreementEvent.id == event_id, AgreementEvent.fair_id == fair.id)
    if db.session.scalar(query) is None:
        raise Invalid(ANOTHER_FAIRS_EVENT, field="event")


def _save(agreement: Agreement) -> None:
    try:
        with db.session.begin_nested():
            db.session.add(agreement)
    except IntegrityError:
        raise Invalid(ENTERED_ALREADY) from None


def _note(actor: User, agreement: Agreement, action: str, sentence: str) -> None:
    accounts.audit(
        actor,
        action,
        "agreement",
        agreement.id,
        sentence,
        fair_id=agreement.fair_id,
        parties=", ".join(agreement.names),
    )


def _concerns(application: Application) -> tuple[ColumnElement[bool], ...]:
    named = select(AgreementParty.agreement_id).where(AgreementParty.producer_id == application.producer_id)
    mine = or_(Agreement.producer_id == application.producer_id, Agreement.id.in_(named))
    return (Agreement.fair_id == application.fair_id, mine)


def _whole() -> Select[tuple[Agreement]]:
    return (
        select(Agreement)
        .options(
            joinedload(Agreement.producer),
            joinedload(Agreement.event),
            subqueryload(Agreement.parties).joinedload(AgreementParty.unit),
            subqueryload(Agreement.follow_ups),
        )
        .order_by(Agreement.signed_on.desc().nulls_last(), Agreement.id.desc())
    )


def _get(query: Select[tuple[Agreement]]) -> Agreement:
    found = db.session.scalar(query)
    if found is None:
        raise NotFound(NO_SUCH_AGREEMENT)
    return found
