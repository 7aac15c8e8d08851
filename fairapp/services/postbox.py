"""Where letters leave the house: an SMTP server, or files in development."""

import smtplib
import ssl
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

TIMEOUT = 30
PERMANENT = 500


class NotSent(Exception):
    """The letter certainly did not leave. `for_good`: trying again would be refused again."""

    def __init__(self, reason: str, *, for_good: bool = False) -> None:
        super().__init__(reason)
        self.for_good = for_good


class Unclear(Exception):
    """The line broke after the letter was handed over and before it was acknowledged."""


def deliver(message: EmailMessage, smtp_url: str | None, folder: Path) -> None:
    """Hand the letter over, or say that it did not leave."""
    if smtp_url is None:
        _keep(message, folder)
    else:
        _send(message, smtp_url)


def _keep(message: EmailMessage, folder: Path) -> None:
    """One file a letter, complete from the moment it has its name."""
    folder.mkdir(parents=True, exist_ok=True)
    name = str(message["Message-ID"]).strip("<>").partition("@")[0]
    half = folder / f".{name}.eml"
    half.write_bytes(message.as_bytes())
    half.rename(folder / f"{name}.eml")


def _send(message: EmailMessage, smtp_url: str) -> None:
    try:
        server = _connect(smtp_url)
    except smtplib.SMTPAuthenticationError as error:
        raise NotSent(str(error)) from error  # our own mistake: mended in the settings, then tried again
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(str(error)) from error
    try:
        _introduce(server, message)
        _hand_over(server, message)
    finally:
        _hang_up(server)


def _connect(smtp_url: str) -> smtplib.SMTP:
    parts = urlsplit(smtp_url)
    host, query = parts.hostname or "localhost", parse_qs(parts.query)
    safe = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT, context=safe)
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT)
        if query.get("starttls", ["0"])[0] == "1":
            server.starttls(context=safe)
    server.ehlo_or_helo_if_needed()
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server


def _introduce(server: smtplib.SMTP, message: EmailMessage) -> None:
    """From whom and to whom: whatever goes wrong here, nothing has left yet."""
    try:
        for code, answer in (
            server.mail(message["From"].addresses[0].addr_spec),
            server.rcpt(message["To"].addresses[0].addr_spec),
        ):
            if code >= 300:
                raise NotSent(f"{code} {_text(answer)}", for_good=code >= PERMANENT)
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(str(error)) from error


def _hand_over(server: smtplib.SMTP, message: EmailMessage) -> None:
    try:
        code, answer = server.data(message.as_bytes())
    except smtplib.SMTPDataError as error:  # the server refused to take it
        raise NotSent(str(error), for_good=error.smtp_code >= PERMANENT) from error
    except (OSError, smtplib.SMTPException) as error:
        raise Unclear(str(error)) from error
    if code != 250:
        raise NotSent(f"{code} {_text(answer)}", for_good=code >= PERMANENT)


def _hang_up(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()


def _text(answer: bytes | str) -> str:
    return answer.decode(errors="replace") if isinstance(answer, bytes) else answer
