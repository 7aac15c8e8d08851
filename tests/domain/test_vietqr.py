"""The codes against public examples, good and broken, and against themselves."""

import json
import string
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from fairapp.domain import vietqr
from fairapp.domain.errors import Invalid
from fairapp.domain.vietqr import Transfer, checksum, parse, payload

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "vietqr.json").read_text(encoding="utf-8"))
WHY = {"length": vietqr.BROKEN, "checksum": vietqr.BAD_CHECKSUM, "service": vietqr.NO_SERVICE}

transfers = st.builds(
    Transfer,
    bin=st.text("0123456789", min_size=6, max_size=6),
    account=st.text("0123456789ABCXYZ", min_size=1, max_size=19),
    amount=st.none() | st.integers(1, vietqr.MOST_AMOUNT),
    purpose=st.text(string.ascii_uppercase + string.digits + " ", max_size=25),
)


def test_the_checksum_is_the_one_of_the_standard():
    assert checksum("123456789") == "29B1"


@pytest.mark.parametrize("vector", [v for v in VECTORS if v["usable"]], ids=lambda v: v["payload"][-12:])
def test_a_good_example_is_read_and_written_again_alike(vector):
    expected = Transfer(*(vector[name] for name in ("bin", "account", "amount", "purpose", "service")))
    assert parse(vector["payload"]) == expected
    assert parse(payload(expected)) == expected


@pytest.mark.parametrize("vector", [v for v in VECTORS if not v["usable"]], ids=lambda v: v["payload"][-12:])
def test_a_broken_example_is_refused_for_what_is_wrong_with_it(vector):
    with pytest.raises(Invalid) as refused:
        parse(vector["payload"])
    assert refused.value.sentence == WHY[vector["why"]]


def test_the_project_writes_the_published_example_letter_for_letter():
    published = (
        "00020101021238530010A0000007270123000697041601092576788590208QRIBFTTA5303704540410005802VN62150811"
    )
    assert payload(Transfer("970416", "257678859", 1000, "Chuyen tien")) == f"{published}Chuyen tien6304BBB8"


@given(transfers)
def test_what_is_written_is_read_again(transfer):
    assert parse(payload(transfer)) == transfer


@given(transfers, st.data())
def test_one_changed_character_never_passes(transfer, data):
    written = payload(transfer)
    at = data.draw(st.integers(0, len(written) - 1))
    other = data.draw(
        st.sampled_from([c for c in string.ascii_uppercase + string.digits if c != written[at]])
    )
    with pytest.raises(Invalid):
        parse(written[:at] + other + written[at + 1 :])


@given(st.text(max_size=120))
def test_any_other_text_is_refused_with_a_sentence(text):
    with pytest.raises(Invalid):
        parse(text)


@pytest.mark.parametrize(
    "transfer",
    [
        Transfer("97041", "257678859", 1000),
        Transfer("970416", "", 1000),
        Transfer("970416", "2" * 20, 1000),
        Transfer("970416", "257678859", 0),
        Transfer("970416", "257678859", -5),
        Transfer("970416", "257678859", 10**13),
        Transfer("970416", "257678859", 1000, "Phí gian hàng"),
        Transfer("970416", "257678859", 1000, "X" * 26),
    ],
)
def test_a_code_that_banks_would_not_read_is_never_written(transfer):
    with pytest.raises(Invalid):
        payload(transfer)
