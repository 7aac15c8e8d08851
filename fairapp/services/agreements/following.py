"""What became of agreements: whom to ask on which day, the answers, and what they add up to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import joinedload, subqueryload

from fairapp.db import db
from fairapp.domain import follow_ups as rules
from fairapp.domain.applications import ApplicationState
from fairapp.domain.calendar import at_local, local_day
from fairapp.domain.fairs import FairState
from fairapp.domain.follow_ups import FOLLOW_ANSWER_LABELS, Answered, FollowState, Outcomes
from fairapp.domain.money import format_vnd
from fairapp.domain.text import N_
from fairapp.models import Agreement, AgreementFollowUp, Application, Fair, Producer, User
from fairapp.services import accounts
from fairapp.services.notices import Addressee
from fairapp.services.producers.reaching import contact_of

FIRST_TOLD = N_("Sau %(step)d ngày, văn bản của %(parties)s: %(new)s.")
CHANGED = N_("Sửa trả lời mốc %(step)d ngày, văn bản của %(parties)s: từ %(old)s thành %(new)s.")


@dataclass(frozen=True)
class Followed:
    """An agreement with where its following stands today."""

    agreement: Agreement
    begins: date
    state: FollowState
    step: int | None  # to be answered now
    on: date | None  # since when, or when the next question comes
    last: Answered | None
    delivered: int | None


@dataclass(frozen=True)
class Question:
    """An agreement whose step is due, and who is asked; `application_id` None: the organiser."""

    agreement: Agreement
    step: int
    to: Addressee
    application_id: int | None


def begins_on(agreement: Agreement) -> date:
    """From which day is counted: that of the signing, or else that of the entry."""
    return agreement.signed_on or local_day(agreement.entered_at)


def read_followed(agreement: Agreement, today: date) -> Followed:
    begins, said = begins_on(agreement), [one.said for one in agreement.follow_ups]
    return Followed(
        agreement,
        begins,
        rules.state_of(begins, said, today),
        rules.step_due(begins, said, today),
        rules.next_on(begins, said, today),
        rules.latest(said),
        rules.delivered_of(said),
    )


def list_followed(agreements: Iterable[Agreement], today: date) -> list[Followed]:
    """By the day on which something is due; what is asked for no longer stands last."""
    found = [read_followed(agreement, today) for agreement in agreements]
    return sorted(found, key=lambda one: (one.on is None, one.on or today, one.agreement.id))


def outcomes_of(agreements: Iterable[Agreement]) -> Outcomes:
    rows = [(a.count, [one.said for one in a.follow_ups]) for a in agreements]
    return rules.outcomes(
        (count, last.answer if (last := rules.latest(said)) else None, rules.delivered_of(said))
        for count, said in rows
    )


def answer(actor: User, agreement: Agreement, given: Answered, note: str, now: datetime) -> AgreementFollowUp:
    """What was tapped; a second answer for the same step replaces the first and leaves it in the history."""
    rules.check_answer(begins_on(agreement), given, local_day(now))
    db.session.execute(select(Agreement.id).where(Agreement.id == agreement.id).with_for_update())
    db.session.refresh(agreement, ["follow_ups"])
    kept = next((one for one in agreement.follow_ups if one.step == given.step), None)
    before = _told(kept.said) if kept else ""
    if kept is None:
        kept = AgreementFollowUp(step=given.step)
        agreement.follow_ups.append(kept)
    kept.answer, kept.delivered, kept.note = given.answer, given.delivered, note
    kept.answered_by_id, kept.answered_at = actor.id, now
    db.session.flush()
    if before != _told(given):
        _note(actor, agreement, given, before)
    return kept


def list_asked_of(producer: Producer, today: date) -> list[tuple[Application, Followed]]:
    """Its own agreements about which is asked now, or was answered, each with where it was signed."""
    query = (
        _asked_now(today)
        .join(
            Application,
            and_(Application.fair_id == Agreement.fair_id, Application.producer_id == Agreement.producer_id),
        )
        .add_columns(Application)
        .where(Agreement.producer_id == producer.id, Application.state == ApplicationState.ACCEPTED)
        .options(subqueryload(Agreement.parties), subqueryload(Agreement.follow_ups))
        .order_by(Agreement.id)
    )
    found = [(application, read_followed(one, today)) for one, application in db.session.execute(query)]
    return [(application, one) for application, one in found if one.step or one.last]


def _asked_now(today: date) -> Select[tuple[Agreement]]:
    """Agreements of days about which is still asked. Records of the past and fairs that were called off ask
    nobody; a fair that is closed does."""
    first = today - timedelta(days=rules.STEPS[-1]) - rules.ASKED_UNTIL
    entered = and_(Agreement.signed_on.is_(None), Agreement.entered_at >= at_local(first, time()))
    return (
        select(Agreement)
        .join(Fair, Fair.id == Agreement.fair_id)
        .where(
            Fair.past_record.is_(False),
            Fair.state.in_((FairState.ANNOUNCED, FairState.CLOSED)),
            or_(Agreement.signed_on >= first, entered),
        )
    )


def list_questions(today: date) -> list[Question]:
    """Every step that is due, with who is asked: the exhibitor or the organiser that entered it."""
    query = (
        _asked_now(today)
        .outerjoin(
            Application,
            and_(Application.fair_id == Agreement.fair_id, Application.producer_id == Agreement.producer_id),
        )
        .add_columns(Application.id)
        .options(
            joinedload(Agreement.producer).joinedload(Producer.user),
            joinedload(Agreement.entered_by),
            joinedload(Agreement.fair),
            subqueryload(Agreement.parties),
            subqueryload(Agreement.follow_ups),
        )
        .order_by(Agreement.id)
    )
    found = []
    for agreement, application_id in db.session.execute(query):
        step = read_followed(agreement, today).step
        to = _asked(agreement)
        if step is not None and to is not None:
            found.append(Question(agreement, step, to, application_id))
    return found


def _asked(agreement: Agreement) -> Addressee | None:
    if agreement.producer is not None:
        return contact_of(agreement.producer)
    user = agreement.entered_by
    if user is None or not user.is_active:
        return None
    return Addressee(user.name, user.email or "", user.phone or "", user.language, user.id)


def _told(said: Answered) -> str:
    """As the history writes it."""
    word = FOLLOW_ANSWER_LABELS[said.answer]
    return word if said.delivered is None else f"{word}, {format_vnd(said.delivered)}"


def _note(actor: User, agreement: Agreement, given: Answered, before: str) -> None:
    accounts.audit(
        actor,
        "agreement.follow_up",
        "agreement",
        agreement.id,
        CHANGED if before else FIRST_TOLD,
        fair_id=agreement.fair_id,
        step=given.step,
        parties=", ".join(agreement.names),
        old=before,
        new=_told(given),
    )
