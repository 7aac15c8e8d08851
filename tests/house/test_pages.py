"""Every page renders over the demo data, for the person it is made for, in both languages."""

import re
from collections import deque
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from sqlalchemy import event

from fairapp.db import db
from fairapp.domain.accounts import Role
from fairapp.seeds.accounts import DEMO_ACCOUNTS, PASSWORD

pytestmark = pytest.mark.slow

MOST_PAGES = 250  # a person and language; lists repeat one page many times
MOST_PER_ENDPOINT = 3
MOST_STATEMENTS = 40
# Pages that nobody's links lead to over the demo data, each tested in its own chapter.
NOT_LINKED = {
    "static",
    "api.describe",  # for machines
    "staff_gates.bundle",  # fetched by the scanner's script
    "passes.worker",  # registered by the pass page's script
    "passes.read",  # opened by a phone's camera
    "passes.read_small",
    "visitors.ask_erase",  # only from a visitor's own secret page
    "organiser_allocation.review",  # only while a draft is being worked on
    "delegation_applications.paper",  # the lead's producers have sent no papers in the demo data
    "delegation_producers.paper",
}
LINK = re.compile(r'(?:href|data-address|action)="([^"#]+)"')


def contacts() -> list[str | None]:
    return [None, *(account.contact for account in DEMO_ACCOUNTS)]


@pytest.fixture(scope="module")
def walks(seeded):
    """What each person saw: {(contact, language): {endpoint: [(path, status, statements, text), …]}}."""
    return {
        (contact, language): _walk(seeded, contact, language)
        for contact in contacts()
        for language in ("vi", "en")
    }


def test_every_link_leads_to_a_page(walks):
    broken = [
        (contact, language, path, status)
        for (contact, language), endpoints in walks.items()
        for pages in endpoints.values()
        for path, status, _, _ in pages
        if status not in (200, 302, 304)
    ]
    assert broken == []


def test_every_page_is_reached_by_somebody(seeded, walks):
    reached = {endpoint for endpoints in walks.values() for endpoint in endpoints}
    readable = {rule.endpoint for rule in seeded.url_map.iter_rules() if "GET" in rule.methods}
    assert readable - reached - NOT_LINKED == set()


def test_no_page_asks_the_database_often(walks):
    greedy = {
        (path, statements)
        for endpoints in walks.values()
        for pages in endpoints.values()
        for path, _, statements, _ in pages
        if statements > MOST_STATEMENTS
    }
    assert greedy == set()


def test_english_pages_hold_no_vietnamese_of_ours(seeded, walks):
    """Names and texts that people typed stay as they are; the words around them are translated."""
    for (contact, language), endpoints in walks.items():
        if language == "en":
            for pages in endpoints.values():
                for path, _, _, text in pages:
                    assert "Đăng xuất" not in text, (contact, path)
                    if text.startswith("<!doctype html>"):
                        assert '<html lang="en"' in text, (contact, path)


@pytest.mark.parametrize("role", list(Role))
def test_there_is_a_demo_account_for_each_role(role):
    assert role in {account.role for account in DEMO_ACCOUNTS}


def _walk(app, contact, language):
    client = app.test_client()
    app.config["WTF_CSRF_ENABLED"] = False
    if contact:
        signed_in = client.post("/sign-in", data={"contact": contact, "password": PASSWORD})
        assert signed_in.status_code == 302, contact
    client.post("/language", data={"lang": language})
    found: dict[str, list] = {}
    seen, queue = {"/"}, deque(["/", "/account" if contact else "/sign-in"])
    if contact:
        queue.append(urlsplit(signed_in.location).path)
    while queue and len(seen) < 2000 and sum(map(len, found.values())) < MOST_PAGES:
        path = queue.popleft()
        endpoint = _endpoint(app, path)
        if endpoint is None or endpoint == "static" or len(found.get(endpoint, [])) >= MOST_PER_ENDPOINT:
            continue
        status, statements, text = _get(app, client, path)
        found.setdefault(endpoint, []).append((path, status, statements, text))
        for link in LINK.findall(text):
            target = urlsplit(urljoin(path, unescape(link)))
            address = target.path + (f"?{target.query}" if target.query else "")
            if not target.netloc and address not in seen:
                seen.add(address)
                queue.append(address)
    return found


def _get(app, client, path):
    statements = []

    def note(_connection, _cursor, statement, *_rest):
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")):
            statements.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        response = client.get(path)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    text = response.text if response.mimetype == "text/html" else ""
    response.close()
    if response.status_code == 302:
        text = f'href="{response.location}"'
    return response.status_code, len(statements), text


def _endpoint(app, path):
    try:
        return app.url_map.bind("localhost").match(urlsplit(path).path, method="GET")[0]
    except Exception:
        return None
