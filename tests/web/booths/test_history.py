"""A plan's past on its page: steps, versions with names, what lies between, and the way back."""

import pytest

from fairapp.domain.allocation import How, PlanState
from fairapp.domain.booth_rows import Rows
from fairapp.models import AllocationPlan, Assignment
from fairapp.services import booths
from fairapp.services.booths import BoothFacts
from tests.factories import an_application


@pytest.fixture
def at(site):
    return f"/organiser/fairs/{site.fair_id}/sites/{site.id}/plan/history"


@pytest.fixture
def row(organiser, site):
    return booths.add_rows(organiser, site, Rows(300, 300, 4, 1, 300, 300, prefix="A"), BoothFacts())


def test_steps_tell_who_did_what(desk, at, organiser, site, row):
    booths.renumber(organiser, site, {row[0]: "X1"})
    booths.undo(organiser, site)
    page = desk.get(at).text
    assert "Đánh số lại gian A1 thành X1." in page
    assert "(đã hoàn tác)" in page
    assert organiser.name in page


def test_version_is_saved_under_a_name_that_is_free(desk, at, site, row):
    assert desk.post(f"{at}/saves", data={"name": "Bản gửi Sở"}).status_code == 302
    answer = desk.post(f"{at}/saves", data={"name": "Bản gửi Sở"})
    assert answer.status_code == 422
    assert "Đã có bản lưu tên Bản gửi Sở." in answer.text
    assert desk.post(f"{at}/saves", data={"name": ""}).status_code == 422
    assert [save.version for save in booths.list_saves(site)] == [1]


def test_differences_are_told_thing_by_thing(desk, at, organiser, site, row):
    booths.renumber(organiser, site, {row[0]: "X1"})
    booths.set_facts(organiser, site, row[:1], {"fee": 5, "water": True})
    booths.remove(organiser, site, row[3:])
    page = " ".join(desk.get(f"{at}?old=1").text.split())
    assert "<strong>Gian X1</strong> trước là A1, đổi phí, đổi trang bị" in page
    assert "<strong>Gian A4</strong> đã xoá" in page
    assert "Hai bản giống hệt nhau." in desk.get(f"{at}?old=2&new=2").text
    for wrong in ("?old=99", "?old=x", "?old=-1&new=1"):
        assert "plan-diff" not in desk.get(at + wrong).text.split("</head>")[1]


def test_old_version_comes_again(desk, at, organiser, site, row):
    booths.remove(organiser, site, row[1:])
    assert desk.post(f"{at}/1").status_code == 302
    assert [booth.number for booth in booths.list_for_site(site)] == ["A1", "A2", "A3", "A4"]
    for version in (3, 99):
        answer = desk.post(f"{at}/{version}")
        assert answer.status_code == 422
        assert "Sơ đồ này không có bước đó." in answer.text


def test_old_version_that_would_move_or_block_what_is_given_away_is_refused(
    desk, db, at, organiser, site, row
):
    booths.block(organiser, site, row[:1], "Dột")
    booths.unblock(organiser, site, row[:1])
    plan = AllocationPlan(fair_id=site.fair_id, number=1, state=PlanState.PUBLISHED, assignments=[])
    application = an_application(fair=site.fair)
    plan.assignments.append(Assignment(booth_id=row[0].id, application_id=application.id, how=How.HAND))
    db.session.add(plan)
    assert "Gian A1 đang xếp cho" in desk.post(f"{at}/2").text
    assert "Gian A1 đã có trong một bản xếp gian" in desk.post(f"{at}/0").text
    assert booths.plan_of(site).version == 3
