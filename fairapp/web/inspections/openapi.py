"""What officers' phones say, for machines; docs/gate-protocol.md tells what it means."""

from fairapp.domain.inspections import LARGEST_PART, LARGEST_PHOTO, LONGEST_NOTE, MOST_PHOTOS, Point
from fairapp.web.gate import openapi_examples as examples
from fairapp.web.gate.openapi import get, json_of, post, refusals
from fairapp.web.gate.openapi_schemas import (
    ENVELOPE,
    FLAG,
    ID,
    KEPT,
    MOMENT,
    NUMBER,
    SKEW,
    TEXT,
    UUID,
    many,
    or_null,
    ref,
    shape,
    words,
)
from fairapp.web.gate.payloads import MOST_ITEMS

ANSWERS = {point.value: or_null(FLAG) for point in Point}
SCHEMAS = {
    "Good": shape(
        {
            "name": TEXT,
            "stars": or_null(NUMBER),
            "number": TEXT,
            "until": or_null(TEXT),
            "state": or_null(TEXT),
        }
    ),
    "Stand": shape(
        {
            "key": TEXT,
            "number": TEXT,
            "site": TEXT,
            "zone": TEXT,
            "application": or_null(ID),
            "exhibitor": TEXT,
            "unit": TEXT,
            "goods": many(ref("Good")),
            "open": many(words(Point)),
            "last": or_null(MOMENT),
        }
    ),
    "Floor": shape({"now": MOMENT, "mark": TEXT, "booths": or_null(many(ref("Stand")))}),
    "Check": shape(
        {"id": UUID, "booth": TEXT, "at": MOMENT, "answers": {"type": "object", "properties": ANSWERS}},
        code=or_null(TEXT) | {"description": "What the booth's sign said, if it was scanned."},
        application=or_null(ID) | {"description": "The exhibitor that the phone showed."},
        note=or_null(TEXT | {"maxLength": LONGEST_NOTE}),
        skew=SKEW,
        photos=many(
            shape({"id": UUID, "size": NUMBER | {"minimum": 1, "maximum": LARGEST_PHOTO}}), MOST_PHOTOS
        ),
    ),
    "Checks": shape({"clock": MOMENT, "checks": many(ref("Check"), MOST_ITEMS)}, **ENVELOPE),
    "ChecksKept": shape(KEPT),
    "PartHeld": shape({"now": MOMENT, "held": NUMBER, "done": FLAG}),
}
AT = "2026-12-12T02:00:00.000Z"
BOOTH = "9f2c51aa03de"
GOOD = {"name": "Chè Tà Xùa", "stars": 4, "number": "12/QĐ-UBND", "until": "2028-10-17", "state": "valid"}
STAND = {"key": BOOTH, "number": "A12", "site": "Nhà A", "zone": "Thực phẩm", "application": 41}
STAND |= {"exhibitor": "HTX Tà Xùa", "unit": "Sơn La", "goods": [GOOD], "open": ["labels"], "last": AT}
CHECK = {
    "id": "0193d3a0-7c00-7000-8000-000000000031",
    "booth": BOOTH,
    "application": 41,
    "at": AT,
    "skew": -1250,
}
CHECK |= {"answers": {"present": True, "labels": False}, "note": "Hai hũ mắm không nhãn", "photos": []}
SENT = {"clock": AT, "phone": examples.PHONE, "checks": [CHECK]}
KEPT_SAID = {"now": AT, "kept": 1, "known": 0, "dead": [], "delta": {"now": AT, "resync": True}}
MARK = {"name": "mark", "in": "query", "required": False, "schema": TEXT, "example": "0c1f9b3a77de41c2"}
PHOTO = {"name": "photo_id", "in": "path", "required": True, "schema": UUID, "example": CHECK["id"]}
START = {
    "name": "start",
    "in": "path",
    "required": True,
    "schema": NUMBER | {"minimum": 0, "maximum": 2**31 - 1},
    "example": 0,
}
BYTES = {
    "application/octet-stream": {"schema": {"type": "string", "format": "binary", "maxLength": LARGEST_PART}}
}
PATHS = {
    "/api/gate/floor": get(
        "Booths, exhibitors and approved goods, for an officer's phone",
        "Floor",
        {"now": AT, "mark": "91ab3c0d12ef4567", "booths": [STAND]},
        (MARK,),
    ),
    "/api/gate/checks": post(
        "Upload checks of booths", "Checks", SENT, "ChecksKept", KEPT_SAID, "401", "403"
    ),
    "/api/gate/photos/{photo_id}/{start}": {
        "post": {
            "summary": "The next part of a photo that a check has announced",
            "parameters": [PHOTO, START],
            "requestBody": {"required": True, "content": BYTES},
            "responses": {
                "200": {"description": "How much is held; go on from there"}
                | json_of(ref("PartHeld"), {"now": AT, "held": 65536, "done": False}),
                "404": {"description": "Its check is not here yet"} | json_of(ref("Error")),
                "503": {"description": "Too many photos at once; try again"} | json_of(ref("Error")),
                **refusals("401", "403", "413", "422"),
            },
        }
    },
}
