"""The organiser's pages of phones, supervisors and conflicts."""

import re
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from fairapp.db import now
from fairapp.domain import pass_keys
from fairapp.domain.calendar import format_moment, local_day
from fairapp.domain.gate_pins import check_of, key_of
from fairapp.domain.passes import Role
from fairapp.domain.verdicts import Reason
from fairapp.models import GateDevice, GateSupervisor
from fairapp.services import gate as gates
from fairapp.services.gate.sent import Dead
from tests import people
from tests.factories import a_code, a_fair, a_pass
from tests.gate_rows import a_gate, a_phone, a_scan, send


@pytest.fixture
def fair(db):
    fair = a_fair(first_day=local_day(now()), days=2)
    for session in fair.sites[0].sessions:
        session.opens, session.closes = session.opens.replace(hour=0), session.closes.replace(23, 59)
    return fair


@pytest.fixture
def gate(fair):
    return a_gate(fair)


@pytest.fixture
def page(sign_in, fair):
    return sign_in(people.an_organiser(organisation=fair.owner))


@pytest.fixture
def base(fair):
    return f"/organiser/fairs/{fair.id}/gates"


def test_a_phone_is_asked_to_speak_as_the_organiser_does(page, gate, base, monkeypatch):
    made = []
    monkeypatch.setattr("fairapp.documents.qr.png_address", lambda text: made.append(text) or "data:,x")
    with page.session_transaction() as session:
        session["lang"] = "en"
    page.post(f"{base}/devices/invite", data={"invite-gate": gate.id})
    assert made[0].startswith("https://fair.example/gate/enrol?lang=en#")


def test_a_pairing_code_is_shown_once_and_enrols_a_phone(page, gate, base, monkeypatch, db):
    made = []
    monkeypatch.setattr("fairapp.documents.qr.png_address", lambda text: made.append(text) or "data:,x")
    shown = page.post(f"{base}/devices/invite", data={"invite-gate": gate.id, "invite-supervisor": "y"})
    assert shown.status_code == 200
    [address] = made
    assert address.startswith("https://fair.example/gate/enrol?lang=vi#")
    code = address.split("#")[1]
    assert code not in page.get(f"{base}/devices").text
    enrolled = page.post("/api/gate/enrol", json={"code": code}).json
    assert enrolled["device"]["supervisor"] is True
    assert "Máy 1" in page.get(f"{base}/devices").text


def test_an_invitation_needs_a_gate_of_the_fair(page, gate, base):
    other = a_gate(a_fair(), "Cổng lạ")
    assert page.post(f"{base}/devices/invite", data={"invite-gate": other.id}).status_code == 422


def test_a_phone_is_renamed_moved_paired_again_and_stopped(page, fair, gate, base, db):
    a_phone(gate)
    second = a_gate(fair, "Cổng B")
    device = db.session.scalars(select(GateDevice)).one()
    address = f"{base}/devices/{device.id}"
    assert page.post(address, data={"name": "Máy của Lan", "gate": second.id}).status_code == 302
    assert not device.supervisor
    rights = {"name": "Máy của Lan", "gate": second.id, "supervisor": "y", "inspector": "y"}
    assert page.post(address, data=rights).status_code == 302
    assert device.supervisor and device.inspector
    assert (device.name, device.gate_id) == ("Máy của Lan", second.id)
    assert page.post(address, data={"name": " ", "gate": second.id}).status_code == 422
    assert page.post(f"{address}/invite").status_code == 200
    assert page.post(f"{address}/revoke").status_code == 302
    assert "Đã ngừng" in page.get(f"{base}/devices").text
    assert page.post(f"{address}/revoke").status_code == 409


def test_how_each_phone_does_stands_on_the_page(page, gate, base, db):
    a_phone(gate)
    device = db.session.scalars(select(GateDevice)).one()
    device.battery, device.unsent, device.skew, device.version = 20, 7, -121_000, "2026-11-22.b"
    db.session.flush()
    text = page.get(f"{base}/devices").text
    assert all(word in text for word in ("2026-11-22.b", "20 %", "-121 giây"))
    assert text.count("tone-warn") == 2  # what is low, and what is far off
    device.battery, device.skew = 21, 1_000
    db.session.flush()
    assert "tone-warn" not in page.get(f"{base}/devices").text


