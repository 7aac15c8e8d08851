"""What phones get and show one another: held together with JavaScript by tests/vectors/wire.json."""

import base64
import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, strategies as st

from fairapp.domain import gate_pins
from fairapp.domain.gate_digest import MARK, Passage, frames, read_frame
from fairapp.domain.gate_wire import pack, unpack

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "wire.json").read_text(encoding="utf-8"))
NUMBERS = st.integers(0, 2**40 - 1)


@pytest.mark.parametrize("case", VECTORS["lists"], ids=lambda case: case["name"])
def test_a_list_is_packed_as_the_vector_says(case):
    rows = [tuple(row) for row in case["rows"]]
    assert pack(rows, case["widths"]) == case["packed"]
    assert unpack(case["packed"]) == rows


@given(st.lists(st.tuples(NUMBERS, st.integers(0, 2047), st.integers(0, 1))))
def test_whatever_is_packed_comes_out_in_order(rows):
    assert unpack(pack(rows, (11, 1))) == sorted(rows)


@given(st.binary(min_size=6, max_size=60))
def test_odd_bytes_are_refused_or_read_never_a_crash(raw):
    with suppress(ValueError, IndexError):
        unpack(base64.b64encode(raw).decode())


def test_a_field_too_large_for_its_width_is_a_mistake():
    with pytest.raises(ValueError, match="does not fit"):
        pack([(1, 8)], (3,))


def test_twenty_thousand_random_numbers_take_three_and_a_half_bytes_each():
    chance = Random(1)
    text = pack([(chance.getrandbits(40),) for _ in range(20_000)])
    assert len(text) * 3 / 4 < 3.5 * 20_000


# ---- digests


@pytest.mark.parametrize("case", VECTORS["digests"], ids=lambda case: f"{len(case['passages'])} passages")
def test_frames_are_what_the_vector_says(case):
    passages = [
        Passage(one["number"], datetime.fromisoformat(one["at"]), one["gate"], one["inside"])
        for one in case["passages"]
    ]
    key = bytes.fromhex(case["key"])
    made = frames(case["fair"], passages, key)
    assert made == case["frames"]
    read = [read_frame(text, case["fair"], key) for text in made]
    assert [(frame, of) for frame, of, _ in read] == [(i + 1, len(made)) for i in range(len(made))]
    assert sorted(one for _, _, part in read for one in part) == sorted(passages)


def test_a_frame_fits_a_code_that_a_phone_reads_from_a_screen():
    longest = max(len(text) for case in VECTORS["digests"] for text in case["frames"])
    assert longest <= 758  # alphanumeric, version 19 at level M
    assert set(VECTORS["digests"][2]["frames"][0]) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


def test_a_frame_of_a_stranger_or_another_fair_is_refused():
    [case] = [case for case in VECTORS["digests"] if len(case["passages"]) == 1]
    [text], key = case["frames"], bytes.fromhex(case["key"])
    with pytest.raises(ValueError, match="digest"):
        read_frame(text, case["fair"], bytes(32))
    with pytest.raises(ValueError, match="digest"):
        read_frame(text, 8, key)
    raw = base64.b32decode((body := text.removeprefix(MARK)) + "=" * (-len(body) % 8))
    for bit in range(8 * len(raw)):
        turned = bytearray(raw)
        turned[bit // 8] ^= 1 << bit % 8
        with pytest.raises(ValueError, match="digest"):
            read_frame(MARK + base64.b32encode(turned).decode().rstrip("="), case["fair"], key)


def test_what_is_three_days_older_than_the_newest_is_not_told():
    at = datetime(2026, 11, 20, 1, tzinfo=UTC)
    told = [Passage(1, at, 3, True), Passage(2, at - timedelta(days=3), 3, True)]
    [text] = frames(7, told, bytes(32))
    assert [one.number for one in read_frame(text, 7, bytes(32))[2]] == [1]


# ---- PINs


def test_a_pin_is_checked_and_proved_as_the_vector_says():
    pin = VECTORS["pin"]
    key = gate_pins.key_of(pin["pin"], bytes.fromhex(pin["salt"]), pin["rounds"])
    assert gate_pins.check_of(key).hex() == pin["check"]
    assert gate_pins.is_proved(key, UUID(pin["scan"]), pin["proof"])
    assert not gate_pins.is_proved(key, UUID(int=1), pin["proof"])
    assert not gate_pins.is_proved(gate_pins.check_of(key), UUID(pin["scan"]), pin["proof"])


def test_a_pin_is_eight_digits_and_another_each_time():
    pins = {gate_pins.make_pin() for _ in range(50)}
    assert {len(pin) for pin in pins} == {8}
    assert all(pin.isdigit() for pin in pins)
    assert len(pins) > 45
