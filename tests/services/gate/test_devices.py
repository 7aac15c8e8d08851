from datetime import timedelta

import pytest
from sqlalchemy import select

from fairapp.db import now
from fairapp.domain.errors import Forbidden, NotFound, Unknown
from fairapp.domain.verdicts import Direction
from fairapp.models import DeadLetter, GateDevice
from fairapp.services import gate as gates
from fairapp.services.gate.sent import Dead
from tests.factories import a_fair
from tests.gate_rows import NOON, a_gate, count, entries, say

OUT = Direction.OUT
MINUTE = timedelta(minutes=1)


def test_a_code_enrols_one_phone_once(gate, organiser, db):
    code = gates.invite(gate, organiser)
    made = gates.enrol(code, "1", now())
    station = gates.get_by_credential(made.credential)
    assert (station.gate_id, station.device_id) == (gate.id, made.device.id)
    assert made.credential not in str(db.session.execute(select(GateDevice.__table__)).all())
    with pytest.raises(NotFound):
        gates.enrol(code, "1", now())


def test_a_code_lives_ten_minutes(gate, organiser):
    code = gates.invite(gate, organiser)
    with pytest.raises(NotFound):
        gates.enrol(code, "1", now() + timedelta(minutes=gates.LINK_MINUTES, seconds=1))


def test_a_new_link_for_one_device_touches_no_other(gate, organiser):
    first, second = (gates.enrol(gates.invite(gate, organiser), "", now()) for _ in range(2))
    again = gates.enrol(gates.invite(gate, organiser, device=first.device), "", now())
    assert again.device.id == first.device.id
    assert gates.get_by_credential(second.credential).device_id == second.device.id
    assert gates.get_by_credential(again.credential).device_id == first.device.id
    with pytest.raises(Unknown):
        gates.get_by_credential(first.credential)


def test_a_revoked_phone_is_refused_and_its_scans_stand(gate, phone, code, organiser, db):
    say(phone, code, gate)
    device = db.session.scalars(select(GateDevice)).one()
    gates.revoke(device, organiser)
    db.session.flush()
    with pytest.raises(Forbidden):
        gates.get_by_credential(phone)
    assert len(entries()) == 1
    with pytest.raises(Exception, match="ngừng"):
        gates.invite(gate, organiser, device=device)


def test_a_phone_that_moves_hears_of_it_and_its_scans_stay(fair, gate, phone, code, organiser, db):
    say(phone, code, gate)
    other = a_gate(fair, "Cổng B")
    gates.move(db.session.scalars(select(GateDevice)).one(), other, organiser)
    db.session.flush()
    assert gates.tell_all(gates.get_by_credential(phone), NOON)["device"]["gate"] == other.id
    assert entries()[0].gate_id == gate.id
    elsewhere = a_gate(a_fair(), "Cổng C")
    with pytest.raises(NotFound):
        gates.move(db.session.scalars(select(GateDevice)).one(), elsewhere, organiser)


def test_what_cannot_be_read_is_kept_once(gate, phone):
    station = gates.get_by_credential(phone)
    for _ in range(2):
        gates.keep_dead(station, [Dead("x", '{"id": "x"}', "Sai.")], NOON)
    assert count(DeadLetter) == 1
    assert gates.list_dead(gate.site.fair).rows[0].body == '{"id": "x"}'
