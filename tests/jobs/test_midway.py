"""The update in the middle of a fair: after the middle day's deadline, once to each sponsor."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from fairapp.db import clock_at, db as database
from fairapp.domain.fairs import FairState
from fairapp.domain.sales import free_until
from fairapp.jobs import letters as post, reports as job
from fairapp.models import Letter, Snapshot
from fairapp.services import reports
from tests.running_fair import a_benefit, a_diary_day, a_running_fair, a_sponsor, an_exhibitor, days_of


@pytest.fixture
def fair(db):
    fair = a_running_fair(begun=2, days=5, state=FairState.ANNOUNCED)
    for _ in range(3):
        a_diary_day(application=an_exhibitor(fair=fair), day=days_of(fair)[0], total=5_000_000)
    a_benefit(sponsor=a_sponsor(fair=fair, name="Ngân hàng Vịnh Xanh"), delivered=40, proof="mẫu thẻ")
    db.session.commit()
    return fair


@pytest.fixture
def due(fair):
    """Ten o'clock after the third day of five."""
    return free_until(days_of(fair)[2])


def letters():
    database.session.expire_all()
    return list(database.session.scalars(database.select(Letter).order_by(Letter.id)))


def at(moment):
    with clock_at(moment):
        return job.midway()


def test_nothing_is_sent_before_the_middle_days_deadline(app, due):
    assert at(due - timedelta(seconds=1)) == ""
    assert letters() == []


def test_each_sponsor_hears_how_things_stand_once(app, fair, due):
    assert at(due) == "1 fairs frozen, 1 reports in the post"
    (letter,) = letters()
    assert "Cập nhật giữa hội chợ" in letter.subject
    assert "báo cáo cuối được gửi sau khi hội chợ khoá sổ" in letter.body
    assert reports.find_latest(fair).sha256 in letter.body
    cover = PdfReader(BytesIO(letter.attachment)).pages[0].extract_text()
    assert "chưa khoá sổ" in cover
    assert at(due + timedelta(minutes=10)) == ""
    assert len(letters()) == 1
    assert database.session.scalar(database.select(database.func.count(Snapshot.id))) == 1


def test_cut_off_in_the_middle_the_next_run_sends_the_same_figures(app, fair, due, monkeypatch):
    a_sponsor(fair=fair, name="Siêu thị", email="sieuthi@example.vn")
    database.session.commit()
    whole, made = job.sponsor_report, []

    def second_fails(*given):
        made.append(given)
        if len(made) == 2:
            raise OSError("hết giấy")
        return whole(*given)

    with monkeypatch.context() as broken:
        broken.setattr(job, "sponsor_report", second_fails)
        with pytest.raises(OSError):
            at(due)
    assert len(letters()) == 1
    a_diary_day(application=an_exhibitor(fair=fair), day=days_of(fair)[1], total=9_000_000)
    database.session.commit()
    assert at(due + timedelta(minutes=10)) == "0 fairs frozen, 1 reports in the post"
    first, second = letters()
    assert reports.find_latest(fair).sha256 in first.body
    assert reports.find_latest(fair).sha256 in second.body
    assert {first.to, second.to} == {"taitro@example.vn", "sieuthi@example.vn"}


def test_the_update_and_the_last_report_are_two_letters_and_come_over_smtp(app, fair, due, mailbox):
    at(due)
    with clock_at(due + timedelta(minutes=1)):
        post.send_due()
    ((recipients, message),) = mailbox.taken
    assert recipients == ["taitro@example.vn"]
    (enclosed,) = message.iter_attachments()
    assert enclosed.get_content().startswith(b"%PDF")
    fair.state, fair.closed_at = FairState.CLOSED, free_until(days_of(fair)[-1])
    database.session.commit()
    with clock_at(fair.closed_at + timedelta(hours=1)):
        job.after_closing()
        assert job.midway() == ""
    assert [letter.key.split(":")[-1] for letter in letters()] == ["midway", "final"]


@pytest.mark.parametrize("state", [FairState.CANCELLED, FairState.DRAFT])
def test_a_fair_that_is_not_on_sends_nothing(app, fair, due, state):
    fair.state = state
    database.session.commit()
    assert at(due) == ""


def test_after_the_last_day_the_update_is_too_late(app, fair):
    assert at(free_until(days_of(fair)[-1])) == ""


def test_a_fair_of_one_day_has_no_middle(app, db):
    short = a_running_fair(begun=1, days=1, state=FairState.ANNOUNCED)
    assert reports.midway_deadline(short) is None


def test_a_fair_without_addresses_is_not_frozen_for_nobody(app, db):
    fair = a_running_fair(begun=2, days=3, state=FairState.ANNOUNCED)
    a_sponsor(fair=fair, email="")
    db.session.commit()
    assert at(free_until(days_of(fair)[1])) == ""
    assert reports.find_latest(fair) is None
