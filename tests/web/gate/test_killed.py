"""Servers that are killed while phones upload: no scan is lost, and none is there twice."""

import json
import os
import signal
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import time as hour, timedelta
from http.client import HTTPConnection, HTTPException
from random import Random
from threading import Event

import pytest

from fairapp import create_app
from fairapp.db import Base, db, now
from fairapp.domain import pass_keys
from fairapp.domain.calendar import at_local, local_day
from fairapp.domain.passes import Role
from fairapp.models import Fair
from fairapp.seeds import lay_ground
from tests import postgres
from tests.browser.serving import serving
from tests.factories import a_code, a_fair, a_pass
from tests.gate_rows import a_gate, a_phone
from tests.gate_truth import agree_with_the_model

pytestmark = pytest.mark.slow

PHONES, BATCHES, SIZE, PASSES, KILLS = 4, 6, 25, 40, 4
PATIENCE = 240  # seconds, on a machine with other things to do


def a_world(app):
    """Four gates with a phone each; {credential: its batches}, passes by several gates yesterday."""
    chance, yesterday = Random(5), local_day(now()) - timedelta(days=1)
    opening = at_local(yesterday, hour(9))
    with app.app_context():
        fair, key = a_fair(first_day=yesterday), pass_keys.generate_key()
        codes = [a_code(a_pass(fair=fair, key=key, role=Role.VISITOR), key) for _ in range(PASSES)]
        posts = [a_gate(fair, f"Cổng {n}") for n in range(PHONES)]
        uploads = {
            a_phone(post, since=opening - timedelta(days=1)): [
                [a_scan(chance, codes, post.id, opening) for _ in range(SIZE)] for _ in range(BATCHES)
            ]
            for post in posts
        }
        db.session.commit()
        return fair.id, uploads


def a_scan(chance, codes, gate, opening):
    at = opening + timedelta(seconds=chance.randrange(8 * 3600))
    coming = chance.random() < 0.7
    return {
        "id": str(uuid.UUID(int=chance.getrandbits(128))),
        "code": chance.choice(codes),
        "gate": gate,
        "direction": "in" if coming else "out",
        "how": "camera",
        "at": at.isoformat(),
        "skew": 0,
        "reason": "welcome" if coming else "left",
    }


class Phones:
    """They send over and over until the killing is over, and then until each batch was acknowledged."""

    def __init__(self, address, uploads):
        self.address, self.uploads = address.removeprefix("http://"), uploads
        self.over = Event()
        self.broken = 0
        self.patience = time.monotonic() + PATIENCE

    def send_all(self):
        with ThreadPoolExecutor(len(self.uploads)) as pool:
            list(pool.map(self._send, self.uploads, self.uploads.values()))

    def _send(self, credential, batches):
        last_round = False
        while not last_round:
            last_round = self.over.is_set()
            for batch in batches:
                while not self._is_kept(credential, batch):
                    assert time.monotonic() < self.patience, "no server any more"
                    time.sleep(0.1)

    def _is_kept(self, credential, batch):
        body = json.dumps({"clock": now().isoformat(), "scans": batch})
        headers = {"Authorization": f"Bearer {credential}", "Content-Type": "application/json"}
        with closing(HTTPConnection(self.address, timeout=30)) as connection:
            try:
                connection.request("POST", "/api/gate/scans", body, headers)
                answer = connection.getresponse()
                said = answer.read()
            except (OSError, HTTPException):
                self.broken += 1
                return False
        if answer.status >= 500:
            self.broken += 1
            return False
        assert answer.status == 200, said
        assert json.loads(said)["dead"] == []
        return True


def upload_while(site, uploads, kill):
    """Kill until enough uploads were broken off; then everything is sent again."""
    phones = Phones(site.address, uploads)
    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(phones.send_all)
        try:
            while phones.broken < KILLS and not sending.done():
                time.sleep(0.25)
                kill()
        except BaseException:
            phones.patience = 0
            raise
        finally:
            phones.over.set()
        sending.result()
    assert phones.broken >= KILLS


def everything_is_there_once(app, fair_id, uploads):
    sent = {scan["id"]: scan for batches in uploads.values() for batch in batches for scan in batch}
    with app.app_context():
        scans = agree_with_the_model(db.session.get(Fair, fair_id), sent)
        assert sorted(str(scan.id) for scan in scans) == sorted(sent)
        assert any(scan.nth is not None for scan in scans)


def test_a_worker_killed_during_uploads_loses_no_scan(committing_app, tmp_path):
    fair_id, uploads = a_world(committing_app)
    with serving(tmp_path, DATABASE_URL=committing_app.config["SQLALCHEMY_DATABASE_URI"]) as site:

        def kill():
            for worker in site.workers()[:1]:
                with suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGKILL)

        upload_while(site, uploads, kill)
    everything_is_there_once(committing_app, fair_id, uploads)


@pytest.mark.skipif(not postgres.is_meant(), reason="SQLite is no process of its own")
def test_a_database_killed_during_uploads_loses_no_scan(config, tmp_path):
    with postgres.doomed() as cluster, an_app(config, cluster.url) as app:
        fair_id, uploads = a_world(app)
        with serving(tmp_path, DATABASE_URL=cluster.url) as site:

            def kill():
                cluster.kill()
                cluster.start()

            upload_while(site, uploads, kill)
        with app.app_context():
            db.engine.dispose()
        everything_is_there_once(app, fair_id, uploads)


@contextmanager
def an_app(config, url):
    app = create_app(replace(config, database_url=url))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        lay_ground()
        db.session.commit()
    yield app
    with app.app_context():
        db.engine.dispose()
