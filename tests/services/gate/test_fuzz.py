"""No code but a genuine one opens a gate: every bit of a token turned over, cut, lengthened, made up."""

import base64
from datetime import date, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from fairapp.domain import pass_keys
from fairapp.domain.calendar import at_local
from fairapp.domain.gate import decide
from fairapp.domain.passes import Role, address, encode
from fairapp.domain.verdicts import NOT_OURS, Direction, Reason
from fairapp.models import Scan
from fairapp.services import gate as gates
from tests.factories import a_code, a_fair, a_pass
from tests.gate_rows import a_gate, a_phone, a_scan, send

FIRST_DAY = date(2026, 12, 12)
NOON = at_local(FIRST_DAY, time(12))
BITS = 82 * 8


@pytest.fixture
def world(db):
    fair, key = a_fair(first_day=FIRST_DAY), pass_keys.generate_key()
    gate = a_gate(fair)
    phone = a_phone(gate, since=NOON - timedelta(days=1))
    return gate, phone, a_code(a_pass(fair=fair, key=key, role=Role.VISITOR), key)


def raw_of(code):
    letters = code.rsplit("/", 1)[1]
    return base64.b32decode(letters + "=" * (-len(letters) % 8))


def test_no_bit_of_a_token_can_be_turned_over(world, db):
    """On the server, where a phone claims of each that it let somebody in."""
    gate, phone, code = world
    raw = raw_of(code)
    turned = []
    for bit in range(BITS):
        forged = bytearray(raw)
        forged[bit // 8] ^= 0x80 >> bit % 8
        turned.append(a_scan(address("https://fair.example", bytes(forged)), gate, NOON, Reason.WELCOME))
    for part in (turned[:400], turned[400:]):
        told = send(phone, part, NOON).told
        assert all(one.outcome.nth is None and one.conflict for one in told)
        assert {one.outcome.reason for one in told} <= NOT_OURS
    assert db.session.query(Scan).filter(Scan.nth.is_not(None)).count() == 0
    assert db.session.query(Scan).filter(Scan.pass_id.is_not(None)).count() == 0
    [genuine] = send(phone, [a_scan(code, gate, NOON, Reason.WELCOME)], NOON).told
    assert genuine.outcome.nth == 1


def test_phones_judge_every_turned_bit_alike(world):
    gate, phone, code = world
    bundle, raw = gates.get_by_credential(phone).lasting.bundle, raw_of(code)
    for bit in range(BITS):
        forged = bytearray(raw)
        forged[bit // 8] ^= 0x80 >> bit % 8
        said = decide(encode(bytes(forged)), bundle, {}, NOON, gate.id, Direction.IN, override=True)
        assert said.reason in NOT_OURS, bit


ODD = st.one_of(
    st.text(max_size=300),
    st.binary(min_size=82, max_size=82).map(encode),
    st.binary(max_size=120).map(encode),
    st.from_regex(r"https?://[a-z.]{1,20}/p/[A-Z2-7]{120,140}", fullmatch=True),
    st.from_regex(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-Z*~$=U]", fullmatch=True),
)


@given(texts=st.lists(ODD, max_size=40))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_is_scanned_is_kept_and_nothing_of_it_enters(world, texts):
    gate, phone, _code = world
    scans = [a_scan(text.replace("\x00", ""), gate, NOON, Reason.WELCOME) for text in texts]
    assert all(one.outcome.nth is None for one in send(phone, scans, NOON).told)


def test_cut_lengthened_and_respelled_tokens_do_not_enter(world):
    gate, phone, code = world
    odd = [code[:n] for n in range(len(code))] + [code + "A", code + "AA", code.replace("/P/", "/P/A")]
    told = send(phone, [a_scan(text, gate, NOON, Reason.WELCOME) for text in odd], NOON).told
    assert all(one.outcome.nth is None for one in told)
