"""Every list: what it says when it is empty, and that its cost does not grow with its rows."""

import re
from contextlib import ExitStack
from html import unescape

import pytest

from fairapp.db import db as database
from fairapp.models import Fair
from fairapp.services import reports
from tests import crowd
from tests.house.lists import LISTS
from tests.statements import statements

SIZES = (None, 0, 20, 300)
FEW, MANY = 20, 300
# A form with one field, and where a draft stands: a line for each of its parts, which are always the same.
NO_LISTS = {"verify.index", "producer_applications.list_saves", "delegation_applications.list_saves"}
LIST_NAME = re.compile(r"\.(index|list_\w+)$")
EMPTY = re.compile(r'class="empty__title">(.*?)</p>\s*<p class="empty__text">(.*?)</p>', re.DOTALL)


class World:
    """One application over a crowd of one size."""

    def __init__(self, app, people):
        self.app, self.people = app, people

    def get(self, page):
        client = self.app.test_client()
        if page.who:
            with client.session_transaction() as session:
                session["_user_id"], session["_fresh"] = self.people.tickets[page.who], True
        return client.get(page.path.format(**self.people.at))


@pytest.fixture(scope="module")
def worlds(another_app):
    """An application for each size, over a database of its own: these tests only read."""
    with ExitStack() as open_ones:
        made = {}
        for size in SIZES:
            app = open_ones.enter_context(another_app(f"crowd_{size}".lower()))
            with app.app_context():
                made[size] = World(app, crowd.populate(size))
                for latest in map(reports.find_latest, database.session.scalars(database.select(Fair))):
                    if latest is not None:  # its figures are worked out once a process
                        reports.published_of(latest)
        yield made


def test_every_list_stands_on_the_list(app):
    """By its name: an index, or a list_ of something."""
    lists = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods and LIST_NAME.search(rule.endpoint)
    }
    assert lists - {_endpoint(app, page.path) for page in LISTS} - NO_LISTS == set()


@pytest.mark.parametrize("page", LISTS, ids=lambda page: page.path)
def test_a_list_asks_as_often_for_many_rows_as_for_few(worlds, page):
    asked = {}
    worlds[FEW].get(page)  # what is read once a process is read now
    for size in (FEW, MANY):
        with statements() as seen:
            assert worlds[size].get(page).status_code == 200
        asked[size] = seen
    assert len(asked[FEW]) == len(asked[MANY]), "\n".join(_more(asked))


@pytest.mark.parametrize("page", [p for p in LISTS if not p.opened], ids=lambda page: page.path)
def test_a_list_without_rows_tells_what_to_do_next(worlds, page):
    answer = worlds[None if page.bare else 0].get(page)
    assert answer.status_code == 200
    if page.empty:
        said = {title.strip(): text.strip() for title, text in EMPTY.findall(unescape(answer.text))}
        assert said[page.empty]


def _endpoint(app, path):
    """Any number will do for a place in the address, and is a slug too."""
    address = re.sub(r"{\w+}", "1", path.partition("?")[0])
    return app.url_map.bind("localhost").match(address)[0]


def _more(asked):
    return sorted(set(asked[MANY]) - set(asked[FEW]))
