import pytest

from tests.mail_server import Mailbox, OnAFreePort, use


@pytest.fixture
def mailbox(app, monkeypatch):
    box = Mailbox()
    server = OnAFreePort(box)
    server.start()
    use(app, monkeypatch, f"smtp://{server.hostname}:{server.port}")
    yield box
    server.stop()
