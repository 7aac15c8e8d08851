"""flask gate …: a turnstile from its credential to its first entry, and the totals held to the facts."""

import uuid
from datetime import timedelta

import pytest

from fairapp.db import now
from fairapp.domain import pass_keys
from fairapp.domain.calendar import local_day
from fairapp.domain.passes import Role
from fairapp.models import GateDevice, GateTotal
from fairapp.services import gate as gates
from tests.factories import a_code, a_fair, a_pass
from tests.gate_rows import a_gate, a_phone, a_scan, send


@pytest.fixture
def run(app, db):
    def invoke(*words):
        db.session.commit()
        return app.test_cli_runner().invoke(args=["gate", *map(str, words)])

    return invoke


@pytest.fixture
def fair(db):
    fair = a_fair(first_day=local_day(now()), days=2)
    for session in fair.sites[0].sessions:
        session.opens, session.closes = session.opens.replace(hour=0), session.closes.replace(23, 59)
    return fair


@pytest.fixture
def gate(fair):
    return a_gate(fair, "Cổng A")


@pytest.fixture
def code(fair):
    key = pass_keys.generate_key()
    return a_code(a_pass(fair=fair, key=key, role=Role.VISITOR), key)


def test_a_machine_enrols_uploads_and_reads_what_came_of_it(run, client, fair, gate, code):
    made = run("enrol", fair.slug, "Cổng A")
    assert made.exit_code == 0, made.output
    headers = {"Authorization": f"Bearer {made.output.strip()}"}
    bundle = client.get("/api/gate/bundle", headers=headers).json
    device = bundle["device"]
    assert (device["gate"], device["fair"], device["supervisor"]) == (gate.id, fair.id, False)
    assert [post["name"] for post in bundle["lasting"]["gates"]] == ["Cổng A"]
    scan = {"id": str(uuid.uuid4()), "code": code, "gate": gate.id, "direction": "in", "how": "hid"}
    moment = now().isoformat()
    batch = {"clock": moment, "scans": [scan | {"at": moment, "skew": 0, "reason": None}]}
    answer = client.post("/api/gate/scans", json=batch, headers=headers).json
    assert [(said["reason"], said["word"]) for said in answer["outcomes"]] == [("welcome", "VÀO")]
    delta = client.get(f"/api/gate/delta?cursor={bundle['cursor']}", headers=headers).json
    assert delta["counts"]["entries"] == 1
    [state] = client.get("/api/gate/state", headers=headers).json["gates"]
    assert (state["id"], state["entries"]) == (gate.id, 1)


def test_a_gate_may_be_named_by_its_number_and_the_machine_a_supervisors(run, db, fair, gate):
    assert run("enrol", fair.slug, gate.id, "--supervisor").exit_code == 0
    device = db.session.scalars(db.select(GateDevice)).one()
    assert (device.gate_id, device.supervisor) == (gate.id, True)


def test_a_gate_of_another_fair_is_none_of_this_one(run, db, fair, gate):
    other = a_gate(a_fair(first_day=local_day(now())), "Cổng B")
    for words in ((fair.slug, other.id), (fair.slug, "Cổng B"), ("khong-co", gate.id)):
        refused = run("enrol", *words)
        assert refused.exit_code == 1
        assert refused.output.startswith("Error: ")
    assert db.session.scalars(db.select(GateDevice)).all() == []


def test_totals_that_differ_from_the_facts_are_told_and_put_right(run, db, fair, gate, code):
    send(a_phone(gate, since=now() - timedelta(days=1)), [a_scan(code, gate, now())], now())
    assert (run("totals", fair.slug).exit_code, run("totals", fair.slug).output) == (0, "")
    row = db.session.scalars(db.select(GateTotal).where(GateTotal.what == "in:visitor")).one()
    row.n = 7
    told = run("totals", fair.slug)
    line, last = told.output.splitlines()
    assert line.startswith(f"gate {gate.id} ") and line.endswith("in:visitor: 7, facts 1")
    assert (told.exit_code, last[:15]) == (1, "Error: 1 totals")
    rebuilt = run("totals", fair.slug, "--rebuild")
    assert (rebuilt.exit_code, rebuilt.output.splitlines()) == (0, [line])
    clean = run("totals", fair.slug)
    assert (clean.exit_code, clean.output) == (0, "")
    assert gates.compare_totals(fair) == {}
    refused = run("totals", "khong-co")
    assert (refused.exit_code, refused.output[:7]) == (1, "Error: ")
