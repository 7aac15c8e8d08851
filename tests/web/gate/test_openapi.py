import uuid

from fairapp.db import now
from fairapp.domain import pass_keys
from fairapp.services import gate as gates
from tests import people
from tests.factories import a_code, a_fair, a_pass


def test_the_description_names_every_json_endpoint_of_the_gate(client, app):
    described = {path.replace("{gate}", "<int:gate_id>") for path in _description(client)["paths"]}
    spoken = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint in ("staff_gates.bundle", "staff_gates.scan", "staff_gates.click")
    }
    assert described == spoken


def test_a_real_answer_has_exactly_the_described_fields(client, sign_in, db):
    fair, key = a_fair(), pass_keys.generate_key()
    gate, steward = (
        gates.add_gate(fair.sites[0], "Cổng A", 0, None),
        people.a_steward(organisation=fair.owner),
    )
    gates.assign(gate, steward, people.an_organiser(organisation=fair.owner))
    schema = _description(client)["components"]["schemas"]["Answer"]
    at = now().isoformat()
    scan = {"id": str(uuid.uuid4()), "direction": "in", "how": "camera", "scanned_at": at, "clock": at}
    phone = sign_in(steward)
    for code in (a_code(a_pass(fair=fair, key=key), key), "không phải thẻ"):
        answer = phone.post(
            f"/gate/{gate.id}/scans", json=scan | {"id": str(uuid.uuid4()), "code": code}
        ).json
        assert set(answer) == set(schema["properties"]) == set(schema["required"])
        assert answer["verdict"] in schema["properties"]["verdict"]["enum"]


def _description(client):
    return client.get("/api/openapi.json").json
