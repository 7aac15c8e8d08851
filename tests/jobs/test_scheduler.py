"""The process that watches the clock: alone, made up for what it missed, and polite when told to stop."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from fairapp.db import begin_writing, db as database
from fairapp.domain.jobs import JobOutcome
from fairapp.domain.letters import LetterState
from fairapp.jobs import runner
from fairapp.models import JobRun, Letter
from fairapp.services import letters

pytestmark = pytest.mark.slow

START = (
    "import dataclasses, sys; from fairapp import create_app, config; from fairapp.jobs import scheduler; "
    + ("scheduler.run(create_app(dataclasses.replace(config.read(), database_url=sys.argv[1])))")
)


@pytest.fixture
def start(committing_app, tmp_path):
    """`start()` begins one more process over the test's own database."""
    processes = []
    config = committing_app.config["FAIRAPP"]
    environ = os.environ | {"FAIRAPP_INSTANCE": str(tmp_path), "FAIRAPP_ENV": "development"}

    def begin():
        log = open(tmp_path / f"log{len(processes)}", "w+")  # noqa: SIM115  (closed with its process)
        process = subprocess.Popen(
            [sys.executable, "-c", START, config.database_url], env=environ, stdout=log, stderr=log
        )
        process.log = log
        processes.append(process)
        return process

    yield begin
    for process in processes:
        process.kill()
        process.wait()
        process.log.close()


def said(process):
    process.log.flush()
    process.log.seek(0)
    return process.log.read()


def wait_for(condition, seconds=120):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return False


def test_two_processes_one_watches_and_the_other_takes_over(committing_app, start):
    with committing_app.app_context():
        begin_writing()
        runner.claim("house.tidy", datetime.now(UTC) - timedelta(days=3))  # its process died
        letters.write(key="a", to="a@example.vn", subject="…", body="…")
        database.session.commit()

    first = start()
    assert wait_for(lambda: "following the timetable" in said(first))
    second = start()
    assert wait_for(lambda: "another process follows" in said(second))
    assert "following" not in said(second)

    def sent():
        with committing_app.app_context():
            return database.session.scalar(database.select(Letter.state)) is LetterState.SENT

    assert wait_for(sent)
    with committing_app.app_context():
        lost = database.select(JobRun.outcome).filter_by(name="house.tidy").order_by(JobRun.id)
        assert next(iter(database.session.scalars(lost))) is JobOutcome.LOST
        runs = database.select(JobRun.name, database.func.count()).group_by(JobRun.name, JobRun.due_at)
        assert {n for _, n in database.session.execute(runs)} == {1}

    first.send_signal(signal.SIGTERM)
    assert first.wait(120) == 0
    assert wait_for(lambda: "following the timetable" in said(second))
    second.send_signal(signal.SIGTERM)
    assert second.wait(120) == 0
