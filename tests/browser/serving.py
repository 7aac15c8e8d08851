"""The application as it is served: gunicorn as `make serve` runs it, over a migrated database of its own."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from fairapp import config as configuration, create_app
from fairapp.config import ROOT
from fairapp.db import db


class Site:
    """Where the pages are, and the application behind them for looking into its database."""

    def __init__(self, app: Flask, address: str, start: Callable[[], subprocess.Popen]) -> None:
        self.app = app
        self.address = address
        self._start = start
        self._server: subprocess.Popen | None = None

    def __truediv__(self, path: str) -> str:
        return f"{self.address}/{path.lstrip('/')}"

    def start(self) -> None:
        self._server = self._start()
        _first_answer(self.address)

    def workers(self) -> list[int]:
        """The processes that answer; their master is none of them."""
        assert self._server is not None
        master = self._server.pid
        return [int(pid) for pid in Path(f"/proc/{master}/task/{master}/children").read_text().split()]

    @property
    def runs(self) -> bool:
        return self._server is not None

    def stop(self) -> None:
        """The server is really gone: nobody listens any more."""
        if self._server:
            self._server.terminate()
            self._server.wait(120)  # it lets requests end, for half a minute at most
            self._server = None


def fill(instance: Path, sow: Callable[[], object], **settings: str) -> Flask:
    """A migrated database in `instance`, with rows."""
    app = create_app(configuration.read({"FAIRAPP_INSTANCE": str(instance)} | settings))
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        sow()
        db.session.commit()
        db.session.remove()
        db.engine.dispose()  # it opens anew for whoever asks
    return app


@contextmanager
def serving(instance: Path, module: str = "wsgi:app", **settings: str) -> Iterator[Site]:
    """The database of `instance` behind gunicorn; `module` may be an application that misbehaves."""
    waiting = [socket.create_server(("127.0.0.1", 0))]
    place = waiting[0].getsockname()
    address = f"http://127.0.0.1:{place[1]}"
    environment = {"FAIRAPP_INSTANCE": str(instance), "PUBLIC_URL": address} | settings

    def start() -> subprocess.Popen:
        listening = waiting.pop() if waiting else socket.create_server(place)
        return _gunicorn(listening, module, environment, instance / "server.log")

    site = Site(create_app(configuration.read(environment)), address, start)
    try:
        site.start()
        yield site
    finally:
        site.stop()
        with site.app.app_context():
            db.engine.dispose()


def _first_answer(address: str) -> None:
    """It takes as long as the server takes to start: nobody's patience counts yet."""
    with closing(HTTPConnection(address.removeprefix("http://"))) as connection:
        connection.request("GET", "/")
        connection.getresponse().read()


def _gunicorn(
    listening: socket.socket, module: str, environment: dict[str, str], log: Path
) -> subprocess.Popen:
    """The server takes over a socket that already listens, so that no first request comes too early."""
    number = listening.fileno()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        module,
        "--bind",
        f"fd://{number}",
        "--no-control-socket",
    ]
    command += ["--worker-class", "gthread", "--workers", "2", "--threads", "8", "--preload"]
    with log.open("ab") as output, listening:
        return subprocess.Popen(
            command, cwd=ROOT, env=os.environ | environment, pass_fds=[number], stdout=output, stderr=output
        )
