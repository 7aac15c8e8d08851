"""Every page renders over the demo data, for the person it is made for, in both languages."""

import re
from html import unescape

import pytest
from babel.messages.pofile import read_po

from fairapp.config import ROOT
from fairapp.domain.accounts import Role
from fairapp.seeds.accounts import DEMO_ACCOUNTS
from tests import postgres
from tests.house.crawl import contacts, walk

pytestmark = pytest.mark.slow

MOST_STATEMENTS = 40
RUNNING_FACTS = re.compile(r"/organiser/fairs/\d+/(reports|counting)")  # each kind of fact is a statement
MOST_OF_RUNNING_FACTS = 50
# Pages that nobody's links lead to over the demo data, each tested in its own chapter.
NOT_LINKED = {
    "static",
    "api.describe",  # for machines
    "scanner.show",  # opened from a phone's home screen, or by its camera
    "scanner.manifest",
    "scanner.enrol",
    "scanner.worker",  # registered by the scanner's script
    "scanner.decoder",
    "device_gate.bundle",  # asked by phones with a credential
    "device_gate.delta",
    "device_gate.state",
    "device_inspections.floor",
    "signs.read",  # opened by a visitor's camera
    "signs.read_capital",
    "organiser_batches.show",  # only once a batch was asked for
    "organiser_batches.progress",
    "organiser_batches.pack",
    "sponsor_reports.photo",  # a picture on the page, not a link
    "organiser_findings.photo",  # the demo data holds no photos
    "organiser_booth_reports.photo",
    "producer_inspections.photo",
    "organiser_agreements.scan",
    "producer_agreements.scan",
    "organiser_gate_devices.unreadable",  # only once a phone has sent what nobody can read
    "diary.worker",  # registered by the diary's script
    "passes.worker",  # registered by the pass page's script
    "passes.read",  # opened by a phone's camera
    "passes.read_small",
    "accounts.new_password",  # only from a letter
    "codes.check",  # only after a code has been asked for
    "visitors.ask_erase",  # only from a visitor's own secret page
    "visitors.ask_day",
    "kiosk.show",  # opened by a tablet's camera
    "counting.show",  # opened by a counter's camera, from a link that is shown once
    "organiser_counting.spells",  # no street of the demo data is counted by sample
    "kiosk.worker",
    "visitor_groups.ask_cancel",  # only from a group's own secret page
    "visitor_groups.edit",
    "visitor_groups.sheet",
    "visitor_groups.show",
    "organiser_plan_edits.since",  # asked for by the plan editor's script
    "organiser_plan_edits.worth",
    "organiser_rows.preview",
    "organiser_underlays.picture",  # shown inside the editor, where there is one
    "organiser_publication.review",  # only while a draft is being worked on
    "organiser_allocation.what_if",  # asked by the script that drags
    "organiser_runs.progress",  # asked while a run lasts
    "organiser_runs.trials",
    "delegation_circulars.edit",  # the demo data holds no notice to many
    "delegation_circulars.preview",
    "delegation_circulars.show",
    "organiser_circulars.edit",
    "organiser_circulars.preview",
    "organiser_circulars.show",
    "delegation_imports.show",  # nor a file sent in
    "delegation_imports.wrong",
    "organiser_imports.show",
    "organiser_imports.wrong",
    "delegation_applications.list_saves",  # the lead has no draft in the demo data
    "links.nomination",  # one-time links, kept as hashes alone
    "links.read",
    "organiser_feedback.take_away",  # the fair that has any is the organiser's fourth
    "delegation_applications.paper",  # the lead's producers have sent no papers in the demo data
    "delegation_producers.paper",
}
ENGLISH = ROOT / "fairapp/translations/en/LC_MESSAGES/messages.po"
NO_WORDS = re.compile(  # nor names of keys, words as they were accepted or may be edited, another language
    r"<(script|style|template|kbd|q)\b.*?</\1>|(?<=>)[^<]*(?=</textarea>)"
    r'|<(?!html\b)(\w+)\b[^>]* lang="\w\w".*?</\2>',
    re.DOTALL,
)
SAID = re.compile(r'>([^<>]+)<|\b(?:aria-label|title|placeholder|alt|data-(?:confirm|word)[a-z-]*)="([^"]+)"')


@pytest.fixture(scope="module")
def walks(seeded):
    """What each person saw: {(contact, language): {endpoint: [(path, status, statements, text), …]}}."""
    languages = ["vi"] if postgres.is_meant() else ["vi", "en"]  # the queries are the same in both
    return {
        (contact, language): walk(seeded, contact, language)
        for contact in contacts()
        for language in languages
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
        if statements > (MOST_OF_RUNNING_FACTS if RUNNING_FACTS.fullmatch(path) else MOST_STATEMENTS)
    }
    assert greedy == set()


@pytest.mark.any_database
def test_english_pages_hold_no_vietnamese_of_ours(walks, catalogue):
    """Names and texts that people typed stay as they are; the words around them are translated."""
    ours = {vietnamese for vietnamese, english in catalogue if vietnamese != english}
    assert _heard(walks, "en", ours) == {}


@pytest.mark.any_database
def test_vietnamese_pages_hold_no_english_of_ours(walks, catalogue):
    vietnamese = {sentence for sentence, _ in catalogue}
    assert _heard(walks, "vi", {english for _, english in catalogue} - vietnamese) == {}


def test_pages_name_their_language(walks):
    for (contact, language), endpoints in walks.items():
        for pages in endpoints.values():
            for path, _, _, text in pages:
                if text.startswith("<!doctype html>"):
                    assert f'<html lang="{language}"' in text, (contact, path)


@pytest.fixture(scope="module")
def catalogue():
    """Every sentence without places: its Vietnamese and its English."""
    with ENGLISH.open("rb") as file:
        messages = [m for m in read_po(file, locale="en") if isinstance(m.id, str) and m.id]
    return {(m.id, m.string) for m in messages if "%(" not in m.id}


def _heard(walks, language, words):
    """Which of these words stand on pages of the language as a whole text or label, and where."""
    return {
        words_said: path
        for (_, spoken), endpoints in walks.items()
        if spoken == language
        for pages in endpoints.values()
        for path, _, _, text in pages
        for words_said in _said(text) & words
    }


def _said(text):
    found = SAID.findall(NO_WORDS.sub("", text))
    return {" ".join(unescape(outside or inside).split()) for outside, inside in found}


@pytest.mark.parametrize("role", list(Role))
def test_there_is_a_demo_account_for_each_role(role):
    assert role in {account.role for account in DEMO_ACCOUNTS}
