"""Somebody else's thing is not found: every endpoint with a number in its address, for every role.

Three worlds alike stand beside each other: one's own; a stranger's, with another organisation's fair; and
a neighbour's: for an organiser a second fair of the same house, for everybody else other people at the
same fair. Each number of an address is in turn another world's while the rest stay one's own.
"""

import pytest

from fairapp import models as m
from fairapp.db import db as database
from fairapp.domain.accounts import Role
from tests.house import worlds as world_rows
from tests.house.access import LIST
from tests.house.worlds import Ids, World

# Inside a thing, nobody's by themselves.
PLACES = {
    "day": "2026-12-12",
    "number": 1,
    "version": 1,
    "step": 30,
    "key_id": 1,
    "unit_id": "quang-ninh",
    "kind": "producers",
    "point": "labels",
}
NO_FILES = {"paper_id", "photo_id", "proof_id", "sha256"}  # rows without bytes
SHARED = {"venue_id", "hall_id"}  # every organiser's
OPEN_TO_ALL = {("producer_applications.begin", "fair_id")}  # whoever likes may apply to an announced fair


@pytest.fixture(scope="module")
def app(another_app):
    with another_app("worlds") as app:
        yield app


@pytest.fixture(scope="module")
def worlds(app) -> dict[str, World]:
    """Built once, in a database of their own: what a test does to them is rolled back after it."""
    with app.app_context():
        built = world_rows.build()
        database.session.commit()
    return built


def _addresses(app, role: Role, mine: Ids, theirs: Ids):
    """Every address of the role with one number of somebody else's."""
    for rule in app.url_map.iter_rules():
        if LIST.get(rule.endpoint) != role:
            continue
        for strange in sorted(rule.arguments - PLACES.keys() - SHARED):
            if (rule.endpoint, strange) in OPEN_TO_ALL or theirs[role][strange] == mine[role][strange]:
                continue
            values = {name: PLACES.get(name) or mine[role][name] for name in rule.arguments}
            with app.test_request_context():
                address = app.url_for(rule.endpoint, **values | {strange: theirs[role][strange]})
            yield from ((method, address) for method in sorted(rule.methods & {"GET", "POST"}))


def _cases():
    for role in Role:
        yield role, "stranger"
        yield role, "same house" if role is Role.ORGANISER else "same fair"


@pytest.mark.parametrize(("role", "whose"), list(_cases()))
def test_somebody_elses_thing_is_not_found(app, db, worlds, sign_in, role, whose):
    mine, theirs = worlds["mine"], worlds[whose]
    client = sign_in(db.session.get(m.User, mine.people[role]))
    asked = 0
    found = []
    for method, address in _addresses(app, role, mine.ids, _strange_only(theirs.ids, mine.ids, whose)):
        answer = client.open(address, method=method)
        answer.close()
        asked += 1
        if answer.status_code != 404:
            found.append((method, address, answer.status_code))
    assert found == []
    assert asked


def _strange_only(theirs: Ids, mine: Ids, whose: str) -> Ids:
    """A second fair of one's own house may be opened; what is in it does not stand in the first."""
    if whose != "same house":
        return theirs
    kept = {name: mine[Role.ORGANISER][name] for name in ("fair_id", "letter_id", "kind_id")}
    return theirs | {Role.ORGANISER: theirs[Role.ORGANISER] | kept}


@pytest.mark.parametrize("role", list(Role))
def test_the_same_addresses_lead_to_ones_own(app, db, worlds, sign_in, role):
    """Or the test above would find nothing because nothing is there."""
    no_picture = {  # each has its own tests
        "organiser_underlays.picture",
        "organiser_booth_reports.photo",
        "organiser_agreements.scan",
        "organiser_batches.pack",
        "producer_agreements.scan",
    }
    mine = worlds["mine"]
    client = sign_in(db.session.get(m.User, mine.people[role]))
    missing = []
    for rule in app.url_map.iter_rules():
        names = rule.arguments - PLACES.keys() - SHARED
        if LIST.get(rule.endpoint) == role and "GET" in rule.methods and names and not names & NO_FILES:
            if rule.endpoint in no_picture:
                continue
            values = {name: PLACES.get(name) or mine.ids[role][name] for name in rule.arguments - SHARED}
            if rule.arguments & SHARED or "day" in rule.arguments:
                continue
            with app.test_request_context():
                address = app.url_for(rule.endpoint, **values)
            answer = client.get(address)
            answer.close()
            if answer.status_code == 404:
                missing.append(address)
    assert missing == []
