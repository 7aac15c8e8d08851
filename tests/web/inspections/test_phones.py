"""The protocol of officers' phones over HTTP."""

import uuid

import pytest
from PIL import Image
from sqlalchemy import func, select

from fairapp.db import now
from fairapp.domain.inspections import LARGEST_PART
from fairapp.models import AuditEntry, DeadLetter, FloorCheck, FloorPhoto, FloorPhotoPart, GateDevice
from fairapp.services.papers import storing
from tests import people
from tests.floor_rows import a_fair_today, a_picture, a_sign, a_stand, an_officer
from tests.gate_rows import a_gate, a_phone


@pytest.fixture
def fair(db):
    return a_fair_today()


@pytest.fixture
def gate(fair):
    return a_gate(fair)


@pytest.fixture
def stand(fair):
    return a_stand(fair)


class Asking:
    def __init__(self, client, credential):
        self.client, self.headers = client, {"Authorization": f"Bearer {credential}"}

    def get(self, path):
        return self.client.get(f"/api/gate/{path}", headers=self.headers)

    def post(self, path, body):
        return self.client.post(f"/api/gate/{path}", json=body, headers=self.headers)

    def part(self, photo, start, body):
        return self.client.post(f"/api/gate/photos/{photo}/{start}", data=body, headers=self.headers)


@pytest.fixture
def phone(client, gate):
    return Asking(client, an_officer(gate))


def a_check(stand, **changes):
    booth, application = stand
    usual = {
        "id": str(uuid.uuid4()),
        "booth": booth.key,
        "application": application.id,
        "code": a_sign(booth),
    }
    return usual | {"at": now().isoformat(), "skew": 0, "answers": {"present": True}, "note": ""} | changes


def a_batch(*checks):
    return {"clock": now().isoformat(), "checks": list(checks)}


def announce(phone, stand, size):
    id = str(uuid.uuid4())
    assert phone.post("checks", a_batch(a_check(stand, photos=[{"id": id, "size": size}]))).json["kept"] == 1
    return id


def test_the_book_comes_once_and_again_only_when_something_has_changed(phone, stand):
    whole = phone.get("floor").json
    assert [booth["key"] for booth in whole["booths"]] == [stand[0].key]
    again = phone.get(f"floor?mark={whole['mark']}").json
    assert (again["booths"], again["mark"]) == (None, whole["mark"])


def test_a_check_sent_twice_is_there_once_and_the_delta_comes_along(phone, stand, db):
    batch = a_batch(a_check(stand, answers={"present": True, "labels": False, "own": None}))
    first, again = phone.post("checks", batch).json, phone.post("checks", batch).json
    assert (first["kept"], again["kept"], again["known"]) == (1, 0, 1)
    assert first["delta"]["resync"] is True  # no cursor was sent
    [row] = db.session.scalars(select(FloorCheck))
    assert (row.by_sign, row.present, row.labels, row.own) == (True, True, False, None)


def test_one_odd_check_is_a_dead_letter_and_the_others_are_kept(phone, stand, db):
    odd = [
        a_check(stand, answers={"present": "yes"}),
        a_check(stand, answers={"nonsense": True}),
        a_check(stand, answers={}),
        a_check(stand, booth="000000000000"),
        a_check(stand, photos=[{"id": str(uuid.uuid4()), "size": 0}]),
        a_check(stand, photos=[{"id": str(uuid.uuid4()), "size": 9}] * 7),
        "not a check",
    ]
    said = phone.post("checks", a_batch(*odd, a_check(stand))).json
    assert (said["kept"], len(said["dead"])) == (1, len(odd))
    assert db.session.scalar(select(func.count(DeadLetter.id))) == len(odd)
    assert phone.post("checks", a_batch(*odd)).json["kept"] == 0
    assert db.session.scalar(select(func.count(DeadLetter.id))) == len(odd)


def test_only_an_officers_phone_may_ask_or_send(client, gate, stand):
    usual = Asking(client, a_phone(gate))
    assert usual.get("floor").status_code == 403
    assert usual.post("checks", a_batch(a_check(stand))).status_code == 403
    assert usual.part(uuid.uuid4(), 0, b"x").status_code == 403
    assert client.get("/api/gate/floor").status_code == 401


