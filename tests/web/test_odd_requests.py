"""Requests that no page of ours would send: answered with a sentence, never with a broken server."""

import logging
from threading import Event, Thread

import pytest
from werkzeug.datastructures import MultiDict

from fairapp import create_app
from fairapp.documents.line import Line
from fairapp.domain.applications import ApplicationState
from fairapp.domain.errors import Busy
from fairapp.services import passes, visitors
from fairapp.services.visitors import VisitFacts
from fairapp.web.applications.draft_form import MOST_ROWS, DraftForm
from fairapp.web.booths.forms import TableRow
from fairapp.web.passes.forms import PrintForm
from tests import people
from tests.factories import a_producer, a_ready_application, an_open_fair


@pytest.mark.parametrize(
    "address",
    ["/pass/%00", "/pass/a%00b/code.png", "/fairs/%00", "/fairs/a%00/visit", "/verify/%00", "/p/%00"],
)
def test_an_address_with_a_nul_is_nobodys(client, db, address):
    assert client.get(address).status_code == 404


@pytest.fixture
def draft(db):
    return a_ready_application(fair=an_open_fair(), producer=a_producer(), state=ApplicationState.DRAFT)


def test_json_nested_too_deep_is_read_as_nothing(draft, sign_in):
    client = sign_in(draft.producer.user)
    deep = "[" * 100_000 + "]" * 100_000
    address = f"/producer/applications/{draft.id}/draft"
    assert client.post(address, data=deep, content_type="application/json").json["errors"] == {}


def test_a_list_of_people_without_end_is_cut(app):
    """Each row is a form of its own: a hundred thousand would take minutes."""
    typed = MultiDict((f"staff-{i}-name", "Lan") for i in range(MOST_ROWS + 50))
    with app.test_request_context(method="POST"):
        form = DraftForm(formdata=typed, meta={"csrf": False})
        assert len(form.staff.entries) == MOST_ROWS


@pytest.mark.parametrize(
    ("typed", "ids"), [("1, 2,3", [1, 2, 3]), ("9" * 30, []), ("²,٣", []), ("1;DROP", []), ("-4", [])]
)
def test_only_numbers_that_a_pass_could_have_are_read(app, typed, ids):
    with app.test_request_context(method="POST"):
        assert PrintForm(formdata=MultiDict({"ids": typed}), meta={"csrf": False}).pass_ids == ids


@pytest.fixture
def badge(db):
    fair = an_open_fair()
    return passes.welcome(
        fair, visitors.register(fair, VisitFacts(name="Nguyễn Văn An", consent=True), "127.0.0.1")
    )


@pytest.mark.parametrize("page", ["", "/code.png", "/card.pdf", "/manifest.webmanifest", "/erase"])
def test_no_cache_keeps_somebodys_pass(client, badge, page):
    answer = client.get(f"/pass/{badge.link}{page}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    answer.close()


def test_a_count_of_blanks_is_missing(db, sign_in):
    organiser = people.an_organiser()
    fair = an_open_fair(owner=organiser.organisation)
    answer = sign_in(organiser).post(
        f"/organiser/fairs/{fair.id}/agreements/new",
        data={"kind": "memorandum", "level": "businesses", "party_a": "A", "party_b": "B", "count": " "},
    )
    assert answer.status_code == 422
    assert "Hãy điền mục này." in answer.text


def test_an_address_writes_no_line_of_its_own_into_the_log(config, caplog):
    app = create_app(config)
    app.add_url_rule("/broken/<rest>", "broken", lambda rest: 1 / 0)
    with caplog.at_level(logging.ERROR):
        assert app.test_client().get("/broken/a%0AINFO all is well").status_code == 500
    assert "GET /broken/a%0AINFO%20all%20is%20well" in caplog.messages


def test_whoever_finds_the_line_full_is_asked_to_come_back():
    line, inside, go_on = Line(most=2), Event(), Event()

    def work():
        with line.wait():
            inside.set()
            go_on.wait(timeout=30)

    first, second = Thread(target=work), Thread(target=work)
    first.start()
    inside.wait(timeout=30)
    second.start()
    while line._places._value:  # the second stands in the line
        inside.wait(timeout=0.01)
    with pytest.raises(Busy) as caught, line.wait():
        pass
    assert caught.value.status == 503
    go_on.set()
    first.join()
    second.join()
    with line.wait():
        assert True


def test_a_booths_number_in_the_table_is_cleaned_like_everything_typed(app):
    with app.test_request_context(method="POST"):
        assert TableRow(MultiDict({"number": "A\x00\u202e 12 "})).number.data == "A 12"
