"""Who stands aside: a reviewer's own provinces, and single applications with a reason."""

from collections.abc import Collection

from sqlalchemy import delete, select, union

from fairapp.db import db
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.text import N_, clean
from fairapp.models import Application, Assessment, Producer, ReviewerUnit, Unit, User
from fairapp.services import accounts, places

OWN_UNIT = N_("Người xét công tác tại %(unit)s nên không chấm và không quyết định đơn của nơi này.")
STOOD_ASIDE = N_("Đã xin không xét đơn này: %(reason)s")
LONGEST_REASON = 300


def own_units(actor: User) -> list[Unit]:
    query = select(Unit).join(ReviewerUnit).where(ReviewerUnit.user_id == actor.id).order_by(Unit.sort_key)
    return list(db.session.scalars(query))


def belong_to(actor: User, unit_id: str) -> None:
    """Say that one belongs to a province: its applications are for the colleagues."""
    unit = places.get_unit_today(unit_id)
    if db.session.get(ReviewerUnit, (actor.id, unit.id)) is None:
        db.session.add(ReviewerUnit(user_id=actor.id, unit_id=unit.id))
        _audit_unit(actor, "belong", N_("Khai công tác tại %(unit)s, không xét đơn của nơi này."), unit)


def leave(actor: User, unit_id: str) -> None:
    """Belong there no longer; who did is on record."""
    found = db.session.get(ReviewerUnit, (actor.id, unit_id))
    if found is not None:
        _audit_unit(actor, "leave", N_("Thôi khai công tác tại %(unit)s."), found.unit)
        db.session.delete(found)
        db.session.flush()


def stand_aside(actor: User, application: Application, reason: str) -> None:
    """Not to judge this application, for a reason of one's own; what one had scored falls."""
    cleaned = clean(reason)
    if not cleaned or len(cleaned) > LONGEST_REASON:
        raise Invalid(N_("Hãy ghi lý do, nhiều nhất %(max)d ký tự."), field="recusal", max=LONGEST_REASON)
    sheet = sheet_of(actor, application) or Assessment(application_id=application.id, reviewer_id=actor.id)
    sheet.recused, sheet.comment, sheet.scores = cleaned, "", []
    db.session.add(sheet)
    db.session.flush()
    _audit(actor, application, "recuse", N_("Xin không xét đơn này: %(reason)s"), reason=cleaned)


def come_back(actor: User, application: Application) -> None:
    """The reason is gone."""
    sheet = sheet_of(actor, application)
    if sheet is not None and sheet.recused:
        _audit(actor, application, "return_to", N_("Xét lại đơn này, lý do tránh xét không còn."))
        db.session.execute(delete(Assessment).where(Assessment.id == sheet.id))
        db.session.expire_all()


def sheet_of(actor: User, application: Application) -> Assessment | None:
    return db.session.scalar(
        select(Assessment).where(
            Assessment.application_id == application.id, Assessment.reviewer_id == actor.id
        )
    )


def bar(actor: User, application: Application) -> Conflict | None:
    """What keeps this person from judging it, as the refusal it would meet."""
    sheet = sheet_of(actor, application)
    if sheet is not None and sheet.recused:
        return Conflict(STOOD_ASIDE, reason=sheet.recused)
    if db.session.get(ReviewerUnit, (actor.id, application.producer.unit_id)) is not None:
        return Conflict(OWN_UNIT, unit=application.producer.unit.name)
    return None


def check(actor: User, application: Application) -> None:
    refusal = bar(actor, application)
    if refusal is not None:
        raise refusal


def barred_ids(actor: User, ids: Collection[int]) -> set[int]:
    """Which of these this person does not judge, in one statement."""
    own = select(ReviewerUnit.unit_id).where(ReviewerUnit.user_id == actor.id)
    home = (
        select(Application.id)
        .join(Producer, Producer.id == Application.producer_id)
        .where(Application.id.in_(ids), Producer.unit_id.in_(own))
    )
    aside = select(Assessment.application_id).where(
        Assessment.reviewer_id == actor.id, Assessment.recused != "", Assessment.application_id.in_(ids)
    )
    return set(db.session.scalars(union(home, aside)))


def _audit(actor: User, application: Application, verb: str, sentence: str, **values: object) -> None:
    accounts.audit(
        actor,
        f"application.{verb}",
        "application",
        application.id,
        sentence,
        fair_id=application.fair_id,
        private=True,
        **values,
    )


def _audit_unit(actor: User, verb: str, sentence: str, unit: Unit) -> None:
    accounts.audit(actor, f"reviewer.{verb}", "user", actor.id, sentence, private=True, unit=unit.name)
    db.session.flush()
