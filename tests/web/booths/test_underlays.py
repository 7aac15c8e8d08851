"""A picture or a drawing under the plan: only lines and pixels come through, laid to scale."""

from io import BytesIO, StringIO

import ezdxf
import pytest
from PIL import Image

from fairapp.models import PlanUnderlay
from fairapp.services import booths
from fairapp.services.papers import storing
from tests.factories import a_fair


@pytest.fixture
def at(site):
    return f"/organiser/fairs/{site.fair_id}/sites/{site.id}/plan/underlay"


def send(desk, at, content: bytes, name="nen.bin"):
    return desk.post(at, data={"file": (BytesIO(content), name)}, content_type="multipart/form-data")


def a_picture(kind="PNG", size=(480, 300)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "white").save(out, kind)
    return out.getvalue()


def a_dxf(unit=4) -> bytes:
    """A hall of 12 × 6 m in millimetres, with a door drawn as a block."""
    document = ezdxf.new(units=unit)
    door = document.blocks.new("DOOR")
    door.add_line((0, 0), (900, 0))
    door.add_arc((0, 0), 900, 0, 90)
    space = document.modelspace()
    space.add_lwpolyline([(0, 0), (12000, 0), (12000, 6000), (0, 6000)], close=True)
    space.add_blockref("DOOR", (5000, 0))
    space.add_text("<script>alert(1)</script>")
    out = StringIO()
    document.write(out)
    return out.getvalue().encode()


def test_picture_is_made_new_and_only_the_plans_own_see_it(db, desk, at, site):
    assert send(desk, at, a_picture()).status_code == 302
    laid = db.session.get(PlanUnderlay, site.id)
    assert (laid.width_cm, laid.depth_cm) == (2400, 1500)
    answer = desk.get(f"{at}/picture")
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    answer.close()
    stranger = a_fair().sites[0]
    assert (
        desk.get(f"/organiser/fairs/{stranger.fair_id}/sites/{stranger.id}/plan/underlay/picture").status_code
        == 404
    )
    assert laid.stored_name in storing._known([laid.stored_name, "another"])


def test_drawing_comes_as_lines_to_its_own_scale(db, desk, at, site):
    assert send(desk, at, a_dxf(), "sanh.dxf").status_code == 302
    laid = db.session.get(PlanUnderlay, site.id)
    assert (laid.kind, laid.width_cm, laid.depth_cm) == ("lines", 1200, 600)
    assert laid.lines.startswith("M") and set(laid.lines) <= set("ML 0123456789")
    page = desk.get(f"/organiser/fairs/{site.fair_id}/plan").text
    assert 'class="underlay" d="M' in page
    assert "alert(1)" not in page
    assert desk.get(f"{at}/picture").status_code == 404


def test_drawing_without_a_unit_is_as_wide_as_the_hall(db, desk, at, site):
    send(desk, at, a_dxf(unit=0))
    assert db.session.get(PlanUnderlay, site.id).width_cm == 2400


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">%s</svg>'


@pytest.mark.parametrize(
    ("shape", "path"),
    [
        (b'<rect width="100" height="50"/>', "M0 0L10000 0L10000 5000L0 5000L0 0"),
        (b'<g transform="translate(5,5) scale(2)"><line x2="50" y2="10"/></g>', "M0 0L10000 2000"),
        (b'<polyline points="0,0 50,25 100,0"/>', "M0 0L5000 2500L10000 0"),
        (b'<path d="M0 0h100v50H0z"/>', "M0 0L10000 0L10000 5000L0 5000L0 0"),
        (b'<defs><rect width="9" height="9"/></defs><line x2="10" y2="0"/>', "M0 0L10000 0"),
        (b'<line x1="oops"/><line x2="10" y2="0"/>', "M0 0L10000 0"),
    ],
)
def test_shapes_become_straight_lines(shape, path):
    assert booths.trace(SVG % shape).d == path


def test_nothing_of_a_drawing_but_its_lines_comes_through(db, desk, at, site):
    evil = SVG % (
        b'<script>alert(1)</script><image href="http://evil.example/x.png"/><a href="javascript:alert(1)">'
        b'<rect width="9" height="9" onload="alert(1)"/></a><foreignObject><body/></foreignObject>'
    )
    assert send(desk, at, evil, "<script>.svg").status_code == 302
    page = desk.get(f"/organiser/fairs/{site.fair_id}/plan").text
    assert "evil.example" not in page
    assert "<script>.svg" not in page


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Hãy chọn"),
        (b"GIF89a", "Chỉ nhận tệp"),
        (b"%PDF-1.4 x", "tệp"),
        (SVG % b"", "không có đường nét nào"),
        (SVG % b"<text>x</text>", "không có đường nét nào"),
        (b"<svg><rect", "không đọc được"),
        (b'<!DOCTYPE s [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><svg>&b;</svg>', "không đọc được"),
        (b'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>', "không đọc được"),
        (SVG % (b'<polyline points="' + b"0,0 1,1 " * 40_000 + b'"/>'), "quá chi tiết"),
        (b"0\nSECTION\n2\nHEADER\n9\n$BROKEN", "không có đường nét nào"),
    ],
    ids=["empty", "gif", "pdf", "bare", "words", "torn", "bomb", "file", "fine", "broken dxf"],
)
def test_what_is_no_drawing_is_refused_in_words(db, desk, at, site, content, sentence):
    answer = send(desk, at, content, "nen.svg")
    assert answer.status_code == 422
    assert sentence in answer.text
    assert db.session.get(PlanUnderlay, site.id) is None


