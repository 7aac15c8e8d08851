"""Amounts as people type and say them: read as they are meant, asked back, or refused."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from fairapp.config import ROOT
from fairapp.domain.amounts import Ambiguous, parse_money
from fairapp.domain.errors import Invalid
from fairapp.domain.money import MOST, format_vnd, in_words
from tests.vectors.make_amounts import ASKED, READ, REFUSED, said, spellings

CASES = json.loads((Path(__file__).parents[1] / "vectors" / "amounts.json").read_text(encoding="utf-8"))[
    "read"
]
COUNT, SEED = 5_000, 11


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40] or "nothing")
def test_what_is_typed_is_read_asked_back_or_refused(case):
    assert said(case["text"], case["few"]) == case["expect"]


def test_of_five_thousand_spellings_none_is_read_otherwise_than_meant():
    fates: Counter[str] = Counter()
    for spelling in spellings(COUNT, SEED):
        answer = said(spelling.text)
        right = {
            READ: answer == {"amount": spelling.amount},
            ASKED: spelling.amount in answer.get("choices", ()),
            REFUSED: "problem" in answer and "choices" not in answer,
        }
        assert right[spelling.fate], (spelling, answer)
        fates[spelling.fate] += 1
    assert min(fates[READ] // 5, fates[ASKED], fates[REFUSED]) > 400


def test_the_browser_reads_ten_thousand_spellings_and_slips_as_the_server_does():
    make = [sys.executable, "-m", "tests.vectors.make_amounts", str(COUNT), str(SEED)]
    made = subprocess.run(make, cwd=ROOT, capture_output=True, check=True).stdout
    read = ["scripts/with_node.sh", "node", "tests/js/amounts_twins.mjs"]
    answer = subprocess.run(read, cwd=ROOT, input=made, capture_output=True)
    assert answer.returncode == 0, answer.stdout.decode()[:2000] + answer.stderr.decode()[:500]
    fates = json.loads(answer.stdout)
    assert sum(fates.values()) == 2 * COUNT
    assert fates["read"] > 4000 and fates["two_readings"] > 900 and fates["unreadable"] > 1000


def test_who_is_asked_back_is_given_both_readings_in_words_and_as_amounts():
    with pytest.raises(Ambiguous) as asked:
        parse_money("500")
    assert asked.value.choices == (500_000, 500_000_000)
    assert asked.value.values == {"first": format_vnd(500_000), "second": format_vnd(500_000_000)}


@given(st.integers(1000, MOST))
def test_what_is_shown_can_be_typed_back(amount):
    assert parse_money(format_vnd(amount)) == parse_money(format_vnd(amount, "en")) == amount


@given(st.integers(1, 10**8))
def test_what_is_said_back_in_words_is_read_again(thousands):
    assert parse_money(in_words(thousands * 1000)) == thousands * 1000


@given(st.text(max_size=130))
def test_whatever_is_typed_gets_an_amount_or_a_sentence(text):
    try:
        assert 0 <= parse_money(text) <= MOST
    except Invalid as refusal:
        assert str(refusal)
