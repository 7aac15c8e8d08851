import json
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from fairapp.domain.passes import read_code
from fairapp.domain.signs import SignBody, is_signed_by, pack, read_sign, sign, unpack
from tests.vectors.make_signs import a_sign, content
from tests.vectors.specimens import a_pass, code as pass_code, flipped, key, public

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "signs.json").read_text(encoding="utf-8"))
PUBLIC = bytes.fromhex(public("one"))


def test_vectors_are_what_the_script_writes():
    assert json.loads(json.dumps(content())) == VECTORS


@given(
    st.builds(
        SignBody,
        key=st.integers(0, 255),
        fair=st.integers(0, 65535),
        booth=st.binary(min_size=6, max_size=6).map(bytes.hex),
    )
)
def test_a_sign_says_what_was_written(body):
    assert unpack(pack(body)) == body
    assert len(sign(body, key("one"))) == 74


def test_what_is_scanned_is_read_in_any_spelling_and_nothing_else_is():
    for case in VECTORS["readings"]:
        found = read_sign(case["text"])
        assert (found.body.booth if found else None) == case["booth"], case["text"]


def test_a_sign_is_never_a_pass_and_a_pass_never_a_sign():
    assert read_code(a_sign()) is None
    assert read_sign(pass_code(a_pass())) is None


def test_every_single_bit_turned_over_spoils_it():
    for bit in range(74 * 8):
        found = read_sign(flipped(a_sign(), bit))
        assert found is None or not is_signed_by(found, PUBLIC), bit


def test_a_key_that_is_no_booths_key_signs_nothing():
    with pytest.raises(ValueError):
        pack(SignBody(key=1, fair=7, booth="12"))
