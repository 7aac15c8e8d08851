"""Which gates a role may use: bound on the organiser's word, judged on phones and on the server, printed."""

from datetime import timedelta

import pytest

from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.passes import Kind, Role
from fairapp.domain.verdicts import Direction, Reason
from fairapp.models import AuditEntry
from fairapp.services import gate as gates
from tests.factories import a_code, a_pass
from tests.gate_rows import NOON, a_gate, a_phone, a_scan, entries, say, send

MINUTE = timedelta(minutes=1)
BOTH = [0, 1]


@pytest.fixture
def other_gate(gate):
    return a_gate(gate.site.fair, "Cổng B", zone_bit=1)


@pytest.fixture
def other_phone(other_gate):
    return a_phone(other_gate, since=NOON - timedelta(days=3))


def everybody(**bound):
    return {role: bound.get(role.value, BOTH) for role in Role}


@pytest.fixture
def bind(fair, gate, other_gate, organiser):
    """`bind(visitor=[1])`: these roles enter by these zones, all others by both."""

    def do(**bound):
        gates.set_role_zones(fair, everybody(**bound), BOTH, organiser)

    return do


def rules(phone):
    return gates.tell_all(gates.get_by_credential(phone), NOON)["lasting"]["rules"]


def test_a_role_bound_to_one_gate_comes_in_there_alone(bind, phone, other_phone, gate, other_gate, code):
    bind(visitor=[1])
    assert say(phone, code, gate) == Reason.ZONE_NOT_FOR_ROLE
    assert say(other_phone, code, other_gate, NOON + MINUTE) == Reason.WELCOME


def test_who_came_in_by_its_gate_goes_out_by_any(bind, phone, other_phone, gate, other_gate, code):
    bind(visitor=[1])
    assert say(other_phone, code, other_gate) == Reason.WELCOME
    assert say(phone, code, gate, NOON + MINUTE, direction=Direction.OUT) == Reason.LEFT


def test_what_a_phone_let_in_before_it_heard_is_judged_again(bind, phone, gate, code):
    bind(visitor=[1])
    [told] = send(phone, [a_scan(code, gate, NOON, Reason.WELCOME)], NOON + MINUTE).told
    assert (told.outcome.reason, told.conflict) == (Reason.ZONE_NOT_FOR_ROLE, True)
    assert entries() == []


def test_an_entry_that_was_kept_before_the_bond_stays_one(bind, phone, gate, code):
    assert say(phone, code, gate) == Reason.WELCOME
    bind(visitor=[1])
    assert say(phone, code, gate, NOON + MINUTE) == Reason.ZONE_NOT_FOR_ROLE
    assert [scan.scanned_at for scan in entries()] == [NOON]


def test_phones_hear_of_it_with_the_next_delta_and_only_once(bind, phone):
    cursor = gates.tell_all(gates.get_by_credential(phone), NOON)["cursor"]
    bind(press=[0])
    delta = gates.tell_since(gates.get_by_credential(phone), cursor, NOON + MINUTE)
    assert delta["lasting"]["rules"]["press"]["zones"] == [0]
    assert delta["lasting"]["rules"]["visitor"]["zones"] is None
    again = gates.tell_since(gates.get_by_credential(phone), delta["cursor"], NOON + 2 * MINUTE)
    assert "lasting" not in again


def test_every_zone_ticked_is_no_bond(fair, bind, phone):
    bind(visitor=[1], press=[1])
    bind(visitor=BOTH, press=[1])
    a_gate(fair, "Cổng C", zone_bit=5)
    said = rules(phone)
    assert (said["visitor"]["zones"], said["press"]["zones"]) == (None, [1])


@pytest.mark.parametrize("bits", [[], [2], [0, 7], [-1]])
def test_a_role_needs_zones_that_there_are(bind, phone, bits):
    with pytest.raises(Invalid) as refusal:
        bind(guest=bits)
    assert refusal.value.field == "guest"
    assert rules(phone)["guest"]["zones"] is None


