"""Venues and halls, shared by every organiser."""

import pytest

from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.services import venues
from fairapp.services.venues import HallFacts, VenueFacts
from tests.factories import a_fair, a_hall, a_venue
from tests.people import an_organiser

pytestmark = pytest.mark.usefixtures("db")


def test_venues_are_found_without_diacritics_in_vietnamese_order():
    for name in ("Đầm Sen", "Cung Triển lãm", "Ánh Dương"):
        a_venue(name=f"{name} thử nghiệm")
    assert [v.name for v in venues.list_venues("THU NGHIEM")] == [
        "Ánh Dương thử nghiệm",
        "Cung Triển lãm thử nghiệm",
        "Đầm Sen thử nghiệm",
    ]


def test_same_name_twice_in_a_province_is_refused_however_it_is_typed():
    organiser = an_organiser()
    venues.create(organiser, VenueFacts("Cung Triển lãm Hạ Long", "quang-ninh"))
    with pytest.raises(Conflict) as refused:
        venues.create(organiser, VenueFacts("CUNG TRIEN LAM HA LONG", "quang-ninh"))
    assert refused.value.field == "name"
    venues.create(organiser, VenueFacts("Cung Triển lãm Hạ Long", "ha-noi"))


def test_name_that_grows_when_folded_still_fits_and_is_known_again():
    organiser, name = an_organiser(), "ß" * 200
    venues.create(organiser, VenueFacts(name, "quang-ninh"))
    with pytest.raises(Conflict):
        venues.create(organiser, VenueFacts(name, "quang-ninh"))


def test_hall_of_an_absurd_size_is_refused_at_its_side():
    with pytest.raises(Invalid) as refused:
        venues.add_hall(an_organiser(), a_venue(), HallFacts("Sảnh lớn", 100, 4000))
    assert refused.value.field == "width"


def test_two_halls_of_a_venue_have_two_names():
    hall = a_hall(name="Sảnh A")
    with pytest.raises(Conflict):
        venues.add_hall(an_organiser(), hall.venue, HallFacts("sanh a", 3000, 2000))


def test_size_of_a_hall_in_use_stays_as_the_plans_know_it():
    hall = a_hall(name="Sảnh A")
    a_fair(hall=hall)
    venues.change_hall(an_organiser(), hall, HallFacts("Sảnh chính", hall.width_cm, hall.depth_cm))
    assert hall.name == "Sảnh chính"
    with pytest.raises(Conflict) as refused:
        venues.change_hall(an_organiser(), hall, HallFacts("Sảnh chính", 900, 900))
    assert refused.value.field == "width"
    with pytest.raises(Conflict):
        venues.remove_hall(an_organiser(), hall)


def test_hall_without_fairs_can_be_mended_and_removed():
    hall = a_hall()
    venues.change_hall(an_organiser(), hall, HallFacts("Sảnh B", 5000, 2500))
    assert (hall.width_cm, hall.depth_cm) == (5000, 2500)
    venues.remove_hall(an_organiser(), hall)
    with pytest.raises(NotFound):
        venues.get_hall(hall.id)
