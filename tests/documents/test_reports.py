"""The reports on paper, read back."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from fairapp.documents import figures
from fairapp.documents.seal import Seal
from fairapp.documents.sponsor_report import sponsor_report
from fairapp.documents.summary_report import summary_report
from fairapp.domain import definitions
from fairapp.domain.facts import EntryFact, from_json, sha256, to_json
from fairapp.domain.money import format_vnd
from fairapp.domain.publication import publish
from fairapp.domain.sponsor_sheet import sponsor_sheet
from fairapp.domain.summary import summarise
from tests.domain.fair_facts import FRIDAY, a_fair_in_facts

PROMISES = 4  # the page of promises and what was delivered of them


@pytest.fixture(autouse=True)
def words(app):
    with app.app_context():
        yield


def facts():
    return a_fair_in_facts()


def seal(of=None, number=3):
    fingerprint = sha256(to_json(of or facts()))
    return Seal.of(number, datetime(2026, 11, 23, 3, 30, tzinfo=UTC), fingerprint, "https://fair.example")


def pages(pdf):
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def text(pdf):
    return " ".join(pages(pdf))


@cache
def sponsors_paper(of=None):
    """Set once for all tests that read the same facts."""
    return print_for_sponsor(of or facts())


def print_for_sponsor(of):
    return sponsor_report(sheet_of(of), seal(of))


def sheet_of(of):
    published = publish(of)
    return sponsor_sheet(of, published, published.sponsors[0])


@cache
def organisers_paper(of=None):
    return summary_report(summarise(of or facts()), seal(of))


def test_every_figure_of_the_summary_stands_on_paper():
    summary = summarise(facts())
    read = text(organisers_paper())
    for figure in (710, 702, 41):
        assert str(figure) in read
    assert format_vnd(summary.sales.total).replace("\u00a0", " ") in read
    for table in summary.sales.tables.values():
        for row in table:
            assert format_vnd(row.amount).replace("\u00a0", " ") in read
    for word in (
        "đếm được",
        "ước tính",
        "tự khai",
        "Khớp.",
        "Hà Nam",
        "Chưa phân",
        "Tỷ lệ trả lời",
        "trên 50.000",
    ):
        assert word in read
    assert "10:30 23/11/2026" in read


def test_what_was_compared_and_what_is_missing_stands_on_paper():
    summary, read = summarise(facts()), text(organisers_paper())
    assert f"{len(summary.checks)} phép đối chiếu" in read
    assert "1/7 đơn vị đã khai đủ mọi ngày" in read
    assert "6 đơn vị còn thiếu" in read or "đơn vị còn thiếu 2 câu trả lời" in read
    for one in ("entries", "sales", "unanswered_sales"):
        assert summary.define(one).words in read


def test_a_report_prints_the_words_it_was_frozen_with():
    words = tuple(
        replace(one, words="Lời của ngày chốt.") if one.key == "visitors" else one
        for one in definitions.CURRENT
    )
    assert "Lời của ngày chốt." in text(organisers_paper(replace(facts(), definitions=words)))


def test_the_papers_of_the_fair_add_up_on_paper():
    read = text(organisers_paper())
    assert re.search(
        r"Sở – sở 14 .*Tỉnh – hệ thống phân phối 8 .*Doanh nghiệp – doanh nghiệp 35 .*Cộng 57", read
    )


def test_one_dong_more_changes_the_paper_and_its_fingerprint():
    first = facts().diary[0]
    other = replace(facts(), diary=(replace(first, total=first.total + 1), *facts().diary[1:]))
    one, two = (text(organisers_paper(f)) for f in (None, other))
    assert "44.000.000 ₫" in one
    assert "44.000.001 ₫" in two
    assert "44.000.001" not in one
    assert seal(facts()).groups[0] in one
    assert seal(other).groups[0] in two
    assert seal(facts()).sha256 != seal(other).sha256


def test_the_same_snapshot_gives_the_same_bytes():
    again = from_json(to_json(facts()))
    assert summary_report(summarise(again), seal()) == organisers_paper()
    assert print_for_sponsor(again) == sponsors_paper()


def test_the_sponsors_report_opens_with_its_goals_and_five_figures():
    cover, outcomes, _glance, _people, promises, *_ = pages(sponsors_paper())
    assert "Ngân hàng Vịnh Xanh" in cover
    assert "Vàng" in cover
    assert "20–22/11/2026" in cover
    assert outcomes.index("Gặp hợp tác xã cần vốn") < outcomes.index("710")
    for figure in ("710", "702", "44 triệu đồng", "0 trên 1", "61,9%"):
        assert figure in outcomes
    assert "Logo trên thẻ" in promises


def test_a_gap_is_told_with_its_reason_and_its_make_good():
    promises = pages(sponsors_paper())[PROMISES]
    for word in ("100 thẻ", "93 thẻ", "Mới một phần", "mẫu thẻ số 3", "in thiếu", "băng-rôn"):
        assert word in promises


def test_what_is_not_over_is_not_called_missed():
    fair = facts()
    sponsor = fair.sponsors[0]
    waiting = replace(sponsor.benefits[0], delivered=0, shortfall="", make_good="", delivered_on=None)
    over = replace(fair, sponsors=(replace(sponsor, benefits=(waiting,)),))
    running = replace(over, fair=replace(fair.fair, closed=False))
    assert "Chưa thực hiện" in pages(sponsors_paper(over))[PROMISES]
    assert "Chưa thực hiện" not in text(sponsors_paper(running))
    assert "chưa khoá sổ" in pages(sponsors_paper(running))[0]


def test_a_sponsor_never_reads_a_sum_of_fewer_than_three():
    whole, read = summarise(facts()), text(sponsors_paper())
    for name, table in whole.sales.tables.items():
        for row in table:
            if row.sellers < 3:
                assert format_vnd(row.amount).replace("\u00a0", " ") not in read, (name, row)
    assert "Sơn La" not in read
    with pytest.raises(ValueError, match="published"):
        sponsor_sheet(facts(), whole, whole.sponsors[0])


def test_the_value_of_one_contract_is_not_in_the_sponsors_report():
    assert "2.400.000.000" in text(organisers_paper())
    assert "2.400.000.000" not in text(sponsors_paper())


def test_the_code_on_the_cover_leads_to_the_verification_page():
    reader = PdfReader(BytesIO(sponsors_paper()))
    picture = next(iter(reader.pages[0].images)).image.convert("L")
    large = picture.resize((picture.width * 8, picture.height * 8), Image.Resampling.NEAREST)
    (code,) = zxingcpp.read_barcodes(large, formats=zxingcpp.BarcodeFormat.QRCode)
    assert code.text == seal().address == f"https://fair.example/verify/{seal().sha256}"


def test_invented_figures_say_so_on_the_first_page():
    assert "Dữ liệu minh hoạ" in pages(sponsors_paper())[0]
    assert "Dữ liệu minh hoạ" in pages(organisers_paper())[0]
    real = replace(facts(), fair=replace(facts().fair, illustrative=False))
    assert "minh hoạ" not in text(sponsors_paper(real))


def test_pages_are_numbered_and_headed():
    read = pages(sponsors_paper())
    assert all(f"{n}/{len(read)}" in page for n, page in enumerate(read[1:], 2))
    assert all("Báo cáo tài trợ · Ngân hàng Vịnh Xanh" in page for page in read[1:])


@pytest.mark.parametrize("emptied", [{"entries": (), "clicks": (), "people": ()}, {"diary": (), "lines": ()}])
def test_a_fair_with_nothing_to_show_is_still_a_report(emptied):
    bare = replace(facts(), **emptied)
    assert "Khách tham quan" in text(sponsors_paper(bare))
    assert "Doanh thu" in text(organisers_paper(bare))


def test_a_past_fair_shows_only_what_was_reported():
    past = replace(
        facts(),
        fair=replace(facts().fair, past_record=True),
        **dict.fromkeys(("entries", "clicks", "people", "diary", "lines", "agreements", "sponsors"), ()),
    )
    (row,) = figures.reported_rows(summarise(past))
    assert (row.reported, row.ours, row.source, row.said_on.day) == ("trên 50.000", "", "Báo Quảng Ninh", 22)


def test_days_are_read_in_order_and_stars_from_five_down():
    summary = summarise(facts())
    days = figures.sales_table(summary, "day").cells
    assert [cell.label for cell in days] == ["Thứ Sáu 20/11/2026", "Thứ Bảy 21/11/2026"]
    stars = [cell.label for cell in figures.sales_table(summary, "stars").cells]
    assert stars == ["4 sao", "3 sao", "Chưa có sao", "Chưa phân (chỉ ghi tổng)"]
    groups = [cell.label for cell in figures.sales_table(summary, "group").cells]
    assert groups[0] == "I. Thực phẩm"
    assert groups[-1] == "Chưa phân (chỉ ghi tổng)"


def test_days_of_building_are_in_the_table_but_not_in_the_charts():
    building = EntryFact(1, FRIDAY - timedelta(1), 8, "builder", 9, 9)
    summary = summarise(replace(facts(), entries=(*facts().entries, building)))
    assert len(summary.audience.days) == 4
    assert [label for label, _ in figures.attendance_bars(summary)] == ["20/11", "21/11", "22/11"]
    assert len(figures.heat(summary).rows) == 3


def test_an_hour_without_anybody_is_blank_not_zero():
    heat = figures.heat(summarise(facts()))
    assert heat.columns[0] == "9h"
    assert heat.columns[-1] == "19h"
    friday = heat.rows[0]
    assert friday[0] == f"Thứ Sáu {FRIDAY:%d/%m}"
    assert friday[1][0] == 230
    assert friday[1][1] is None
