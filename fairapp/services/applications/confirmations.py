"""What a lead filed for a producer without an account is shown to the producer itself, by a one-time link.

Messengers open a link to draw its preview, so reading it uses nothing up; answering does. An application
that nobody confirmed is marked, never held back.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from fairapp.db import db, now
from fairapp.domain.applications import ApplicationState
from fairapp.domain.delegations import CONFIRM_DAYS, LONGEST_NOTE, Answer, Confirmation
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.text import N_, clean_lines
from fairapp.models import Application, ApplicationConfirmation, User
from fairapp.services import accounts
from fairapp.services.applications import promises
from fairapp.services.applications.drafts import audit
from fairapp.services.applications.links import days_from_now, new_token
from fairapp.services.applications.listing import whole

GONE = N_("Đường dẫn này đã hết hạn, đã dùng hoặc đã được thay bằng đường dẫn mới.")
ASKABLE = frozenset(
    {
        ApplicationState.SUBMITTED,
        ApplicationState.ENDORSED,
        ApplicationState.ACCEPTED,
        ApplicationState.WAITLISTED,
    }
)
SENTENCES = {
    Answer.CONFIRMED: N_("Chủ thể mở đường dẫn và xác nhận nội dung đơn."),
    Answer.DISPUTED: N_("Chủ thể mở đường dẫn và báo không đúng: %(note)s"),
}


@dataclass(frozen=True)
class Said:
    """Where the producer's word stands, and what it said."""

    state: Confirmation
    row: ApplicationConfirmation | None = None


def is_asked_of(application: Application) -> bool:
    """Whether a word of the producer is wanted: somebody else filed for it, and it cannot sign in."""
    return application.producer.user_id is None and application.state is not ApplicationState.DRAFT


def ask(application: Application, actor: User) -> str:
    """A new link in place of the one before; gives what is in it, which is known here and nowhere else."""
    if not is_asked_of(application) or application.state not in ASKABLE:
        raise Conflict(N_("Đơn này không cần chủ thể xác nhận qua đường dẫn."))
    supersede(application)
    token = new_token()
    db.session.add(
        ApplicationConfirmation(
            application_id=application.id,
            token_hash=accounts.hash_of(token),
            made_by_id=actor.id,
            made_at=now(),
            expires_at=days_from_now(CONFIRM_DAYS),
        )
    )
    audit(actor, application, "ask_word", N_("Lập đường dẫn để chủ thể xác nhận đơn."))
    db.session.flush()
    return token


def supersede(application: Application) -> None:
    """What was confirmed, or asked, was an earlier form of this application."""
    in_force = _in_force([application.id])
    db.session.execute(update(ApplicationConfirmation).where(*in_force).values(superseded_at=now()))


def find_by_link(token: str) -> tuple[ApplicationConfirmation, Application] | None:
    """The application that a link shows, as long as it waits for an answer."""
    row = db.session.scalar(
        select(ApplicationConfirmation)
        .where(*_waiting(token))
        .options(joinedload(ApplicationConfirmation.made_by))
    )
    if row is None:
        return None
    application = db.session.scalar(whole().where(Application.id == row.application_id))
    if application is None or application.state not in ASKABLE:
        return None
    return row, application


def answer(token: str, said: Answer, note: str, consent: str = "", take_back: bool = False) -> Application:
    """The producer's word. Of two who answer by one link at once, the one who takes the row does.

    `consent` is the mark of the words ticked, if any: saying that all is right is not yet consenting.
    """
    found = find_by_link(token)
    if found is None:
        raise Invalid(GONE)
    cleaned = clean_lines(note)
    if said is Answer.DISPUTED and not cleaned:
        raise Invalid(N_("Hãy ghi điều gì không đúng để đầu mối sửa."), field="note")
    if len(cleaned) > LONGEST_NOTE:
        raise Invalid(N_("Nhiều nhất %(max)d ký tự."), field="note", max=LONGEST_NOTE)
    taken = (
        update(ApplicationConfirmation)
        .where(*_waiting(token))
        .values(answer=said, answered_at=now(), note=cleaned if said is Answer.DISPUTED else "")
    )
    if not db.session.execute(taken).rowcount:
        raise Invalid(GONE)
    application = found[1]
    entry = accounts.audit(
        None,
        f"application.{said.value}",
        "application",
        application.id,
        SENTENCES[said],
        fair_id=application.fair_id,
        note=cleaned,
    )
    entry.actor_name = application.producer.name[:120]
    if take_back and application.consent is not None:
        promises.withdraw_consent(application, None)
    elif consent:
        promises.consent_by_link(application, consent)
    db.session.flush()
    return application


def said_of(application: Application) -> Said | None:
    """Where the word of one application's producer stands; None where none is wanted."""
    return said_of_all([application]).get(application.id)


def said_of_all(applications: Collection[Application]) -> dict[int, Said]:
    """The same for many, in one statement; those of whom no word is wanted are not in it."""
    wanted = [application.id for application in applications if is_asked_of(application)]
    if not wanted:
        return {}
    rows = db.session.scalars(
        select(ApplicationConfirmation)
        .where(*_in_force(wanted))
        .options(joinedload(ApplicationConfirmation.made_by))
    )
    said = {row.application_id: Said(_state(row), row) for row in rows}
    return {id: said.get(id, Said(Confirmation.UNASKED)) for id in wanted}


def _state(row: ApplicationConfirmation) -> Confirmation:
    if row.answer is not None:
        return Confirmation(row.answer.value)
    return Confirmation.ASKED if row.expires_at > now() else Confirmation.LAPSED


def _in_force(application_ids: Collection[int]):  # noqa: ANN202  (conditions)
    return (
        ApplicationConfirmation.application_id.in_(application_ids),
        ApplicationConfirmation.superseded_at.is_(None),
    )


def _waiting(token: str):  # noqa: ANN202  (conditions)
    return (
        ApplicationConfirmation.token_hash == accounts.hash_of(token),
        ApplicationConfirmation.superseded_at.is_(None),
        ApplicationConfirmation.answered_at.is_(None),
        ApplicationConfirmation.expires_at > now(),
    )
