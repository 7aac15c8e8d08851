"""Venues and halls at the organiser's desk."""

import pytest

from fairapp.models import Hall, Venue
from tests.factories import a_fair, a_hall, a_venue
from tests.people import an_organiser


@pytest.fixture
def desk(sign_in):
    return sign_in(an_organiser())


def test_every_page_opens(desk):
    hall = a_hall()
    for path in ("/organiser/venues", "/organiser/venues/new", f"/organiser/venues/{hall.venue_id}"):
        assert desk.get(path).status_code == 200
    assert desk.get(f"/organiser/venues/{hall.venue_id}/edit").status_code == 200


def test_search_ignores_diacritics_and_says_when_nothing_is_found(desk):
    a_venue(name="Cung Triển lãm Đông Triều")
    assert "Cung Triển lãm Đông Triều" in desk.get("/organiser/venues?q=dong trieu").text
    assert "Không có nơi tổ chức nào như vậy" in desk.get("/organiser/venues?q=sao hoả").text


def test_venue_is_added_and_asked_for_its_halls(desk, db):
    answer = desk.post("/organiser/venues", data={"name": "  Nhà  thi đấu ", "unit": "quang-ninh"})
    venue = db.session.scalar(db.select(Venue).where(Venue.name == "Nhà thi đấu"))
    assert (answer.status_code, answer.location) == (302, f"/organiser/venues/{venue.id}")


@pytest.mark.parametrize(
    ("name", "unit", "sentence"),
    [
        ("", "quang-ninh", "Hãy điền mục này."),
        ("Nhà thi đấu", "", "Hãy chọn tỉnh, thành phố."),
        ("CUNG VĂN HOÁ", "quang-ninh", "Tỉnh này đã có nơi tổ chức tên CUNG VĂN HOÁ."),
    ],
)
def test_bad_venue_is_refused_in_a_sentence_and_what_was_typed_stays(desk, name, unit, sentence):
    a_venue(name="Cung văn hoá", unit_id="quang-ninh")
    answer = desk.post("/organiser/venues", data={"name": name, "unit": unit, "address": "Số 5 Lê Lợi"})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Số 5 Lê Lợi" in answer.text


def test_hall_is_measured_in_metres(desk, db):
    venue = a_venue()
    data = {"name": "Sân trước", "width": "42,5", "depth": "20"}
    assert desk.post(f"/organiser/venues/{venue.id}/halls", data=data).status_code == 302
    hall = db.session.scalar(db.select(Hall).where(Hall.name == "Sân trước"))
    assert (hall.width_cm, hall.depth_cm) == (4250, 2000)


@pytest.mark.parametrize(
    ("width", "sentence"), [("rộng", "Độ dài tính bằng mét"), ("1,5", "từ 2 m đến 1.000 m"), ("", "Hãy điền")]
)
def test_hall_of_no_size_is_refused_beside_the_field(desk, width, sentence):
    venue = a_venue()
    answer = desk.post(
        f"/organiser/venues/{venue.id}/halls", data={"name": "Sân", "width": width, "depth": "20"}
    )
    assert answer.status_code == 422
    assert sentence in answer.text


def test_hall_in_use_keeps_its_size_and_stays(desk):
    hall = a_hall(name="Sảnh A")
    a_fair(hall=hall)
    prefix = f"hall{hall.id}-"
    data = {prefix + "name": "Sảnh A", prefix + "width": "9", prefix + "depth": "9"}
    answer = desk.post(f"/organiser/halls/{hall.id}", data=data)
    assert answer.status_code == 422
    assert "Hãy thêm một sảnh mới" in answer.text
    answer = desk.post(f"/organiser/halls/{hall.id}/remove")
    assert answer.status_code == 409
    assert "không xoá được" in answer.text
    assert desk.get(f"/organiser/venues/{hall.venue_id}").text.count("60\N{NO-BREAK SPACE}m") >= 1


def test_unused_hall_can_be_mended_and_removed(desk, db):
    hall = a_hall()
    prefix = f"hall{hall.id}-"
    data = {prefix + "name": "Sảnh B", prefix + "width": "30", prefix + "depth": "9"}
    assert desk.post(f"/organiser/halls/{hall.id}", data=data).status_code == 302
    assert hall.width_cm == 3000
    assert desk.post(f"/organiser/halls/{hall.id}/remove").status_code == 302
    assert db.session.scalar(db.select(Hall).where(Hall.name == "Sảnh B")) is None


def test_what_is_not_there_is_not_found(desk):
    for path in ("/organiser/venues/987654321", "/organiser/halls/987654321"):
        assert desk.get(path).status_code == 404
