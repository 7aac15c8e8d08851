"""Processes that scan one pass at one instant: `python -m tests.gate_processes` with a word in JSON."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from multiprocessing import get_context

from flask import Flask

from fairapp import config, create_app
from fairapp.config import ROOT
from fairapp.db import begin_writing, db
from tests.gate_rows import a_scan, send


def scan_at_once(database_url: str, phones: list[tuple[str, int]], code: str, at: datetime) -> list[str]:
    """What each of these phones, (credential, gate), is told of the code."""
    word = json.dumps({"url": database_url, "phones": phones, "code": code, "at": at.isoformat()})
    command = [sys.executable, "-m", "tests.gate_processes"]
    done = subprocess.run(command, input=word.encode(), cwd=ROOT, capture_output=True, check=True)
    return json.loads(done.stdout)


def _one(app: Flask, word: dict, phone: tuple[str, int], together, told) -> None:
    at = datetime.fromisoformat(word["at"])
    with app.app_context():
        db.session.connection()  # as a worker that has answered before
        db.session.rollback()
        together.wait()
        begin_writing()
        reason = send(phone[0], [a_scan(word["code"], phone[1], at)], at).told[0].outcome.reason
        db.session.commit()
        told.put((os.getpid(), reason))


def _main() -> None:
    word = json.load(sys.stdin)
    app = create_app(replace(config.read({}), database_url=word["url"]))
    apart = get_context("fork")  # from a process that has neither threads nor connections
    together, told = apart.Barrier(len(word["phones"])), apart.Queue()
    crowd = [apart.Process(target=_one, args=(app, word, phone, together, told)) for phone in word["phones"]]
    for process in crowd:
        process.start()
    said = dict(told.get(timeout=120) for _ in crowd)
    for process in crowd:
        process.join()
    json.dump(list(said.values()), sys.stdout)


if __name__ == "__main__":
    _main()
