"""Any order, repetition and split of uploads from any phones ends in one state: on the database itself."""

from collections import Counter
from datetime import date, time, timedelta
from random import Random

import pytest
from sqlalchemy import delete, select

from fairapp.domain import pass_keys
from fairapp.domain.calendar import at_local
from fairapp.domain.passes import Role
from fairapp.domain.verdicts import Direction, Reason
from fairapp.models import Click, GateTotal, Scan
from fairapp.services import gate as gates
from fairapp.services.gate import totals
from tests.factories import a_code, a_fair, a_pass
from tests.gate_rows import a_gate, a_phone, a_scan, click, send, send_clicks
from tests.gate_truth import agree_with_the_model

FIRST_DAY = date(2026, 12, 12)
NOON = at_local(FIRST_DAY, time(12))
LATER = NOON + timedelta(days=2)
PASSES, SCANS, ORDERS = 6, 60, 6


@pytest.fixture
def world(db):
    """Three gates at a fair, and everything their phones ever scanned, each list in the phone's own order."""
    fair, key, chance = a_fair(first_day=FIRST_DAY), pass_keys.generate_key(), Random(7)
    posts = [a_gate(fair, f"Cổng {n}") for n in range(3)]
    phones = {a_phone(post, since=NOON - timedelta(days=1)): post for post in posts}
    codes = [a_code(a_pass(fair=fair, key=key, role=Role.VISITOR), key) for _ in range(PASSES)]
    scans, clicks = {}, {}
    for phone, post in phones.items():
        scans[phone] = [_any_scan(chance, codes, post) for _ in range(SCANS // 3)]
        clicks[phone] = [click(post, NOON, chance.randint(1, 5)) for _ in range(4)]
        clicks[phone] += [click(post, NOON, undoes=one) for one in clicks[phone][:2]]
    return fair, scans, clicks


def _any_scan(chance, codes, post):
    at = NOON + timedelta(minutes=chance.randint(0, 240), days=chance.choice([0, 0, 1]))
    direction = Direction.OUT if chance.random() < 0.25 else Direction.IN
    reason = chance.choice([Reason.WELCOME] * 4 + [Reason.STILL_INSIDE])
    code = chance.choice(codes) if chance.random() < 0.95 else "menu"
    if direction == Direction.OUT:
        reason = Reason.LEFT
    return a_scan(code, post, at, reason, direction=direction, skew=chance.choice([0, 5000, -90_000]))


def _upload(chance, scans, clicks):
    """In random pieces, some of them twice, phones in any order."""
    parts = []
    for phone, rows in scans.items():
        left = chance.sample(rows, len(rows))
        while left:
            size = chance.choice([1, 2, 7, 20])
            parts.append((phone, left[:size]))
            left = left[size:]
    chance.shuffle(parts)
    for phone, part in parts + chance.sample(parts, len(parts) // 3):
        send(phone, part, LATER)
    for phone, rows in clicks.items():
        for one in chance.sample(rows, len(rows)):
            send_clicks(phone, [one], LATER)


def _state(db):
    scans = select(Scan.id, Scan.reason, Scan.nth, Scan.left_at).order_by(Scan.id)
    clicks = select(Click.id, Click.counted).order_by(Click.id)
    counted = select(GateTotal.__table__).where(GateTotal.n != 0)
    return db.session.execute(scans).all(), db.session.execute(clicks).all(), set(db.session.execute(counted))


def test_any_order_repetition_and_split_of_uploads_gives_one_state(world, db):
    fair, scans, clicks = world
    found = []
    for seed in range(ORDERS):
        _upload(Random(seed), scans, clicks)
        found.append(_state(db))
        assert gates.compare_totals(fair) == {}
        if seed < ORDERS - 1:
            for table in (Scan, Click, GateTotal):
                db.session.execute(delete(table))
    assert all(state == found[0] for state in found[1:])
    assert len(found[0][0]) == SCANS
    kept = agree_with_the_model(fair)
    assert sum(row.let_in and row.nth is None for row in kept) > 3  # conflicts


def test_totals_are_those_of_the_facts_under_every_name(world):
    fair, scans, clicks = world
    _upload(Random(1), scans, clicks)
    kinds = Counter(key.what.partition(":")[0] for key in totals.read(fair))
    assert {"in", "gone", "out", "no", "conflict", "click"} == set(kinds)
