"""A fair before 01/07/2025 by the units of its time and by those of today: other rows, the same sums."""

from datetime import date

import pytest

from fairapp.domain.allocation import How, PlanState
from fairapp.domain.applications import ApplicationState, Decision
from fairapp.domain.places import MERGER, load_units, unit_now
from fairapp.models import AllocationPlan, Assignment, DiaryDay
from fairapp.services import applications, sales
from fairapp.services.applications import delegations
from fairapp.services.applications.trays import Wanted
from tests import people
from tests.factories import a_booth, a_delegation, a_fair, a_producer, a_ready_application

FIRST = date(2025, 5, 10)
UNITS = {"ha-giang@2025": 2, "tuyen-quang@2025": 3, "quang-ninh": 1, "lao-cai@2025": 1, "yen-bai@2025": 2}


@pytest.fixture
def old(db):
    """A fair of May 2025 with two that merged into Tuyên Quang, two into Lào Cai, and one that stayed."""
    fair = a_fair(first_day=FIRST)
    plan = AllocationPlan(fair_id=fair.id, number=1, state=PlanState.PUBLISHED)
    db.session.add(plan)
    db.session.flush()
    for unit_id, n in UNITS.items():
        a_delegation(fair=fair, unit_id=unit_id, quota=10 * n, lead=people.a_lead())
        for i in range(n):
            application = a_ready_application(
                fair=fair,
                producer=a_producer(unit_id=unit_id),
                state=ApplicationState.ACCEPTED,
                decision=Decision.ACCEPT,
                booth_count=i + 1,
            )
            booth = a_booth(site=fair.sites[0])
            db.session.add(
                Assignment(
                    plan_id=plan.id, booth_id=booth.id, application_id=application.id, how=How.HAND, reason=""
                )
            )
            db.session.add(
                DiaryDay(
                    application_id=application.id,
                    day=FIRST,
                    total=100_000 * (i + 1),
                    entered_by_id=application.producer.user_id,
                )
            )
    db.session.flush()
    return fair


def test_every_unit_ended_becomes_one_that_stands(db):
    """The queries read one step; a longer chain would need another join."""
    assert all(unit_now(unit).successor is None for unit in load_units())
    assert all(unit_now(unit).id == unit.successor for unit in load_units() if unit.successor)
    assert FIRST < MERGER


def test_delegations_add_up_to_the_same_in_both_readings(old):
    then = delegations.shares(old)
    now = delegations.by_unit_now(then)
    assert [share.delegation.name for share in then] == [
        "Hà Giang",
        "Lào Cai",
        "Quảng Ninh",
        "Tuyên Quang",
        "Yên Bái",
    ]
    assert [(one.name, one.quota, one.applications) for one in now] == [
        ("Lào Cai", 30, 3),
        ("Quảng Ninh", 10, 1),
        ("Tuyên Quang", 50, 5),
    ]
    assert sum(s.taken_booths for s in then) == sum(one.taken_booths for one in now) == 14


def test_applications_are_filtered_and_named_by_either_reading(old):
    then = applications.list_for_fair(old, Wanted(sort="unit"))
    now = applications.list_for_fair(old, Wanted(sort="unit", units_now=True))
    assert then.total == now.total == 9
    assert sum(row.booth_count for row in then.rows) == sum(row.booth_count for row in now.rows)
    assert {row.unit for row in then.rows} == {"Hà Giang", "Lào Cai", "Quảng Ninh", "Tuyên Quang", "Yên Bái"}
    assert [row.unit for row in now.rows] == ["Lào Cai"] * 3 + ["Quảng Ninh"] + ["Tuyên Quang"] * 5
    for units_now in (False, True):
        totals = [
            applications.list_for_fair(old, Wanted(unit_id=unit, units_now=units_now)).total
            for unit, _name in applications.units_of(old, units_now)
        ]
        assert sum(totals) == 9 and 0 not in totals
    assert ("tuyen-quang", "Tuyên Quang") in applications.units_of(old, True)
    assert applications.list_for_fair(old, Wanted(unit_id="tuyen-quang", units_now=True)).total == 5


def test_sales_of_a_day_add_up_to_the_same_in_both_readings(old):
    then, now = sales.read_overview(old, FIRST), sales.read_overview(old, FIRST, units_now=True)
    assert (
        then.total == now.total == sum(p.total for p in now.provinces) == sum(p.total for p in then.provinces)
    )
    assert [p.name for p in now.provinces] == ["Lào Cai", "Quảng Ninh", "Tuyên Quang"]
    assert len(then.provinces) == 5


def test_a_fair_after_the_merger_knows_no_unit_that_had_ended(db):
    fair = a_fair()
    a_ready_application(fair=fair, producer=a_producer(unit_id="ha-giang@2025"))
    [row] = applications.list_for_fair(fair).rows
    assert row.unit == "Tuyên Quang"


def test_the_switch_is_there_for_old_fairs_alone(old, sign_in):
    client = sign_in(people.an_organiser(organisation=old.owner))
    for page in ("delegations", "applications", "sales"):
        path = f"/organiser/fairs/{old.id}/{page}"
        assert "units=now" in client.get(path).text, page
        answer = client.get(f"{path}?units=now")
        assert answer.status_code == 200 and "Tuyên Quang" in answer.text
    new = a_fair(owner=old.owner)
    assert "units=now" not in client.get(f"/organiser/fairs/{new.id}/delegations").text
