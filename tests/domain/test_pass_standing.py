from datetime import date

import pytest

from fairapp.domain.pass_standing import Standing, standing
from fairapp.domain.passes import PassBody, Role

BODY = PassBody(
    fair=1, number=5, role=Role.PRESS, first_day=date(2026, 12, 12), day_bits=0b1011, key=1, issue=2
)
GOOD = {"signed": True, "issue_now": 2, "revoked": False, "key_refused": False, "today": date(2026, 12, 1)}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, Standing.VALID),
        ({"today": date(2026, 12, 15)}, Standing.VALID),
        ({"today": date(2026, 12, 16)}, Standing.EXPIRED),
        ({"issue_now": 3}, Standing.SUPERSEDED),
        ({"revoked": True}, Standing.REVOKED),
        ({"revoked": True, "issue_now": 3}, Standing.REVOKED),
        ({"key_refused": True}, Standing.REVOKED),
        ({"signed": False}, Standing.FORGED),
        ({"issue_now": None}, Standing.FORGED),
        ({"issue_now": 1}, Standing.FORGED),
        ({"signed": False, "revoked": True}, Standing.FORGED),
    ],
)
def test_a_pass_stands_as_its_facts_say(facts, expected):
    assert standing(BODY, **(GOOD | facts)) == expected
