"""A tablet at the entrance: paired once, registering again and again, and stopped."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from fairapp.db import now
from fairapp.domain.errors import NotFound
from fairapp.domain.passes import Role
from fairapp.domain.visitors import CONSENT_VERSION, LabelPaper, Source
from fairapp.models import Letter, Visitor, VisitorKiosk
from fairapp.services import gate, visitors
from fairapp.services.visitors import kiosks, registering
from tests import people
from tests.factories import an_open_fair
from tests.gate_rows import a_gate


@pytest.fixture
def fair(db):
    return an_open_fair(slug="ha-long", hotline="+842033123456")


@pytest.fixture
def actor(fair):
    return people.an_organiser(organisation=fair.owner)


@pytest.fixture
def kiosk(fair, actor):
    return kiosks.add_kiosk(fair, "Cổng chính", LabelPaper.LABEL, actor)


@pytest.fixture
def tablet(client, kiosk, actor):
    """`tablet(path, body)` asks with the kiosk's credential."""
    credential = kiosks.enrol(kiosks.invite(kiosk, actor), now()).credential

    def ask(path, body, language="vi"):
        headers = {"Authorization": f"Bearer {credential}", "Accept-Language": language}
        return client.post(f"/api/kiosk/{path}", json=body, headers=headers)

    return ask


def someone(**changes):
    return {"id": str(uuid4()), "name": "Đỗ Ngọc Ánh", "consent": CONSENT_VERSION} | changes


def test_a_code_makes_one_tablet_a_kiosk_once(client, kiosk, actor):
    code = kiosks.invite(kiosk, actor)
    first, second = (client.post("/api/kiosk/enrol", json={"code": code}) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 404)
    assert first.json["kiosk"]["name"] == "Cổng chính"
    assert "đã dùng hoặc đã hết hạn" in second.json["error"]["sentence"]


def test_a_code_lives_ten_minutes(client, kiosk, actor):
    code = kiosks.invite(kiosk, actor)
    with pytest.raises(NotFound, match="đã hết hạn"):
        kiosks.enrol(code, now() + timedelta(minutes=11))
    assert client.post("/api/kiosk/enrol", json={"code": code}).status_code == 201


@pytest.mark.parametrize("body", [{}, [], {"code": ""}, {"code": 5}, {"code": "khong-co"}, "code"])
def test_an_odd_enrolment_is_refused(client, db, body):
    assert client.post("/api/kiosk/enrol", json=body).status_code in (404, 422)


def test_another_tablet_takes_over_when_its_code_is_used_and_not_before(client, kiosk, actor, tablet):
    code = kiosks.invite(kiosk, actor)
    assert tablet("state", {}).status_code == 200
    client.post("/api/kiosk/enrol", json={"code": code})
    assert tablet("state", {}).status_code == 401


def test_the_kiosk_hears_how_the_fair_stands(tablet, fair, actor):
    said = tablet("state", {"waiting": 3}).json
    assert (said["fair"], said["takes"], said["sold_out"], said["rooms"]) == (fair.name, True, False, [])
    assert said["kiosk"] == {"name": "Cổng chính", "paper": "label"}
    [(kiosk, _)] = kiosks.list_kiosks(fair)
    assert kiosk.waiting == 3
    days = [room.day for room in visitors.list_rooms(fair)]
    visitors.set_limits(fair, {days[0]: 0}, actor)
    rooms = tablet("state", {}, "en").json["rooms"]
    assert [room["left"] for room in rooms] == [0, None, None, None]
    assert rooms[0]["word"].startswith(f"{days[0]:%A}"[:3])


def test_somebody_registers_at_the_kiosk_and_gets_what_is_printed(tablet, db):
    answer = tablet("visitors", someone(phone="0912 345 678"))
    assert answer.status_code == 201
    badge = answer.json["badge"]
    assert (badge["holder"], badge["hotline"], badge["revoked"]) == ("Đỗ Ngọc Ánh", "0203 3123 456", False)
    assert badge["code"]["path"].startswith("M") and badge["phone"]["width"] > 20
    [visitor] = db.session.scalars(db.select(Visitor))
    assert (visitor.source, visitor.consent_version) == (Source.KIOSK, CONSENT_VERSION)
    assert visitor.kiosk_id is not None


def test_the_gates_stand_on_the_label_where_not_every_gate_takes_visitors(tablet, fair, actor):
    a_gate(fair, "Cổng chính", zone_bit=0)
    a_gate(fair, "Cổng hậu cần", zone_bit=1)
    assert tablet("visitors", someone()).json["badge"]["ways"] == ""
    bound = {role: [0] if role is Role.VISITOR else [0, 1] for role in Role}
    gate.set_role_zones(fair, bound, [0, 1], actor)
    assert tablet("visitors", someone()).json["badge"]["ways"] == "Cổng chính"


