"""A worker of a batch that is killed: a real process, real reports, a lasting database."""

import os
import signal
import subprocess
import time

import pytest

from fairapp.db import db
from fairapp.domain.allocation import RunState
from fairapp.domain.batches import BatchKind
from fairapp.jobs.workshop import BATCHES
from fairapp.models import Fair, ReportBatch
from fairapp.services import reports
from fairapp.services.papers import storing
from fairapp.services.reports import batches
from tests.people import an_organiser
from tests.running_fair import a_finished_fair, a_sponsor

pytestmark = pytest.mark.slow
MANY = 10  # the worker is killed long before the last
PATIENCE = 300  # seconds until a worker that makes nothing has failed the test


def a_waiting_batch(app):
    with app.app_context():
        fair = a_finished_fair()
        for _ in range(MANY):
            a_sponsor(fair=fair)
        batch = batches.ask(
            an_organiser(organisation=fair.owner), reports.freeze(fair, None), BatchKind.SPONSORS
        )
        db.session.commit()
        return fair.id, batch.id


def a_worker(app):
    environment = os.environ | {
        "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "FAIRAPP_INSTANCE": str(app.config["FAIRAPP"].instance),
    }
    return subprocess.Popen(BATCHES, env=environment, stdout=subprocess.DEVNULL)


def made_in(app, batch_id):
    with app.app_context():
        batch = db.session.get_one(ReportBatch, batch_id)
        return batch.state, {one.key: (one.id, one.stored_name, one.made_at) for one in batch.documents}


def test_a_killed_worker_is_gone_on_with_and_nothing_is_made_twice(another_app):
    with another_app("batches_killed") as app:
        fair_id, batch_id = a_waiting_batch(app)
        first = a_worker(app)
        until = time.monotonic() + PATIENCE
        while len(made_in(app, batch_id)[1]) < 2:
            assert time.monotonic() < until
            assert first.poll() is None
            time.sleep(0.05)
        first.send_signal(signal.SIGKILL)
        first.wait()
        state, before = made_in(app, batch_id)
        assert state is RunState.RUNNING
        assert 2 <= len(before) < MANY
        with app.app_context():
            batch = db.session.get_one(ReportBatch, batch_id)
            assert not batches.is_waiting(batch.beat_at + batches.SILENCE / 2)
            batch.beat_at -= batches.SILENCE
            db.session.commit()
        second = a_worker(app)
        assert second.wait(PATIENCE) == 0
        state, after = made_in(app, batch_id)
        assert (state, len(after)) == (RunState.DONE, MANY)
        assert {key: after[key] for key in before} == before
        with app.app_context():
            batch = batches.get_for_fair(batch_id, db.session.get_one(Fair, fair_id))
            for document in batch.documents:
                assert storing.path_of(document.stored_name).read_bytes().startswith(b"%PDF")
