"""Every page renders over the demo data, for the person it is made for, in both languages."""

import pytest

from fairapp.domain.accounts import Role
from fairapp.seeds.accounts import DEMO_ACCOUNTS
from tests.house.crawl import contacts, walk

pytestmark = pytest.mark.slow

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


@pytest.fixture(scope="module")
def walks(seeded):
    """What each person saw: {(contact, language): {endpoint: [(path, status, statements, text), …]}}."""
    return {
        (contact, language): walk(seeded, contact, language)
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
