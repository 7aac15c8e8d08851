import json
import re

import pytest
from markupsafe import Markup

from fairapp.domain.applications import ApplicationState
from fairapp.models import ApplicationPlace
from fairapp.services import allocation
from tests import people
from tests.allocation_world import an_accepted, booth
from tests.factories import an_open_fair


def places(fair):
    desk = allocation.open_desk(fair)
    return {desk.applications[a].producer.name: desk.numbers(a) for a in desk.booths_of}


def test_a_board_without_applications_or_booths_says_what_to_do(desk, fair, sign_in, organiser):
    assert "Chưa có đơn nào được nhận" in desk.get().text
    empty = an_open_fair(owner=fair.owner)
    an_accepted(empty)
    page = sign_in(organiser).get(f"/organiser/fairs/{empty.id}/allocation")
    assert "Sơ đồ chưa có gian nào" in page.text


def test_an_application_is_given_a_booth_and_stays_chosen(desk, fair):
    application = an_accepted(fair)
    answer = desk.post("/give", application=application.id, booth=booth(fair, "A2").id, seen="")
    assert answer.status_code == 303
    assert answer.location.endswith(f"/allocation?application={application.id}")
    page = desk.get(application=application.id)
    assert "Gian A2" in page.text
    assert "Ban tổ chức chọn gian này" in page.text


def test_a_taken_booth_is_refused_with_the_holder_named_and_nothing_is_kept(desk, fair):
    first, second = an_accepted(fair, "HTX Ba Chẽ"), an_accepted(fair, "HTX Tiên Yên")
    desk.post("/give", application=first.id, booth=booth(fair, "A1").id, seen="")
    answer = desk.post("/give", application=second.id, booth=booth(fair, "A1").id, seen="")
    assert answer.status_code == 409
    assert "Gian A1 đã xếp cho HTX Ba Chẽ." in answer.text
    assert places(fair) == {"HTX Ba Chẽ": ["A1"]}


def test_two_organisers_moving_one_application_do_not_undo_each_other(desk, fair):
    application = an_accepted(fair)
    desk.post("/give", application=application.id, booth=booth(fair, "A1").id, seen="")
    late = desk.post("/give", application=application.id, booth=booth(fair, "A3").id, seen="")
    assert late.status_code == 409
    assert "Có người vừa xếp đơn này vào gian A1" in late.text
    assert places(fair) == {"HTX Đông Triều": ["A1"]}


def test_a_refused_first_step_leaves_no_draft_behind(desk, fair):
    application = an_accepted(fair, water=True)
    answer = desk.post("/give", application=application.id, booth=booth(fair, "A1").id, seen="")
    assert answer.status_code == 422
    assert "không có nước" in answer.text
    assert allocation.current(fair) is None


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/give", {}),
        ("/give", {"application": "x", "booth": "y"}),
        ("/give", {"application": "1"}),
        ("/take-away", {}),
        ("/swap", {"application": "1"}),
        ("/lock", {"application": "1", "locked": "maybe"}),
    ],
)
def test_a_step_that_cannot_be_read_is_told_so(desk, fair, path, form):
    an_accepted(fair)
    assert desk.post(path, **form).status_code == 422


def test_booths_are_taken_away_locked_and_swapped(desk, fair):
    first, second = an_accepted(fair, "HTX Ba Chẽ"), an_accepted(fair, "HTX Tiên Yên")
    desk.post("/give", application=first.id, booth=booth(fair, "A1").id, seen="")
    desk.post("/give", application=second.id, booth=booth(fair, "A4").id, seen="")
    assert desk.post("/swap", application=first.id, other=second.id, seen="A1").status_code == 303
    assert places(fair) == {"HTX Ba Chẽ": ["A4"], "HTX Tiên Yên": ["A1"]}
    assert desk.post("/lock", application=first.id, seen="A4", locked="no").status_code == 303
    assert {row.locked for row in allocation.current(fair).assignments} == {True, False}
    assert desk.post("/take-away", application=second.id, seen="A1").status_code == 303
    assert places(fair) == {"HTX Ba Chẽ": ["A4"]}


