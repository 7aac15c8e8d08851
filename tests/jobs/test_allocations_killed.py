"""Workers of allocation runs that are killed, or freeze and wake up: real processes, a lasting database."""

import os
import signal
import subprocess
import time
from contextlib import contextmanager

import pytest

from bench.fairs import a_fair
from fairapp.db import db, now
from fairapp.domain.allocation import Preset, RunKind, RunState
from fairapp.domain.allocation.engine.search import Search
from fairapp.domain.allocation.weights import PRESETS
from fairapp.domain.allocation.writing import plan_hash
from fairapp.jobs.workshop import COMMAND
from fairapp.models import AllocationRun
from fairapp.services import allocation
from fairapp.services.allocation.claims import SILENCE
from tests.allocation_rows import a_run

pytestmark = pytest.mark.slow
BALANCED = PRESETS[Preset.BALANCED]
STEPS = 4_000_000  # seconds of searching on any machine: many signs of life
PATIENCE = 300  # seconds until a worker that says nothing has failed the test


def a_waiting_run(app, kind):
    """The id of a run of 60 booths and 80 applications, with a bound that takes seconds to prove."""
    with app.app_context():
        run = a_run(a_fair(60, 1), kind, STEPS)
        db.session.commit()
        return run.id


@contextmanager
def a_worker(app):
    environment = os.environ | {"DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"]}
    process = subprocess.Popen(COMMAND, env=environment, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until(app, run_id, reached):
    """The run as soon as it is so; the test fails where that does not come."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with app.app_context():
            run = db.session.get_one(AllocationRun, run_id)
            if reached(run):
                return run
        time.sleep(0.05)
    raise AssertionError(f"{run.state} {run.progress} {run.detail}")


def in_the_search(tries):
    def reached(run):
        return run.tries == tries and 0 < run.progress.get("done", 0) < run.progress["total"]

    return reached


def in_the_proof(run):
    told = run.progress
    return bool(told) and told["done"] == told["total"] and run.state == RunState.RUNNING


def kill(app, run_id, worker):
    """Nothing of it is kept; half a minute later the run is anybody's."""
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    with app.app_context():
        run = db.session.get_one(AllocationRun, run_id)
        assert (run.state, run.result, run.plan_hash, run.z) == (RunState.RUNNING, None, "", None)
    let_silence_pass(app, run_id)


def freeze(worker):
    """It stands still when this returns, not some moment later."""
    worker.send_signal(signal.SIGSTOP)
    assert os.WIFSTOPPED(os.waitpid(worker.pid, os.WUNTRACED)[1])


def let_silence_pass(app, run_id):
    with app.app_context():
        run = db.session.get_one(AllocationRun, run_id)
        assert not allocation.is_waiting(run.beat_at + SILENCE / 2)
        run.beat_at -= SILENCE
        db.session.commit()
        assert allocation.is_waiting(now())


def test_a_run_killed_in_the_search_and_again_in_the_proof_ends_as_if_never_disturbed(another_app):
    with another_app("killed") as app:
        run_id = a_waiting_run(app, RunKind.FULL)
        with a_worker(app) as first:
            wait_until(app, run_id, in_the_search(1))
            kill(app, run_id, first)
        with a_worker(app) as second:
            seen = wait_until(app, run_id, in_the_proof).beat_at
            wait_until(app, run_id, lambda run: in_the_proof(run) and run.beat_at > seen)
            kill(app, run_id, second)
        with a_worker(app) as third:
            assert third.wait(PATIENCE) == 0
        run = wait_until(app, run_id, lambda run: run.state == RunState.DONE)
    undisturbed = Search(a_fair(60, 1), BALANCED).run(seed=5, steps=STEPS)
    assert (run.tries, run.detail) == (3, "")
    assert (run.plan_hash, run.z) == (plan_hash(undisturbed.plan), undisturbed.z)


def test_a_worker_that_wakes_up_after_another_has_taken_over_changes_nothing(another_app):
    with another_app("frozen") as app:
        run_id = a_waiting_run(app, RunKind.TRIAL)
        with a_worker(app) as frozen:
            wait_until(app, run_id, in_the_search(1))
            freeze(frozen)
            let_silence_pass(app, run_id)
            with a_worker(app) as second:
                assert second.wait(PATIENCE) == 0
            done = wait_until(app, run_id, lambda run: run.state == RunState.DONE)
            frozen.send_signal(signal.SIGCONT)
            assert frozen.wait(PATIENCE) == 0
        after = wait_until(app, run_id, lambda run: True)
        assert (after.tries, after.finished_at, after.plan_hash) == (2, done.finished_at, done.plan_hash)
