"""After closing: the last snapshot, and each sponsor's report in the post."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from fairapp.db import db as database
from fairapp.domain.fairs import FairState
from fairapp.domain.summary import Mismatch
from fairapp.jobs import reports as job
from fairapp.models import DiaryDay, Letter, Snapshot
from fairapp.services import reports
from tests.running_fair import (
    a_benefit,
    a_diary_day,
    a_finished_fair,
    a_sponsor,
    an_exhibitor,
    days_of,
    now,
)


@pytest.fixture
def fair(db):
    fair = a_finished_fair(state=FairState.CLOSED, closed_at=now(), ago=2)
    for _ in range(4):
        a_diary_day(application=an_exhibitor(fair=fair), day=days_of(fair)[0], total=5_000_000)
    a_benefit(sponsor=a_sponsor(fair=fair, name="Ngân hàng Vịnh Xanh"), delivered=100, proof="mẫu thẻ")
    db.session.commit()
    return fair


def letters():
    return list(database.session.scalars(database.select(Letter).order_by(Letter.id)))


def test_the_report_of_each_sponsor_is_in_the_post(app, fair):
    assert job.after_closing() == "1 fairs frozen, 1 reports in the post"
    (letter,) = letters()
    snapshot = reports.find_latest(fair)
    assert letter.to == "taitro@example.vn"
    assert snapshot.sha256 in letter.body
    assert letter.attachment_name.startswith("bao-cao-tai-tro-ngan-hang-vinh-xanh-")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(letter.attachment)).pages)
    assert "20.000.000" in text
    assert "Ngân hàng Vịnh Xanh" in text


def test_a_second_run_changes_nothing(app, fair):
    job.after_closing()
    assert job.after_closing() == ""
    assert len(letters()) == 1
    assert database.session.scalar(database.select(database.func.count(Snapshot.id))) == 1


def test_a_diary_mended_late_makes_a_new_issue_and_no_second_letter(app, fair):
    job.after_closing()
    entry = database.session.scalar(
        database.select(DiaryDay).join(DiaryDay.application).filter_by(fair_id=fair.id)
    )
    entry.total, entry.changed_at = entry.total + 1, now()
    database.session.commit()
    assert job.after_closing().startswith("1 fairs frozen")
    assert [one.number for one in reports.list_snapshots(fair)] == [2, 1]
    assert len(letters()) == 1
    first = reports.get_snapshot(fair, 1)
    assert (
        reports.summary_of(first).sales.total + 1 == reports.summary_of(reports.find_after(first)).sales.total
    )


def test_a_late_correction_is_looked_at_until_it_is_surely_in(app, fair):
    job.after_closing()
    snapshot = reports.find_latest(fair)
    for answer in database.session.scalars(database.select(DiaryDay)):
        answer.entered_at = snapshot.frozen_at - timedelta(hours=1)
    assert not reports.is_corrected_late(fair)
    entry = database.session.scalar(
        database.select(DiaryDay).join(DiaryDay.application).filter_by(fair_id=fair.id)
    )
    entry.changed_at = snapshot.frozen_at - timedelta(minutes=1)  # written before, committed after
    assert reports.is_corrected_late(fair)
    entry.changed_at = snapshot.frozen_at - timedelta(minutes=6)
    assert not reports.is_corrected_late(fair)


def test_cut_off_after_freezing_the_next_run_goes_on(app, fair, monkeypatch):
    def fail(*_args):
        raise OSError("hết giấy")

    with monkeypatch.context() as broken:
        broken.setattr(job, "sponsor_report", fail)
        with pytest.raises(OSError):
            job.after_closing()
    assert letters() == []
    assert job.after_closing() == "0 fairs frozen, 1 reports in the post"


def test_a_fair_that_contradicts_itself_keeps_no_other_from_its_reports(app, fair, monkeypatch):
    odd = a_finished_fair(state=FairState.CLOSED, closed_at=now(), ago=2)
    a_sponsor(fair=odd)
    after = a_finished_fair(state=FairState.CLOSED, closed_at=now(), ago=2)
    a_sponsor(fair=after)
    database.session.commit()
    freeze = reports.freeze

    def contradict(of, user):
        if of.id == odd.id:
            raise Mismatch("…")
        return freeze(of, user)

    monkeypatch.setattr(reports, "freeze", contradict)
    with pytest.raises(Mismatch):
        job.after_closing()
    assert {letter.fair_id for letter in letters()} == {fair.id, after.id}
    assert reports.find_latest(odd) is None


def test_a_sponsor_without_an_address_gets_no_letter(app, fair):
    a_sponsor(fair=fair, email="")
    database.session.commit()
    job.after_closing()
    assert len(letters()) == 1


def test_before_closing_nothing_happens(app, db):
    running = a_finished_fair()
    a_sponsor(fair=running)
    db.session.commit()
    assert job.after_closing() == ""
    assert letters() == []
