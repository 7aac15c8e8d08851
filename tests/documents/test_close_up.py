"""Drawings, earlier editions and the organiser's words in the fair's report and workbook."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

import pytest
from openpyxl import load_workbook

from fairapp.documents import figures
from fairapp.documents.close_up import CloseUp, close_up
from fairapp.documents.seal import Seal
from fairapp.documents.summary_report import summary_report
from fairapp.documents.summary_workbook import summary_workbook
from fairapp.domain.facts import PartFact, from_json, sha256, to_json
from fairapp.domain.publication import publish
from fairapp.domain.report_parts import Part
from fairapp.domain.summary import summarise
from tests.documents.reading import picture_of, text_of
from tests.domain.fair_facts import FRIDAY, a_fair_in_facts
from tests.domain.test_comparison import COUNTED, SAID
from tests.domain.test_floor_sales import a_floor, a_row


@pytest.fixture(autouse=True)
def words(app):
    with app.app_context():
        yield


def facts():
    floor = a_floor(a_row("A", 0, [1, 2, 3]) + a_row("B", 900, [4, 5, 7]), {})
    return replace(
        a_fair_in_facts(),
        places=floor.places,
        booths=floor.booths,
        editions=(COUNTED, SAID),
        parts=(
            PartFact(Part.SHORTCOMINGS, "- Thiếu bãi gửi xe\n- Điện buổi tối yếu"),
            PartFact(Part.PROPOSALS, "Mở thêm một ngày cuối tuần"),
        ),
    )


def seal():
    moment = datetime(2026, 11, 23, 3, 30, tzinfo=UTC)
    return Seal.of(3, moment, sha256(to_json(facts())), "https://fair.example")


@cache
def paper():
    return summary_report(summarise(facts()), seal(), facts())


@cache
def book():
    return load_workbook(BytesIO(summary_workbook(summarise(facts()), seal(), facts())))


def rows(title):
    return [list(row) for row in book()[title].iter_rows(values_only=True)]


def test_titles_say_what_the_drawings_show():
    read = text_of(paper())
    for sentence in (
        "Đông nhất là Thứ Bảy 21/11: 318 lượt khách",
        "Giờ đông nhất: 19–20 giờ Thứ Bảy 21/11, 310 lượt vào cổng",
        "Bán nhiều nhất Thứ Bảy 21/11: 22 triệu đồng",
        "Nửa số đơn vị bán bình quân từ",
        "Nhà A: dãy B1–B3 bán nhiều nhất, 10,67 triệu đồng mỗi gian",
        "So với lần trước: lượt khách giảm 10%",
    ):
        assert sentence in read


def test_earlier_editions_are_told_with_their_snapshot_and_the_press_apart():
    read = text_of(paper())
    assert "Hội chợ OCOP Hạ Long 2025" in read
    assert "bản chốt số 3, mã abababababab…" in read
    assert "gần 55.000 (báo chí nêu)" in read
    assert "theo số báo chí và cơ quan khác nêu; không có số của hệ thống" in read


def test_what_the_organiser_wrote_stands_in_the_report():
    read = text_of(paper())
    assert "Đánh giá và kiến nghị của ban tổ chức" in read
    for line in ("Tồn tại, hạn chế", "Thiếu bãi gửi xe", "Điện buổi tối yếu", "Mở thêm một ngày cuối tuần"):
        assert line in read
    assert "- Thiếu" not in read


def test_the_same_snapshot_gives_the_same_bytes():
    again = from_json(to_json(facts()))
    assert summary_report(summarise(again), seal(), again) == paper()


def test_the_share_of_products_with_stars_is_the_least_it_can_be():
    close = close_up(facts(), summarise(facts()))
    assert (close.starred.amount, close.starred.permille, close.starred.permille_of_divided) == (
        12_600_000,
        286,
        642,
    )
    assert "12.600.000" in text_of(paper())


def test_a_published_summary_has_neither_quartiles_nor_a_floor():
    close = close_up(facts(), publish(facts()))
    assert close.spread == []
    assert close.floors == []
    assert close.panels


def test_a_report_of_bare_figures_is_a_report_too():
    bare = summarise(a_fair_in_facts())
    assert "So với các lần trước" not in text_of(summary_report(bare, seal()))
    assert CloseUp().part("awards") == []


def test_a_fair_where_nothing_happened_is_drawn():
    empty = replace(facts(), entries=(), clicks=(), people=(), counts=(), diary=(), lines=())
    assert "Quy mô" in text_of(summary_report(summarise(empty), seal(), empty))


def test_bars_come_out_as_dark_shapes_on_paper():
    """The second page holds the visits: somewhere a wide bar of dark pixels stands on white."""
    dark = [sum(picture_of(paper(), page, 50).histogram()[:110]) for page in (1, 2)]
    assert max(dark) > 3_000


def test_figures_in_the_workbook_are_numbers_under_the_same_fingerprint():
    cover = rows("Tổng hợp")
    assert any(seal().sha256 in str(row[4]) for row in cover)
    values = {row[0]: row[1] for row in cover}
    assert values["Lượt khách"] == 702
    assert values["Doanh thu bán trực tiếp"] == 44_000_000
    assert values["Ước tính cho câu chưa trả lời"] == summarise(facts()).unanswered.amount
    assert values["Phép đối chiếu đã khớp"] == len(summarise(facts()).checks) > 50
    assert [type(row[1]) for row in rows("Khách theo ngày")[1:]] == [int] * 3


def test_sheets_add_up_to_the_total():
    for title in ("Doanh thu theo ngày", "Doanh thu theo tỉnh hiện nay", "Doanh thu theo hạng sao"):
        assert sum(row[2] for row in rows(title)[1:]) == 44_000_000
    assert rows("Doanh thu theo ngày")[1][0].date() == FRIDAY


def test_the_workbook_tells_what_the_press_said_as_said():
    said = [row for row in rows("Các lần tổ chức")[1:] if row[3]]
    assert said == [
        ["Lượt khách", "Hội chợ OCOP Hạ Long 2024 (11/2024)", 55_000, "gần 55.000", "Sở Công Thương"]
    ]
    assert ["Tồn tại, hạn chế", "Điện buổi tối yếu"] in rows("Lời của ban tổ chức")
    assert rows("Báo chí nêu")[1][1] == "trên 50.000"


def test_the_workbook_tells_papers_by_event_and_what_became_of_them():
    signed = [row[:3] for row in rows("Văn bản ký kết") if row[0] == "Sự kiện"]
    assert signed == [
        ["Sự kiện", "Hội nghị kết nối cung cầu", 48],
        ["Sự kiện", "Không gắn với sự kiện nào", 9],
    ]
    became = {row[0]: row[1:] for row in rows("Kết quả văn bản")[1:]}
    *answers, total, told = became.values()
    assert sum(papers for papers, _none in answers) == total[0] == 57
    assert told == [1, 900_000_000]
    assert became["Đang thực hiện"][0] == 8


def test_hours_and_gates_stand_in_the_workbook_with_the_sums_of_both():
    head, *hours, total = rows("Theo giờ và cổng")
    assert head == ["Ngày", "Giờ", "Cổng chính", "Cổng Đông", "Cộng"]
    assert [sum(row[2:4]) for row in hours] == [row[4] for row in hours]
    assert [sum(row[column] for row in hours) for column in (2, 3, 4)] == total[2:] == [552, 158, 710]
    assert hours[0][1:] == [9, 230, 0, 230]


def test_hours_and_gates_stand_on_paper():
    read = text_of(paper())
    assert "Lượt vào cổng theo giờ và cổng" in read
    assert "9–10 giờ 230 150 380" in read
    assert "Thứ Bảy 21/11 310 8 318" in read
    assert "Cộng 552 158 710" in read


def test_more_gates_than_a_page_holds_share_the_last_column():
    summary = summarise(facts())
    busy = [replace(gate, name=f"Cổng {n}") for n in range(4) for gate in summary.audience.gates]
    many = replace(summary, audience=replace(summary.audience, gates=tuple(busy)))
    grid = figures.gates_by_hour(many)
    assert grid.columns[-1] == "3 nơi khác"
    assert len(grid.columns) == figures.people.MOST_GATES == 6
    assert grid.whole == 4 * 710 == sum(sum(cells) for _word, cells in grid.rows)
    assert figures.gates_by_hour(many, most=8).sums == [gate.entries for gate in busy]


def test_before_anybody_came_there_is_no_table_of_hours_and_gates():
    nobody = replace(facts(), entries=(), clicks=(), people=())
    assert figures.gates_by_hour(summarise(nobody)) is None
    made = load_workbook(BytesIO(summary_workbook(summarise(nobody), seal(), nobody)))
    assert "Theo giờ và cổng" not in made.sheetnames


def test_one_gate_says_no_more_than_the_hours():
    summary = summarise(facts())
    one = replace(summary, audience=replace(summary.audience, gates=summary.audience.gates[:1]))
    assert figures.gates_by_hour(one) is None
    assert figures.gates_by_day(one) is None
