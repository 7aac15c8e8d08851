"""The shapes of the gate's protocol, for machines; docs/gate-protocol.md tells what they mean."""

from fairapp.domain.passes import Role
from fairapp.domain.verdicts import Direction, How, Reason, Verdict
from fairapp.services.gate.clicks import KINDS, MOST
from fairapp.web.gate.payloads import LONGEST_CODE, LONGEST_CURSOR, MOST_ITEMS, WIDEST_SKEW

UUID = {"type": "string", "format": "uuid"}
MOMENT = {
    "type": "string",
    "format": "date-time",
    "pattern": r"^(19[7-9]\d|2[01]\d\d)-\d\d-\d\dT\d\d:\d\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)$",
    "description": "With a time zone, 1970 to 2199",
}
TEXT = {"type": "string"}
SENT_TEXT = TEXT | {"pattern": r"^[^\u0000]*$"}
NUMBER = {"type": "integer"}
ID = {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}
FLAG = {"type": "boolean"}
PACKED = {"type": "string", "contentEncoding": "base64", "description": "A list: fairapp/domain/gate_wire.py"}


def shape(required: dict, **optional: dict) -> dict:
    """An object: what it must have, and what it may."""
    return {"type": "object", "required": list(required), "properties": {**required, **optional}}


def words(kind: type) -> dict:
    return {"type": "string", "enum": [str(member) for member in kind]}


def or_null(schema: dict) -> dict:
    return {"anyOf": [schema, {"type": "null"}]}


def ref(name: str) -> dict:
    return {"$ref": f"#/components/schemas/{name}"}


def many(schema: dict, most: int | None = None) -> dict:
    return {"type": "array", "items": schema} | ({"maxItems": most} if most else {})


SKEW = or_null(
    {
        "type": "integer",
        "minimum": -WIDEST_SKEW,
        "maximum": WIDEST_SKEW,
        "description": "Milliseconds that the phone knew itself ahead of the server",
    }
)
ENVELOPE = {
    "cursor": or_null({"type": "string", "maxLength": LONGEST_CURSOR}),
    "phone": shape(
        {},
        battery=or_null({"type": "integer", "minimum": 0, "maximum": 100}),
        unsent=or_null({"type": "integer", "minimum": 0, "maximum": 10**6}),
        version=or_null(SENT_TEXT | {"maxLength": 40}),
        skew=SKEW,
    ),
}
DEVICE = shape({"id": ID, "name": TEXT, "gate": ID, "fair": ID, "supervisor": FLAG, "inspector": FLAG})
COUNTS = {"entries": NUMBER, "exits": NUMBER, "clicks": NUMBER}
NEWS = {
    "now": MOMENT,
    "cursor": TEXT,
    "device": ref("Device"),
    "revoked": PACKED,
    "superseded": PACKED,
    "seen": ref("Seen"),
    "areas": {"type": "object", "additionalProperties": NUMBER},
    "counts": shape(COUNTS),
}
DEAD = many(shape({"id": or_null(TEXT), "sentence": TEXT}))
KEPT = {"now": MOMENT, "kept": NUMBER, "known": NUMBER, "dead": DEAD, "delta": ref("Delta")}

