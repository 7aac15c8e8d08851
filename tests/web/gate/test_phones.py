"""The gate's protocol over HTTP, as docs/gate-protocol.md tells it."""

import gzip
import json
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from fairapp.db import now
from fairapp.domain import pass_keys
from fairapp.domain.calendar import local_day
from fairapp.domain.passes import Role
from fairapp.domain.verdicts import Reason
from fairapp.models import DeadLetter, GateDevice, Scan
from fairapp.services import gate as gates
from tests import people
from tests.factories import a_code, a_fair, a_pass
from tests.gate_rows import a_gate, a_phone


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
def key():
    return pass_keys.generate_key()


@pytest.fixture
def code(fair, key):
    return a_code(
        a_pass(fair=fair, key=key, role=Role.VISITOR, holder_line="HTX Chè", booth_numbers="B07"), key
    )


@pytest.fixture
def credential(gate):
    return a_phone(gate, since=now() - timedelta(days=3))


class Asking:
    """A phone that talks to the server."""

    def __init__(self, client, credential):
        self.client, self.headers = client, {"Authorization": f"Bearer {credential}"}

    def get(self, path, **headers):
        return self.client.get(f"/api/gate/{path}", headers=self.headers | headers)

    def post(self, path, body):
        return self.client.post(f"/api/gate/{path}", json=body, headers=self.headers)


@pytest.fixture
def phone(client, credential):
    return Asking(client, credential)


def a_batch(*scans, **more):
    return {"clock": now().isoformat(), "scans": list(scans)} | more


def a_scan(code, gate, **changes):
    usual = {"id": str(uuid.uuid4()), "code": code, "gate": gate.id, "direction": "in", "how": "camera"}
    return usual | {"at": now().isoformat(), "skew": 0, "reason": "welcome"} | changes


def count(db, model):
    return db.session.scalar(select(func.count()).select_from(model))


# ---- who asks


def test_a_phone_enrols_with_the_code_it_read(client, gate, db):
    code = gates.invite(gate, people.an_organiser(organisation=gate.site.fair.owner))
    response = client.post("/api/gate/enrol", json={"code": code, "version": "7"})
    assert response.status_code == 201
    assert response.json["device"] == {
        "id": response.json["device"]["id"],
        "name": "Máy 1",
        "gate": gate.id,
        "fair": gate.site.fair_id,
        "supervisor": False,
        "inspector": False,
    }
    assert Asking(client, response.json["credential"]).get("bundle").status_code == 200
    again = client.post("/api/gate/enrol", json={"code": code})
    assert again.status_code == 404
    assert "Mã ghép máy này đã dùng" in again.json["error"]["sentence"]


@pytest.mark.parametrize("body", [{}, {"code": ""}, {"code": 5}, {"code": "x", "version": 7}, []])
def test_an_odd_enrolment_is_a_sentence(client, db, body):
    response = client.post("/api/gate/enrol", json=body)
    assert response.status_code == 422
    assert response.json["error"]["sentence"]


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic abc", "Bearer nobody"])
def test_a_stranger_learns_nothing(client, gate, header):
    headers = {"Authorization": header} if header is not None else {}
    for path in ("bundle", "delta", "state"):
        response = client.get(f"/api/gate/{path}", headers=headers)
        assert (response.status_code, response.json["error"]["status"]) == (401, 401)
    for path in ("scans", "clicks", "search"):
        assert client.post(f"/api/gate/{path}", json={}, headers=headers).status_code == 401


def test_a_revoked_phone_is_told_so(phone, gate, db):
    device = db.session.scalars(select(GateDevice)).one()
    gates.revoke(device, people.an_organiser(organisation=gate.site.fair.owner))
    response = phone.post("scans", a_batch())
    assert response.status_code == 403
    assert "ngừng máy này" in response.json["error"]["sentence"]


