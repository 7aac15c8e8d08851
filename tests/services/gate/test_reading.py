"""A signature is checked before anybody waits for the database, and what holds then has the last word."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from fairapp.domain import pass_keys, passes
from fairapp.domain.passes import Role
from fairapp.domain.verdicts import Reason
from fairapp.models import FairKey
from fairapp.services import gate as gates
from fairapp.services.gate import station
from fairapp.services.gate.sent import Phone
from tests.factories import a_code, a_pass
from tests.gate_rows import NOON, a_scan, send


@pytest.fixture
def code(fair, key, phone):
    """The code of a pass whose fair this process has heard of."""
    code = a_code(a_pass(fair=fair, key=key, role=Role.VISITOR), key)
    gates.get_by_credential(phone)
    return code


@pytest.fixture
def checks(monkeypatch):
    """The public keys that signatures are really checked with, in their order."""
    asked = []
    plain = passes._public_key
    passes._is_signed.cache_clear()
    monkeypatch.setattr(passes, "_public_key", lambda raw: asked.append(raw) or plain(raw))
    return asked


def read(phone, code, gate):
    asked = gates.get_by_credential(phone)
    [reading] = gates.read_scans(asked, Phone(NOON), [a_scan(code, gate, NOON)], NOON)
    return reading.said.reason


def test_a_signature_is_checked_once(phone, code, gate, checks):
    gates.check_ahead(code)
    assert len(checks) == 1
    assert read(phone, code, gate) == Reason.WELCOME
    assert len(checks) == 1


def test_a_forged_one_stays_forged(phone, fair, code, gate, checks):
    stranger = pass_keys.generate_key()
    forged = a_code(a_pass(fair=fair, key=stranger, role=Role.VISITOR), stranger)
    gates.check_ahead(forged)
    assert read(phone, forged, gate) == Reason.BAD_SIGNATURE
    assert read(phone, code, gate) == Reason.WELCOME
    assert len(checks) == 2


def test_another_key_since_then_is_asked_itself(phone, fair, code, gate, checks, db):
    gates.check_ahead(code)
    other = pass_keys.public_bytes(pass_keys.generate_key())
    db.session.scalars(select(FairKey)).one().public_key = other
    assert read(phone, code, gate) == Reason.BAD_SIGNATURE
    assert checks[-1] == other


def test_a_key_refused_since_then_is_refused(phone, code, gate, checks, db):
    gates.check_ahead(code)
    db.session.scalars(select(FairKey)).one().refused_at = NOON - timedelta(minutes=1)
    said = send(phone, [a_scan(code, gate, NOON)], NOON)
    assert said.told[0].outcome.reason == Reason.KEY_REFUSED
    assert len(checks) == 1


@pytest.mark.parametrize("text", ["", "https://elsewhere.example", "0000-0000", "\x00"])
def test_what_is_no_pass_is_left_to_the_judge(text, checks):
    gates.check_ahead(text)
    assert checks == []


def test_of_a_fair_never_heard_of_nothing_is_checked_ahead(fair, key, checks, monkeypatch):
    monkeypatch.setattr(station, "_latest", {})
    gates.check_ahead(a_code(a_pass(fair=fair, key=key, role=Role.VISITOR), key))
    assert checks == []
