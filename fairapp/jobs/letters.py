"""Sends what waits. Whoever crashes in the middle of a conversation never sends the same letter again."""

from flask import current_app

from fairapp.config import Config
from fairapp.db import now
from fairapp.jobs.edge import transaction
from fairapp.services import letters, postbox

MOST_AT_ONCE = 200


def send_due() -> str:
    """Every letter that is due: claimed, then sent, then recorded, each step in its own transaction."""
    config: Config = current_app.config["FAIRAPP"]
    sent = failed = 0
    for _ in range(MOST_AT_ONCE):
        went = _send_next(config)
        if went is None:
            break
        sent, failed = sent + went, failed + (not went)
    return f"{sent} sent, {failed} not" if sent or failed else ""


def _send_next(config: Config) -> bool | None:
    with transaction():
        letter = letters.claim(now())
        if letter is None:
            return None
        letter_id = letter.id
        try:
            message = letters.compose(letter, config.mail_from, now())
        except letters.CannotTravel as reason:
            letters.mark_refused(letter_id, str(reason), now(), for_good=True)
            return False
    # The claim is committed and nothing is locked while we talk to a mail server.
    try:
        postbox.deliver(message, config.smtp_url, config.instance / "mail")
    except postbox.NotSent as refusal:
        with transaction():
            letters.mark_refused(letter_id, str(refusal), now(), for_good=refusal.for_good)
        return False
    except postbox.Unclear as doubt:
        with transaction():
            letters.mark_unclear(letter_id, str(doubt))
        return False
    with transaction():
        letters.mark_sent(letter_id, now())
    return True