def test_people_are_not_bound_to_gates_for_vehicles_alone(fair, gate, other_gate, organiser):
    for n in (1, 2):
        a_gate(fair, f"Cổng xe {n}", zone_bit=5, kind_bits=2)
    chosen = {role: [0, 1, 5] for role in Role}
    with pytest.raises(Invalid) as refusal:
        gates.set_role_zones(fair, chosen | {Role.SERVICE: [5]}, [0, 1, 5], organiser)
    assert (refusal.value.field, refusal.value.values) == ("service", {"gates": ("Cổng xe 1", "Cổng xe 2")})
    gates.set_role_zones(fair, chosen | {Role.SERVICE: [1, 5]}, [0, 1, 5], organiser)
    assert gates.role_zones(fair) == {Role.SERVICE: [1, 5]}


def test_a_role_that_is_left_with_gates_for_vehicles_loses_its_last_gate(fair, gate, other_gate, organiser):
    a_gate(fair, "Cổng xe", zone_bit=1, kind_bits=2)
    gates.set_role_zones(fair, everybody(service=[1]), BOTH, organiser)
    with pytest.raises(Conflict) as refusal:
        gates.remove_gate(other_gate, organiser)
    assert refusal.value.values == {"role": Role.SERVICE}


def test_a_table_of_other_zones_is_not_taken(fair, bind, organiser):
    a_gate(fair, "Cổng C", zone_bit=5)
    with pytest.raises(Conflict):
        bind(visitor=[1])
    assert gates.role_zones(fair) == {}


def test_no_role_loses_its_last_gate(fair, gate, other_gate, bind, organiser, db):
    bind(visitor=[1])
    with pytest.raises(Conflict) as refusal:
        gates.set_gate_zones(fair, {other_gate.id: 0}, organiser)
    assert refusal.value.values == {"role": Role.VISITOR}
    other_gate.zone_bit = 1
    with pytest.raises(Conflict):
        gates.remove_gate(other_gate, organiser)


def test_bonds_to_gates_that_are_gone_mean_nothing(fair, gate, other_gate, bind, organiser):
    third = a_gate(fair, "Cổng C", zone_bit=5)
    chosen = {role: [0, 1, 5] for role in Role}
    chosen |= {Role.VISITOR: [1, 5], Role.PRESS: [0, 1], Role.GUEST: [0, 5]}
    gates.set_role_zones(fair, chosen, [0, 1, 5], organiser)
    gates.remove_gate(third, organiser)
    assert gates.role_zones(fair) == {Role.VISITOR: [1], Role.GUEST: [0]}
    gates.set_gate_zones(fair, {gate.id: 1, other_gate.id: 0}, organiser)
    assert [zone.bit for zone in gates.list_zones(gates.list_for_fair(fair))] == BOTH


def test_a_fair_without_gates_has_no_bonds(fair, gate, other_gate, bind, organiser):
    bind(visitor=[1])
    gates.set_role_zones(fair, everybody(visitor=[0]), BOTH, organiser)
    gates.remove_gate(other_gate, organiser)
    gates.remove_gate(gate, organiser)
    assert gates.role_zones(fair) == {}


def test_each_change_is_on_record(fair, gate, bind, organiser, db):
    bind(visitor=[1])
    gates.set_gate_zones(fair, {gate.id: 3}, organiser)
    kept = db.session.scalars(db.select(AuditEntry.action).where(AuditEntry.fair_id == fair.id)).all()
    assert {"gate.role_zones", "gate.zones"} <= set(kept)


def test_a_pass_names_its_gates_only_where_some_are_closed_to_it(fair, gate, other_gate, bind, key):
    lorries = a_gate(fair, "Cổng xe", zone_bit=1, kind_bits=2)
    visitor, guest = (
        a_pass(fair=fair, key=key, role=Role.VISITOR),
        a_pass(fair=fair, key=key, role=Role.GUEST),
    )
    cleaner = a_pass(fair=fair, key=key, role=Role.SERVICE, zone_bits=0b1)
    lorry = a_pass(fair=fair, key=key, role=Role.SERVICE, kind=Kind.VEHICLE)
    bind(visitor=[1], service=BOTH)
    shown = gates.ways_in(fair, [visitor, guest, cleaner, lorry])
    assert shown == {visitor.id: other_gate.name, cleaner.id: gate.name}
    bind(service=[1])
    shown = gates.ways_in(fair, [visitor, lorry])
    assert shown == {lorry.id: f"{other_gate.name}, {lorries.name}"}
    assert a_code(visitor, key)
