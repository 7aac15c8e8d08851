"""The same snapshot gives the same bytes, whoever prints it, where and when."""

import hashlib
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO

import jinja2
import pytest
from pypdf import PdfReader

from fairapp.config import ROOT
from fairapp.documents.seal import Seal
from fairapp.documents.summary_report import summary_report
from fairapp.domain.cells import cells_of
from fairapp.domain.facts import from_json, sha256, to_json
from fairapp.domain.money import format_vnd, group_digits
from fairapp.domain.summary import Mismatch, summarise
from tests.domain.fair_facts import a_fair_in_facts

PRINT = """
import sys
from datetime import UTC, datetime
from fairapp import create_app
from fairapp.documents.seal import Seal
from fairapp.documents.summary_report import summary_report
from fairapp.domain.facts import from_json, sha256
from fairapp.domain.summary import summarise
text = sys.stdin.buffer.read().decode()
seal = Seal.of(3, datetime(2026, 11, 23, 3, 30, tzinfo=UTC), sha256(text), "https://fair.example")
with create_app().app_context():
    sys.stdout.buffer.write(summary_report(summarise(from_json(text)), seal))
"""


def seal(text):
    return Seal.of(3, datetime(2026, 11, 23, 3, 30, tzinfo=UTC), sha256(text), "https://fair.example")


def printed_elsewhere(text, tmp_path, **environ):
    """By a fresh process with another order of its sets, another clock's zone and another language."""
    done = subprocess.run(
        [sys.executable, "-c", PRINT],
        input=text.encode(),
        cwd=ROOT,
        env=os.environ | {"FAIRAPP_INSTANCE": str(tmp_path), "DATABASE_URL": ""} | environ,
        check=True,
        capture_output=True,
    )
    return done.stdout


@pytest.mark.slow
def test_another_process_prints_the_same_bytes(app, tmp_path):
    text = to_json(a_fair_in_facts())
    elsewhere = printed_elsewhere(text, tmp_path, PYTHONHASHSEED="4711", TZ="Pacific/Auckland", LANG="C")
    with app.app_context():
        here = summary_report(summarise(from_json(text)), seal(text))
    assert hashlib.sha256(elsewhere).digest() == hashlib.sha256(here).digest()


def test_figures_read_back_from_the_paper_are_those_of_the_cells(app):
    text = to_json(a_fair_in_facts())
    summary = summarise(from_json(text))
    with app.app_context():
        paper = summary_report(summary, seal(text))
    read = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages))
    missing = []
    for address, cell in cells_of(summary).items():
        told = address.figure.startswith(("sales", "entries", "visits", "papers")) and cell.value is not None
        if told and address.figure not in ("entries_by_gate", "entries_by_hour"):
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
