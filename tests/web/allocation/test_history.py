"""What was done to a plan, step by step, and how two plans differ."""

import re

import pytest

from fairapp.models import ApplicationPlace
from fairapp.services import allocation
from tests.allocation_world import an_accepted, booth


def test_one_that_moved_stands_on_both_sides_of_a_comparison_and_who_stayed_on_none(desk, fair):
    wish = ApplicationPlace(rank=1, booth=booth(fair, "A4"))
    moving, staying = an_accepted(fair, "HTX Ba Chẽ", places=[wish]), an_accepted(fair, "HTX Tiên Yên")
    for application, number in ((moving, "A1"), (staying, "A2")):
        desk.post("/give", application=application.id, booth=booth(fair, number).id, seen="")
    desk.post("/publish", number=1)
    desk.post("/give", application=moving.id, booth=booth(fair, "A4").id, seen="A1")
    for left, right, before, after in (("plan-1", "plan-2", "A1", "A4"), ("plan-2", "plan-1", "A4", "A1")):
        page = desk.get("/compare", left=left, right=right).text
        row = re.search(r"<tr><th scope=\"row\">HTX Ba Chẽ</th>.*?</tr>", page)[0]
        assert re.findall(r">(A\d)<", row) == [before, after]
        assert re.findall(r'data-label="Bản (\d)"', row) == [left[-1], right[-1]]
        assert 'scope="row">HTX Tiên Yên<' not in page
        term = re.search(r"<tr><th scope=\"row\">Số đơn được nguyện vọng 1</th>.*?</tr>", page)[0]
        assert re.findall(r">([+−]?\d+)<", term) == (
            ["0", "1", "+10"] if after == "A4" else ["1", "0", "−10"]
        )
    alike = desk.get("/compare", left="plan-2", right="plan-2").text
    assert "Hai phương án xếp mọi đơn như nhau." in alike
    assert "HTX Ba Chẽ" not in alike


def test_the_history_tells_every_step_with_who_made_it_and_why(desk, fair, organiser):
    first, second = an_accepted(fair, "HTX Ba Chẽ"), an_accepted(fair, "HTX Tiên Yên")
    one, other = {"application": first.id}, {"application": second.id}
    steps = [
        ("/give", {**one, "booth": booth(fair, "A1").id, "seen": "", "why": "Đã hẹn trước"}),
        ("/give", {**other, "booth": booth(fair, "A2").id, "seen": ""}),
        ("/give", {**other, "booth": booth(fair, "A3").id, "seen": "A2", "why": "Cột chắn"}),
        ("/swap", {**one, "other": second.id, "seen": "A1", "other_seen": "A3", "why": "Hai bên xin đổi"}),
        ("/lock", {**one, "seen": "A3", "locked": "no"}),
        ("/lock", {**one, "seen": "A3", "locked": "yes"}),
        ("/take-away", {**other, "seen": "A1", "why": "Không đến nữa"}),
    ]
    for path, form in steps:
        assert desk.post(path, **form).status_code == 303
    rows = re.findall(r"<tr><th scope=\"row\" class=\"nowrap\">.*?</tr>", desk.get("/history").text)
    told = [tuple(re.findall(r"<span>([^<]*)</span>", row)) for row in reversed(rows)]
    assert told == [
        ("HTX Ba Chẽ", "Xếp gian A1.", "Đã hẹn trước", organiser.name),
        ("HTX Tiên Yên", "Xếp gian A2.", "–", organiser.name),
        ("HTX Tiên Yên", "Chuyển từ gian A2 sang A3.", "Cột chắn", organiser.name),
        ("HTX Ba Chẽ", "Đổi từ gian A1 sang A3.", "Hai bên xin đổi", organiser.name),
        ("HTX Tiên Yên", "Đổi từ gian A3 sang A1.", "Hai bên xin đổi", organiser.name),
        ("HTX Ba Chẽ", "Mở khoá gian A3.", "–", organiser.name),
        ("HTX Ba Chẽ", "Khoá gian A3.", "–", organiser.name),
        ("HTX Tiên Yên", "Thu hồi gian A1.", "Không đến nữa", organiser.name),
    ]


@pytest.mark.parametrize("page", ["0", "-3", "99", "x"])
def test_a_page_of_the_history_beyond_its_ends_shows_the_nearest(desk, fair, page):
    an_accepted(fair)
    allocation.run(fair, None)
    assert "Yêu cầu xếp tự động, lượt số 1." in desk.get("/history", page=page).text
