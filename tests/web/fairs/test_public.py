"""What visitors and producers see of fairs."""

from datetime import timedelta
from decimal import Decimal

import pytest

from fairapp.db import now
from fairapp.domain.allocation import How, PlanState
from fairapp.domain.applications import ApplicationState
from fairapp.domain.calendar import local_day
from fairapp.domain.fairs import FairState
from fairapp.models import AllocationPlan, Assignment, ReportedFigure
from tests.factories import a_booth, a_fair, a_hall, a_producer, an_application
from tests.people import a_producer_account


@pytest.fixture
def today():
    return local_day(now())


def test_front_page_of_an_empty_house_says_so(client):
    page = client.get("/")
    assert page.status_code == 200
    assert "Chưa công bố hội chợ nào sắp tới" in page.text


def test_front_page_tells_what_is_on_what_comes_and_what_was(client, today):
    on, soon, late, past = (
        a_fair(first_day=today - timedelta(days=1), name="Đang mở"),
        a_fair(first_day=today + timedelta(days=30), name="Sắp mở"),
        a_fair(first_day=today + timedelta(days=90), name="Còn lâu"),
        a_fair(first_day=today - timedelta(days=90), name="Đã xong", state=FairState.CLOSED),
    )
    a_fair(first_day=today + timedelta(days=10), name="Bản nháp bí mật", state=FairState.DRAFT)
    page = client.get("/").text
    places = [page.index(fair.name) for fair in (on, soon, late, past)]
    assert places == sorted(places)
    assert "Bản nháp bí mật" not in page
    assert "Hôm nay 08:00–21:00" in " ".join(page.split())


def test_list_is_searched_without_diacritics_and_filtered_by_year(client, today):
    fair = a_fair(name="Hội chợ Đặc sản", first_day=today + timedelta(days=30))
    year = fair.sites[0].sessions[0].day.year
    assert fair.name in client.get(f"/fairs?q=DAC+SAN&year={year}").text
    assert "Không có hội chợ nào như vậy" in client.get(f"/fairs?year={year + 5}").text
    assert "Không có hội chợ nào như vậy" in client.get("/fairs?kind=conference").text


def test_page_of_a_fair_tells_who_holds_it_on_what_ground_when_and_where(client):
    fair = a_fair(
        theme="Tinh hoa đất mỏ", organisers=["UBND tỉnh", "Sở Công Thương"], hotline="+842033825678"
    )
    page = client.get(f"/fairs/{fair.slug}").text
    for fact in ("Tinh hoa đất mỏ", "UBND tỉnh", "Sở Công Thương", "123/KH-UBND", "ngày 01/09/2026"):
        assert fact in page
    assert "12–15/12/2026" in page
    assert "08:00–21:00" in page
    assert fair.sites[0].hall.venue.name in page
    assert 'href="tel:+842033825678"' in page
    assert "dữ liệu minh hoạ" not in page


def test_invented_fair_says_so(client):
    fair = a_fair(illustrative=True)
    assert "dữ liệu minh hoạ" in client.get(f"/fairs/{fair.slug}").text


def test_producer_is_told_how_to_apply_only_while_it_is_time(client, sign_in, today):
    soon = a_fair(first_day=today + timedelta(days=60))
    over = a_fair(first_day=today - timedelta(days=60))
    assert "Lập tài khoản chủ thể" in client.get(f"/fairs/{soon.slug}").text
    assert "Đăng ký gian hàng" not in client.get(f"/fairs/{over.slug}").text
    signed_in = sign_in(a_producer_account())
    assert "Gửi đơn đăng ký" in signed_in.get(f"/fairs/{soon.slug}").text


def test_exhibitors_are_listed_with_their_booths_once_the_plan_is_published(client, db):
    fair = a_fair(hall=a_hall())
    booth = a_booth(site=fair.sites[0], number="K7")
    application = an_application(
        fair=fair, producer=a_producer(name="HTX Ba Chẽ"), state=ApplicationState.ACCEPTED
    )
    plan = AllocationPlan(fair_id=fair.id, number=1, assignments=[])
    plan.assignments.append(Assignment(booth_id=booth.id, application_id=application.id, how=How.HAND))
    db.session.add(plan)
    assert "HTX Ba Chẽ" not in client.get(f"/fairs/{fair.slug}").text
    plan.state, plan.published_at = PlanState.PUBLISHED, now()
    page = client.get(f"/fairs/{fair.slug}").text
    assert f'href="#exhibitor-{application.id}"' in page
    assert f'id="exhibitor-{application.id}"' in page
    assert "đã xếp: HTX Ba Chẽ" in page


def test_what_the_press_said_stands_with_qualifier_and_source(client, db):
    fair = a_fair(state=FairState.CLOSED, past_record=True)
    for what, value, qualifier in (("visits", 110_000, "gần"), ("revenue", 17_400_000_000, "")):
        figure = ReportedFigure(
            fair_id=fair.id,
            what=what,
            value=Decimal(value),
            qualifier=qualifier,
            source="https://vov.vn/kinh-te/bai-1.vov",
        )
        db.session.add(figure)
    page = client.get(f"/fairs/{fair.slug}").text
    assert "gần 110.000" in page
    assert "17,4\N{NO-BREAK SPACE}tỷ đồng" in page or "17,4 tỷ đồng" in page
    assert 'href="https://vov.vn/kinh-te/bai-1.vov"' in page
    assert "gần 110.000" in client.get("/").text


@pytest.mark.parametrize("state", [FairState.DRAFT, FairState.CANCELLED])
def test_fair_that_was_never_announced_has_no_page(client, state):
    assert client.get(f"/fairs/{a_fair(state=state).slug}").status_code == 404


def test_unknown_page_number_and_filters_do_no_harm(client):
    a_fair()
    assert client.get("/fairs?page=99&kind=x&year=abc").status_code == 200
