"""Writes words.json: what the screen says of each case of verdicts.json, for pytest and node.

Run it after verdicts or words have changed on purpose: `python -m tests.vectors.make_words`.
"""

import json
from datetime import datetime

from fairapp.domain.gate import decide
from fairapp.domain.gate_words import phrases, wording
from fairapp.domain.verdicts import Direction
from tests.domain.test_gate import known_of
from tests.vectors.make_passes import HERE, write


def words() -> dict:
    verdicts = json.loads((HERE / "verdicts.json").read_text(encoding="utf-8"))
    bundle, cases = verdicts["bundle"], []
    for case in verdicts["cases"]:
        now, direction = datetime.fromisoformat(case["now"]), Direction(case["direction"])
        options = {"known": known_of(case["known"]), "override": case["override"]}
        said = decide(case["text"], bundle, case["seen"], now, case["gate"], direction, **options)
        shown = wording(said, bundle, case["gate"], str)
        cases.append(
            {"name": case["name"], "word": shown.word, "detail": shown.detail, "next_step": shown.next_step}
        )
    return {"phrases": phrases(str), "cases": cases}


if __name__ == "__main__":
    write("words.json", words())
