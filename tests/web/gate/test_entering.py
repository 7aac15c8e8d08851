"""Who may pass a gate when and where, as phones and organisers meet it over HTTP."""

import uuid
from datetime import datetime, time, timedelta

import pytest

from fairapp.db import now
from fairapp.domain import pass_keys
from fairapp.domain.calendar import at_local, local_day
from fairapp.domain.passes import Kind, Role, days_to_bits
from fairapp.models import OpeningSession
from tests import people
from tests.factories import a_code, a_fair, a_pass
from tests.gate_rows import a_gate, a_phone

DAY = timedelta(days=1)


@pytest.fixture
def today():
    return local_day(now())


@pytest.fixture
def fair(db, today):
    """Built up for two days, open the day before yesterday, closed yesterday, open again today."""
    fair = a_fair(first_day=today - 2 * DAY, days=1)
    [site] = fair.sites
    site.sessions.append(OpeningSession(day=today, opens=time(8), closes=time(21)))
    site.clear_by = at_local(today + 2 * DAY, time(18))
    db.session.flush()
    return fair


@pytest.fixture
def key():
    return pass_keys.generate_key()


@pytest.fixture
def phones(client):
    """`phones(gate)` is an enrolled phone that asks what the server makes of a code."""

    class Phone:
        def __init__(self, gate):
            self.gate = gate
            self.headers = {"Authorization": f"Bearer {a_phone(gate, since=now() - timedelta(days=9))}"}

        def scan(self, code: str, at: datetime, direction: str = "in") -> str:
            scan = {"id": str(uuid.uuid4()), "code": code, "gate": self.gate.id, "direction": direction}
            scan |= {"how": "camera", "at": at.isoformat(), "skew": 0, "reason": "welcome"}
            body = {"clock": now().isoformat(), "scans": [scan], "tell": True}
            answer = client.post("/api/gate/scans", json=body, headers=self.headers)
            assert answer.status_code == 200, answer.text
            return answer.json["outcomes"][0]["reason"]

        def state(self) -> dict:
            return client.get("/api/gate/state", headers=self.headers).json

    return Phone


def badge_for(fair, key, role, *days, **facts):
    """Signed for these days alone."""
    badge = a_pass(fair=fair, key=key, role=role, **facts)
    badge.first_day, badge.day_bits = days[0], days_to_bits(days[0], days)
    return a_code(badge, key)


def noon(day):
    return at_local(day, time(12))


def test_a_closed_day_between_two_fair_days_lets_no_visitor_in(fair, key, phones, today):
    phone = phones(a_gate(fair))
    code = badge_for(fair, key, Role.VISITOR, *(today - i * DAY for i in (2, 1, 0)))
    assert phone.scan(code, noon(today - 2 * DAY)) == "welcome"
    assert phone.scan(code, noon(today - DAY)) == "closed_day"


def test_a_pass_for_one_day_opens_on_that_day_only(fair, key, phones, today):
    phone = phones(a_gate(fair))
    code = badge_for(fair, key, Role.VISITOR, today - 2 * DAY)
    assert phone.scan(code, noon(today - 2 * DAY)) == "welcome"
    assert phone.scan(code, noon(today - DAY)) in ("not_on_pass", "days_over")


def test_builders_come_before_the_opening_and_not_on_fair_days(fair, key, phones, today):
    phone = phones(a_gate(fair))
    code = badge_for(fair, key, Role.BUILDER, *(today - i * DAY for i in (4, 3, 2)))
    assert phone.scan(code, noon(today - 4 * DAY)) == "welcome"
    assert phone.scan(code, noon(today - 2 * DAY)) == "day_not_for_role"


def test_a_zone_that_is_not_on_the_pass_stays_shut(fair, key, phones, today):
    hall, store = a_gate(fair, "Cổng sảnh", zone_bit=0), a_gate(fair, "Cổng kho", zone_bit=3)
    code = badge_for(fair, key, Role.BOOTH_STAFF, today - 2 * DAY, zone_bits=0b1)
    wide = badge_for(fair, key, Role.BOOTH_STAFF, today - 2 * DAY, zone_bits=0b1001)
    at = noon(today - 2 * DAY)
    assert phones(store).scan(code, at) == "zone_not_on_pass"
    assert phones(hall).scan(code, at) == "welcome"
    assert phones(store).scan(wide, at) == "welcome"


def test_vehicles_pass_only_where_vehicles_may(fair, key, phones, today):
    lorry = badge_for(fair, key, Role.SERVICE, today - 2 * DAY, kind=Kind.VEHICLE)
    at = noon(today - 2 * DAY)
    assert phones(a_gate(fair, "Cổng người", kind_bits=1)).scan(lorry, at) == "kind_not_for_gate"
    assert phones(a_gate(fair, "Cổng xe", kind_bits=2)).scan(lorry, at) == "welcome"
    person = badge_for(fair, key, Role.VISITOR, today - 2 * DAY)
    assert phones(a_gate(fair, "Cổng xe 2", kind_bits=2)).scan(person, at) == "kind_not_for_gate"


def test_who_did_not_scan_out_comes_in_again_after_the_time_that_the_organiser_set(
    fair, key, phones, today, sign_in
):
    owner = sign_in(people.an_organiser(organisation=fair.owner))
    saved = owner.post(f"/organiser/fairs/{fair.id}/gates/limits", data={"limits-again_after": "60"})
    assert saved.status_code == 302
    phone, other = phones(a_gate(fair)), phones(a_gate(fair, "Cổng B"))
    code = badge_for(fair, key, Role.VISITOR, today - 2 * DAY)
    at = noon(today - 2 * DAY)
    assert phone.scan(code, at) == "welcome"
    assert other.scan(code, at + timedelta(minutes=59)) == "still_inside"
    assert other.scan(code, at + timedelta(minutes=60)) == "welcome_again"


def test_who_scanned_out_comes_in_again_at_once(fair, key, phones, today):
    phone = phones(a_gate(fair))
    code = badge_for(fair, key, Role.VISITOR, today - 2 * DAY)
    at = noon(today - 2 * DAY)
    assert phone.scan(code, at) == "welcome"
    assert phone.scan(code, at + timedelta(minutes=5)) == "still_inside"
    assert phone.scan(code, at + timedelta(minutes=6), "out") == "left"
    assert phone.scan(code, at + timedelta(minutes=7)) == "welcome"
    assert phone.scan(code, at + timedelta(minutes=8), "out") == "left"
    assert phone.scan(code, at + timedelta(minutes=9), "out") == "never_entered"


@pytest.mark.parametrize(("people_in", "word"), [(16, "Còn chỗ"), (17, "Sắp đầy"), (20, "Đã đầy")])
def test_the_board_marks_a_site_amber_from_85_per_cent_of_its_limit(
    fair, key, phones, today, sign_in, people_in, word
):
    owner = sign_in(people.an_organiser(organisation=fair.owner))
    limit = {f"limits-site_{fair.sites[0].id}": "20"}
    assert owner.post(f"/organiser/fairs/{fair.id}/gates/limits", data=limit).status_code == 302
    phone = phones(a_gate(fair))
    at = min(noon(today), now())
    for _ in range(people_in):
        assert phone.scan(badge_for(fair, key, Role.ORGANISER, today), at) == "welcome"
    page = owner.get(f"/organiser/fairs/{fair.id}/gates/board").text
    assert word in page
    [area] = phone.state()["areas"]
    assert (area["inside"], area["limit"], area["amber"]) == (people_in, 20, people_in >= 17)
