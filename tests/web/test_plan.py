"""The plan as SVG: the same drawing for page and paper."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from fairapp.domain.booths import BoothKind, FeatureKind
from fairapp.domain.geometry import Rect
from fairapp.domain.plan_drawing import BoothDrawing, FeatureDrawing, PlanDrawing, ZoneKey

BOOTH = BoothDrawing(7, "A1", Rect(0, 0, 300, 300), BoothKind.STANDARD, "ES", zone="T", tint=2, href="/b/7")
PLAN = PlanDrawing(
    key="plan1",
    name="Sảnh <A>",
    hall=Rect(0, 0, 3000, 2000),
    booths=(
        BOOTH,
        replace(BOOTH, id=8, number="A2", rect=Rect(300, 0, 300, 300), state="blocked", title="Dột & hở"),
    ),
    features=(FeatureDrawing(1, FeatureKind.STAGE, "", Rect(0, 900, 900, 500), href="#f"),),
    zones=(ZoneKey("T", "Thực phẩm", 2, 2),),
    grid=True,
    states=("blocked",),
)


def drawn(macro, plan=PLAN, **more) -> str:
    return macro("plan", "plan", plan, **more)


def test_plan_is_well_formed_with_one_link_a_booth(macro):
    tree = ElementTree.fromstring(drawn(macro))
    links = [a for a in tree.iter() if a.tag.endswith("}a") and "booth" in a.get("class", "")]
    assert [a.get("href") for a in links] == ["/b/7", "/b/7"]


def test_booth_says_what_it_is_to_those_who_cannot_see_it(macro):
    titles = re.findall(r"<a class=\"booth[^>]*><title>([^<]*)</title>", drawn(macro))
    metres = "3\N{NO-BREAK SPACE}m × 3\N{NO-BREAK SPACE}m"
    assert titles == [
        f"Gian A1, gian tiêu chuẩn, {metres}, khu T, gian góc, mở 2 mặt",
        f"Gian A2, gian tiêu chuẩn, {metres}, khu T, gian góc, mở 2 mặt, không dùng: Dột &amp; hở",
    ]


@pytest.mark.parametrize("state", ["free", "held", "assigned", "mine", "new"])
def test_each_state_has_a_mark_and_words_of_its_own(macro, state):
    plan = replace(PLAN, booths=(replace(BOOTH, state=state),), states=(state,))
    page = drawn(macro, plan)
    assert f"booth--{state}" in page
    words = re.search(r"<title>Gian A1[^<]*</title>", page)[0]
    assert words != re.search(r"<title>Gian A1[^<]*</title>", drawn(macro))[0]
    if state != "free":
        assert f'class="booth__mark booth__mark--{state}"' in page


def test_zone_reads_without_colour_by_hatch_and_letter(macro):
    page = drawn(macro)
    assert page.count('fill="url(#plan1-tint2)"') == 1  # a blocked booth has its own
    assert page.count('class="plan-hatch-2"') == 2  # the pattern and the legend
    assert '<pattern id="plan1-tint2"' in page
    assert page.count(">T</text>") == 2
    assert "<strong>T</strong> Thực phẩm" in page


def test_paper_has_neither_links_nor_a_scrolling_frame(macro):
    paper = drawn(macro, paper=True)
    assert "<a " not in paper
    assert "plan__frame" not in paper
    assert "A1</text>" in paper
    assert ' width="100%"' not in paper


def test_grid_is_for_those_who_draw(macro):
    assert "plan-grid" in drawn(macro)
    assert "plan-grid" not in drawn(macro, replace(PLAN, grid=False))


def test_words_are_escaped(macro):
    assert "Sảnh &lt;A&gt;" in drawn(macro)


def test_ids_are_given_once(macro):
    ids = re.findall(r' id="([^"]*)"', drawn(macro))
    assert len(ids) == len(set(ids)) > 0
