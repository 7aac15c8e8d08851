"""The next edition of a fair, its days shown before anything is made."""

from datetime import date

import pytest

from fairapp.domain.fairs import FairState
from fairapp.models import Booth, Fair
from tests.factories import a_booth, a_fair, a_zone
from tests.people import an_organiser


@pytest.fixture
def organiser(db):
    return an_organiser()


@pytest.fixture
def desk(sign_in, organiser):
    return sign_in(organiser)


@pytest.fixture
def fair(organiser):
    """Opens on Saturday, 12 December 2026."""
    fair = a_fair(owner=organiser.organisation, first_day=date(2026, 12, 12), days=2, state=FairState.CLOSED)
    site = fair.sites[0]
    a_booth(site=site, number="A1", zone=a_zone(site=site))
    return fair


def test_same_weekday_a_year_later_is_proposed(desk, fair):
    page = desk.get(f"/organiser/fairs/{fair.id}/next-edition").text
    assert "2027-12-11" in page
    assert "giữ nguyên thứ trong tuần" in page


def test_shift_of_weekdays_is_told_and_the_nearest_same_weekday_offered(desk, fair):
    page = desk.get(f"/organiser/fairs/{fair.id}/next-edition?name=x&first=2027-12-14").text
    assert "các ngày đổi thứ trong tuần" in page
    assert "Thứ Bảy 11/12/2027" in page
    assert "Thứ Tư 15/12/2027" in page


@pytest.mark.parametrize(
    ("first", "status", "sentence"),
    [("2026-12-01", 200, "phải sau ngày mở cửa của lần trước"), ("", 422, "Hãy điền mục này.")],
)
def test_senseless_day_is_told_in_a_sentence(desk, fair, first, status, sentence):
    answer = desk.get(f"/organiser/fairs/{fair.id}/next-edition?name=x&first={first}")
    assert answer.status_code == status
    assert sentence in answer.text


def test_next_edition_is_a_draft_with_plan_and_moved_days(desk, db, fair):
    answer = desk.post(
        f"/organiser/fairs/{fair.id}/next-edition", data={"name": "Hội chợ 2027", "first": "2027-12-11"}
    )
    new = db.session.scalar(db.select(Fair).where(Fair.previous_id == fair.id))
    assert (answer.status_code, answer.location) == (302, f"/organiser/fairs/{new.id}")
    assert new.state is FairState.DRAFT
    booth = db.session.scalar(db.select(Booth).where(Booth.site_id == new.sites[0].id))
    assert (booth.number, booth.zone.site_id) == ("A1", new.sites[0].id)


@pytest.mark.parametrize("first", ["2027-12-11", "2026-12-12", ""])
def test_refused_edition_leaves_nothing_behind(desk, db, fair, first):
    a_fair(hall=fair.sites[0].hall, first_day=date(2027, 12, 12), name="Hội chợ khác")
    answer = desk.post(
        f"/organiser/fairs/{fair.id}/next-edition", data={"name": "Hội chợ mới", "first": first}
    )
    assert answer.status_code == 422
    assert "Hội chợ mới" in answer.text
    assert ("Hội chợ khác" in answer.text) == (first == "2027-12-11")
    assert db.session.scalar(db.select(Fair).where(Fair.previous_id == fair.id)) is None
