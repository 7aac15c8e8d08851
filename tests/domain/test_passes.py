import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from fairapp.domain import passes
from fairapp.domain.errors import Invalid
from fairapp.domain.passes import Kind, PassBody, Role, RoleCode, Token, TypedId, read_code
from fairapp.domain.printed_ids import parse_printed_id, printed_id
from tests.vectors.make_passes import printed_cases, reading_cases, token_cases
from tests.vectors.specimens import FIRST, a_pass, code, describe, flipped, key, public

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "passes.json").read_text(encoding="utf-8"))
PUBLIC = bytes.fromhex(public("one"))

bodies = st.builds(
    PassBody,
    fair=st.integers(0, 2**16 - 1),
    number=st.integers(0, 2**40 - 1),
    role=st.sampled_from(Role),
    first_day=st.dates(date(2020, 1, 1), date(2199, 6, 6)),
    day_bits=st.integers(0, 2**32 - 1),
    key=st.integers(0, 255),
    issue=st.integers(0, 255),
    zones=st.integers(0, 255),
    kind=st.sampled_from(Kind),
)


def test_vectors_are_what_the_script_writes():
    written = {
        "public_key": public("one"),
        "tokens": token_cases(),
        "readings": reading_cases(),
        "printed_ids": printed_cases(),
    }
    assert json.loads(json.dumps(written)) == VECTORS


@pytest.mark.parametrize("case", VECTORS["tokens"], ids=lambda case: case["signed"])
def test_token_has_the_bytes_of_the_vector(case):
    token = read_code(case["code"])
    assert describe(token.body) == case["body"]
    assert passes.pack(token.body).hex() == case["signed"]
    assert token.signature.hex() == case["signature"]
    assert [day.isoformat() for day in token.body.days] == case["days"]
    assert passes.is_signed_by(token, bytes.fromhex(VECTORS["public_key"]))


@pytest.mark.parametrize("case", VECTORS["readings"], ids=lambda case: case["name"])
def test_only_a_well_spelled_token_is_read(case):
    code = read_code(case["text"])
    assert (code.body.number if isinstance(code, Token) else None) == case["number"]
    assert not isinstance(code, TypedId)


def test_first_byte_after_byte_stands_where_the_format_says():
    body = a_pass(
        Role.PRESS, number=0x0102030405, issue=6, zones=0b111, fair=0x0A0B, key=9, kind=Kind.VEHICLE
    )
    assert passes.pack(body).hex() == "11090a0b010203040506060709d10000007e"


def test_a_token_is_82_bytes_and_132_letters():
    token = passes.sign(a_pass(), key("one"))
    assert len(token) == passes.TOKEN_BYTES
    assert len(passes.encode(token)) == passes.TOKEN_LETTERS


def test_the_address_stays_in_the_qr_alphabet():
    alphabet = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    text = passes.address("https://hoicho.quangninh.vn:8443/", passes.sign(a_pass(), key("one")))
    assert set(text) <= alphabet
    assert text.startswith("HTTPS://HOICHO.QUANGNINH.VN:8443/P/")


@given(bodies)
def test_what_is_signed_is_read_again(body):
    token = read_code(passes.address("https://hoicho.example", passes.sign(body, key("one"))))
    assert token.body == body
    assert passes.is_signed_by(token, PUBLIC)


@pytest.mark.parametrize("bit", range(8 * passes.TOKEN_BYTES))
def test_every_single_bit_turned_over_is_refused(bit):
    token = read_code(flipped(code(a_pass()), bit))
    assert token is None or not passes.is_signed_by(token, PUBLIC)


@given(st.integers(0, passes.TOKEN_LETTERS - 1))
def test_a_truncated_token_is_unreadable(length):
    bare = code(a_pass()).rsplit("/", 1)[1]
    assert read_code(bare[:length]) is None


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text):
    assert not isinstance(read_code(text), Token)


def test_a_signature_over_the_bare_bytes_is_not_ours():
    body = a_pass()
    token = Token(body, key("one").sign(passes.pack(body)))
    assert not passes.is_signed_by(token, PUBLIC)


