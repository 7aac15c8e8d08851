"""Eight phones at one instant: real transactions, on the database that the suite runs on."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select

from fairapp.db import begin_writing, db
from fairapp.domain import pass_keys
from fairapp.domain.calendar import at_local
from fairapp.domain.passes import Role
from fairapp.domain.verdicts import Reason
from fairapp.models import Fair, Scan
from fairapp.services import gate as gates
from tests.factories import a_code, a_fair, a_pass
from tests.gate_processes import scan_at_once
from tests.gate_rows import a_gate, a_phone, a_scan, send

NOON = at_local(date(2026, 12, 12), time(12))


def a_world(app, gates_wanted=8):
    """Gates with a phone each, and the code of one pass."""
    with app.app_context():
        key = pass_keys.generate_key()
        fair = a_fair(first_day=date(2026, 12, 12))
        posts = [a_gate(fair, f"Cổng {n}") for n in range(gates_wanted)]
        phones = [(a_phone(post, since=NOON - timedelta(days=1)), post.id) for post in posts]
        code = a_code(a_pass(fair=fair, key=key, role=Role.VISITOR), key)
        db.session.commit()
        return phones, code, fair.id


def at_once(app, phones, work):
    """`work(credential, gate)` for every phone in a transaction of its own, at the same instant."""
    together = Barrier(len(phones))

    def one(phone):
        with app.app_context():
            together.wait()
            begin_writing()
            said = work(*phone)
            db.session.commit()
            return said

    with ThreadPoolExecutor(len(phones)) as pool:
        return list(pool.map(one, phones))


def entries(app):
    with app.app_context():
        admitted = select(func.count()).select_from(Scan).where(Scan.nth.is_not(None))
        return db.session.scalar(admitted), db.session.scalar(select(func.count()).select_from(Scan))


def test_eight_gates_at_one_instant_admit_one_person_once(committing_app):
    phones, code, fair_id = a_world(committing_app)

    def scan(phone, gate):
        return send(phone, [a_scan(code, gate, NOON)], NOON).told[0].outcome.reason

    said = at_once(committing_app, phones, scan)
    assert sorted(said) == [Reason.STILL_INSIDE] * 7 + [Reason.WELCOME]
    assert entries(committing_app) == (1, 8)
    with committing_app.app_context():
        assert gates.compare_totals(db.session.get(Fair, fair_id)) == {}


@pytest.mark.slow
def test_eight_processes_at_one_instant_admit_one_person_once(committing_app):
    phones, code, fair_id = a_world(committing_app)
    url = committing_app.config["SQLALCHEMY_DATABASE_URI"]
    assert sorted(scan_at_once(url, phones, code, NOON)) == [Reason.STILL_INSIDE] * 7 + [Reason.WELCOME]
    assert entries(committing_app) == (1, 8)
    with committing_app.app_context():
        assert gates.compare_totals(db.session.get(Fair, fair_id)) == {}


def test_one_batch_sent_by_eight_connections_is_kept_once(committing_app):
    phones, code, fair_id = a_world(committing_app)
    ids = [uuid.uuid4() for _ in range(20)]
    gate = phones[0][1]

    def send_all(phone, _gate):
        scans = [
            a_scan(code, gate, NOON + timedelta(minutes=n), Reason.WELCOME, id=ids[n]) for n in range(20)
        ]
        return send(phone, scans, NOON + timedelta(hours=1)).new

    at_once(committing_app, phones, send_all)
    assert entries(committing_app) == (1, 20)
    with committing_app.app_context():
        assert gates.compare_totals(db.session.get(Fair, fair_id)) == {}