def test_pointing_at_a_free_booth_names_who_could_take_it(desk, fair):
    booth(fair, "A1").water = True
    an_accepted(fair, "HTX Cần Nước", water=True)
    wet, dry = (desk.get(booth=booth(fair, number).id).text for number in ("A1", "A2"))
    assert re.search(r"<option[^>]*>HTX Cần Nước", wet)
    assert not re.search(r"<option[^>]*>HTX Cần Nước", dry)
    assert "Không có đơn đang chờ nào hợp với gian này" in dry


def test_pointing_at_a_taken_booth_chooses_who_has_it(desk, fair):
    application = an_accepted(fair)
    desk.post("/give", application=application.id, booth=booth(fair, "A2").id, seen="")
    page = desk.get(booth=booth(fair, "A2").id)
    assert f'data-chosen-application="{application.id}"' in page.text
    holders = re.search(r'data-holders="([^"]*)"', page.text)[1]
    held = json.loads(Markup(holders).unescape())
    assert held[str(booth(fair, "A2").id)]["seen"] == "A2"


def test_the_list_is_searched_without_diacritics_and_by_booth(desk, fair):
    an_accepted(fair, "HTX Đông Triều")
    placed = an_accepted(fair, "HTX Bình Liêu")
    desk.post("/give", application=placed.id, booth=booth(fair, "A3").id, seen="")
    lines = r'who__name">([^<]*)<'
    assert re.findall(lines, desk.get(q="dong trieu").text) == ["HTX Đông Triều"]
    assert re.findall(lines, desk.get(q="a3", list="placed").text) == ["HTX Bình Liêu"]
    assert "Không có đơn nào khớp" in desk.get(q="không ai").text


@pytest.mark.parametrize("query", [{"application": "99999"}, {"booth": "x"}, {"page": "-3"}, {"list": "?"}])
def test_a_strange_query_is_passed_over(desk, fair, query):
    an_accepted(fair)
    assert desk.get(**query).status_code == 200


# ---- publication -------------------------------------------------------------------------------


def test_a_plan_is_published_once_looked_at(desk, fair):
    application = an_accepted(fair)
    allocation.run(fair, None)
    assert "Công bố bản 1" in desk.get("/publish").text
    assert desk.post("/publish", number=1).status_code == 302
    assert [b.number for b in allocation.booths_of(application)] == ["A1"]
    assert "Không có bản nháp nào" in desk.get("/publish").text
    assert "Đang công bố" in desk.get().text


def test_a_change_needs_its_reason_at_the_field(desk, fair):
    application = an_accepted(fair)
    allocation.run(fair, None)
    desk.post("/publish", number=1)
    desk.post("/give", application=application.id, booth=booth(fair, "A4").id, seen="A1")
    page = desk.get("/publish").text
    assert "A1" in page
    assert "A4" in page
    answer = desk.post("/publish", number=2, why="")
    assert answer.status_code == 422
    assert "Hãy ghi lý do thay đổi" in answer.text
    assert desk.post("/publish", number=2, why="Cột điện chắn lối").status_code == 302
    assert "Cột điện chắn lối" in desk.get().text


def test_a_plan_with_something_wrong_names_it_and_is_not_published(desk, fair):
    application = an_accepted(fair, "HTX Rút Đơn")
    allocation.run(fair, None)
    application.state = ApplicationState.WITHDRAWN
    answer = desk.post("/publish", number=1)
    assert answer.status_code == 422
    assert "HTX Rút Đơn" in answer.text
    assert "Đơn không còn ở trạng thái được nhận" in answer.text
    assert allocation.published(fair) is None
    board = desk.get()
    assert "HTX Rút Đơn" in board.text


def test_a_draft_is_thrown_away(desk, fair):
    an_accepted(fair)
    allocation.run(fair, None)
    assert desk.post("/discard", number=7).status_code == 409
    assert desk.post("/discard", number=1).status_code == 302
    assert allocation.current(fair) is None


def test_another_organisers_fair_is_not_found(sign_in, fair):
    client = sign_in(people.an_organiser())
    for path in ("", "/runs", "/rules", "/compare", "/history", "/publish", "/what-if"):
        assert client.get(f"/organiser/fairs/{fair.id}/allocation{path}").status_code == 404
    for path in (
        "/give",
        "/take-away",
        "/swap",
        "/lock",
        "/block",
        "/runs",
        "/runs/trials",
        "/publish",
        "/discard",
    ):
        assert client.post(f"/organiser/fairs/{fair.id}/allocation{path}").status_code == 404


