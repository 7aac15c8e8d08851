"""Rules that hold for every endpoint, present and future."""

import inspect

import pytest

from fairapp.domain.accounts import Role
from fairapp.web import audiences
from tests import people
from tests.house.access import LIST

# Guards stand before the first query; test_strangers and test_pages ask PostgreSQL what the pages ask.
pytestmark = pytest.mark.any_database

PUBLIC_ENDPOINTS = {"static"}
READING = {"GET", "HEAD", "OPTIONS"}


@pytest.fixture(scope="module")
def rules(app):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in PUBLIC_ENDPOINTS]


def _audience(app, rule):
    return app.blueprints[rule.endpoint.split(".")[0]].audience


def test_every_endpoint_stands_on_the_access_list(app, rules):
    found = {rule.endpoint: _audience(app, rule) for rule in rules}
    assert found == LIST


def test_every_blueprint_was_born_with_its_guard(app):
    known = {audiences.ANYBODY, audiences.SIGNED_IN, audiences.DEVICE, *Role}
    for blueprint in app.blueprints.values():
        assert blueprint.audience in known
        if blueprint.audience != audiences.ANYBODY:
            assert blueprint.before_request_funcs, blueprint.name


def test_no_view_reads_and_writes_under_one_address(app, rules):
    """A GET never writes: a view that commits answers no GET, and one that does not answers no POST."""
    for rule in rules:
        view = app.view_functions[rule.endpoint]
        commits = getattr(view, "commits", False)
        assert commits != bool(rule.methods & READING - {"OPTIONS"}), rule.endpoint


@pytest.mark.parametrize("role", [None, *Role])
def test_each_role_is_let_in_or_refused_as_the_list_says(app, db, client, sign_in, rules, role):
    makers = {
        Role.ORGANISER: people.an_organiser,
        Role.DELEGATION: people.a_lead,
        Role.PRODUCER: people.a_producer_account,
        Role.SPONSOR: people.a_sponsor_contact,
    }
    if role is not None:
        sign_in(makers[role]())
    for rule in rules:
        audience = LIST[rule.endpoint]
        method = "GET" if "GET" in rule.methods else "POST"
        values = {name: _example(rule, name) for name in rule.arguments}
        with app.test_request_context():
            url = app.url_for(rule.endpoint, **values)
        if rule.endpoint == "account.sign_out":
            continue
        response = client.open(url, method=method, headers={"Accept": "text/html"})
        response.close()
        status = response.status_code
        if audience == audiences.ANYBODY or (role is not None and audience in (audiences.SIGNED_IN, role)):
            assert status not in (401, 403), (rule.endpoint, status)
        elif audience == audiences.DEVICE:
            assert status == 401, (rule.endpoint, status)
        elif role is None:
            assert status in (302, 403), (rule.endpoint, status)
        else:
            assert status == 403, (rule.endpoint, status)


def _example(rule, name):
    converter = rule._converters[name]
    if converter.__class__.__name__ == "IntegerConverter":
        return 987654321
    if converter.__class__.__name__ == "UUIDConverter":
        return "01900000-0000-7000-8000-000000000000"
    if "day" in name:
        return "2026-12-12"
    return "khong-co"


def test_templates_hold_no_inline_script_or_style(app):
    from fairapp.config import ROOT

    for path in (ROOT / "templates").rglob("*.html"):
        if "documents" in path.parts:
            continue
        text = path.read_text()
        assert " style=" not in text, path
        assert " onclick=" not in text, path
        assert "<script>" not in text, path


def test_views_have_no_sql(app, rules):
    """Queries belong to services."""
    for rule in rules:
        source = inspect.getsource(inspect.unwrap(app.view_functions[rule.endpoint]))
        assert "db.session" not in source, rule.endpoint
