import uuid
from datetime import time, timedelta

import pytest

from fairapp.db import now
from fairapp.domain import pass_keys
from fairapp.domain.calendar import local_day
from fairapp.domain.passes import Role
from fairapp.models import FairKey, Scan
from fairapp.services import gate as gates
from tests import people
from tests.factories import a_code, a_fair, a_pass


@pytest.fixture
def fair(db):
    fair = a_fair(first_day=local_day(now()), days=2)
    for session in fair.sites[0].sessions:
        session.opens, session.closes = session.opens.replace(hour=0), session.closes.replace(23, 59)
    return fair


@pytest.fixture
def gate(fair):
    return gates.add_gate(fair.sites[0], "Cổng A", 0, None)


@pytest.fixture
def phone(sign_in, gate, fair):
    steward = people.a_steward(organisation=fair.owner)
    gates.assign(gate, steward, people.an_organiser(organisation=fair.owner))
    return sign_in(steward)


def sent(code, **changes):
    at = now().isoformat()
    scan = {"id": str(uuid.uuid4()), "code": code, "direction": "in", "how": "camera"}
    return scan | {"scanned_at": at, "clock": at} | changes


def test_scanner_says_who_comes_and_how_many(phone, gate, fair):
    key = pass_keys.generate_key()
    badge = a_pass(fair=fair, key=key, holder_line="HTX Chè Quảng La", booth_numbers="B07")
    answer = phone.post(f"/gate/{gate.id}/scans", json=sent(a_code(badge, key))).json
    assert answer["verdict"] == "admit"
    assert answer["word"] == "VÀO"
    assert (answer["booth"], answer["holder_line"], answer["count"]) == ("B07", "HTX Chè Quảng La", 1)
    assert "Trần Văn" not in str(answer)


def test_a_scan_costs_few_statements(phone, gate, fair, count_statements):
    """Who is signed in, what the fair is, the pass, its scans, the scan, the totals, the count of the day; to
    leave changes the entry besides, and once in ten seconds the browser's being there is noted."""
    key = pass_keys.generate_key()
    code = a_code(a_pass(fair=fair, key=key), key)
    path, verdicts = f"/gate/{gate.id}/scans", []

    def scan(code, **changes):
        verdicts.append(phone.post(path, json=sent(code, **changes)).json["verdict"])

    scan("https://example.org/the first scan makes the browser a device")
    costs = [
        count_statements(lambda: scan(code)),
        count_statements(lambda: scan(code)),
        count_statements(lambda: scan(code, direction="out")),
        count_statements(lambda: scan("https://example.org/menu")),
    ]
    assert verdicts[1:] == ["admit", "already_in", "exit", "unreadable"]
    assert costs == [7, 7, 8, 6]


def test_what_changes_between_two_scans_counts_at_once(phone, gate, fair, db):
    """Nothing about a fair is remembered from one scan to the next: neither hours, nor names, nor keys."""
    key = pass_keys.generate_key()
    codes = [a_code(a_pass(fair=fair, key=key, role=Role.VISITOR), key) for _ in range(4)]

    def verdict(code):
        return phone.post(f"/gate/{gate.id}/scans", json=sent(code)).json["verdict"]

    assert verdict(codes[0]) == "admit"
    [fair_key] = db.session.scalars(db.select(FairKey).where(FairKey.fair_id == fair.id))
    fair_key.refused_at = now()
    assert verdict(codes[1]) == "revoked"
    fair_key.refused_at = None
    assert verdict(codes[1]) == "admit"
    today = fair.sites[0].sessions[0]
    today.opens, today.closes = time(0), time(0, 1)
    assert verdict(codes[2]) in ("outside_hours", "admit")  # admitted only in the first minute of a day
    fair.sites[0].sessions.remove(today)
    assert verdict(codes[3]) == "wrong_day"


def test_repeating_a_scan_gets_the_same_answer(phone, gate, fair):
    key = pass_keys.generate_key()
    scan = sent(a_code(a_pass(fair=fair, key=key), key))
    assert (
        phone.post(f"/gate/{gate.id}/scans", json=scan).json
        == phone.post(
            f"/gate/{gate.id}/scans", json=scan | {"clock": (now() + timedelta(seconds=2)).isoformat()}
        ).json
    )


@pytest.mark.parametrize(
    "change",
    [
        {"id": "1"},
        {"id": None},
        {"code": 5},
        {"code": "a\x00b"},
        {"direction": "up"},
        {"how": "telepathy"},
        {"scanned_at": "hôm qua"},
        {"scanned_at": "2026-12-12T08:00:00"},
        {"clock": "0001-01-01T00:00:00+00:00"},
    ],
)
def test_a_malformed_scan_is_a_sentence_and_is_not_kept(phone, gate, db, change):
    response = phone.post(f"/gate/{gate.id}/scans", json=sent("x") | change)
    assert response.status_code == 422
    assert response.json["error"]["sentence"]
    assert db.session.scalar(db.select(db.func.count()).select_from(Scan)) == 0


@pytest.mark.parametrize("body", ["[]", "5", '"x"', "{"])
def test_what_is_not_an_object_is_refused(phone, gate, body):
    response = phone.post(f"/gate/{gate.id}/scans", data=body, content_type="application/json")
    assert response.status_code in (400, 422)
    assert response.json["error"]["sentence"]


def test_a_very_long_code_is_unreadable_not_an_error(phone, gate):
    answer = phone.post(f"/gate/{gate.id}/scans", json=sent("A" * 100_000)).json
    assert answer["verdict"] == "unreadable"


def test_a_stranger_does_not_learn_that_the_gate_exists(sign_in, gate):
    client = sign_in(people.a_steward(name="Người lạ"))
    for path in ("scanner", "clicker", "bundle"):
        assert client.get(f"/gate/{gate.id}/{path}").status_code == 404
    assert client.post(f"/gate/{gate.id}/scans", json=sent("x")).status_code == 404


def test_a_phone_whose_session_ended_is_told_so_in_json(client, gate):
    response = client.post(f"/gate/{gate.id}/scans", json=sent("x"))
    assert response.status_code == 403
    assert "đăng nhập lại" in response.json["error"]["sentence"]


def test_clicks_are_counted_and_taken_back(phone, gate):
    click = {"id": str(uuid.uuid4()), "at": now().isoformat(), "kind": "adult", "n": 5}
    undo = click | {"id": str(uuid.uuid4()), "n": -5, "undoes": click["id"]}
    assert phone.post(f"/gate/{gate.id}/clicks", json={"clicks": [click]}).json == {"count": 5}
    assert phone.post(f"/gate/{gate.id}/clicks", json={"clicks": [click, undo]}).json == {"count": 0}


@pytest.mark.parametrize("clicks", [None, [], {}, [5], [{"n": "1"}], [{"n": True}]])
def test_malformed_clicks_are_a_sentence(phone, gate, clicks):
    assert phone.post(f"/gate/{gate.id}/clicks", json={"clicks": clicks}).status_code == 422
