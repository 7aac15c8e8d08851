"""Whatever another program sends by the description, or against it: each answer is one that was described."""

from copy import deepcopy
from datetime import UTC, datetime, timedelta

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings, strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from fairapp.db import now
from fairapp.domain import pass_keys
from fairapp.web.gate.openapi import PATHS
from fairapp.web.inspections import openapi as of_officers
from tests.factories import a_code, a_fair, a_pass
from tests.gate_rows import a_gate, a_phone

CALLS = 20
OPERATIONS = [
    (path, method.upper()) for path, methods in {**PATHS, **of_officers.PATHS}.items() for method in methods
]
# The usual moments go up to the year 9999.
MOMENTS = st.integers(0, 7_258_000_000).map(lambda second: datetime.fromtimestamp(second, UTC).isoformat())
schemathesis.openapi.format("date-time", MOMENTS)
BOUNDED = settings(
    max_examples=CALLS,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def send(app, client, db):
    """`send(case)` asks as an enrolled phone and holds the answer against the description."""
    fair, key = a_fair(), pass_keys.generate_key()
    gate, code = a_gate(fair), a_code(a_pass(fair=fair, key=key), key)
    credential = a_phone(gate, since=now() - timedelta(days=1), supervisor=True, inspector=True)
    headers = {"Authorization": f"Bearer {credential}", "Accept-Encoding": "identity"}

    def one(case, without=()):
        for item in items_of(case):
            item["gate"] = gate.id
            if "code" in item:
                item["code"] = code
        answer = case.call(session=client, headers=headers)
        case.validate_response(
            answer,
            excluded_checks=CHECKS.get_by_names(without),
            headers=headers,
            transport_kwargs={"session": client},
        )
        return answer

    return one


def items_of(case):
    """Scans and clicks that are as they should be but for a gate and a code, which chance does not hit."""
    if not isinstance(case.body, dict):
        return []
    items = case.body.get("scans", case.body.get("clicks"))
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


@pytest.fixture
def schema(app, client):
    return schemathesis.openapi.from_wsgi("/api/openapi.json", app)


@pytest.mark.parametrize("path,method", OPERATIONS)
def test_what_is_described_is_accepted(path, method, schema, send):
    # No pattern says what two letters are.
    # Nor which photo a check has announced.
    without = ["positive_data_acceptance"] if path.endswith(("/search", "{start}")) else []
    seen = set()

    @given(case=schema[path][method].as_strategy(GenerationMode.POSITIVE))
    @BOUNDED
    def call(case):
        seen.add(send(case, without).status_code)

    call()
    assert (404 if path.endswith(("/enrol", "{start}")) else 200) in seen


@pytest.mark.parametrize("path,method", OPERATIONS)
def test_what_is_not_described_is_refused_or_ignored(path, method, schema, send):
    # What else stands in an address is ignored; an odd item of an upload is kept as a dead letter.
    ignored = method == "GET" or path.endswith(("/scans", "/clicks", "/checks"))
    without = ["negative_data_rejection"] if ignored else []

    @given(case=schema[path][method].as_strategy(GenerationMode.NEGATIVE))
    @BOUNDED
    def call(case):
        send(case, without)

    call()


def test_every_body_has_an_example_that_the_server_takes(schema, send):
    bodies = {
        path: content["application/json"]["example"]
        for path, methods in PATHS.items()
        if "post" in methods and "application/json" in (content := methods["post"]["requestBody"]["content"])
    }
    for path, example in bodies.items():
        case = schema[path]["POST"].Case(body=deepcopy(example), media_type="application/json")
        answer = send(case)
        assert answer.status_code == (404 if path.endswith("/enrol") else 200)
        # No booth of this fair has the example's key.
        assert len(answer.json().get("dead", [])) == (1 if path.endswith("/checks") else 0)