def test_a_photo_goes_in_parts_that_may_be_repeated_or_out_of_turn(phone, stand, db):
    picture = a_picture(640, 480)
    assert len(picture) > LARGEST_PART
    photo = announce(phone, stand, len(picture))
    first, rest = picture[:LARGEST_PART], picture[LARGEST_PART:]
    assert phone.part(photo, LARGEST_PART, rest[:LARGEST_PART]).json["held"] == 0  # too early
    for _ in range(2):
        held = phone.part(photo, 0, first).json
        assert (held["held"], held["done"]) == (LARGEST_PART, False)
    start = LARGEST_PART
    while rest:
        held = phone.part(photo, start, rest[:LARGEST_PART]).json
        start, rest = start + LARGEST_PART, rest[LARGEST_PART:]
    assert held["done"] is True
    assert phone.part(photo, 0, first).json["done"] is True
    [row] = db.session.scalars(select(FloorPhoto))
    assert db.session.scalar(select(func.count()).select_from(FloorPhotoPart)) == 0
    with Image.open(storing.path_of(row.stored_name)) as kept:
        assert kept.size == (640, 480)
        assert len(kept.getexif()) == 0
    storing.path_of(row.stored_name).unlink()


def test_what_is_no_picture_is_said_and_not_asked_for_again(phone, stand, db):
    for content in (b"\x00" * 50, b"%PDF-1.7 " + b"x" * 60):
        photo = announce(phone, stand, len(content))
        assert phone.part(photo, 0, content).json["done"] is True
        row = db.session.get(FloorPhoto, uuid.UUID(photo))
        assert row.stored_name is None
        assert row.refused


def test_a_photo_without_its_check_waits_and_a_part_has_a_size(phone, stand):
    assert phone.part(uuid.uuid4(), 0, b"x").status_code == 404
    photo = announce(phone, stand, 200_000)
    assert phone.part(photo, 0, b"x" * (LARGEST_PART + 1)).status_code == 422
    assert phone.part("nonsense", 0, b"x").status_code == 404


def test_the_description_tells_of_an_officers_phone(client):
    said = client.get("/api/openapi.json").json
    assert {"/api/gate/floor", "/api/gate/checks", "/api/gate/photos/{photo_id}/{start}"} <= set(
        said["paths"]
    )


def test_real_answers_have_exactly_the_described_fields(client, phone, stand):
    shapes = client.get("/api/openapi.json").json["components"]["schemas"]
    floor = phone.get("floor").json
    assert set(floor) == set(shapes["Floor"]["required"])
    assert set(floor["booths"][0]) == set(shapes["Stand"]["required"])
    assert set(floor["booths"][0]["goods"][0]) == set(shapes["Good"]["required"])
    assert set(phone.post("checks", a_batch()).json) == set(shapes["ChecksKept"]["required"])
    picture = a_picture(40, 30)
    held = phone.part(announce(phone, stand, len(picture)), 0, picture).json
    assert set(held) == set(shapes["PartHeld"]["required"])


def test_an_officers_right_is_given_with_the_invitation(client, gate, sign_in, fair, monkeypatch):

    made = []
    monkeypatch.setattr("fairapp.documents.qr.png_address", lambda text: made.append(text) or "data:,x")
    page = sign_in(people.an_organiser(organisation=fair.owner))
    sent = {"invite-gate": gate.id, "invite-inspector": "y"}
    shown = page.post(f"/organiser/fairs/{fair.id}/gates/devices/invite", data=sent)
    assert 'name="invite-inspector"' in shown.text  # “another code” keeps the right
    enrolled = page.post("/api/gate/enrol", json={"code": made[0].split("#")[1]}).json
    assert enrolled["device"]["inspector"] is True
    asking = Asking(client, enrolled["credential"])
    assert asking.get("floor").status_code == 200
    assert asking.get("bundle").json["device"]["inspector"] is True
    assert asking.get("floor").json["booths"] == []


def test_the_right_is_given_and_taken_later_too(client, gate, sign_in, fair, db):
    asking = Asking(client, a_phone(gate))
    [device] = db.session.scalars(select(GateDevice))
    page = sign_in(people.an_organiser(organisation=fair.owner))
    address = f"/organiser/fairs/{fair.id}/gates/devices/{device.id}"
    for given, status in (({"inspector": "y"}, 200), ({}, 403)):
        assert page.post(address, data={"name": "Máy 1", "gate": gate.id, **given}).status_code == 302
        assert asking.get("floor").status_code == status
    said = db.session.scalars(select(AuditEntry.action).filter_by(action="gate.device_inspector"))
    assert len(list(said)) == 2
