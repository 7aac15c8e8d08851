"""What exhibitors say after a fair: who may, until when, and who reads it."""

import io
import re
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from fairapp.db import clock_at, now
from fairapp.domain.fairs import FairState
from fairapp.models import AuditEntry, Feedback
from fairapp.services import reports
from tests.factories import a_producer, a_ready_application, an_open_fair
from tests.people import an_organiser
from tests.running_fair import a_finished_fair, a_running_fair, an_exhibitor

FORM = {"overall": "4", "visitors": "5", "again": "yes", "comment": "  Ho\u0300a vốn 🙂 "}


def at(application) -> str:
    return f"/producer/applications/{application.id}/feedback"


@pytest.fixture
def application(db):
    return an_exhibitor(fair=a_finished_fair())


def all_of(db) -> list[Feedback]:
    return list(db.session.scalars(db.select(Feedback)))


def test_a_few_taps_are_kept_and_may_be_mended(sign_in, db, application):
    client = sign_in(application.producer.user)
    assert client.post(at(application), data=FORM).status_code == 302
    client.post(at(application), data={"overall": "2"})
    (kept,) = all_of(db)
    assert (kept.overall, kept.visitors, kept.again, kept.comment) == (2, None, None, "")
    assert kept.changed_at is not None
    page = client.get(at(application)).text
    assert "Lưu góp ý đã sửa" in page and "Sửa lúc" in page
    written = db.session.scalars(db.select(AuditEntry.action).where(AuditEntry.action.like("feedback.%")))
    assert list(written) == ["feedback.give", "feedback.change"]


def test_what_was_chosen_is_shown_again(sign_in, db, application):
    client = sign_in(application.producer.user)
    client.post(at(application), data=FORM)
    page = client.get(at(application)).text
    chosen = re.findall(r'<input checked [^>]*name="(\w+)"[^>]*value="(\w+)"', page)
    assert chosen == [("overall", "4"), ("visitors", "5"), ("again", "yes")]
    assert "H\u00f2a vốn 🙂</textarea>" in page


@pytest.mark.parametrize(
    "form", [{}, {"overall": "6"}, {"overall": "x"}, {"overall": "3", "comment": "x" * 1001}]
)
def test_a_wrong_answer_is_refused_and_nothing_is_kept(sign_in, db, application, form):
    assert sign_in(application.producer.user).post(at(application), data=form).status_code == 422
    assert all_of(db) == []


def test_before_the_doors_close_for_good_nothing_is_taken(sign_in, db):
    application = an_exhibitor(fair=a_running_fair(begun=1, days=3))
    client = sign_in(application.producer.user)
    assert "chưa kết thúc" in client.get(at(application)).text
    assert client.post(at(application), data=FORM).status_code == 422
    assert all_of(db) == []


def test_when_the_last_figures_are_frozen_the_word_stands(sign_in, db, application):
    client, fair = sign_in(application.producer.user), application.fair
    client.post(at(application), data=FORM)
    reports.freeze(fair, None)  # in between: figures still change
    assert client.post(at(application), data=FORM | {"overall": "3"}).status_code == 302
    reports.close(an_organiser(organisation=fair.owner), fair, now())
    assert client.post(at(application), data=FORM | {"overall": "5"}).status_code == 302
    with clock_at(now() + timedelta(days=1)):
        reports.freeze(fair, None)
        assert client.post(at(application), data=FORM | {"overall": "1"}).status_code == 422
        assert "đã chốt" in client.get(at(application)).text
    assert [kept.overall for kept in all_of(db)] == [5]


def test_a_cancelled_fair_asks_nobody(sign_in, db, application):
    application.fair.state = FairState.CANCELLED
    assert sign_in(application.producer.user).post(at(application), data=FORM).status_code == 422


def test_who_had_no_booth_has_nothing_to_say(sign_in, db):
    application = a_ready_application(fair=an_open_fair())
    assert sign_in(application.producer.user).post(at(application), data=FORM).status_code == 409


def test_a_strangers_form_is_not_found(sign_in, db, application):
    client = sign_in(a_producer().user)
    assert client.get(at(application)).status_code == 404
    assert client.post(at(application), data=FORM).status_code == 404


def test_the_organiser_reads_figures_and_every_answer(sign_in, db, application):
    fair = application.fair
    other, silent = an_exhibitor(fair=fair), an_exhibitor(fair=fair)
    sign_in(application.producer.user).post(at(application), data=FORM)
    sign_in(other.producer.user).post(at(other), data={"overall": "5", "comment": "=1+1"})
    client = sign_in(an_organiser(organisation=fair.owner))
    page = client.get(f"/organiser/fairs/{fair.id}/feedback").text
    assert "2/3" in page and "4,5" in page and "H\u00f2a vốn 🙂" in page
    assert silent.producer.name not in page
    book = load_workbook(io.BytesIO(client.get(f"/organiser/fairs/{fair.id}/feedback.xlsx").data))
    rows = {row[0]: row for row in book.active.iter_rows(values_only=True)}
    assert rows[application.producer.name][3:5] == (4, 5)
    assert rows[other.producer.name][8] == "=1+1"
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]


def test_another_organisation_does_not(sign_in, db, application):
    client = sign_in(an_organiser())
    assert client.get(f"/organiser/fairs/{application.fair_id}/feedback").status_code == 404
    assert client.get(f"/organiser/fairs/{application.fair_id}/feedback.xlsx").status_code == 404
