import socket

import pytest

from tests.mail_server import Mailbox, OnAFreePort, use


@pytest.fixture
def mailbox(app, monkeypatch):
    box = Mailbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = OnAFreePort(box, hostname="127.0.0.1", port=port)
    server.start()
    use(app, monkeypatch, f"smtp://127.0.0.1:{port}")
    yield box
    server.stop()
