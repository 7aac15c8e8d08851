"""A process that is killed in the middle of an upload: no scan is lost, and none is there twice."""

import os
import signal
import subprocess
import sys
import uuid

import pytest
from sqlalchemy import func, select

from fairapp.config import ROOT
from fairapp.db import db
from fairapp.domain.verdicts import Reason
from fairapp.models import Fair, Scan
from fairapp.services import gate as gates
from tests.gate_rows import a_scan, send
from tests.services.gate.test_race import NOON, a_world

pytestmark = pytest.mark.slow

# Uploads and stops before its commit, holding everything: there it is killed.
UPLOADER = """
import sys, time, uuid
from dataclasses import replace
from fairapp import config, create_app
from fairapp.db import begin_writing, db
from tests.gate_rows import a_scan, send
from tests.services.gate.test_race import NOON
from fairapp.domain.verdicts import Reason
url, phone, gate, code, first = sys.argv[1:6]
app = create_app(replace(config.read({}), database_url=url))
with app.app_context():
    begin_writing()
    ids = [uuid.UUID(int=int(first) + n) for n in range(50)]
    scans = [a_scan(code, int(gate), NOON, Reason.WELCOME, id=id) for id in ids]
    send(phone, scans, NOON)
    print("held", flush=True)
    time.sleep(600)
    db.session.commit()
"""


def test_an_upload_killed_before_its_commit_is_as_if_never_sent(committing_app):
    [(phone, gate)], code, fair_id = a_world(committing_app, gates_wanted=1)
    url = committing_app.config["SQLALCHEMY_DATABASE_URI"]
    command = [sys.executable, "-c", UPLOADER, url, phone, str(gate), code, "1000"]
    doomed = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": "."}
    )
    assert doomed.stdout.readline() == b"held\n"
    doomed.send_signal(signal.SIGKILL)
    doomed.wait()
    doomed.stdout.close()
    with committing_app.app_context():
        assert _count() == 0
        again = [_scan(code, gate, n) for n in range(50)]
        assert send(phone, again, NOON).new == 50
        db.session.commit()
        assert send(phone, again, NOON).known == 50
        db.session.commit()
        assert _count() == 50
        assert db.session.scalar(select(func.count()).where(Scan.nth.is_not(None))) == 1
        assert gates.compare_totals(db.session.get(Fair, fair_id)) == {}


def _scan(code, gate, n):
    return a_scan(code, gate, NOON, Reason.WELCOME, id=uuid.UUID(int=1000 + n))


def _count():
    return db.session.scalar(select(func.count()).select_from(Scan))
