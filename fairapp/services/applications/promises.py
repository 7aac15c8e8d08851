"""The applicant's own words: commitments accepted one by one, and consent to the use of its data."""

from collections.abc import Collection

from fairapp.db import db, now
from fairapp.domain.application_form import Wording
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.text import N_
from fairapp.models import Acceptance, Application, Consent, User
from fairapp.services import accounts
from fairapp.services.applications import fair_form

REWORDED = N_("Lời này vừa được ban tổ chức sửa. Hãy tải lại trang, đọc lại rồi đánh dấu.")
NOT_YOURS = N_("Chỉ chủ thể mới đồng ý hoặc rút đồng ý về dữ liệu của mình được. Hãy gửi đường dẫn xác nhận.")
NOTHING = N_("Không có sự đồng ý nào đang có hiệu lực để rút.")
GIVEN = N_("Chủ thể đồng ý để ban tổ chức dùng dữ liệu của đơn (lời số %(version)d).")
WITHDRAWN = N_("Chủ thể rút sự đồng ý để ban tổ chức dùng dữ liệu của đơn.")


def accepted_marks(application: Application) -> list[str]:
    return [f"{row.key}:{row.version}" for row in application.acceptances]


def left(application: Application, commitments: Collection[Wording]) -> list[Wording]:
    """The fair's commitments that the applicant has not accepted in their present words."""
    accepted = set(accepted_marks(application))
    return [wording for wording in commitments if wording.mark not in accepted]


def accept(application: Application, marks: Collection[str], by: User | None) -> None:
    """Exactly these commitments are accepted; each keeps the moment and the words of its own acceptance."""
    wordings = {wording.mark: wording for wording in fair_form.read(application.fair).commitments}
    kept = {f"{row.key}:{row.version}": row for row in application.acceptances}
    unknown = set(marks) - wordings.keys() - kept.keys()
    if unknown:
        raise Invalid(REWORDED, field="commitments")
    for mark, row in kept.items():
        if mark not in marks:
            application.acceptances.remove(row)
    db.session.flush()
    for mark in wordings:
        if mark in marks and mark not in kept:
            application.acceptances.append(_acceptance(wordings[mark], by))


def accept_all(application: Application, by: User | None) -> None:
    accept(application, [w.mark for w in fair_form.read(application.fair).commitments], by)


def consent(application: Application, mark: str, by: User) -> None:
    """The producer's own yes, to these words."""
    _require_own(application, by)
    _give(application, mark, by)


def consent_by_link(application: Application, mark: str) -> None:
    """The same from a one-time link, which only the producer holds."""
    _give(application, mark, None)


def withdraw_consent(application: Application, by: User | None) -> None:
    """Kept with both moments; what was sent stays sent, and the organiser sees it."""
    if by is not None:
        _require_own(application, by)
    row = application.consent
    if row is None:
        raise Conflict(NOTHING)
    row.withdrawn_at = now()
    _audit(application, by, "withdraw_consent", WITHDRAWN)
    db.session.flush()


def is_own(application: Application, actor: User | None) -> bool:
    """Whether this person is the producer, and not somebody who writes for it."""
    return actor is not None and application.producer.user_id == actor.id


def _give(application: Application, mark: str, by: User | None) -> None:
    wording = fair_form.read(application.fair).consent
    if mark != wording.mark:
        raise Invalid(REWORDED, field="consent")
    known = application.consent
    if known is not None:
        if known.version == wording.version:
            return
        known.withdrawn_at = now()  # replaced by a yes to the new words
        db.session.flush()
    application.consents.append(
        Consent(
            version=wording.version,
            wording=wording.words.vi,
            by_id=by.id if by else None,
            given_at=now(),
        )
    )
    _audit(application, by, "consent", GIVEN, version=wording.version)
    db.session.flush()


def _acceptance(wording: Wording, by: User | None) -> Acceptance:
    return Acceptance(
        key=wording.key,
        version=wording.version,
        wording=wording.words.vi,
        accepted_at=now(),
        by_id=by.id if by else None,
    )


def _require_own(application: Application, by: User) -> None:
    if not is_own(application, by):
        raise Conflict(NOT_YOURS, field="consent")


def _audit(application: Application, by: User | None, verb: str, sentence: str, **values: object) -> None:
    entry = accounts.audit(
        by,
        f"application.{verb}",
        "application",
        application.id,
        sentence,
        fair_id=application.fair_id,
        **values,
    )
    if by is None:
        entry.actor_name = application.producer.name[:120]
