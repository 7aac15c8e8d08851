"""The gate's protocol, described for other programs: a turnstile, a test."""

from flask import jsonify

from fairapp.web import audiences
from fairapp.web.gate import openapi_examples as examples
from fairapp.web.gate.openapi_schemas import SCHEMAS, ref

bp = audiences.public("api", __name__)

REFUSALS = {
    "400": "No JSON",
    "401": "No credential, or one that nobody knows",
    "403": "The phone was revoked, or may not do this",
    "413": "Too large",
    "415": "Not JSON",
    "422": "The envelope is odd",
    "429": "Asked too often",
}


def json_of(schema: dict, example: object = None) -> dict:
    body: dict = {"schema": schema}
    if example is not None:
        body["example"] = example
    return {"content": {"application/json": body}}


def refusals(*codes: str) -> dict:
    return {code: {"description": REFUSALS[code]} | json_of(ref("Error")) for code in codes}


def get(summary: str, answer: str, example: object, parameters: tuple = (), **more: dict) -> dict:
    answers = {"200": {"description": "As asked"} | json_of(ref(answer), example)}
    said = {"summary": summary, "responses": {**answers, **more, **refusals("401", "403")}}
    return {"get": said | ({"parameters": list(parameters)} if parameters else {})}


def post(
    summary: str, body: str, asked: object, answer: str, said: object, *codes: str, status: str = "200"
) -> dict:
    refused = refusals("400", "413", "415", "422", *codes)
    return {
        "post": {
            "summary": summary,
            "requestBody": {"required": True} | json_of(ref(body), asked),
            "responses": {status: {"description": "Done"} | json_of(ref(answer), said), **refused},
        }
    }


CURSOR = {
    "name": "cursor",
    "in": "query",
    "required": False,
    "schema": {"type": "string"},
    "example": examples.CURSOR,
}
TAG = {"name": "If-None-Match", "in": "header", "required": False, "schema": {"type": "string"}}
ENROL = post(
    "Become a device of a gate with the code of the organiser's screen",
    "Enrolment",
    examples.ENROLMENT,
    "Enrolled",
    examples.ENROLLED,
    status="201",
)
ENROL["post"]["security"] = []
ENROL["post"]["responses"]["404"] = {"description": "The code was used or has expired"} | json_of(
    ref("Error")
)
ENROL["post"]["responses"]["409"] = {"description": "The fair has enough devices"} | json_of(ref("Error"))
PATHS = {
    "/api/gate/enrol": ENROL,
    "/api/gate/bundle": get(
        "Everything a phone needs to judge passes",
        "Bundle",
        examples.BUNDLE,
        (TAG,),
        **{"304": {"description": "Nothing has changed"}},
    ),
    "/api/gate/delta": get("What is new since the cursor", "Delta", examples.NEWS, (CURSOR,)),
    "/api/gate/state": get("How gates and sites stand today", "State", examples.STATE),
    "/api/gate/scans": post(
        "Upload scans", "Scans", examples.SCANS, "ScansKept", examples.SCANS_KEPT, "401", "403"
    ),
    "/api/gate/clicks": post(
        "Upload clicks", "Clicks", examples.CLICKS, "ClicksKept", examples.CLICKS_KEPT, "401", "403"
    ),
    "/api/gate/search": post(
        "Search by name", "Search", examples.SEARCH, "Found", examples.FOUND, "401", "403", "429"
    ),
}
DESCRIPTION = {
    "openapi": "3.1.0",
    "info": {
        "title": "fairapp gate",
        "version": "2",
        "description": "What a gate phone and the server say; docs/gate-protocol.md tells it whole.",
    },
    "security": [{"device": []}],
    "components": {
        "schemas": SCHEMAS,
        "securitySchemes": {"device": {"type": "http", "scheme": "bearer"}},
    },
    "paths": PATHS,
}


def add(paths: dict, schemas: dict) -> None:
    """What a later chapter has for phones stands in the same description."""
    PATHS.update(paths)
    SCHEMAS.update(schemas)


@bp.get("/api/openapi.json")
def describe():
    return jsonify(DESCRIPTION)
