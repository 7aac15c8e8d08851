"""The plan on paper, printed from invented figures."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from fairapp.documents.plan_sheet import PlanSheet, plan_sheet
from fairapp.domain.booths import BoothKind
from fairapp.domain.geometry import Rect
from fairapp.domain.plan_drawing import BoothDrawing, PlanDrawing, ZoneKey

PRINTED_AT = datetime(2026, 11, 1, 3, tzinfo=UTC)
STREET = PlanDrawing(
    key="street",
    name="Đoạn phố",
    hall=Rect(0, 0, 26000, 1200),
    booths=tuple(
        BoothDrawing(n, f"A{n:02}", Rect(300 * n, 0, 300, 300), BoothKind.STANDARD, "S", zone="TP", tint=1)
        for n in range(1, 81)
    ),
    zones=(ZoneKey("TP", "Thực phẩm", 1, 80),),
)


@pytest.fixture(autouse=True)
def _page(app):
    with app.test_request_context():
        yield


def read(drawing: PlanDrawing) -> PdfReader:
    sheet = PlanSheet("Hội chợ Đặc sản", "Đoạn phố, Phố đi bộ Trịnh Công Sơn", "08–12/10/2020", drawing)
    return PdfReader(BytesIO(plan_sheet(sheet, PRINTED_AT)))


def test_long_street_is_printed_whole_on_one_sheet():
    pages = read(STREET).pages
    assert len(pages) == 1
    text = pages[0].extract_text()
    for words in ("Hội chợ Đặc sản", "08–12/10/2020", "80 gian", "Thực phẩm", "A01", "A80"):
        assert words in text


def test_sheet_is_a3_across():
    box = read(replace(STREET, hall=Rect(0, 0, 6000, 4000), booths=STREET.booths[:9])).pages[0].mediabox
    assert (round(box.width * 25.4 / 72), round(box.height * 25.4 / 72)) == (420, 297)


def test_same_plan_and_moment_give_the_same_bytes():
    sheet = PlanSheet("Hội chợ", "Sảnh A", "", STREET)
    assert plan_sheet(sheet, PRINTED_AT) == plan_sheet(sheet, PRINTED_AT)