def test_a_pin_is_shown_once_and_can_be_withdrawn(page, gate, base, monkeypatch, db):
    monkeypatch.setattr("fairapp.domain.gate_pins.ROUNDS", 10)
    shown = page.post(f"{base}/devices/supervisors", data={"supervisor-name": "Trưởng ca"})
    pin = re.search(r"(\d{4}) (\d{4})</code>", shown.text)
    made = db.session.scalars(select(GateSupervisor)).one()
    assert check_of(key_of(pin[1] + pin[2], made.salt, made.rounds)) == check_of(made.key)
    assert "Trưởng ca" in page.get(f"{base}/devices").text
    assert page.post(f"{base}/devices/supervisors/{made.id}/end").status_code == 302
    assert page.post(f"{base}/devices/supervisors/{made.id}/end").status_code == 404


def test_who_was_let_in_twice_is_shown_and_marked(page, fair, gate, base, db):
    key = pass_keys.generate_key()
    badge = a_pass(fair=fair, key=key, role=Role.VISITOR, holder_name="Lê Thị Trùng")
    code = a_code(badge, key)
    other = a_gate(fair, "Cổng B")
    moments = [now(), now() + timedelta(minutes=1)]
    for post, moment in zip((gate, other), moments, strict=True):
        phone = a_phone(post, since=now() - timedelta(days=1))
        send(phone, [a_scan(code, post, moment, Reason.WELCOME)], now())
    text = page.get(f"{base}/conflicts").text
    assert all(word in text for word in ("Lê Thị Trùng", "1 trường hợp chưa xem"))
    devices = db.session.scalars(select(GateDevice).order_by(GateDevice.id))
    for device, moment in zip(devices, moments, strict=True):  # the one that counts, and the one too many
        assert f"{format_moment(moment)}</span>, {device.gate.name}, {device.name}</span>" in text
    assert "1 lượt vào cần xem lại" in page.get(base).text
    [conflict] = gates.list_conflicts(fair).rows
    assert page.post(f"{base}/conflicts/{conflict.scan.id}").status_code == 302
    assert "0 trường hợp chưa xem" in page.get(f"{base}/conflicts").text
    assert page.post(f"{base}/conflicts/{uuid.uuid4()}").status_code == 404


def test_what_could_not_be_read_is_shown(page, gate, base):
    station = gates.get_by_credential(a_phone(gate))
    gates.keep_dead(station, [Dead(None, '{"id": "<b>x"}', "Thiếu mục gate.")], now())
    text = page.get(f"{base}/devices/unreadable").text
    assert "Thiếu mục gate." in text
    assert "<b>x" not in text
    assert "&lt;b&gt;x" in text
    assert "1 mục máy gửi lên" in page.get(f"{base}/devices").text


def test_many_things_that_could_not_be_read_stand_on_several_pages(page, gate, base):
    station = gates.get_by_credential(a_phone(gate))
    at = now()
    for n in range(51):
        gates.keep_dead(station, [Dead(None, f'{{"n": {n}}}', f"Sai mục {n}.")], at + timedelta(seconds=n))
    first, second = (page.get(f"{base}/devices/unreadable?page={n}").text for n in (1, 2))
    assert "Sai mục 50." in first
    assert "Sai mục 0." not in first
    assert "Sai mục 0." in second
    assert "51 mục máy gửi lên" in page.get(f"{base}/devices").text


def test_limits_are_kept_and_shown(page, fair, gate, base):
    site = fair.sites[0].id
    form = {f"limits-site_{site}": "1200", "limits-again_after": "45"}
    assert page.post(f"{base}/limits", data=form).status_code == 302
    assert gates.limits(fair) == {site: 1200}
    assert gates.again_after(fair) == 45
    assert 'value="1200"' in page.get(f"{base}/set-up").text
    assert page.post(f"{base}/limits", data={f"limits-site_{site}": "0"}).status_code == 422
    assert page.post(f"{base}/limits", data={}).status_code == 302
    assert (gates.limits(fair), gates.again_after(fair)) == ({site: None}, None)
