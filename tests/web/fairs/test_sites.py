"""Halls held and sessions opened at the organiser's desk."""

from datetime import time

import pytest

from fairapp.domain.fairs import FairState, Hold
from fairapp.models import Hall, OpeningSession, Site, Venue
from tests.factories import a_booth, a_fair, a_hall, a_site
from tests.people import an_organiser


@pytest.fixture
def organiser(db):
    return an_organiser()


@pytest.fixture
def desk(sign_in, organiser):
    return sign_in(organiser)


@pytest.fixture
def fair(organiser):
    """Open from 12 to 15 December 2026 at one site, held from the 10th to the 16th."""
    return a_fair(owner=organiser.organisation, state=FairState.DRAFT)


def typed(hall, **facts):
    return {
        "name": "Sân ẩm thực",
        "hall": str(hall.id) if hall else "new",
        "hold": "tentative",
        "build_from": "2026-12-10T07:00",
        "clear_by": "2026-12-16T18:00",
    } | facts


def test_every_page_opens(desk, fair):
    site = fair.sites[0]
    for path in ("/sites", "/sites/new", f"/sites/{site.id}"):
        assert desk.get(f"/organiser/fairs/{fair.id}{path}").status_code == 200
    assert desk.get(f"/organiser/halls/{site.hall_id}").status_code == 200


def test_site_is_added_in_a_known_hall(desk, db, fair):
    hall = a_hall()
    answer = desk.post(f"/organiser/fairs/{fair.id}/sites", data=typed(hall))
    site = db.session.scalar(db.select(Site).where(Site.name == "Sân ẩm thực"))
    assert (answer.status_code, answer.location) == (302, f"/organiser/fairs/{fair.id}/sites/{site.id}")
    assert (site.hall_id, site.hold, site.build_from.hour) == (hall.id, Hold.TENTATIVE, 0)


def test_new_venue_and_hall_are_added_in_the_same_page(desk, db, fair):
    new = {
        "venue": "new",
        "venue_name": "Quảng trường 30/10",
        "venue_unit": "quang-ninh",
        "hall_name": "Sân chính",
        "width": "80",
        "depth": "40,5",
    }
    assert desk.post(f"/organiser/fairs/{fair.id}/sites", data=typed(None, **new)).status_code == 302
    hall = db.session.scalar(db.select(Hall).where(Hall.name == "Sân chính"))
    assert (hall.venue.name, hall.width_cm, hall.depth_cm) == ("Quảng trường 30/10", 8000, 4050)


def test_new_hall_without_its_size_is_asked_for_it_and_nothing_is_half_saved(desk, db, fair):
    new = {"venue": "new", "venue_name": "Quảng trường 30/10", "venue_unit": "quang-ninh", "width": "80"}
    answer = desk.post(f"/organiser/fairs/{fair.id}/sites", data=typed(None, **new))
    assert answer.status_code == 422
    assert "Quảng trường 30/10" in answer.text
    assert db.session.scalar(db.select(Venue).where(Venue.name == "Quảng trường 30/10")) is None


def test_new_hall_is_not_left_behind_when_the_site_is_refused(desk, db, fair):
    new = {
        "venue": "new",
        "venue_name": "Quảng trường 30/10",
        "venue_unit": "quang-ninh",
        "hall_name": "Sân chính",
        "width": "80",
        "depth": "40",
        "clear_by": "2026-12-01T18:00",
    }
    answer = desk.post(f"/organiser/fairs/{fair.id}/sites", data=typed(None, **new))
    assert answer.status_code == 422
    assert "Trả mặt bằng phải sau khi bắt đầu dựng gian." in answer.text
    assert "Sân chính" in answer.text
    assert db.session.scalar(db.select(Venue).where(Venue.name == "Quảng trường 30/10")) is None


def test_hall_of_another_organisation_is_refused_with_the_name_of_its_fair(desk, db, fair):
    theirs = a_fair(hall=a_hall(), name="Hội chợ Xuân của tỉnh bạn")
    answer = desk.post(f"/organiser/fairs/{fair.id}/sites", data=typed(theirs.sites[0].hall))
    assert answer.status_code == 422
    assert "Sảnh này đã có Hội chợ Xuân của tỉnh bạn dùng từ 07:00 10/12/2026" in answer.text
    assert "Sân ẩm thực" in answer.text
    assert db.session.scalar(db.select(db.func.count()).select_from(Site).where(Site.fair_id == fair.id)) == 1


def test_tentative_hold_beside_another_is_shown_on_both(desk, fair):
    theirs = a_fair(site=False, name="Hội chợ tỉnh bạn")
    hall = a_hall()
    a_site(fair=theirs, hall=hall, hold=Hold.TENTATIVE)
    answer = desk.post(f"/organiser/fairs/{fair.id}/sites", data=typed(hall))
    assert "Hội chợ tỉnh bạn cũng đang giữ chỗ tạm sảnh này" in desk.get(answer.location).text
    page = desk.get(f"/organiser/halls/{hall.id}").text
    assert "Hội chợ tỉnh bạn" in page
    assert fair.name in page


