"""Eight phones show the server one pass at one instant, each scan alone in its request, as phones send it."""

import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import time as hour, timedelta
from http.client import HTTPConnection
from threading import Barrier

import pytest

from fairapp.db import db, now
from fairapp.domain import pass_keys
from fairapp.domain.calendar import at_local, local_day
from fairapp.domain.passes import Role
from fairapp.models import Fair, Scan
from fairapp.services import gate as gates
from tests.browser.serving import serving
from tests.factories import a_code, a_fair, a_pass
from tests.gate_rows import a_gate, a_phone

pytestmark = pytest.mark.slow

PHONES, PASSES = 8, 5
DAY = local_day(now()) - timedelta(days=1)
AT = at_local(DAY, hour(9))


def a_world(app):
    with app.app_context():
        fair, key = a_fair(first_day=DAY), pass_keys.generate_key()
        codes = [a_code(a_pass(fair=fair, key=key, role=Role.VISITOR), key) for _ in range(PASSES)]
        posts = [a_gate(fair, f"Cổng {n}") for n in range(PHONES)]
        phones = [(a_phone(post, since=AT - timedelta(days=1)), post.id) for post in posts]
        db.session.commit()
        return fair.id, codes, phones


def ask(address, phone, code, together):
    """The word that this phone hears."""
    credential, gate = phone
    scan = {"id": str(uuid.uuid4()), "code": code, "gate": gate, "direction": "in", "how": "camera"}
    scan |= {"at": AT.isoformat(), "skew": 0, "reason": None}
    body = json.dumps({"clock": now().isoformat(), "scans": [scan]})
    headers = {"Authorization": f"Bearer {credential}", "Content-Type": "application/json"}
    with closing(HTTPConnection(address.removeprefix("http://"), timeout=120)) as connection:
        connection.connect()
        together.wait(120)
        connection.request("POST", "/api/gate/scans", body, headers)
        answer = connection.getresponse()
        said = json.load(answer)
        assert answer.status == 200, said
        return said["outcomes"][0]["word"]


def test_eight_requests_at_one_instant_admit_one_person_once(committing_app, tmp_path):
    fair_id, codes, phones = a_world(committing_app)
    url = committing_app.config["SQLALCHEMY_DATABASE_URI"]
    with serving(tmp_path, DATABASE_URL=url) as site, ThreadPoolExecutor(PHONES) as pool:
        for code in codes:
            together = Barrier(PHONES)
            heard = [pool.submit(ask, site.address, phone, code, together) for phone in phones]
            assert sorted(one.result() for one in heard) == ["VÀO"] + ["ĐÃ VÀO"] * (PHONES - 1)
    with committing_app.app_context():
        scans = db.session.scalars(db.select(Scan).where(Scan.fair_id == fair_id)).all()
        assert len(scans) == PHONES * PASSES
        assert len({scan.pass_id for scan in scans if scan.nth is not None}) == PASSES
        assert sum(scan.nth is not None for scan in scans) == PASSES
        assert gates.compare_totals(db.session.get(Fair, fair_id)) == {}