def test_sent_again_it_is_the_same_pass(tablet, db):
    body = someone(email="anh@example.vn")
    first, second = (tablet("visitors", body).json["badge"] for _ in range(2))
    assert first == second
    assert db.session.scalar(db.select(db.func.count(Visitor.id))) == 1
    assert db.session.scalar(db.select(db.func.count(Letter.id))) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": "  "}, "Hãy điền mục này"),
        ({"consent": ""}, "Cần sự đồng ý này"),
        ({"consent": "1999-1"}, "Cần sự đồng ý này"),
        ({"phone": "12"}, "Số điện thoại này không đúng"),
        ({"email": "khong"}, "Địa chỉ e-mail chưa đúng"),
        ({"name": "A" * 121}, "quá dài"),
        ({"name": 5}, "sai kiểu"),
        ({"id": "khong-phai"}, "sai kiểu"),
        ({"id": None}, "sai kiểu"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_kept(tablet, db, changes, said):
    answer = tablet("visitors", someone(**changes))
    assert answer.status_code == 422
    assert said in answer.json["error"]["sentence"]
    assert db.session.scalars(db.select(Visitor)).all() == []


def test_a_full_day_is_refused_at_the_kiosk_too(tablet, fair, actor):
    day = visitors.list_rooms(fair)[0].day
    visitors.set_limits(fair, {day: 1}, actor)
    assert tablet("visitors", someone(day=day.isoformat())).status_code == 201
    refused = tablet("visitors", someone(day=day.isoformat()))
    assert refused.status_code == 409
    assert "đã đủ khách" in refused.json["error"]["sentence"]
    assert tablet("visitors", someone()).status_code == 422


def test_the_kiosk_answers_in_the_language_it_was_asked_in(tablet):
    assert tablet("visitors", someone(name=""), "en").json["error"]["sentence"] == "Please fill this in."


def test_a_program_at_the_kiosk_is_slowed_down(tablet, monkeypatch):
    monkeypatch.setattr(registering, "MOST_FROM_ONE_KIOSK", 2)
    assert [tablet("visitors", someone()).status_code for _ in range(3)] == [201, 201, 429]


def test_a_stopped_kiosk_registers_nobody(tablet, kiosk, actor, client, db):
    code = kiosks.invite(kiosk, actor)
    kiosks.revoke_kiosk(kiosk, actor)
    assert tablet("visitors", someone()).status_code == 403
    assert tablet("state", {}).status_code == 403
    assert client.post("/api/kiosk/enrol", json={"code": code}).status_code == 404
    assert db.session.scalars(db.select(Visitor)).all() == []


def test_without_a_credential_nothing_is_told(client, db):
    for headers in ({}, {"Authorization": "Bearer khong-co"}, {"Authorization": "Basic x"}):
        for path in ("state", "visitors"):
            assert client.post(f"/api/kiosk/{path}", json={}, headers=headers).status_code == 401


def test_the_page_holds_nothing_of_anybody_and_speaks_both_languages(client, fair):
    page = client.get("/kiosk/")
    assert fair.name not in page.text
    assert "Lấy thẻ tham quan" in page.text
    assert " checked" not in page.text
    assert "Get a visitor pass" in client.get("/kiosk/?lang=en").text
    assert client.get("/kiosk/?lang=xx").status_code == 200
    with client.get("/kiosk/worker.js") as worker:
        assert "SCOPE" in worker.text


def test_the_organiser_adds_pairs_and_stops_kiosks(sign_in, fair, actor, db):
    owner = sign_in(actor)
    at = f"/organiser/fairs/{fair.id}/visitors/kiosks"
    assert "Chưa có máy đăng ký nào" in owner.get(at).text
    assert owner.post(at, data={"name": "", "paper": "label"}).status_code == 422
    assert owner.post(at, data={"name": "Cổng B", "paper": "a3"}).status_code == 422
    shown = owner.post(at, data={"name": "Cổng B", "paper": "a6"})
    code = re.search(r"https://fair.example/kiosk/#([\w-]+)", shown.text)[1]
    assert owner.post("/api/kiosk/enrol", json={"code": code}).status_code == 201
    [kiosk] = db.session.scalars(db.select(VisitorKiosk))
    kiosk_id = kiosk.id
    assert "Giấy A6" in owner.get(at).text
    assert owner.post(f"{at}/{kiosk_id}/invite").status_code == 200
    assert owner.post(f"{at}/{kiosk_id}/revoke").status_code == 302
    assert owner.post(f"{at}/{kiosk_id}/revoke").status_code == 409
    stranger = sign_in(people.an_organiser())
    assert stranger.get(at).status_code == 404
    assert stranger.post(f"{at}/{kiosk_id}/invite").status_code == 404
