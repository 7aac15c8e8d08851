"""Writes wire.json: packed lists, frames of digests and a supervisor's PIN, for pytest and node.

Run it only when a format changes on purpose: `python -m tests.vectors.make_wire`.
"""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from fairapp.domain import gate_pins
from fairapp.domain.gate_digest import Passage, frames
from fairapp.domain.gate_wire import pack
from tests.vectors.make_passes import write

KEY = bytes(range(32))
START = datetime(2026, 11, 20, 1, tzinfo=UTC)
SCAN = UUID("0193d3a0-7c00-7000-8000-000000000001")


def lists() -> list[dict]:
    chance = Random(5)
    some = [(chance.getrandbits(40), chance.randrange(780), chance.randrange(3)) for _ in range(200)]
    cases = [
        ("nobody", [], ()),
        ("nobody, with fields", [], (11, 2)),
        ("one", [(0,)], ()),
        ("the largest number", [(2**40 - 1, 1)], (8,)),
        ("the same pass twice", [(5, 1, 0), (5, 0, 1), (6, 1, 1)], (2, 1)),
        ("neighbours", [(number,) for number in range(1000, 1040)], ()),
        ("a fair's morning", some, (10, 2)),
    ]
    return [
        {"name": name, "widths": widths, "rows": sorted(rows), "packed": pack(rows, widths)}
        for name, rows, widths in cases
    ]


def digests() -> list[dict]:
    chance = Random(6)
    many = [
        Passage(
            chance.getrandbits(40),
            START + timedelta(minutes=chance.randrange(600)),
            chance.choice((3, 4, 70_000)),
            chance.random() < 0.7,
        )
        for _ in range(130)
    ]
    return [
        {
            "fair": 7,
            "key": KEY.hex(),
            "passages": [
                {
                    "number": one.number,
                    "at": f"{one.at:%Y-%m-%dT%H:%M:%S.000Z}",
                    "gate": one.gate,
                    "inside": one.inside,
                }
                for one in passages
            ],
            "frames": frames(7, passages, KEY),
        }
        for passages in ([], many[:1], many)
    ]


def pin() -> dict:
    salt = bytes(range(16))
    key = gate_pins.key_of("04711742", salt)
    return {
        "pin": "04711742",
        "salt": salt.hex(),
        "rounds": gate_pins.ROUNDS,
        "check": gate_pins.check_of(key).hex(),
        "scan": str(SCAN),
        "proof": gate_pins.proof_of(key, SCAN),
    }


def main() -> None:
    write("wire.json", {"lists": lists(), "digests": digests(), "pin": pin()})


if __name__ == "__main__":
    main()
