"""Starting: a taken port is one sentence, and HOST and PORT are honoured."""

import os
import signal
import socket
import subprocess
import sys

import pytest

from fairapp.config import ROOT
from tests.scripts.loading import load

START = [sys.executable, str(ROOT / "scripts" / "start.py")]


@pytest.fixture
def taken():
    """A port that somebody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield str(listening.getsockname()[1])


@pytest.fixture
def start_at(monkeypatch):
    def load_with(host: str, port: str):
        monkeypatch.setenv("HOST", host)
        monkeypatch.setenv("PORT", port)
        return load("start")

    return load_with


def test_a_taken_port_is_one_sentence_that_says_what_to_do(taken):
    run = subprocess.run(START, env=os.environ | {"PORT": taken}, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stderr == (
        f"Port {taken} on 127.0.0.1 is taken: choose another, for instance `PORT=5001 make run`.\n"
    )
    assert run.stdout == ""


def test_nothing_is_started_where_the_port_is_taken(taken, start_at, monkeypatch):
    script = start_at("127.0.0.1", taken)
    monkeypatch.setattr(script.subprocess, "Popen", lambda *a, **k: pytest.fail("started"))
    assert "is taken" in script.main()


def test_host_and_port_reach_the_server(start_at):
    command = start_at("0.0.0.0", "8123").COMMANDS["web server"]
    assert command[-4:] == ["--host", "0.0.0.0", "--port", "8123"]


def test_without_them_it_is_this_machine_alone_at_5000(monkeypatch):
    for name in ("HOST", "PORT"):
        monkeypatch.delenv(name, raising=False)
    script = load("start")
    assert (script.HOST, script.PORT) == ("127.0.0.1", "5000")


def test_a_port_taken_on_another_address_does_not_matter(taken, start_at):
    assert start_at("127.0.0.1", taken).port_is_taken()
    assert not start_at("127.0.0.2", taken).port_is_taken()


def test_when_one_ends_the_other_is_stopped_and_the_sentence_names_the_first(start_at, monkeypatch):
    script = start_at("127.0.0.1", "0")
    sleeping = [sys.executable, "-c", "import time; time.sleep(600)"]
    failing = [sys.executable, "-c", "raise SystemExit(3)"]
    monkeypatch.setattr(script, "COMMANDS", {"web server": sleeping, "scheduler": failing})
    monkeypatch.setattr(script.signal, "signal", lambda *_: None)
    started = []
    popen = subprocess.Popen
    monkeypatch.setattr(
        script.subprocess, "Popen", lambda *a, **k: started.append(popen(*a, **k)) or started[-1]
    )
    assert script.main() == "The scheduler ended by itself (status 3); the other is stopped too."
    assert started[0].poll() == -signal.SIGTERM