def test_reading_the_board_writes_nothing(desk, fair, db):
    an_accepted(fair)
    for path in ("", "/runs", "/rules", "/compare", "/history", "/publish", "/what-if"):
        assert desk.get(path).status_code == 200
    assert allocation.current(fair) is None


def test_why_here_is_told_with_what_it_costs(desk, fair):
    application = an_accepted(fair, "HTX Ba Chẽ")
    allocation.run(fair, None)
    asked = desk.get("", application=application.id, list="placed")
    assert "Vì sao gian này?" in asked.text
    told = desk.get("", application=application.id, list="placed", why=1).text
    assert "Số đoạn gian liền của một tỉnh: 1 (−4)" in told
    assert "Không có gian nào hợp hơn" in told
    elsewhere = desk.post("/lock", application=application.id, locked="yes", seen="A2")
    assert "Có người vừa xếp đơn này vào gian A1" in elsewhere.text
    locked = desk.post("/lock", application=application.id, locked="yes", seen="A1")
    assert locked.status_code == 303
    told = desk.get("", application=application.id, list="placed", why=1).text
    assert "Gian này đang khoá nên không tìm gian khác" in told


def test_what_a_step_would_do_is_told_before_it_is_made(desk, fair):
    first, second = an_accepted(fair, "HTX Ba Chẽ"), an_accepted(fair, "HTX Tiên Yên")
    desk.post("/give", application=first.id, booth=booth(fair, "A1").id, seen="")
    told = desk.get("/what-if", application=second.id, booth=booth(fair, "A2").id).get_json()
    assert told["fits"]
    assert "tốt hơn" in told["words"]
    refused = desk.get("/what-if", application=second.id, booth=booth(fair, "A1").id).get_json()
    assert (refused["fits"], refused["words"]) == (False, "Gian A1 đã xếp cho HTX Ba Chẽ.")
    assert places(fair) == {"HTX Ba Chẽ": ["A1"]}


def test_what_changing_places_would_do_is_told_before_it_is_made(desk, fair):
    wish = ApplicationPlace(rank=1, booth=booth(fair, "A4"))
    wishing, other = an_accepted(fair, "HTX Ba Chẽ", places=[wish]), an_accepted(fair, "HTX Tiên Yên")
    large = an_accepted(fair, "HTX Hai Gian", booth_count=2)
    for application, number in ((wishing, "A1"), (other, "A4"), (large, "A2")):
        desk.post("/give", application=application.id, booth=booth(fair, number).id, seen="")
    told = desk.get("/what-if", application=wishing.id, other=other.id).get_json()
    assert told["fits"]
    assert "Vào gian A4: tốt hơn 10 điểm." in told["words"]
    assert "0 → 1 (+10, HTX Ba Chẽ)" in told["words"]
    back = desk.get("/what-if", application=other.id, other=wishing.id).get_json()
    assert "Vào gian A1: tốt hơn 10 điểm." in back["words"]
    refused = desk.get("/what-if", application=wishing.id, other=large.id).get_json()
    assert (refused["fits"], refused["words"]) == (
        False,
        "Chỉ đổi được hai đơn khác nhau có cùng số gian.",
    )
    assert places(fair)["HTX Ba Chẽ"] == ["A1"]


def test_a_free_booth_is_blocked_on_the_board_and_used_again(desk, fair):
    an_accepted(fair)
    assert desk.post("/block", booth=booth(fair, "A3").id, reason="").status_code == 422
    assert desk.post("/block", booth=booth(fair, "A3").id, reason="Cột điện").status_code == 303
    assert booth(fair, "A3").blocked == "Cột điện"
    assert desk.post("/block", booth=booth(fair, "A3").id).status_code == 303
    assert booth(fair, "A3").blocked is None


def test_a_blocked_booth_leads_from_the_drawing_to_its_being_used_again(desk, fair):
    an_accepted(fair)
    desk.post("/block", booth=booth(fair, "A3").id, reason="Cột điện")
    [link] = re.findall(r'<a class="booth booth--blocked" href="([^"]+)"', desk.get().text)
    page = desk.follow(link).text
    assert "Dùng lại gian này" in page
    [id] = re.findall(r'name="booth" value="(\d+)"', page)
    desk.post("/block", booth=id)
    assert booth(fair, "A3").blocked is None
