"""A real mail server for tests of letters."""

import dataclasses
import email
import socket
from email import policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class Mailbox:
    """A mail server's end: keeps what it took, and answers what a test tells it to."""

    def __init__(self):
        self.taken = []
        self.to_recipient = "250 OK"
        self.to_data = "250 OK"
        self.hang_up_after_data = False

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, server, session, envelope):
        if self.to_data.startswith("250"):
            self.taken.append(
                (envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=policy.default))
            )
        if self.hang_up_after_data:
            server.transport.abort()
        return self.to_data


class OnAFreePort(Controller):
    """It takes over a socket that already listens: a port that was only looked for may soon be another's."""

    def __init__(self, box: Mailbox) -> None:
        self.listening = socket.create_server(("127.0.0.1", 0))
        host, port = self.listening.getsockname()
        super().__init__(box, hostname=host, port=port, ready_timeout=120)

    def _create_server(self):
        return self.loop.create_server(self._factory_invoker, sock=self.listening)

    def factory(self):
        return SMTP(self.handler, hostname="mail.example")


def use(app, monkeypatch, smtp_url):
    monkeypatch.setitem(app.config, "FAIRAPP", dataclasses.replace(app.config["FAIRAPP"], smtp_url=smtp_url))
