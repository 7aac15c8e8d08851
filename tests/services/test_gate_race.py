"""Eight phones at one instant: real transactions, on the database that the suite runs on."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from threading import Barrier

from sqlalchemy import func, select

from fairapp.db import begin_writing, db
from fairapp.domain import pass_keys
from fairapp.domain.calendar import at_local
from fairapp.domain.verdicts import Direction, How, Verdict
from fairapp.models import Admission, Gate, Scan, User
from fairapp.services import gate as gates
from fairapp.services.gate.scans import Reading
from tests import people
from tests.factories import a_code, a_fair, a_pass

NOON = at_local(date(2026, 12, 12), time(12))


def test_eight_gates_at_one_instant_admit_one_person_once(committing_app):
    with committing_app.app_context():
        key = pass_keys.generate_key()
        fair = a_fair(first_day=date(2026, 12, 12))
        steward = people.a_steward(organisation=fair.owner)
        ids = [gates.add_gate(fair.sites[0], f"Cổng {n}", 0, None).id for n in range(8)]
        code, user_id = a_code(a_pass(fair=fair, key=key), key), steward.id
        db.session.commit()
    together = Barrier(8)

    def scan(gate_id):
        with committing_app.app_context():
            together.wait()
            begin_writing()
            gate, user = db.session.get(Gate, gate_id), db.session.get(User, user_id)
            sent = Reading(uuid.uuid4(), code, Direction.IN, How.CAMERA, NOON, NOON)
            verdict = gates.record_scan(gate, user, sent, NOON).decision.verdict
            db.session.commit()
            return verdict

    with ThreadPoolExecutor(8) as pool:
        verdicts = sorted(pool.map(scan, ids))
    assert verdicts == [Verdict.ADMIT] + [Verdict.ALREADY_IN] * 7
    with committing_app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Admission)) == 1
        assert db.session.scalar(select(func.count()).select_from(Scan)) == 8


def test_one_scan_sent_by_eight_connections_is_kept_once(committing_app):
    with committing_app.app_context():
        key = pass_keys.generate_key()
        fair = a_fair(first_day=date(2026, 12, 12))
        steward = people.a_steward(organisation=fair.owner)
        gate_id = gates.add_gate(fair.sites[0], "Cổng A", 0, None).id
        code, user_id = a_code(a_pass(fair=fair, key=key), key), steward.id
        db.session.commit()
    together, scan_id = Barrier(8), uuid.uuid4()

    def send(_):
        with committing_app.app_context():
            together.wait()
            begin_writing()
            sent = Reading(scan_id, code, Direction.IN, How.CAMERA, NOON, NOON)
            kept = gates.record_scan(db.session.get(Gate, gate_id), db.session.get(User, user_id), sent, NOON)
            db.session.commit()
            return kept.decision.verdict

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(send, range(8))) == {Verdict.ADMIT}
    with committing_app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Scan)) == 1
