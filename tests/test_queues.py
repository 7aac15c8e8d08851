"""Writers of one SQLite file take turns, whatever becomes of whoever is at it."""

import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from fairapp import queues
from fairapp.config import ROOT
from fairapp.db import begin_reading, begin_writing, db as database, let_go

HOLD = """
import sys
from fairapp import queues
turn = queues.before(sys.argv[1]).wait()
print("ours", flush=True)
sys.stdin.readline()
open(sys.argv[1], "a").write("done")
turn.end()
"""
FORK = """
import os, sys
from fairapp import queues
queue = queues.before(sys.argv[1])
turn = queue.wait()
if os.fork() == 0:
    os._exit(queues.before(sys.argv[1]) is queue)
print(os.wait()[1], flush=True)
"""


@contextmanager
def another_process(script, path):
    command = [sys.executable, "-c", script, str(path)]
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "fair.sqlite"
    path.write_text("")
    return path


@pytest.fixture(scope="module")
def queue_app(another_app):
    """Over a database of its own, where a commit is a commit."""
    with another_app("queue") as app:
        yield app


@pytest.fixture
def store(queue_app):
    with queue_app.app_context():
        yield database
        database.session.remove()
        begin_reading()


def is_taken(store):
    """Whether a thread of ours is at it."""
    return queues.before(store.engine.url.database)._here.locked()


def test_two_processes_take_turns(path):
    with another_process(HOLD, path) as other, ThreadPoolExecutor(1) as pool:
        assert other.stdout.readline() == "ours\n"
        ours = pool.submit(queues.before(str(path)).wait)
        other.stdin.write("\n")
        other.stdin.flush()
        turn = ours.result()
        assert path.read_text() == "done"
        turn.end()


def test_a_killed_process_leaves_its_turn(path):
    with another_process(HOLD, path) as other, ThreadPoolExecutor(1) as pool:
        assert other.stdout.readline() == "ours\n"
        ours = pool.submit(queues.before(str(path)).wait)
        other.kill()
        ours.result().end()
        assert path.read_text() == ""


def test_a_forked_child_has_a_queue_of_its_own(path):
    with another_process(FORK, path) as other:
        assert other.stdout.readline() == "0\n"


def test_threads_take_turns(path):
    at_it, most = [], []

    def work(n):
        turn = queues.before(str(path)).wait()
        at_it.append(n)
        most.append(len(at_it))
        at_it.remove(n)
        turn.end()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(200)))
    assert most == [1] * 200


def test_whoever_waited_in_vain_goes_without_a_turn(path, monkeypatch):
    monkeypatch.setattr(queues, "PATIENCE", 0.01)
    turn = queues.before(str(path)).wait()
    assert queues.before(str(path)).wait() is None
    turn.end()
    queues.before(str(path)).wait().end()


def test_without_a_place_for_its_file_threads_still_take_turns(tmp_path, monkeypatch):
    monkeypatch.setattr(queues, "PATIENCE", 0.01)
    nowhere = queues.before(str(tmp_path / "no such folder" / "fair.sqlite"))
    turn = nowhere.wait()
    assert nowhere.wait() is None
    turn.end()


@pytest.mark.any_database
def test_a_writer_has_its_turn_until_it_has_committed(store):
    begin_writing()
    store.session.execute(text("SELECT 1"))
    assert is_taken(store)
    store.session.commit()
    assert not is_taken(store)
    store.session.execute(text("SELECT 1"))
    let_go()
    assert not is_taken(store)


@pytest.mark.any_database
def test_a_reader_takes_no_turn(store):
    begin_reading()
    store.session.execute(text("SELECT 1"))
    assert not is_taken(store)


@pytest.mark.any_database
def test_a_failed_writer_gives_its_turn_back(store):
    begin_writing()
    with pytest.raises(IntegrityError):
        store.session.execute(text("INSERT INTO gate (name) VALUES ('Cổng A')"))
    assert is_taken(store)
    store.session.rollback()
    assert not is_taken(store)


@pytest.mark.any_database
def test_a_writer_that_finds_the_file_taken_gives_its_turn_back(store):
    with sqlite3.connect(store.engine.url.database, isolation_level=None) as stranger:
        stranger.execute("BEGIN IMMEDIATE")
        begin_writing()
        with store.engine.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA busy_timeout=1")
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                connection.begin()
        assert not is_taken(store)
    stranger.close()
