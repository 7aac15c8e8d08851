"""A fair's keys: changed, refused, and what the gate makes of passes signed before and after."""

from datetime import date, time, timedelta

import pytest

from fairapp.documents.pass_sheet import Paper
from fairapp.domain.calendar import at_local, local_day
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.pass_keys import KeyState
from fairapp.domain.pass_lines import Person
from fairapp.domain.pass_standing import Standing
from fairapp.domain.passes import Kind, Role
from fairapp.domain.printed_ids import printed_id
from fairapp.domain.verdicts import How, Reason
from fairapp.models import AuditEntry, FairKey
from fairapp.services import gate as gates, passes
from fairapp.services.passes import Signer, keyring
from tests import people
from tests.factories import a_fair
from tests.gate_rows import a_phone, a_scan, send

FIRST_DAY = date(2026, 12, 12)
NOON = at_local(FIRST_DAY, time(12))


@pytest.fixture
def fair(db):
    """A fair beside a stranger's, each with its first key."""
    passes.key_for(a_fair(first_day=FIRST_DAY))
    return a_fair(first_day=FIRST_DAY)


@pytest.fixture
def organiser(fair):
    return people.an_organiser(organisation=fair.owner)


@pytest.fixture
def gate(fair, organiser):
    return gates.add_gate(fair.sites[0], "Cổng A", 0, organiser)


@pytest.fixture
def phone(gate):
    return a_phone(gate, since=NOON - timedelta(days=1))


def a_badge(fair, organiser, name="Lê Cường"):
    [badge] = passes.add_people(fair, Role.GUEST, Kind.PERSON, [Person(name, "")], organiser)
    return badge


def scan(gate, phone, code, how=How.CAMERA):
    return send(phone, [a_scan(code, gate, NOON, how=how)], NOON).told[0].outcome.reason


def states(fair):
    return {line.key.key_id: (line.state, line.passes, line.open_passes) for line in keyring.list_keys(fair)}


def test_new_passes_are_signed_with_the_new_key_and_old_ones_still_open_the_gate(
    fair, organiser, gate, phone
):
    old = a_badge(fair, organiser, "Thẻ Cũ")
    code = Signer().code(old)
    made = keyring.rotate(fair, organiser, seen=1)
    new = a_badge(fair, organiser, "Thẻ Mới")
    assert (made.key_id, old.key_id, new.key_id) == (2, 1, 2)
    assert states(fair) == {2: (KeyState.CURRENT, 1, 1), 1: (KeyState.EARLIER, 1, 1)}
    assert scan(gate, phone, code) == Reason.WELCOME
    assert scan(gate, phone, Signer().code(new)) == Reason.WELCOME


def test_a_refused_key_refuses_its_passes_and_no_others(fair, organiser, gate, phone):
    old = a_badge(fair, organiser)
    code = Signer().code(old)
    keyring.rotate(fair, organiser, seen=1)
    new = a_badge(fair, organiser, "Thẻ Mới")
    keyring.refuse(fair, organiser, 1, "Máy chủ cũ bị lộ", seen=1)
    assert scan(gate, phone, code) == Reason.KEY_REFUSED
    assert scan(gate, phone, printed_id(old.number), How.TYPED) == Reason.KEY_REFUSED
    assert scan(gate, phone, Signer().code(new)) == Reason.WELCOME
    assert passes.read_public(code, local_day(NOON))[0] is Standing.REVOKED
    assert passes.is_shut_out(old)
    assert not passes.is_shut_out(new)


def test_the_bundle_tells_phones_of_new_and_refused_keys(fair, organiser, phone):
    a_badge(fair, organiser)
    keyring.rotate(fair, organiser, seen=1)
    keyring.refuse(fair, organiser, 1, "Lộ khoá", seen=1)
    keys = gates.get_by_credential(phone).lasting.bundle["keys"]
    assert {number: key["refused"] for number, key in keys.items()} == {"1": True, "2": False}
    assert len({key["public"] for key in keys.values()}) == 2


def test_refusing_the_current_key_makes_a_new_one_and_never_goes_back_to_an_older(fair, organiser):
    a_badge(fair, organiser)
    keyring.rotate(fair, organiser, seen=1)
    a_badge(fair, organiser)
    keyring.refuse(fair, organiser, 2, "Lộ khoá", seen=1)
    assert a_badge(fair, organiser).key_id == 3
    assert {number: state for number, (state, _, _) in states(fair).items()} == {
        3: KeyState.CURRENT,
        2: KeyState.REFUSED,
        1: KeyState.EARLIER,
    }


