"""Batches of reports: asked for once, made once, stopped, gone on with, and packed."""

from datetime import timedelta
from zipfile import ZipFile

import pytest

from fairapp.db import db as database
from fairapp.domain.allocation import RunState
from fairapp.domain.batches import BatchKind, Document
from fairapp.domain.errors import Conflict, NotFound
from fairapp.jobs import batches as job
from fairapp.models import ReportBatch, ReportDocument
from fairapp.services import reports
from fairapp.services.papers import storing
from fairapp.services.reports import batches, making
from tests.people import an_organiser
from tests.running_fair import a_benefit, a_finished_fair, a_running_fair, a_sponsor, now


@pytest.fixture
def fair(db):
    fair = a_finished_fair()
    for _ in range(3):
        a_benefit(sponsor=a_sponsor(fair=fair))
    return fair


@pytest.fixture
def organiser(fair):
    return an_organiser(organisation=fair.owner)


@pytest.fixture
def quick(monkeypatch):
    """Documents that are set at once: how a report looks is tested elsewhere."""
    made = []

    def read(snapshot, key):
        number = snapshot.number

        def make():
            made.append(key)
            return Document(key, f"{key}.pdf", f"%PDF-{number}-{key}".encode())

        return make

    whole = making.MAKINGS[BatchKind.SPONSORS]
    monkeypatch.setitem(making.MAKINGS, BatchKind.SPONSORS, making.Making(whole.keys, read))
    return made


def ask(organiser, fair):
    batch = batches.ask(organiser, reports.freeze(fair, None), BatchKind.SPONSORS)
    database.session.commit()
    return batch


def documents():
    database.session.expire_all()
    return database.session.scalars(database.select(ReportDocument)).all()


def test_every_sponsor_gets_its_report_once(fair, organiser, quick):
    batch = ask(organiser, fair)
    assert batches.is_waiting(now())
    assert job.work_off() == "3 reports"
    assert (batch.state, batch.total, len(batch.documents)) == (RunState.DONE, 3, 3)
    assert job.work_off() == ""
    assert ask(organiser, fair).id == batch.id
    assert job.work_off() == ""
    assert len(quick) == 3


def test_a_real_report_is_set_and_packed(fair, organiser):
    batch = ask(organiser, fair)
    mine = batches.claim(now())
    database.session.commit()
    document = batches.next_of(mine)()
    assert document.content.startswith(b"%PDF")
    assert document.name.endswith(".pdf")
    assert batches.keep(mine, now(), document)
    assert [one.size for one in batch.documents] == [len(document.content)]


def test_stopped_it_keeps_what_is_made_and_goes_on_when_asked_again(fair, organiser, quick):
    batch = ask(organiser, fair)
    mine = batches.claim(now())
    assert batches.keep(mine, now(), batches.next_of(mine)())
    batches.stop(organiser, batch)
    assert batches.next_of(mine) is None
    batches.end(mine, now())
    assert (batch.state, len(documents())) == (RunState.DROPPED, 1)
    assert ask(organiser, fair).state is RunState.WAITING
    job.work_off()
    assert sorted(quick) == sorted(one.key for one in documents())
    assert len(quick) == 3


def test_one_that_waits_is_stopped_at_once(fair, organiser, quick):
    batch = ask(organiser, fair)
    batches.stop(organiser, batch)
    assert batch.state is RunState.DROPPED
    assert batches.claim(now()) is None


def test_a_worker_told_to_stop_makes_no_more(fair, organiser, quick):
    batch = ask(organiser, fair)
    mine = batches.claim(now())
    step = batches.next_of(mine)
    batches.stop(organiser, batch)
    assert not batches.keep(mine, now(), step())
    assert len(documents()) == 1


def test_two_workers_with_one_document_keep_it_once(fair, organiser, quick):
    batch = ask(organiser, fair)
    first = batches.claim(now())
    step = batches.next_of(first)
    later = now() + batches.SILENCE + timedelta(seconds=1)
    second = batches.claim(later)
    assert second.tries == first.tries + 1
    assert batches.keep(second, later, step())
    assert not batches.keep(first, later, step())  # it woke up when another had taken over
    batches.end(first, later)
    assert (batch.state, len(documents())) == (RunState.RUNNING, 1)
    database.session.commit()
    folder = {path.name for path in storing.path_of("").iterdir()}
    assert {one.stored_name for one in documents()} <= folder


def test_the_same_document_again_is_no_second_row(fair, organiser, quick):
    ask(organiser, fair)
    mine = batches.claim(now())
    step = batches.next_of(mine)
    assert batches.keep(mine, now(), step())
    assert batches.keep(mine, now(), step())
    assert len(documents()) == 1


def test_cut_off_again_and_again_it_is_given_up(fair, organiser, quick):
    batch = ask(organiser, fair)
    moment = now()
    for _ in range(batches.TRIES):
        assert batches.claim(moment) is not None
        moment += batches.SILENCE + timedelta(seconds=1)
    batches.claim(moment)
    assert batch.state is RunState.FAILED
    assert "ngắt" in batch.detail
    assert not batches.is_waiting(moment + batches.SILENCE * 2)


def test_a_document_that_cannot_be_made_is_said_and_the_others_stay(fair, organiser, quick, monkeypatch):
    batch = ask(organiser, fair)
    whole = making.MAKINGS[BatchKind.SPONSORS]
    last = whole.keys(batch.snapshot)[-1]

    def read(snapshot, key):
        if key == last:
            raise ValueError("hết giấy")
        return whole.read(snapshot, key)

    with monkeypatch.context() as broken:
        broken.setitem(making.MAKINGS, BatchKind.SPONSORS, making.Making(whole.keys, read))
        job.work_off()
    database.session.expire_all()
    assert (batch.state, batch.detail, len(batch.documents)) == (RunState.FAILED, "ValueError: hết giấy", 2)
    ask(organiser, fair)
    job.work_off()
    assert len(documents()) == 3


def test_a_snapshot_without_sponsors_has_nothing_to_make(db):
    fair = a_running_fair()
    with pytest.raises(Conflict):
        batches.ask(an_organiser(organisation=fair.owner), reports.freeze(fair, None), BatchKind.SPONSORS)
    assert database.session.scalar(database.select(ReportBatch)) is None


def test_another_fairs_batch_is_not_found(fair, organiser):
    batch = ask(organiser, fair)
    with pytest.raises(NotFound):
        batches.get_for_fair(batch.id, a_running_fair())


def test_the_same_documents_give_the_same_zip(fair, organiser, quick):
    batch = ask(organiser, fair)
    job.work_off()
    with batches.pack(batch) as one, batches.pack(batch) as other:
        assert one.read() == other.read()
        with ZipFile(one) as packed:
            assert sorted(packed.namelist()) == sorted(document.name for document in documents())
            assert packed.testzip() is None
