"""Where sign-in codes leave the house: by e-mail, a gateway for telephones, or as files in development.

A code lives ten minutes, so it is not queued: it goes at once, outside the request, and is never tried again.
"""

import json
import logging
import secrets
import urllib.request
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from email.errors import MessageError
from email.message import EmailMessage
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote

from fairapp.config import Config
from fairapp.documents.messages import Message
from fairapp.services import letters, postbox
from fairapp.services.codes import Parcel

log = logging.getLogger(__name__)

AT_ONCE = 4
TIMEOUT = 15
_hands = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="codes")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """The token is for the gateway named in the settings and for nobody it points to."""

    def redirect_request(self, *_args: object, **_more: object) -> None:
        return None


def hand_over(parcel: Parcel, message: Message, config: Config, now: datetime) -> "Future[bool]":
    """Give the code to whoever carries it. The answer to the person does not wait, so it tells nothing."""
    return _hands.submit(_carry, parcel, message, config, now)


def _carry(parcel: Parcel, message: Message, config: Config, now: datetime) -> bool:
    try:
        if parcel.email:
            _by_letter(parcel.email, message, config, now)
        elif config.code_channel == "gateway":
            _by_gateway(parcel, message, config)
        else:
            postbox.deliver(_letter_to_phone(parcel, message, config, now), None, mailbox(config))
    except (OSError, HTTPException, ValueError, MessageError, postbox.NotSent, postbox.Unclear) as error:
        log.error("a sign-in code did not leave: %s: %s", type(error).__name__, error)
        return False
    return True


def mailbox(config: Config) -> Path:
    return config.instance / "mail"


def _by_letter(email: str, message: Message, config: Config, now: datetime) -> None:
    letter = letters.envelope(_name(), email, message.subject, message.body, config.mail_from, now)
    postbox.deliver(letter, config.smtp_url, mailbox(config))


def _letter_to_phone(parcel: Parcel, message: Message, config: Config, now: datetime) -> EmailMessage:
    """In development a text message becomes a file like any letter."""
    to = f"{(parcel.phone or '').removeprefix('+')}@phone.invalid"
    return letters.envelope(_name(), to, message.subject, message.body, config.mail_from, now)


def _by_gateway(parcel: Parcel, message: Message, config: Config) -> None:
    """One POST; anything but a 2xx answer is an error."""
    facts = {"phone": parcel.phone or "", "code": parcel.code, "text": message.subject}
    url = config.code_gateway_url
    for name, value in facts.items():
        url = url.replace(f"{{{name}}}", quote(value, safe=""))
    request = urllib.request.Request(url, json.dumps(facts).encode(), method="POST")
    request.add_header("Content-Type", "application/json")
    if config.code_gateway_token:
        request.add_header("Authorization", f"Bearer {config.code_gateway_token}")
    with urllib.request.build_opener(NoRedirect).open(request, timeout=TIMEOUT) as answer:
        answer.read(1_000)


def _name() -> str:
    return f"code-{secrets.token_hex(6)}"
