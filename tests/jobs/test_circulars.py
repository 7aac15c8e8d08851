"""Reminders by the clock, and five hundred letters with the sender killed among them."""

import dataclasses
import multiprocessing
import os
import signal
from collections import Counter
from datetime import timedelta

import pytest

from fairapp import create_app
from fairapp.db import begin_writing, clock_at, db as database, now
from fairapp.domain.applications import ApplicationState
from fairapp.domain.calendar import local_day
from fairapp.domain.circulars import Repeat, Segment, Wording
from fairapp.domain.letters import LetterState
from fairapp.jobs import circulars as job, letters as sender
from fairapp.models import CircularRound, Letter, Notice
from fairapp.services import circulars
from fairapp.services.circulars import Desk, Draft
from tests import people
from tests.factories import a_producer, a_ready_application, a_user, an_open_fair

MANY = 500


def a_reminder(recipients):
    """Sent to so many, to be repeated every day."""
    fair = an_open_fair()
    for n in range(recipients):
        a_ready_application(fair=fair, producer=a_producer(user=a_user(email=f"nhan{n}@example.vn")))
    actor = people.an_organiser(organisation=fair.owner)
    repeat = Repeat(1, local_day(now()) + timedelta(days=30))
    draft = Draft(
        Wording("Nhắc", "Kính gửi {producer}"), Segment((ApplicationState.SUBMITTED,)), None, repeat
    )
    circular = circulars.create(Desk(fair, None, actor), draft, local_day(now()))
    circulars.send(circular, actor, circular.version, now())
    database.session.commit()
    return circular


def test_the_clock_reminds_each_day_once(app, db):
    a_reminder(2)
    assert job.remind() == ""
    with clock_at(now() + timedelta(days=1)):
        assert job.remind() == "2 reminded"
        assert job.remind() == ""
    with clock_at(now() + timedelta(days=40)):
        assert job.remind() == ""


def _remind_in_another_process(config, moment, gate):
    app = create_app(config)
    with app.app_context(), clock_at(moment):
        gate.wait(120)
        job.remind()


def test_two_clocks_at_once_make_one_round(committing_app):
    config, moment = committing_app.config["FAIRAPP"], now() + timedelta(days=1)
    with committing_app.app_context():
        begin_writing()
        a_reminder(20)
        database.session.remove()
    spawn = multiprocessing.get_context("spawn")
    gate = spawn.Barrier(2)
    clocks = [spawn.Process(target=_remind_in_another_process, args=(config, moment, gate)) for _ in range(2)]
    for clock in clocks:
        clock.start()
    for clock in clocks:
        clock.join(120)
    assert [clock.exitcode for clock in clocks] == [0, 0]
    with committing_app.app_context():
        assert database.session.scalars(database.select(CircularRound.number)).all() == [1, 2]
        assert database.session.scalar(database.select(database.func.count()).select_from(Notice)) == 40


def _die_before_the_commit(config, moment):
    from fairapp.services import notices

    tell = notices.tell

    def tell_and_die(news):
        tell(news)
        os.kill(os.getpid(), signal.SIGKILL)

    notices.tell = tell_and_die
    app = create_app(config)
    with app.app_context(), clock_at(moment):
        job.remind()


def test_a_round_cut_off_in_the_middle_is_made_whole_by_the_next_run(committing_app):
    config, moment = committing_app.config["FAIRAPP"], now() + timedelta(days=1)
    with committing_app.app_context():
        begin_writing()
        a_reminder(20)
        database.session.remove()
    process = multiprocessing.get_context("spawn").Process(
        target=_die_before_the_commit, args=(config, moment)
    )
    process.start()
    process.join(120)
    assert process.exitcode == -signal.SIGKILL
    with committing_app.app_context(), clock_at(moment):
        assert database.session.scalar(database.select(database.func.count()).select_from(Notice)) == 20
        database.session.rollback()
        assert job.remind() == "20 reminded"
        assert job.remind() == ""


def _send_until_killed(config):
    app = create_app(config)
    with app.app_context():
        while True:
            sender.send_due()


@pytest.mark.slow
def test_killed_among_five_hundred_letters_none_goes_twice_and_none_is_lost(committing_app, mailbox, app):
    config = dataclasses.replace(committing_app.config["FAIRAPP"], smtp_url=app.config["FAIRAPP"].smtp_url)
    committing_app.config["FAIRAPP"] = config
    with committing_app.app_context():
        begin_writing()
        a_reminder(MANY)
        database.session.remove()
    process = multiprocessing.get_context("spawn").Process(target=_send_until_killed, args=(config,))
    process.start()
    while len(mailbox.taken) < MANY // 2 and process.is_alive():
        process.join(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.join(30)
    assert process.exitcode == -signal.SIGKILL
    assert len(mailbox.taken) < MANY
    with committing_app.app_context():
        while sender.send_due():
            pass
        states = Counter(database.session.scalars(database.select(Letter.state)))
        waiting_for_a_person = set(
            database.session.scalars(database.select(Letter.to).where(Letter.state == LetterState.SENDING))
        )
    received = Counter(recipients[0] for recipients, _ in mailbox.taken)
    assert set(received.values()) == {1}
    assert set(received) | waiting_for_a_person == {f"nhan{n}@example.vn" for n in range(MANY)}
    assert len(waiting_for_a_person) <= 1  # the one in its mouth, which the organiser is shown
    assert states[LetterState.SENT] == MANY - len(waiting_for_a_person)