def test_underlay_is_laid_to_scale_moved_and_taken_away(db, desk, at, site):
    send(desk, at, a_picture("JPEG"))
    sent = {"underlay-x": "-2,5", "underlay-y": "0", "underlay-width": "12", "underlay-strength": "30"}
    assert desk.post(f"{at}/place", data=sent).status_code == 302
    laid = db.session.get(PlanUnderlay, site.id)
    assert (laid.x_cm, laid.width_cm, laid.depth_cm, laid.strength) == (-250, 1200, 750, 30)
    for wrong in ({"underlay-x": "xa"}, {"underlay-width": "0"}, {"underlay-strength": "3"}):
        assert desk.post(f"{at}/place", data=sent | wrong).status_code == 422
    path = storing.path_of(laid.stored_name)
    assert desk.post(f"{at}/remove").status_code == 302
    assert db.session.get(PlanUnderlay, site.id) is None
    assert path.name not in storing._known([path.name])
    assert desk.post(f"{at}/remove").status_code == 404


# ---- to scale by two points, and back again ----------------------------------------------------------


def lies(db, site):
    laid = db.session.get(PlanUnderlay, site.id)
    return laid.x_cm, laid.y_cm, laid.width_cm, laid.depth_cm


def points(x1="4", y1="0", x2="8", y2="3", length="10"):
    return {"scale-x1": x1, "scale-y1": y1, "scale-x2": x2, "scale-y2": y2, "scale-length": length}


def turn(desk, site, do):
    address = f"/organiser/fairs/{site.fair_id}/sites/{site.id}/plan/edits"
    return desk.post(address, json={"seen": booths.plan_of(site).version, "order": {"do": do}})


def test_two_points_with_a_known_distance_lay_it_to_scale_and_undo_brings_it_back(db, desk, at, site):
    send(desk, at, a_picture())
    assert desk.post(f"{at}/scale", data=points()).status_code == 302
    assert lies(db, site) == (-400, 0, 4800, 3000)  # twice as large about the first point
    back = turn(desk, site, "undo")
    assert lies(db, site) == (0, 0, 2400, 1500)
    [change] = back.json["changes"]
    assert (change["what"], change["now"]["width"]) == ("underlay", 2400)
    assert turn(desk, site, "redo").status_code == 200
    assert lies(db, site) == (-400, 0, 4800, 3000)
    page = desk.get(f"/organiser/fairs/{site.fair_id}/sites/{site.id}/plan/history?old=0&new=1").text
    assert "Chỉnh tỉ lệ hình nền" in page
    assert "đổi chỗ hoặc đổi cỡ" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"x2": "4", "y2": "0"}, "Hãy chọn hai điểm khác nhau"),
        ({"x1": "trái"}, "Hãy nhập số mét"),
        ({"x1": ""}, ""),
        ({"length": "0"}, ""),
        ({"length": "2000", "x2": "4,01", "y2": "0"}, "Bề rộng từ 0,1 m đến 2.000 m."),
    ],
)
def test_points_that_say_nothing_are_refused_and_nothing_moves(db, desk, at, site, wrong, sentence):
    send(desk, at, a_picture())
    answer = desk.post(f"{at}/scale", data=points(**wrong))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert lies(db, site) == (0, 0, 2400, 1500)


def test_moving_it_by_numbers_can_be_undone_too(db, desk, at, site):
    send(desk, at, a_picture())
    place = {"underlay-x": "1", "underlay-y": "2", "underlay-width": "12", "underlay-strength": "30"}
    desk.post(f"{at}/place", data=place)
    assert turn(desk, site, "undo").status_code == 200
    assert lies(db, site) == (0, 0, 2400, 1500)
    assert db.session.get(PlanUnderlay, site.id).strength == 50


def test_where_a_former_file_lay_is_not_put_upon_the_next(db, desk, at, site):
    send(desk, at, a_picture())
    desk.post(f"{at}/scale", data=points())
    send(desk, at, a_dxf(), "sanh.dxf")
    assert turn(desk, site, "undo").status_code == 422
    assert lies(db, site) == (0, 0, 1200, 600)
    history = f"/organiser/fairs/{site.fair_id}/sites/{site.id}/plan/history"
    assert desk.post(f"{history}/0").status_code == 302
    assert lies(db, site) == (0, 0, 1200, 600)
    desk.post(f"{at}/remove")
    assert desk.get(f"{history}?old=0").status_code == 200
