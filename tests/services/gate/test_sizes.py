"""How much a phone has to fetch: facts of bytes, whatever the machine."""

import gzip
import json
import uuid
from datetime import date, time, timedelta
from random import Random

import pytest
from sqlalchemy import insert

from fairapp.domain import pass_keys
from fairapp.domain.calendar import at_local, local_day, quarter_of
from fairapp.domain.gate_wire import unpack
from fairapp.domain.passes import Role
from fairapp.domain.verdicts import Direction, How, Reason
from fairapp.models import Pass, Scan
from fairapp.services import gate as gates
from fairapp.services.gate import news
from tests.factories import a_code, a_fair, a_pass
from tests.gate_rows import a_gate, a_phone, a_scan, send

FIRST_DAY = date(2026, 12, 12)
EVENING = at_local(FIRST_DAY, time(20, 30))
MORNING = at_local(FIRST_DAY, time(7))
PEOPLE, VOID = 18_000, 2_000

pytestmark = pytest.mark.slow


def packed(said):
    return len(gzip.compress(json.dumps(said, separators=(",", ":")).encode(), 6))


@pytest.fixture
def phone(db):
    """A phone at one of four gates on a day on which 18,000 came in and nobody left."""
    fair, chance = a_fair(first_day=FIRST_DAY), Random(3)
    posts = [a_gate(fair, f"Cổng {n}") for n in range(4)]
    facts = {"fair_id": fair.id, "role": 8, "key_id": 1, "first_day": FIRST_DAY, "day_bits": 1}
    facts |= {"kind": 0, "zone_bits": 255, "holder_name": "Khách", "issued_at": EVENING, "folded": ""}
    void = range(PEOPLE, PEOPLE + VOID)
    numbers = chance.sample(range(2**40), PEOPLE + VOID)
    rows = [
        facts
        | {"id": 10_000 + n, "number": number, "link": f"l{n}", "issue": 2 if n in void and n % 2 else 1}
        | {"revoked_at": MORNING if n in void and not n % 2 else None}
        | {"reissued_at": MORNING if n in void and n % 2 else None}
        for n, number in enumerate(numbers)
    ]
    db.session.execute(insert(Pass), rows)
    fact = {"fair_id": fair.id, "direction": Direction.IN, "how": How.CAMERA, "let_in": True, "nth": 1}
    fact |= dict.fromkeys(("own", "told", "reason"), Reason.WELCOME)
    scans = []
    for n in range(PEOPLE):
        at = EVENING - timedelta(seconds=chance.randrange(12 * 3600))
        scans.append(
            fact
            | {"id": uuid.UUID(int=n + 1), "gate_id": chance.choice(posts).id, "pass_id": 10_000 + n}
            | {"day": local_day(at), "quarter": quarter_of(at), "scanned_at": at, "changed_at": at}
        )
    db.session.execute(insert(Scan), scans)
    return fair, posts, a_phone(posts[0], since=EVENING - timedelta(days=1))


def test_everything_a_phone_must_know_of_20000_passes_fits_100_kilobytes(phone):
    _fair, _posts, credential = phone
    bundle = gates.tell_all(gates.get_by_credential(credential), EVENING)
    assert len(unpack(bundle["seen"]["in"])) == PEOPLE
    assert len(unpack(bundle["revoked"])) + len(unpack(bundle["superseded"])) == VOID
    assert packed(bundle) < 100_000


def test_the_usual_delta_fits_two_kilobytes(phone):
    """Ten seconds at 4,000 entries an hour, and the half minute that every delta repeats."""
    fair, posts, credential = phone
    key = pass_keys.generate_key()
    cursor = news.cursor_of(gates.get_by_credential(credential), EVENING)
    codes = [a_code(a_pass(fair=fair, key=key, role=Role.VISITOR), key) for _ in range(44)]
    station = gates.get_by_credential(credential)
    cursor = cursor.partition(".")[0] + "." + station.lasting.mark
    scans = [a_scan(code, posts[n % 4], EVENING, Reason.WELCOME) for n, code in enumerate(codes)]
    send(credential, scans, EVENING)
    delta = gates.tell_since(gates.get_by_credential(credential), cursor, EVENING + timedelta(seconds=10))
    assert len(unpack(delta["seen"]["in"])) >= 44
    assert "lasting" not in delta
    assert packed(delta) < 2_000
