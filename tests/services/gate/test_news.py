from datetime import timedelta

import pytest

from fairapp.domain import gate_pins
from fairapp.domain.errors import Invalid
from fairapp.domain.gate_wire import unpack
from fairapp.domain.verdicts import VERDICTS, Direction, How, Reason
from fairapp.services import gate as gates
from fairapp.services.gate import news
from fairapp.services.gate.sent import Phone
from tests.gate_rows import NOON, a_gate, a_phone, say

OUT = Direction.OUT
MINUTE = timedelta(minutes=1)


def told(phone, at=NOON):
    return gates.tell_all(gates.get_by_credential(phone), at)


def test_the_bundle_names_nobody(fair, phone, badge, gate, code):
    badge.holder_name = "Nguyễn Thị Bí Mật"
    badge.holder_line = "HTX Kín Tiếng"
    say(phone, code, gate)
    assert "Bí Mật" not in str(told(phone))
    assert "Kín Tiếng" not in str(told(phone))


def test_a_delta_brings_other_gates_entries_and_exits(fair, gate, phone, badge, code):
    other_gate = a_gate(fair, "Cổng B")
    other = a_phone(other_gate)
    cursor = told(other)["cursor"]
    say(phone, code, gate, NOON + MINUTE)
    delta = gates.tell_since(gates.get_by_credential(other), cursor, NOON + 2 * MINUTE)
    [(number, minutes, at)] = unpack(delta["seen"]["in"])
    assert (number, delta["seen"]["gates"][at]["id"]) == (badge.number, gate.id)
    assert minutes == 12 * 60 + 1
    assert delta["counts"]["entries"] == 0
    assert delta["areas"] == {str(fair.sites[0].id): 1}
    assert "lasting" not in delta
    say(phone, code, gate, NOON + 3 * MINUTE, direction=OUT)
    station = gates.get_by_credential(other)
    left = gates.tell_since(station, delta["cursor"], NOON + 4 * MINUTE)["seen"]
    assert unpack(left["in"]) == []
    assert [row[0] for row in unpack(left["out"])] == [badge.number]
    quiet = gates.tell_since(station, news.cursor_of(station, NOON + 5 * MINUTE), NOON + 6 * MINUTE)
    assert unpack(quiet["seen"]["out"]) == []


def test_a_delta_brings_what_was_cancelled_and_what_changed(fair, gate, phone, badge, db, organiser):
    cursor = told(phone)["cursor"]
    badge.revoked_at = NOON + MINUTE
    db.session.flush()
    delta = gates.tell_since(gates.get_by_credential(phone), cursor, NOON + 2 * MINUTE)
    assert unpack(delta["revoked"]) == [(badge.number,)]
    gates.set_limits(fair, {fair.sites[0].id: 9}, None, organiser)
    delta = gates.tell_since(gates.get_by_credential(phone), delta["cursor"], NOON + 3 * MINUTE)
    assert delta["lasting"]["areas"][0]["limit"] == 9


@pytest.mark.parametrize("cursor", [None, "", "x", "123.abc", "99999999999999.abc", "1765501080123", "١٢٣"])
def test_an_odd_or_old_cursor_asks_for_the_bundle(phone, cursor):
    assert gates.tell_since(gates.get_by_credential(phone), cursor, NOON) == {
        "now": gates.iso(NOON),
        "resync": True,
    }


def test_a_supervisors_pin_is_on_phones_as_a_check_alone(phone, supervisor, organiser):
    made, pin = supervisor
    [known] = told(phone)["lasting"]["supervisors"]
    assert known["check"] == gate_pins.check_of(gate_pins.key_of(pin, made.salt, 10)).hex()
    assert made.key.hex() not in str(told(phone))
    gates.end_supervisor(made, organiser)
    assert told(phone)["lasting"]["supervisors"] == []


def test_a_search_finds_by_part_of_a_name(fair, phone, badge, gate):
    badge.holder_name, badge.folded = "Nguyễn Thị Hoa", "nguyen thi hoa"
    found = gates.search(gates.get_by_credential(phone), "Thị h")
    assert [one["name"] for one in found] == ["Nguyễn Thị Hoa"]
    assert say(phone, found[0]["code"], gate, how=How.SEARCH) == Reason.WELCOME
    with pytest.raises(Invalid):
        gates.search(gates.get_by_credential(phone), "h")


def test_every_reason_has_a_verdict_in_the_answer():
    assert set(VERDICTS) == set(Reason)
    assert Phone(NOON).version == ""
