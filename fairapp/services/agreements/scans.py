"""The scan of a paper: taken in as papers are, made new, one at a time."""

from fairapp.db import db
from fairapp.domain.text import N_
from fairapp.domain.uploads import shown_name
from fairapp.models import Agreement, User
from fairapp.services import accounts
from fairapp.services.papers import Sent, storing
from fairapp.services.papers.intake import take_in


def keep_scan(actor: User, agreement: Agreement, sent: Sent) -> None:
    """In the place of the one before; refused at the field `file` when it is no PDF and no picture."""
    kind, content = take_in(sent.content)
    _drop(agreement)
    agreement.stored_name = storing.store(content, kind)
    agreement.filename = shown_name(sent.filename, kind)
    db.session.flush()
    _note(actor, agreement, "agreement.scan", N_("Gửi bản chụp văn bản: %(name)s."))


def remove_scan(actor: User, agreement: Agreement) -> None:
    _note(actor, agreement, "agreement.unscan", N_("Bỏ bản chụp văn bản: %(name)s."))
    _drop(agreement)
    agreement.stored_name, agreement.filename = None, ""
    db.session.flush()


def _drop(agreement: Agreement) -> None:
    if agreement.stored_name:
        storing.discard(agreement.stored_name)


def _note(actor: User, agreement: Agreement, action: str, sentence: str) -> None:
    accounts.audit(
        actor,
        action,
        "agreement",
        agreement.id,
        sentence,
        fair_id=agreement.fair_id,
        name=agreement.filename,
    )