def test_role_codes_are_fixed():
    assert {role: int(role.code) for role in Role} == {
        "exhibitor": 1,
        "booth_staff": 2,
        "builder": 3,
        "organiser": 4,
        "guest": 5,
        "press": 6,
        "service": 7,
        "visitor": 8,
    }
    assert all(RoleCode(role.code).role is role for role in Role)
    assert set(passes.ROLE_NAMES) == set(Role)


@pytest.mark.parametrize(
    "field, value", [("fair", 65536), ("number", 2**40), ("issue", 256), ("zones", -1), ("day_bits", 2**32)]
)
def test_a_value_that_does_not_fit_is_named(field, value):
    with pytest.raises(ValueError, match=field):
        replace(a_pass(), **{field: value})


def test_a_day_before_the_calendar_of_tokens_is_refused():
    with pytest.raises(ValueError, match="first day"):
        replace(a_pass(), first_day=date(2019, 12, 31))


# ---- days


@given(st.sets(st.integers(0, 31), min_size=1))
def test_days_come_back_from_their_bits(offsets):
    days = [FIRST + timedelta(days=i) for i in sorted(offsets)]
    bits = passes.days_to_bits(FIRST, days)
    assert passes.bits_to_days(FIRST, bits) == days
    body = replace(a_pass(), day_bits=bits)
    assert body.last_day == days[-1]
    assert [day for day in (FIRST + timedelta(days=i) for i in range(-1, 34)) if body.is_for(day)] == days


def test_a_thirty_third_day_is_refused_with_its_date():
    with pytest.raises(Invalid) as refusal:
        passes.days_to_bits(FIRST, [FIRST, FIRST + timedelta(days=32)])
    assert "20/12/2026" in str(refusal.value)
    assert "32" in str(refusal.value)


def test_a_day_before_the_first_is_refused_with_its_date():
    with pytest.raises(Invalid, match="17/11/2026"):
        passes.days_to_bits(FIRST, [FIRST - timedelta(days=1)])


def test_a_pass_without_days_is_refused():
    with pytest.raises(Invalid, match="ít nhất một ngày"):
        passes.days_to_bits(FIRST, [])


# ---- printed ids


@pytest.mark.parametrize("case", VECTORS["printed_ids"]["numbers"], ids=lambda case: case["printed"])
def test_printed_id_of_the_vector(case):
    assert printed_id(case["number"]) == case["printed"]
    assert read_code(case["printed"]) == TypedId(case["number"])


@pytest.mark.parametrize("case", VECTORS["printed_ids"]["typed"], ids=lambda case: repr(case["text"]))
def test_typed_id_of_the_vector(case):
    assert parse_printed_id(case["text"]) == case["number"]


@given(st.integers(0, 2**40 - 1))
def test_printed_id_comes_back(number):
    assert parse_printed_id(printed_id(number)) == number


@given(st.integers(0, 2**40 - 1), st.integers(0, 8), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_symbol_is_noticed(number, place, symbol):
    symbols = list(printed_id(number).replace("-", ""))
    if symbols[place] != symbol:
        symbols[place] = symbol
        assert parse_printed_id("".join(symbols)) is None


@given(st.integers(0, 2**40 - 1), st.integers(0, 6))
def test_two_neighbours_swapped_are_noticed(number, place):
    symbols = list(printed_id(number).replace("-", ""))
    if symbols[place] != symbols[place + 1]:
        symbols[place : place + 2] = symbols[place + 1], symbols[place]
        assert parse_printed_id("".join(symbols)) is None


@given(st.binary(min_size=1, max_size=90), st.data())
def test_base32_is_read_as_it_was_written_and_in_no_other_spelling(raw, data):
    written = passes.encode(raw)
    cased = (
        "".join(data.draw(st.sampled_from((letter, letter.lower()))) for letter in written[:20])
        + written[20:]
    )
    assert passes.decode(cased, len(written)) == raw
    unused = -8 * len(raw) % 5
    if unused:
        last = passes.ALPHABET.index(written[-1]) + data.draw(st.integers(1, (1 << unused) - 1))
        assert passes.decode(written[:-1] + passes.ALPHABET[last], len(written)) is None
    assert passes.decode(written, len(written) + 1) is None
