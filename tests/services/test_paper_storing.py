"""Files and rows of papers stay in step, whatever becomes of the transaction."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from fairapp.config import ROOT
from fairapp.db import db as database, now
from fairapp.domain.papers import PaperFacts
from fairapp.models import Paper
from fairapp.services import papers
from fairapp.services.papers import Sent, storing
from tests.factories import a_kind, a_producer
from tests.services.test_papers import a_pdf


@pytest.fixture
def folder(db, app, tmp_path, monkeypatch):
    """Uploads of this test alone."""
    monkeypatch.setattr(app, "instance_path", str(tmp_path))
    return tmp_path / "uploads"


@pytest.fixture
def producer(db):
    made = a_producer()
    db.session.commit()
    return made


def add(producer):
    facts = PaperFacts()
    return papers.add_paper(producer, producer.user, a_kind("other"), Sent("a.pdf", a_pdf()), facts=facts)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_what_is_committed_stays(producer, folder):
    paper = add(producer)
    database.session.commit()
    assert files(folder) == [paper.stored_name]
    assert (folder / paper.stored_name).stat().st_mode & 0o777 == 0o600


def test_a_new_file_goes_with_its_rollback(producer, folder):
    add(producer)
    assert len(files(folder)) == 1
    database.session.rollback()
    assert files(folder) == []


def test_a_new_file_goes_when_the_session_is_left_without_a_commit(producer, folder):
    add(producer)
    database.session.remove()  # as at the end of a request that failed
    assert files(folder) == []


def test_a_new_file_goes_when_the_commit_fails(producer, folder):
    add(producer)

    def fail(_session):
        raise RuntimeError("the disk is full")

    event.listen(Session, "before_commit", fail)
    try:
        with pytest.raises(RuntimeError):
            database.session.commit()
    finally:
        event.remove(Session, "before_commit", fail)
    database.session.rollback()
    assert files(folder) == []


def test_a_savepoint_taken_back_takes_its_file_and_no_other(producer, folder):
    kept = add(producer)
    savepoint = database.session.begin_nested()
    add(producer)
    savepoint.rollback()
    database.session.commit()
    assert files(folder) == [kept.stored_name]


def test_a_savepoint_that_holds_leaves_its_file_to_the_transaction_around_it(producer, folder):
    with database.session.begin_nested():
        add(producer)
    assert len(files(folder)) == 1
    database.session.rollback()
    assert files(folder) == []


def test_a_removal_is_not_carried_out_before_the_outermost_commit(producer, folder):
    paper = add(producer)
    database.session.commit()
    with database.session.begin_nested():
        papers.remove_paper(paper, producer.user)
    assert len(files(folder)) == 1
    database.session.rollback()
    assert len(files(folder)) == 1


def test_a_removal_taken_back_with_its_savepoint_keeps_the_bytes_of_a_row_that_stays(producer, folder):
    first, second = add(producer), add(producer)
    database.session.commit()
    papers.remove_paper(first, producer.user)
    savepoint = database.session.begin_nested()
    papers.remove_paper(second, producer.user)
    savepoint.rollback()
    database.session.commit()
    assert files(folder) == [second.stored_name]
    assert [paper.id for paper in papers.list_papers(producer)] == [second.id]


def test_a_folder_in_which_most_files_are_unknown_is_another_databases_and_left_alone(folder):
    folder.mkdir()
    for n in range(storing.FEW + 1):
        (folder / f"{n}.pdf").write_bytes(b"%PDF")
        aged(folder / f"{n}.pdf", 400)
    assert storing.sweep(now()) == 0
    assert len(files(folder)) == storing.FEW + 1


KILLED = """
import os, signal
from fairapp import create_app
from fairapp.db import db
from fairapp.services import papers
from tests.factories import a_kind, a_producer
from tests.services.test_papers import a_pdf
with create_app().app_context():
    producer = a_producer()
    db.session.commit()
    papers.add_paper(producer, producer.user, a_kind("other"), papers.Sent("a.pdf", a_pdf()))
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.slow
def test_a_process_killed_before_its_commit_leaves_a_file_that_the_clock_takes(committing_app, tmp_path):
    config = committing_app.config["FAIRAPP"]
    at = {
        "DATABASE_URL": config.database_url,
        "FAIRAPP_INSTANCE": str(tmp_path),
        "FAIRAPP_ENV": "development",
    }
    died = subprocess.run([sys.executable, "-c", KILLED], cwd=ROOT, env=os.environ | at, check=False)
    assert died.returncode == -signal.SIGKILL
    (left,) = (tmp_path / "uploads").iterdir()
    with committing_app.app_context():
        assert database.session.scalar(database.select(database.func.count(Paper.id))) == 0
        committing_app.instance_path = str(tmp_path)
        assert storing.sweep(now()) == 0
        aged(left, 2)
        assert storing.sweep(now()) == 1
    assert not left.exists()


def aged(path: Path, days: int) -> None:
    then = (now() - timedelta(days=days)).timestamp()
    os.utime(path, (then, then))


def test_what_a_killed_process_left_is_swept_and_no_paper_nor_anything_fresh(producer, folder):
    paper = add(producer)
    database.session.commit()
    orphan, fresh = folder / "left-behind.pdf", folder / "just-now.pdf"
    for path in (orphan, fresh):
        path.write_bytes(b"%PDF")
    aged(orphan, 2)
    aged(folder / paper.stored_name, 400)
    assert storing.sweep(now()) == 1
    assert files(folder) == sorted(["just-now.pdf", paper.stored_name])
    assert storing.sweep(now()) == 0