def test_uploads_need_no_token_of_a_page(app, client, phone, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    assert phone.post("scans", a_batch()).status_code == 200


def test_a_machine_has_no_session(app, client, phone):
    """Neither a cookie of a page is read nor one given, so caches need not tell machines apart by it."""
    with client.session_transaction() as session:
        session["lang"] = "en"
    response = phone.post("scans", a_batch())
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")
    with client.session_transaction() as session:
        assert session["lang"] == "en"


def test_sentences_come_in_the_phones_language(client, credential):
    headers = {"Authorization": "Bearer nobody", "Accept-Language": "en"}
    assert "not been paired" in client.get("/api/gate/bundle", headers=headers).json["error"]["sentence"]


# ---- uploading


def test_a_batch_is_kept_and_answered_with_what_differs(phone, gate, code, db):
    first, second = a_scan(code, gate), a_scan(code, gate)
    answer = phone.post("scans", a_batch(first, second)).json
    assert (answer["kept"], answer["known"], answer["dead"]) == (2, 0, [])
    [said] = answer["outcomes"]
    assert (said["reason"], said["verdict"], said["conflict"]) == ("still_inside", "already_in", True)
    assert said["detail"].startswith("Đã vào lúc")
    assert answer["delta"]["resync"]
    again = phone.post("scans", a_batch(first, second)).json
    assert (again["kept"], again["known"]) == (0, 2)
    assert count(db, Scan) == 2


def test_one_scan_that_asks_is_told_whose_booth_it_is(phone, gate, code):
    answer = phone.post("scans", a_batch(a_scan(code, gate, reason=None))).json
    [said] = answer["outcomes"]
    assert (said["word"], said["booth"], said["holder_line"], said["role"]) == (
        "VÀO",
        "B07",
        "HTX Chè",
        "visitor",
    )
    assert "Trần Văn" not in str(answer)


def test_a_phone_is_answered_that_knew_of_an_entry_before_the_server(phone, gate, code):
    """It has the entry from another phone's screen, and the other has not been near a network since."""
    scan = a_scan(code, gate, reason="still_inside")
    [said] = phone.post("scans", a_batch(scan, tell=True)).json["outcomes"]
    assert (said["reason"], said["detail"]) == ("still_inside", "Đã có người vào bằng thẻ này.")


def test_with_tell_every_scan_is_answered(phone, gate, code):
    assert phone.post("scans", a_batch(a_scan(code, gate))).json["outcomes"] == []
    [said] = phone.post("scans", a_batch(a_scan(code, gate, direction="out"), tell=True)).json["outcomes"]
    assert said["verdict"] == "exit"


def test_one_odd_scan_is_a_dead_letter_and_the_others_are_kept(phone, gate, code, db):
    odd = a_scan(code, gate) | {"gate": 987654}
    answer = phone.post("scans", a_batch(odd, a_scan(code, gate), 5, {"id": 7})).json
    assert answer["kept"] == 1
    assert [letter["id"] for letter in answer["dead"]] == [odd["id"], None, None]
    assert all(letter["sentence"] for letter in answer["dead"])
    phone.post("scans", a_batch(odd))
    assert count(db, DeadLetter) == 3


@pytest.mark.parametrize(
    "change",
    [
        {"id": "1"},
        {"id": None},
        {"code": 5},
        {"code": "a\x00b"},
        {"direction": "up"},
        {"how": "telepathy"},
        {"at": "hôm qua"},
        {"at": "2026-12-12T08:00:00"},
        {"at": "0001-01-01T00:00:00+00:00"},
        {"gate": None},
        {"gate": True},
        {"gate": 2**40},
        {"skew": 10**30},
        {"skew": "5"},
        {"reason": "because"},
        {"override": 5},
        {"override": {"supervisor": 1, "proof": "00"}},
        {"override": {"supervisor": 1, "proof": "00", "why": "  "}},
        {"override": {"supervisor": "x", "proof": "00", "why": "x"}},
    ],
)
def test_a_malformed_scan_is_a_dead_letter(phone, gate, db, change):
    answer = phone.post("scans", a_batch(a_scan("x", gate) | change))
    assert answer.status_code == 200
    assert answer.json["dead"][0]["sentence"]
    assert (count(db, Scan), count(db, DeadLetter)) == (0, 1)


@pytest.mark.parametrize(
    "body",
    [
        [],
        5,
        {},
        {"scans": []},
        {"clock": "x", "scans": []},
        {"clock": "2026-12-12T08:00:00Z"},
        {"clock": "2026-12-12T08:00:00Z", "scans": {}},
        {"clock": "2026-12-12T08:00:00Z", "scans": [{}] * 501},
        {"clock": "2026-12-12T08:00:00Z", "scans": [], "cursor": 5},
        {"clock": "2026-12-12T08:00:00Z", "scans": [], "tell": "yes"},
        {"clock": "2026-12-12T08:00:00Z", "scans": [], "phone": []},
        {"clock": "2026-12-12T08:00:00Z", "scans": [], "phone": {"battery": 101}},
        {"clock": "2026-12-12T08:00:00Z", "scans": [], "phone": {"version": 5}},
    ],
)
def test_an_odd_envelope_is_a_sentence(phone, body):
    response = phone.post("scans", body)
    assert response.status_code == 422
    assert response.json["error"]["sentence"]


def test_what_is_no_json_is_a_bad_request(client, phone):
    response = client.post(
        "/api/gate/scans", data="{", content_type="application/json", headers=phone.headers
    )
    assert response.status_code == 400


def test_a_very_long_code_is_unreadable_not_an_error(phone, gate):
    [said] = phone.post("scans", a_batch(a_scan("A" * 100_000, gate, reason=None))).json["outcomes"]
    assert said["verdict"] == "unreadable"


def test_a_phone_tells_how_it_does(phone, db):
    phone.post("scans", a_batch(phone={"battery": 81, "unsent": 4, "version": "7", "skew": -1200}))
    device = db.session.scalars(select(GateDevice)).one()
    assert (device.battery, device.unsent, device.version, device.skew) == (81, 4, "7", -1200)
    assert device.last_seen_at is not None


@pytest.mark.parametrize("size", [1, 60])
def test_a_batch_costs_at_most_eight_statements(phone, fair, gate, key, count_statements, size):
    codes = [a_code(a_pass(fair=fair, key=key, role=Role.VISITOR), key) for _ in range(size)]
    ahead = [a_scan(code, gate, at=(now() + timedelta(seconds=60)).isoformat()) for code in codes]
    cursor = phone.get("bundle").json["cursor"]
    fresh = count_statements(lambda: phone.post("scans", a_batch(*ahead, cursor=cursor)))
    # Each earlier scan changes what the later one amounts to, and half of them ask.
    earlier = [a_scan(code, gate, reason=None if i % 2 else "welcome") for i, code in enumerate(codes)]
    worst = count_statements(
        lambda: phone.post("scans", a_batch(*earlier, cursor=cursor, phone={"unsent": 5}))
    )
    again = count_statements(lambda: phone.post("scans", a_batch(*ahead, *earlier, cursor=cursor)))
    assert (fresh, worst) == ((6, 7) if size == 1 else (7, 8))  # a few come with their passes
    assert again <= 6


def test_one_scan_costs_four_statements(phone, gate, code, count_statements):
    """A phone that was seen a moment ago; its delta is the fifth."""
    cursor = phone.get("bundle").json["cursor"]
    phone.post("scans", a_batch())
    scan = a_scan(code, gate)
    assert count_statements(lambda: phone.post("scans", a_batch(scan))) == 4
    out = a_scan(code, gate, direction="out", at=(now() + timedelta(seconds=1)).isoformat())
    assert count_statements(lambda: phone.post("scans", a_batch(out, cursor=cursor))) == 6  # it ends an entry


def test_a_pass_of_another_fair_is_neither_held_nor_let_in(phone, gate, db):
    stranger, its_key = a_fair(first_day=local_day(now())), pass_keys.generate_key()
    code = a_code(a_pass(fair=stranger, key=its_key, role=Role.VISITOR), its_key)
    [said] = phone.post("scans", a_batch(a_scan(code, gate, reason=None))).json["outcomes"]
    assert said["reason"] == "not_this_fair"
    assert db.session.scalars(select(Scan.pass_id)).one() is None


# ---- the bundle


def test_the_bundle_is_asked_again_for_nothing(phone, gate, code):
    first = phone.get("bundle")
    tag = first.headers["ETag"]
    assert phone.get("bundle", **{"If-None-Match": tag}).status_code == 304
    phone.post("scans", a_batch(a_scan(code, gate)))
    assert phone.get("bundle", **{"If-None-Match": tag}).status_code == 200


def test_answers_are_packed_for_whoever_reads_that(phone):
    plain, packed = phone.get("bundle"), phone.get("bundle", **{"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    unpacked = json.loads(gzip.decompress(packed.data))
    assert unpacked["lasting"] == plain.json["lasting"]


def test_the_delta_and_the_state_stand_alone(phone, gate, code):
    cursor = phone.get("bundle").json["cursor"]
    phone.post("scans", a_batch(a_scan(code, gate)))
    delta = phone.get(f"delta?cursor={cursor}").json
    assert delta["counts"]["entries"] == 1
    [at_gate] = phone.get("state").json["gates"]
    assert (at_gate["id"], at_gate["entries"]) == (gate.id, 1)


# ---- clicks and searching


def test_clicks_are_kept_counted_and_taken_back(phone, gate):
    click = {
        "id": str(uuid.uuid4()),
        "gate": gate.id,
        "at": now().isoformat(),
        "skew": 0,
        "kind": "adult",
        "n": 5,
    }
    undo = click | {"id": str(uuid.uuid4()), "n": -5, "undoes": click["id"]}
    cursor = phone.get("bundle").json["cursor"]
    body = {"clock": now().isoformat(), "cursor": cursor, "clicks": [click]}
    answer = phone.post("clicks", body).json
    assert (answer["kept"], answer["delta"]["counts"]["clicks"]) == (1, 5)
    answer = phone.post("clicks", body | {"clicks": [click, undo, undo | {"n": 3}, click | {"n": 51}]}).json
    assert (answer["kept"], answer["known"], len(answer["dead"])) == (1, 1, 2)
    assert answer["delta"]["counts"]["clicks"] == 0


def test_only_a_supervisors_phone_searches(client, gate, fair, key, phone):
    a_pass(fair=fair, key=key, holder_name="Nguyễn Thị Hoa", folded="nguyen thi hoa")
    assert phone.post("search", {"q": "hoa"}).status_code == 403
    chief = Asking(client, a_phone(gate, supervisor=True))
    [found] = chief.post("search", {"q": "Hoa"}).json["passes"]
    assert found["name"] == "Nguyễn Thị Hoa"
    assert chief.post("search", {"q": "h"}).status_code == 422
    answers = [chief.post("search", {"q": "hoa"}).status_code for _ in range(62)]
    assert answers[-1] == 429


def test_every_reason_may_be_said_by_a_phone(phone, gate):
    for reason in Reason:
        answer = phone.post("scans", a_batch(a_scan("x", gate, reason=str(reason)))).json
        assert answer["dead"] == []