def test_signing_again_opens_the_gate_for_the_new_copy_only(fair, organiser, gate, phone):
    badge, revoked = a_badge(fair, organiser), a_badge(fair, organiser, "Đã Nghỉ")
    passes.revoke(revoked, "nghỉ", organiser)
    badge.printed_at = NOON
    code = Signer().code(badge)
    keyring.refuse(fair, organiser, 1, "Lộ khoá", seen=1)
    assert passes.count_shut_out(fair) == 1
    assert keyring.sign_again(fair, organiser) == 1
    assert (badge.key_id, badge.issue, badge.printed_at, revoked.key_id) == (2, 2, None, 1)
    assert passes.count_shut_out(fair) == 0
    assert scan(gate, phone, code) == Reason.REPRINTED
    assert scan(gate, phone, Signer().code(badge)) == Reason.WELCOME
    with pytest.raises(Conflict):
        keyring.sign_again(fair, organiser)


def test_a_pass_printed_again_is_signed_with_the_current_key(fair, organiser, gate, phone):
    badge = a_badge(fair, organiser)
    keyring.refuse(fair, organiser, 1, "Lộ khoá", seen=1)
    with pytest.raises(Conflict):
        passes.print_sheet(fair, [badge], Paper.A6, {})
    passes.reprint(badge, organiser)
    assert badge.key_id == 2
    assert passes.print_sheet(fair, [badge], Paper.A6, {}).startswith(b"%PDF")
    assert scan(gate, phone, Signer().code(badge)) == Reason.WELCOME


def test_who_looked_at_an_older_list_changes_nothing(fair, organiser):
    a_badge(fair, organiser)
    keyring.rotate(fair, organiser, seen=1)
    with pytest.raises(Conflict):
        keyring.rotate(fair, people.an_organiser(organisation=fair.owner), seen=1)
    a_badge(fair, organiser)
    with pytest.raises(Conflict):
        keyring.refuse(fair, organiser, 2, "Lộ khoá", seen=0)
    assert {number: state for number, (state, _, _) in states(fair).items()} == {
        2: KeyState.CURRENT,
        1: KeyState.EARLIER,
    }


@pytest.mark.parametrize("reason", ["", " \n "])
def test_refusing_needs_a_reason(fair, organiser, reason):
    a_badge(fair, organiser)
    with pytest.raises(Invalid) as refusal:
        keyring.refuse(fair, organiser, 1, reason, seen=1)
    assert refusal.value.field == "reason"


def test_a_key_is_refused_once(fair, organiser):
    a_badge(fair, organiser)
    keyring.refuse(fair, organiser, 1, "Lộ khoá", seen=1)
    with pytest.raises(Conflict):
        keyring.refuse(fair, organiser, 1, "Lộ khoá", seen=1)
    assert len(keyring.list_keys(fair)) == 2


def test_another_fairs_key_is_not_found(fair, organiser):
    with pytest.raises(NotFound):
        keyring.refuse(fair, organiser, 1, "Lộ khoá", seen=0)


def test_a_first_key_can_be_made_before_any_pass(fair, organiser):
    assert keyring.rotate(fair, organiser, seen=0).key_id == 1


def test_the_last_number_is_the_last_key(fair, organiser, db):
    db.session.add(FairKey(fair_id=fair.id, key_id=255, public_key=b"p" * 32, private_key=b"x"))
    db.session.flush()
    with pytest.raises(Conflict):
        keyring.rotate(fair, organiser, seen=255)


def test_each_step_is_written_down(fair, organiser, db):
    a_badge(fair, organiser)
    keyring.rotate(fair, organiser, seen=1)
    keyring.refuse(fair, organiser, 1, "Lộ khoá", seen=1)
    keyring.sign_again(fair, organiser)
    entries = db.session.scalars(db.select(AuditEntry).filter(AuditEntry.action.startswith("key.")))
    assert [entry.action for entry in entries] == ["key.rotate", "key.refuse", "key.sign_again"]


def test_the_list_takes_the_same_statements_for_a_thousand_passes(fair, organiser, count_statements):
    a_badge(fair, organiser)
    few = count_statements(lambda: keyring.list_keys(fair))
    crowd = [Person(f"Khách {n}", "") for n in range(1_000)]
    passes.add_people(fair, Role.GUEST, Kind.PERSON, crowd, organiser)
    assert count_statements(lambda: keyring.list_keys(fair)) == few
    keyring.refuse(fair, organiser, 1, "Lộ khoá", seen=1_001)
    assert count_statements(lambda: keyring.sign_again(fair, organiser)) <= 10
