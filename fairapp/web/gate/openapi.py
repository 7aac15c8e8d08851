"""The scanner's endpoints, described for other programs: a turnstile, a test."""

from flask import jsonify

from fairapp.domain.passes import Role
from fairapp.domain.verdicts import Direction, How, Verdict
from fairapp.web import audiences

bp = audiences.public("api", __name__)

UUID = {"type": "string", "format": "uuid"}
MOMENT = {"type": "string", "format": "date-time", "description": "ISO 8601 with a time zone"}
GATE = {"name": "gate", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1}}
TOKEN = {
    "name": "X-CSRFToken",
    "in": "header",
    "required": True,
    "schema": {"type": "string"},
    "description": "The csrf-token of a page of the same session.",
}


def _object(required: list[str], **properties: dict) -> dict:
    return {"type": "object", "required": required, "properties": properties}


def _words(kind: type) -> dict:
    return {"type": "string", "enum": [str(member) for member in kind]}


def _ref(name: str) -> dict:
    return {"$ref": f"#/components/schemas/{name}"}


def _json(schema: dict, example: object = None) -> dict:
    body = {"schema": schema}
    if example is not None:
        body["example"] = example
    return {"content": {"application/json": body}}


SCAN_EXAMPLE = {
    "id": "0193d3a0-7c00-7000-8000-000000000001",
    "code": "HTTPS://FAIR.EXAMPLE/P/CAAQAB…",
    "direction": "in",
    "how": "camera",
    "scanned_at": "2026-12-12T01:00:00Z",
    "clock": "2026-12-12T01:00:01Z",
}
ANSWER_EXAMPLE = {
    "id": "0193d3a0-7c00-7000-8000-000000000001",
    "verdict": "admit",
    "word": "VÀO",
    "detail": "",
    "next_step": "",
    "role": "booth_staff",
    "holder_line": "HTX Chè Quảng La",
    "booth": "B07",
    "at": "2026-12-12T01:00:00+00:00",
    "gate": "Cổng A",
    "count": 812,
}
CLICKS_EXAMPLE = {
    "clicks": [{"id": SCAN_EXAMPLE["id"], "at": SCAN_EXAMPLE["clock"], "kind": "adult", "n": 1}]
}
SCHEMAS = {
    "Scan": _object(
        ["id", "code", "direction", "how", "scanned_at", "clock"],
        id=UUID | {"description": "Made by the phone; the same id again changes nothing."},
        code={"type": "string", "description": "What was read or typed, whole."},
        direction=_words(Direction),
        how=_words(How),
        scanned_at=MOMENT,
        clock=MOMENT | {"description": "The phone's clock when sending, to correct its error."},
    ),
    "Answer": _object(
        [
            "id",
            "verdict",
            "word",
            "detail",
            "next_step",
            "role",
            "holder_line",
            "booth",
            "at",
            "gate",
            "count",
        ],
        id=UUID,
        verdict=_words(Verdict),
        word={"type": "string"},
        detail={"type": "string"},
        next_step={"type": "string"},
        role={"anyOf": [_words(Role), {"type": "null"}]},
        holder_line={"type": "string"},
        booth={"type": "string"},
        at=MOMENT,
        gate={"type": "string"},
        count={"type": "integer", "description": "Entries at this gate today."},
    ),
    "Click": _object(
        ["id", "at", "kind", "n"],
        id=UUID,
        at=MOMENT,
        kind={"type": "string", "enum": ["adult", "child"]},
        n={"type": "integer", "description": "1 to 50; the opposite of the click it takes back."},
        undoes=UUID,
    ),
    "Error": _object(
        ["error"],
        error=_object(["status", "sentence"], status={"type": "integer"}, sentence={"type": "string"}),
    ),
}


def _operation(summary: str, answer: dict, body: dict | None = None) -> dict:
    refusals = {
        code: {"description": words} | _json(_ref("Error"))
        for code, words in (
            ("403", "Not signed in as gate staff"),
            ("404", "No such gate, or not on duty at it"),
        )
    }
    operation = {"summary": summary, "parameters": [GATE], "responses": {"200": answer, **refusals}}
    if body is not None:
        operation["parameters"] = [GATE, TOKEN]
        operation["requestBody"] = {"required": True} | body
        for code, words in (
            ("400", "No JSON"),
            ("409", "The id stands at another gate"),
            ("422", "Odd values"),
        ):
            operation["responses"][code] = {"description": words} | _json(_ref("Error"))
    return operation


DESCRIPTION = {
    "openapi": "3.1.0",
    "info": {
        "title": "fairapp gate",
        "version": "1",
        "description": "Sign in as gate staff first (session cookie). Verdicts follow one fixed rule.",
    },
    "components": {"schemas": SCHEMAS},
    "paths": {
        "/gate/{gate}/bundle": {
            "get": _operation(
                "What a phone needs to judge passes",
                {"description": "Keys, gates, sessions, rules, void passes"} | _json({"type": "object"}),
            )
        },
        "/gate/{gate}/scans": {
            "post": _operation(
                "Judge and keep one scan",
                {"description": "The verdict"} | _json(_ref("Answer"), ANSWER_EXAMPLE),
                _json(_ref("Scan"), SCAN_EXAMPLE),
            )
        },
        "/gate/{gate}/clicks": {
            "post": _operation(
                "Count people without a pass",
                {"description": "People counted at this gate today"}
                | _json(_object(["count"], count={"type": "integer"})),
                _json(
                    _object(["clicks"], clicks={"type": "array", "items": _ref("Click"), "maxItems": 200}),
                    CLICKS_EXAMPLE,
                ),
            )
        },
    },
}


@bp.get("/api/openapi.json")
def describe():
    return jsonify(DESCRIPTION)