def test_site_that_would_not_hold_its_plan_is_refused(desk, fair):
    site = fair.sites[0]
    a_booth(site=site, number="Z9", x_cm=5000, y_cm=0)
    small = a_hall(width_cm=2000, depth_cm=2000)
    facts = typed(small, name=site.name, hold="firm")
    answer = desk.post(f"/organiser/fairs/{fair.id}/sites/{site.id}", data=facts)
    assert answer.status_code == 422
    assert "Gian Z9 ra ngoài sảnh rộng 20 m, sâu 20 m." in answer.text


def test_run_of_days_is_added_with_other_hours_at_the_weekend(desk, db, organiser):
    fair = a_fair(owner=organiser.organisation, site=False)
    site = a_site(fair=fair, hall=a_hall(), days=4)
    db.session.execute(db.delete(OpeningSession).where(OpeningSession.site_id == site.id))
    data = {
        "first": "2026-12-11",
        "last": "2026-12-13",
        "opens": "08:00",
        "closes": "21:00",
        "weekend": "y",
        "weekend_opens": "08:00",
        "weekend_closes": "22:00",
    }
    answer = desk.post(f"/organiser/fairs/{fair.id}/sites/{site.id}/sessions/run", data=data)
    assert answer.status_code == 302
    db.session.refresh(site)
    assert [(s.day.day, s.closes) for s in site.sessions] == [(11, time(21)), (12, time(22)), (13, time(22))]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"last": "2026-12-01"}, "Ngày cuối phải từ ngày đầu trở đi."),
        ({"first": "2026-12-16", "last": "2026-12-17"}, "nằm ngoài thời gian giữ mặt bằng"),
        ({"first": "2026-12-12", "last": "2026-12-12"}, "Ngày 12/12/2026 có hai phiên chồng giờ"),
        ({"weekend": "y"}, "Hãy điền mục này."),
        ({"opens": "25:00"}, "Giờ chưa đúng"),
        ({"closes": "07:00"}, "giờ đóng cửa phải sau giờ mở cửa"),
    ],
)
def test_bad_run_is_refused_in_a_sentence_and_adds_nothing(desk, db, fair, facts, sentence):
    data = {"first": "2026-12-11", "last": "2026-12-11", "opens": "08:00", "closes": "12:00"} | facts
    site = fair.sites[0]
    answer = desk.post(f"/organiser/fairs/{fair.id}/sites/{site.id}/sessions/run", data=data)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert data["first"] in answer.text
    db.session.refresh(site)
    assert len(site.sessions) == 4


def test_single_days_are_removed_and_given_other_hours(desk, db, fair):
    site = fair.sites[0]
    first, second, *rest = site.sessions
    data = {f"session{first.id}-opens": "14:00", f"session{first.id}-closes": "22:00"}
    data |= {f"session{second.id}-opens": "08:00", f"session{second.id}-closes": "21:00"}
    data |= {f"session{second.id}-remove": "y"}
    for one in rest:
        data |= {f"session{one.id}-opens": "08:00", f"session{one.id}-closes": "21:00"}
    answer = desk.post(f"/organiser/fairs/{fair.id}/sites/{site.id}/sessions", data=data)
    assert answer.status_code == 302
    db.session.refresh(site)
    assert [(s.day.day, s.opens.hour) for s in site.sessions] == [(12, 14), (14, 8), (15, 8)]


def test_hours_that_cannot_be_read_are_refused_and_stay(desk, fair):
    site = fair.sites[0]
    data = {f"session{s.id}-opens": "08:00" for s in site.sessions}
    data |= {f"session{s.id}-closes": "muộn" for s in site.sessions}
    answer = desk.post(f"/organiser/fairs/{fair.id}/sites/{site.id}/sessions", data=data)
    assert answer.status_code == 422
    assert "Giờ chưa đúng" in answer.text
    assert 'value="muộn"' in answer.text


def test_site_is_removed_with_its_sessions(desk, db, fair):
    site = fair.sites[0]
    assert desk.post(f"/organiser/fairs/{fair.id}/sites/{site.id}/remove").status_code == 302
    assert db.session.scalar(db.select(Site).where(Site.fair_id == fair.id)) is None


def test_site_of_another_fair_is_not_found(desk, fair):
    stranger = a_fair().sites[0]
    for method, path in (("get", ""), ("post", ""), ("post", "/sessions"), ("post", "/remove")):
        answer = getattr(desk, method)(f"/organiser/fairs/{fair.id}/sites/{stranger.id}{path}")
        assert answer.status_code == 404
