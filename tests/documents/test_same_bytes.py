"""The same snapshot gives the same bytes, whoever prints it, where and when."""

import datetime as the_calendar
import hashlib
import os
import re
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from types import SimpleNamespace
from zipfile import ZipFile

import jinja2
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from fairapp.config import ROOT
from fairapp.documents.administrative_report import administrative_workbook
from fairapp.documents.own_report import own_workbook
from fairapp.documents.seal import Seal
from fairapp.documents.slice_report import slice_workbook
from fairapp.documents.sponsor_workbook import sponsor_workbook
from fairapp.documents.summary_report import summary_report
from fairapp.documents.summary_workbook import summary_workbook
from fairapp.domain.cells import cells_of
from fairapp.domain.facts import DelegationFact, from_json, sha256, to_json
from fairapp.domain.money import format_vnd, group_digits
from fairapp.domain.own_results import own_results
from fairapp.domain.publication import publish
from fairapp.domain.slices import slice_of
from fairapp.domain.sponsor_sheet import sponsor_sheet
from fairapp.domain.summary import Mismatch, summarise
from tests.domain.fair_facts import a_fair_in_facts

BY_HOUR = ("entries_by_gate", "entries_by_hour", "entries_by_hour_and_gate")
PRINT = """
import sys
from fairapp import create_app
from tests.documents.test_same_bytes import documents_of
text = sys.stdin.buffer.read().decode()
with create_app().app_context():
    for name, digest in documents_of(text).items():
        print(name, digest)
"""
FROZEN_AT = datetime(2026, 11, 23, 3, 30, 7, 250_000, tzinfo=UTC)


def facts_in_words():
    delegation = DelegationFact(1, "Quảng Ninh", "Quảng Ninh", (1, 2, 3))
    return to_json(replace(a_fair_in_facts(), delegations=(delegation,)))


def seal(text):
    return Seal.of(3, FROZEN_AT, sha256(text), "https://fair.example")


def workbooks_of(text):
    facts, sealed = from_json(text), seal(text)
    published = publish(facts)
    names = {one.id: f"Đơn vị {one.id}" for one in facts.exhibitors}
    return {
        "summary": summary_workbook(summarise(facts), sealed, facts),
        "administrative": administrative_workbook(published, facts, names, sealed),
        "sponsor": sponsor_workbook(sponsor_sheet(facts, published, published.sponsors[0]), sealed),
        "slice": slice_workbook(slice_of([(1, facts)], 1, published), names, sealed),
        "own": own_workbook(own_results(facts, facts.exhibitors[0]), names[1], sealed),
    }


def documents_of(text):
    """Every kind of document by its digest."""
    made = workbooks_of(text) | {"paper": summary_report(summarise(from_json(text)), seal(text))}
    return {name: hashlib.sha256(content).hexdigest() for name, content in made.items()}


def made_elsewhere(text, tmp_path, **environ):
    """By a fresh process with another order of its sets, another clock's zone and another language."""
    done = subprocess.run(
        [sys.executable, "-c", PRINT],
        input=text.encode(),
        cwd=ROOT,
        env=os.environ | {"FAIRAPP_INSTANCE": str(tmp_path), "DATABASE_URL": ""} | environ,
        check=True,
        capture_output=True,
    )
    return dict(line.split() for line in done.stdout.decode().splitlines())


def put_the_clock(monkeypatch, days):
    """For all that a workbook could ask: the clock, and when its sheets' files were written."""

    class Elsewhen(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + timedelta(days=days)

    shifted = SimpleNamespace(datetime=Elsewhen, timezone=the_calendar.timezone)
    monkeypatch.setattr("openpyxl.writer.excel.datetime", shifted)
    there = time.localtime(time.time() + days * 86_400)
    monkeypatch.setattr("zipfile.time", SimpleNamespace(time=time.time, localtime=lambda _seconds: there))


@pytest.mark.slow
def test_another_process_makes_the_same_bytes(app, tmp_path):
    text = facts_in_words()
    elsewhere = made_elsewhere(text, tmp_path, PYTHONHASHSEED="4711", TZ="Pacific/Auckland", LANG="C")
    with app.app_context():
        assert elsewhere == documents_of(text)


def test_a_workbook_is_of_its_snapshots_moment_whatever_the_clock_says(app, monkeypatch):
    text = facts_in_words()
    with app.app_context():
        today = workbooks_of(text)
        put_the_clock(monkeypatch, 400)
        assert workbooks_of(text) == today
    for content in today.values():
        told = load_workbook(BytesIO(content)).properties
        assert told.created == told.modified == FROZEN_AT.replace(tzinfo=None, microsecond=0)
        with ZipFile(BytesIO(content)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 23, 3, 30, 6)}


def test_figures_read_back_from_the_paper_are_those_of_the_cells(app):
    text = to_json(a_fair_in_facts())
    summary = summarise(from_json(text))
    with app.app_context():
        paper = summary_report(summary, seal(text))
    read = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages))
    missing = []
    for address, cell in cells_of(summary).items():
        told = address.figure.startswith(("sales", "entries", "visits", "papers")) and cell.value is not None
        if told and address.figure not in BY_HOUR:
            money = format_vnd(cell.value).replace("\u00a0", " ")
            if money not in read and group_digits(cell.value) not in read:
                missing.append(str(address))
    assert missing == []


def test_a_template_that_asks_for_a_figure_that_is_not_there_prints_nothing(app, monkeypatch):
    """`StrictUndefined`: no hole is left where a figure should stand."""
    source = (ROOT / "templates/documents/summary_report.html").read_text()
    wrong = source.replace("scale.exhibitors|number", "scale.exhibitor|number", 1)
    assert wrong != source
    loader = jinja2.ChoiceLoader(
        [jinja2.DictLoader({"documents/summary_report.html": wrong}), app.jinja_env.loader]
    )
    monkeypatch.setattr(app.jinja_env, "loader", loader)
    monkeypatch.setattr(app.jinja_env, "cache", None)
    text = to_json(a_fair_in_facts())
    with app.app_context(), pytest.raises(jinja2.UndefinedError):
        summary_report(summarise(from_json(text)), seal(text))


def test_facts_that_contradict_themselves_are_never_set():
    text = to_json(a_fair_in_facts())
    wrong = text.replace('"amount":600000', '"amount":99600000')
    assert wrong != text
    with pytest.raises(Mismatch) as caught:
        summarise(from_json(wrong))
    assert "Doanh thu" in str(caught.value)
