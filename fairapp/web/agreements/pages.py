"""What the organiser's and the exhibitor's pages of agreements have in common."""

from flask import request, send_file
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.domain.errors import NotFound
from fairapp.domain.follow_ups import FollowAnswer
from fairapp.domain.text import N_
from fairapp.models import Agreement
from fairapp.services import agreements
from fairapp.services.papers import Sent, storing
from fairapp.web.agreements.forms import AgreementForm, FollowForm
from fairapp.web.producers.pages import SEALED

NO_SCAN = N_("Văn bản này chưa có bản chụp.")
NO_ANSWER = N_("Hãy chọn một câu trả lời.")
MEDIA_TYPES = {".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg"}


def keep_scan(form: AgreementForm, agreement: Agreement) -> None:
    """What was sent along, or what is to go."""
    upload = form.file.data
    if upload:
        sent = Sent(upload.filename or "", upload.read())
        agreements.keep_scan(current_user, agreement, sent)
    elif form.drop_scan.data and agreement.stored_name:
        agreements.remove_scan(current_user, agreement)


def send_scan(agreement: Agreement):
    """The file, made new when it came, sealed off from our pages."""
    if not agreement.stored_name:
        raise NotFound(NO_SCAN)
    kind = MEDIA_TYPES["." + agreement.stored_name.rsplit(".", 1)[-1]]
    answer = send_file(
        storing.path_of(agreement.stored_name), mimetype=kind, download_name=agreement.filename, max_age=0
    )
    answer.headers["Content-Security-Policy"] = SEALED
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def tapped() -> FollowAnswer | None:
    """The answer whose button was pressed."""
    asked = request.form.get("answer", "")
    return FollowAnswer(asked) if asked in set(FollowAnswer) else None


def keep_answer(form: FollowForm, agreement: Agreement, step: int) -> bool:
    """Whether it was kept; if not, the form says why."""
    answer = tapped()
    if not form.validate():
        return False
    if answer is None:
        form.form_errors.append(_(NO_ANSWER))
        return False
    with form.refusals():
        agreements.answer(current_user, agreement, form.answered(step, answer), form.note.data or "", now())
        return True
    return False
