"""Writes passes.json: tokens, the many ways a code may be spelled, and printed ids.

Run it only when the format changes on purpose: `python -m tests.vectors.make_passes`.
"""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from fairapp.domain import passes
from fairapp.domain.passes import Kind, Role
from fairapp.domain.printed_ids import printed_id
from tests.vectors.specimens import HOST, a_pass, code, describe, flipped, key, public

HERE = Path(__file__).parent


def token_cases() -> list[dict]:
    bodies = [
        a_pass(role, number=number, zones=zones, kind=kind, issue=issue)
        for role, number, zones, kind, issue in [
            (Role.EXHIBITOR, 1, 0b1, Kind.PERSON, 1),
            (Role.BOOTH_STAFF, 2**40 - 1, 0xFF, Kind.PERSON, 255),
            (Role.BUILDER, 37, 0b10000000, Kind.VEHICLE, 2),
            (Role.ORGANISER, 123_456_789_012, 0b101, Kind.PERSON, 1),
            (Role.GUEST, 1023, 0, Kind.PERSON, 3),
            (Role.PRESS, 32, 0b11, Kind.PERSON, 1),
            (Role.SERVICE, 0, 0xFF, Kind.VEHICLE, 1),
            (Role.VISITOR, 998_877_665_544, 0b1, Kind.PERSON, 1),
        ]
    ]
    bodies.append(a_pass(days=range(32), first_day=date(2026, 11, 18), fair=65535, key=255))
    bodies.append(replace(a_pass(), first_day=date(2020, 1, 1), day_bits=1, fair=0, key=0))
    bodies.append(replace(a_pass(), first_day=date(2199, 6, 6), day_bits=2**31))
    return [
        {
            "body": describe(body),
            "days": [day.isoformat() for day in body.days],
            "signed": passes.pack(body).hex(),
            "signature": passes.sign(body, key("one"))[18:].hex(),
            "code": passes.encode(passes.sign(body, key("one"))),
        }
        for body in bodies
    ]


def reading_cases() -> list[dict]:
    """What the same token may look like when it is scanned, and what is no token at all."""
    bare = code(a_pass()).rsplit("/", 1)[1]
    last = passes.encode(passes.sign(a_pass(), key("one")))[-1]
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    other_last = alphabet[alphabet.index(last) ^ 1]
    version_2 = flipped(flipped(code(a_pass()), 3), 2)
    good = [
        ("upper-case address", f"HTTPS://HOICHO.EXAMPLE/P/{bare}"),
        ("lower-case address", f"https://hoicho.example/p/{bare.lower()}"),
        ("another host", f"http://10.0.0.1:8080/p/{bare}"),
        ("bare", bare),
        ("bare in lower case", bare.lower()),
        ("blanks and a line break around it", f"  {bare}\r\n"),
        ("a slash after it", f"{HOST}/p/{bare}/"),
        ("a query after it", f"{HOST}/p/{bare}?utm_source=zalo/x"),
        ("a fragment after it", f"{HOST}/p/{bare}#the/pass"),
    ]
    bad = [
        ("nothing", ""),
        ("blanks", "   "),
        ("the address of something else", "https://example.vn/khuyen-mai"),
        ("words", "Chào mừng quý khách"),
        ("one letter short", bare[:-1]),
        ("one letter long", bare + "A"),
        ("half of it", bare[:66]),
        ("a letter outside base32", bare[:40] + "1" + bare[41:]),
        ("a padding sign", bare + "===="),
        ("a blank inside", bare[:40] + " " + bare[41:]),
        ("unused bits set", bare[:-1] + other_last),
        ("version 2", version_2),
        ("an unknown kind", flipped(code(a_pass()), 4)),
        ("an unknown role", flipped(code(a_pass()), 80)),
        ("role nought", flipped(code(a_pass()), 84)),
        ("a letter that upper-cases into the alphabet", bare[:-1] + "\u0131"),
        ("a printed id inside an address", f"{HOST}/p/0000-002S-S"),
    ]
    return [{"name": n, "text": t, "number": 88_012_345} for n, t in good] + [
        {"name": n, "text": t, "number": None} for n, t in bad
    ]


def printed_cases() -> dict:
    numbers = [0, 1, 31, 32, 36, 37, 1023, 88_012_345, 123_456_789_012, 2**40 - 1]
    numbers += range(100_000, 100_037)
    sample = printed_id(88_012_345)
    wrong_check = sample[:-1] + ("0" if sample[-1] != "0" else "1")
    swapped = sample[:6] + sample[7] + sample[6] + sample[8:]
    return {
        "numbers": [{"number": number, "printed": printed_id(number)} for number in numbers],
        "typed": [
            {"text": sample, "number": 88_012_345},
            {"text": sample.lower(), "number": 88_012_345},
            {"text": sample.replace("-", ""), "number": 88_012_345},
            {"text": f"  {sample.replace('-', ' ')} ", "number": 88_012_345},
            {"text": "oooo-ooo1-1", "number": 1},
            {"text": "OOOO-OOOI-L", "number": 1},
            {"text": "0000-0010-*", "number": 32},
            {"text": "0000-0014-u", "number": 36},
            {"text": wrong_check, "number": None},
            {"text": swapped, "number": None},
            {"text": sample[:-1], "number": None},
            {"text": "0" + sample, "number": None},
            {"text": "U000-0000-0", "number": None},
            {"text": "0000-0000-~", "number": None},
            {"text": "", "number": None},
            {"text": "----", "number": None},
            {"text": "đ000-0000-0", "number": None},
        ],
    }


def write(name: str, content: dict) -> None:
    (HERE / name).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    write(
        "passes.json",
        {
            "public_key": public("one"),
            "tokens": token_cases(),
            "readings": reading_cases(),
            "printed_ids": printed_cases(),
        },
    )


if __name__ == "__main__":
    main()