SCHEMAS = {
    "Error": shape({"error": shape({"status": NUMBER, "sentence": TEXT})}),
    "Device": DEVICE,
    "Enrolment": shape({"code": SENT_TEXT | {"minLength": 1}}, version=or_null(SENT_TEXT)),
    "Enrolled": shape({"credential": TEXT, "now": MOMENT, "device": ref("Device")}),
    "Lasting": shape(
        {
            "fair": shape({"id": ID, "name": TEXT}),
            "utc_offset": NUMBER,
            "keys": {
                "type": "object",
                "additionalProperties": shape({"public": TEXT, "refused": FLAG}),
            },
            "zones": many(shape({"bit": NUMBER, "name": TEXT})),
            "areas": many(shape({"id": ID, "name": TEXT, "limit": or_null(NUMBER)})),
            "gates": many(
                shape({"id": ID, "site": ID, "area": ID, "name": TEXT, "zone": NUMBER, "kinds": many(NUMBER)})
            ),
            "sessions": many(shape({"site": ID, "day": TEXT, "opens": TEXT, "closes": TEXT, "kind": TEXT})),
            "rules": {"type": "object", "additionalProperties": ref("Rule")},
            "supervisors": many(
                shape({"id": ID, "name": TEXT, "salt": TEXT, "rounds": NUMBER, "check": TEXT})
            ),
            "digest_key": TEXT,
        }
    ),
    "Rule": shape(
        {
            "zones": or_null(many(NUMBER)),
            "days": many(TEXT),
            "before": NUMBER,
            "after": NUMBER,
            "again_after": or_null(NUMBER),
        }
    ),
    "Seen": shape(
        {
            "since": MOMENT,
            "step": NUMBER,
            "gates": many(shape({"id": ID, "area": ID})),
            "in": PACKED,
            "out": PACKED,
        }
    ),
    "Bundle": shape({**NEWS, "lasting": ref("Lasting")}),
    "Delta": {"oneOf": [shape(NEWS, lasting=ref("Lasting")), ref("Resync")]},
    "Resync": shape({"now": MOMENT, "resync": {"const": True}}) | {"additionalProperties": False},
    "Scan": shape(
        {
            "id": UUID | {"description": "Made by the phone; the same id again changes nothing."},
            "code": SENT_TEXT | {"maxLength": LONGEST_CODE, "description": "What was read or typed."},
            "gate": ID,
            "direction": words(Direction),
            "how": words(How),
            "at": MOMENT,
        },
        skew=SKEW,
        reason=or_null(words(Reason)) | {"description": "What the phone said; null asks the server."},
        override=or_null(shape({"supervisor": ID, "why": SENT_TEXT | {"minLength": 1}, "proof": SENT_TEXT})),
    ),
    "Scans": shape({"clock": MOMENT, "scans": many(ref("Scan"), MOST_ITEMS)}, **ENVELOPE, tell=FLAG),
    "Outcome": shape(
        {
            "id": UUID,
            "reason": words(Reason),
            "verdict": words(Verdict),
            "conflict": FLAG,
            "word": TEXT,
            "detail": TEXT,
            "next_step": TEXT,
            "role": or_null(words(Role)),
            "holder_line": TEXT,
            "booth": TEXT,
            "at": MOMENT,
            "gate": ID,
        }
    ),
    "ScansKept": shape({**KEPT, "outcomes": many(ref("Outcome"))}),
    "Click": shape(
        {
            "id": UUID,
            "gate": ID,
            "at": MOMENT,
            "kind": {"type": "string", "enum": list(KINDS)},
            "n": {"type": "integer", "minimum": -MOST, "maximum": MOST},
        },
        skew=SKEW,
        undoes=or_null(UUID),
    ),
    "Clicks": shape({"clock": MOMENT, "clicks": many(ref("Click"), MOST_ITEMS)}, **ENVELOPE, tell=FLAG),
    "ClicksKept": shape(KEPT),
    "Search": shape(
        {
            "q": SENT_TEXT
            | {"minLength": 2, "description": "Two letters at least; case and marks are ignored."}
        }
    ),
    "Found": shape(
        {
            "passes": many(
                shape({"code": TEXT, "name": TEXT, "role": words(Role), "holder_line": TEXT, "booth": TEXT})
            )
        }
    ),
    "State": shape(
        {
            "now": MOMENT,
            "device": ref("Device"),
            "areas": many(
                shape({"id": ID, "name": TEXT, "limit": or_null(NUMBER), "inside": NUMBER, "amber": FLAG})
            ),
            "gates": many(shape({"id": ID, "name": TEXT, **COUNTS, "refusals": NUMBER})),
        }
    ),
}
