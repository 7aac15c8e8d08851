"""A due run is made once, and how it went is kept."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from fairapp.db import begin_writing, db as database
from fairapp.domain.jobs import JobOutcome
from fairapp.jobs import history, runner, tidying
from fairapp.jobs.scheduler import last_due
from fairapp.jobs.timetable import TIMETABLE, Job, get_job
from fairapp.models import AuditEntry, JobRun

DUE = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)


def a_job(work, name="house.test"):
    return Job(name, "* * * * *", work, "…")


def test_a_run_that_went_well_is_on_record(db):
    record = runner.run(a_job(lambda: "3 sent"), DUE)
    assert (record.outcome, record.detail, record.due_at) == (JobOutcome.OK, "3 sent", DUE)
    assert record.finished_at >= record.started_at


def test_the_same_due_run_is_made_once(db):
    made = []
    job = a_job(lambda: made.append(1) or "")
    assert runner.run(job, DUE) is not None
    assert runner.run(job, DUE) is None
    assert runner.run(job, DUE + timedelta(minutes=1)) is not None
    assert len(made) == 2


def test_a_failure_is_recorded_and_keeps_nothing_half_done(db):
    def fail():
        begin_writing()
        database.session.add(
            AuditEntry(actor_name="x", action="x", subject_kind="x", subject_id="x", sentence="x")
        )
        database.session.flush()
        raise ValueError("máy in hỏng")

    record = runner.run(a_job(fail), DUE)
    assert record.outcome is JobOutcome.FAILED
    assert record.detail == "ValueError: máy in hỏng"
    assert database.session.scalar(db.select(AuditEntry).filter_by(action="x")) is None


def test_eight_racing_claims_give_one_run(committing_app):
    start, won, wrong = threading.Barrier(8), [], []

    def race():
        with committing_app.app_context():
            start.wait()
            try:
                if runner.claim("house.race", DUE) is not None:
                    won.append(1)
            except Exception as error:
                wrong.append(error)

    threads = [threading.Thread(target=race) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(won), wrong) == (1, [])
    with committing_app.app_context():
        assert database.session.scalar(database.select(database.func.count(JobRun.id))) == 1


def test_a_run_whose_process_died_is_marked_lost(db):
    runner.claim("house.test", DUE)
    runner.claim("house.other", DUE)
    assert runner.mark_lost(["house.test"]) == 1
    outcomes = dict(db.session.execute(db.select(JobRun.name, JobRun.outcome)).all())
    assert outcomes == {"house.test": JobOutcome.LOST, "house.other": JobOutcome.RUNNING}


def test_old_runs_are_forgotten_and_failures_kept(db):
    old = datetime.now(UTC) - timedelta(days=30)
    runner.run(a_job(lambda: ""), old)
    runner.run(a_job(lambda: 1 / 0), old + timedelta(minutes=1))
    runner.run(a_job(lambda: ""), datetime.now(UTC))
    tidying.tidy()
    outcomes = list(db.session.scalars(db.select(JobRun.outcome).order_by(JobRun.id)))
    assert outcomes == [JobOutcome.FAILED, JobOutcome.OK]


def test_the_overview_knows_every_line_of_the_timetable(db):
    moment = datetime.now(UTC)
    runner.run(a_job(lambda: 1 / 0, "letters.send"), moment - timedelta(minutes=1))
    runner.run(a_job(lambda: "1 sent", "letters.send"), moment)
    states = {state.job.name: state for state in history.overview(moment)}
    assert list(states) == [job.name for job in TIMETABLE]
    assert (states["letters.send"].latest.detail, states["letters.send"].runs) == ("1 sent", 2)
    assert states["letters.send"].failures == 1
    assert states["house.tidy"].latest is None
    assert [run.name for run in history.list_failures(moment)] == ["letters.send"]


@pytest.mark.parametrize(
    ("name", "moment", "due"),
    [
        # Cron lines are local: 20:00 in Hạ Long is 13:00 UTC.
        ("diaries.remind", DUE, DUE),
        ("diaries.remind", DUE + timedelta(minutes=90), DUE),
        ("diaries.remind", DUE + timedelta(minutes=121), None),
        ("diaries.remind", DUE - timedelta(seconds=1), None),
        ("letters.send", DUE + timedelta(seconds=59), DUE),
        ("letters.send", DUE + timedelta(minutes=4), DUE + timedelta(minutes=4)),
        ("house.tidy", DUE, datetime(2026, 11, 21, 20, 10, tzinfo=UTC)),
    ],
)
def test_what_was_due_last(name, moment, due):
    assert last_due(get_job(name), moment) == due


def test_each_line_has_its_own_name():
    names = [job.name for job in TIMETABLE]
    assert len(names) == len(set(names))
