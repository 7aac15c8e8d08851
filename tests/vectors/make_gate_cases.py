"""Ten thousand cases for `decide`, drawn by chance, each with what Python says; node says the same or fails.

`python -m tests.vectors.make_gate_cases N SEED` writes them as JSON lines to standard output. They are made
anew by the test that reads them: 10,000 tokens are five megabytes.
"""

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from fairapp.domain.gate import decide
from fairapp.domain.passes import Kind, PassBody, Role
from fairapp.domain.printed_ids import printed_id
from fairapp.domain.verdicts import Direction
from tests.vectors.make_verdicts import BUNDLE, session
from tests.vectors.specimens import FIRST, a_pass, code, describe, flipped

MIDNIGHT = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=UTC) - timedelta(hours=7)
SIGNERS = ["one"] * 12 + ["two", "thief"]


def a_bundle(chance: Random) -> dict:
    """The bundle of the vectors with its rules, hours and gates thrown about."""
    rules = {
        name: {
            **rule,
            "before": chance.choice([0, 30, 90, 1440]),
            "after": chance.choice([0, 60, 1440]),
            "again_after": chance.choice([None, None, 0, 20, 45, 600]),
            "zones": chance.choice([None, None, None, [0], [0, 3]]),
            "days": chance.sample(["build_up", "fair", "closed", "dismantling"], chance.randint(1, 4)),
        }
        for name, rule in BUNDLE["rules"].items()
        if chance.random() < 0.93
    }
    gates = [{**gate, "kinds": chance.choice([[0], [0, 1], [0, 1], [1]])} for gate in BUNDLE["gates"]]
    extra = [
        session(
            chance.randint(0, 7), "06:15", "23:45", chance.choice(["fair", "closed"]), chance.randint(1, 2)
        )
    ]
    sessions = chance.sample(BUNDLE["sessions"], chance.randint(4, len(BUNDLE["sessions"]))) + extra
    return {**BUNDLE, "rules": rules, "gates": gates, "sessions": sessions}


def a_body(chance: Random) -> PassBody:
    days = sorted(chance.sample(range(9), chance.randint(1, 9)))
    body = a_pass(
        chance.choice(list(Role)),
        days=days,
        number=chance.choice([501, 601, 602, 88_012_345, chance.getrandbits(40)]),
        issue=chance.choice([1, 1, 1, 2, 3]),
        key=chance.choice([1] * 8 + [2, 9]),
        zones=chance.choice([0xFF, 0xFF, 1, 8, 9]),
        kind=chance.choice([Kind.PERSON] * 4 + [Kind.VEHICLE]),
    )
    return replace(body, fair=8) if chance.random() < 0.02 else body


def a_case(chance: Random, bundle: dict) -> dict:
    body = a_body(chance)
    now = MIDNIGHT + timedelta(seconds=chance.randint(0, 9 * 86400))
    text, known = code(body, chance.choice(SIGNERS) if body.key != 2 else "two"), None
    if chance.random() < 0.08:
        text, known = printed_id(body.number), body if chance.random() < 0.9 else None
    elif chance.random() < 0.03:
        text = flipped(text, chance.randrange(656))
    seen = {}
    for area in (1, 2):
        if chance.random() < 0.5:
            entered = now - timedelta(seconds=chance.choice([-300, 60, 1200, 2700, 40_000, 90_000]))
            visit = {"inside": chance.random() < 0.8, "entered_at": f"{entered:%Y-%m-%dT%H:%M:%S}Z"}
            seen[f"{body.number}/{area}"] = visit | {"gate": chance.choice([3, 4, 5])}
    gate, direction = chance.choice([3, 3, 4, 5]), chance.choice(["in", "in", "in", "out"])
    override = chance.random() < 0.15
    said = decide(text, bundle, seen, now, gate, Direction(direction), known=known, override=override)
    return {
        "text": text,
        "seen": seen,
        "now": f"{now:%Y-%m-%dT%H:%M:%S}Z",
        "gate": gate,
        "direction": direction,
        "known": describe(known) if known else None,
        "override": override,
        "expect": {
            "reason": str(said.reason),
            "number": said.facts.number if said.facts else None,
            "entered_at": said.visit["entered_at"] if said.visit else None,
            "next_entry": said.next_entry,
            "instead_of": str(said.instead_of) if said.instead_of else None,
        },
    }


def main() -> None:
    wanted, chance = int(sys.argv[1]), Random(int(sys.argv[2]))
    for done in range(0, wanted, 100):
        bundle = a_bundle(chance)
        cases = [a_case(chance, bundle) for _ in range(min(100, wanted - done))]
        sys.stdout.write(json.dumps({"bundle": bundle, "cases": cases}) + "\n")


if __name__ == "__main__":
    main()
