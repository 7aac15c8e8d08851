"""What is described for machines is what stands."""

import re
import uuid
from datetime import timedelta

import jsonschema_rs
import pytest

from fairapp.db import now
from fairapp.domain import pass_keys
from tests.factories import a_code, a_fair, a_pass
from tests.gate_rows import a_gate, a_phone


@pytest.fixture
def described(client):
    return client.get("/api/openapi.json").json


def test_the_description_names_every_endpoint_of_the_protocol(described, app):
    paths = {(path, method) for path, methods in described["paths"].items() for method in methods}
    spoken = {
        (re.sub(r"<\w+:(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.endpoint.startswith(("device_gate.", "gate_enrol.", "device_inspections."))
    }
    assert paths == spoken
    assert len(paths) == 10


def test_every_shape_that_is_named_is_there(described):
    def named(value):
        if isinstance(value, dict):
            yield from ([value["$ref"]] if "$ref" in value else [])
            for inner in value.values():
                yield from named(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from named(inner)

    known = {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}
    assert set(named(described)) == known


def test_every_body_and_every_answer_has_an_example_of_its_shape(described):
    bodies = 0
    for methods in described["paths"].values():
        for operation in methods.values():
            answer = next(said for code, said in operation["responses"].items() if code in ("200", "201"))
            for body in (answer, *([operation["requestBody"]] if "requestBody" in operation else [])):
                if "application/json" not in body["content"]:
                    continue  # a photo's bytes
                content = body["content"]["application/json"]
                shape = {"components": described["components"], **content["schema"]}
                jsonschema_rs.validator_for(shape).validate(content["example"])
                bodies += 1
    assert bodies == 15


def test_real_answers_have_exactly_the_described_fields(client, described, db):
    fair, key = a_fair(), pass_keys.generate_key()
    gate, code = a_gate(fair), a_code(a_pass(fair=fair, key=key), key)
    credential = a_phone(gate, since=now() - timedelta(days=1), supervisor=True)
    headers = {"Authorization": f"Bearer {credential}"}
    schemas = described["components"]["schemas"]

    def fits(answer, name):
        assert set(answer) == set(schemas[name]["required"]), name

    bundle = client.get("/api/gate/bundle", headers=headers).json
    fits(bundle, "Bundle")
    fits(bundle["lasting"], "Lasting")
    fits(bundle["seen"], "Seen")
    fits(bundle["device"], "Device")
    fits(bundle["lasting"]["rules"]["visitor"], "Rule")
    fits(client.get("/api/gate/state", headers=headers).json, "State")
    at = now().isoformat()
    scan = {"id": str(uuid.uuid4()), "code": code, "gate": gate.id}
    scan |= {"direction": "in", "how": "camera", "at": at}
    body = {"clock": at, "scans": [scan], "cursor": bundle["cursor"]}
    kept = client.post("/api/gate/scans", json=body, headers=headers).json
    fits(kept, "ScansKept")
    fits(kept["outcomes"][0], "Outcome")
    assert set(kept["delta"]) == set(schemas["Delta"]["oneOf"][0]["required"])
    clicks = client.post("/api/gate/clicks", json={"clock": at, "clicks": []}, headers=headers).json
    fits(clicks, "ClicksKept")
    fits(clicks["delta"], "Resync")
