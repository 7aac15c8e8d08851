from datetime import UTC, date, datetime

import pytest
import zxingcpp
from flask import session
from PIL import ImageFilter
from pypdfium2 import PdfDocument

from fairapp.documents import pass_sheet
from fairapp.documents.pass_sheet import Badge, Paper
from fairapp.documents.typeface import WEIGHTS
from fairapp.domain import passes
from fairapp.domain.pass_keys import generate_key, public_bytes
from fairapp.domain.pass_looks import look
from fairapp.domain.passes import PassBody, Role
from fairapp.domain.printed_ids import printed_id
from tests.documents.reading import codes_on, fonts_of, pages_of, picture_of, text_of

MOMENT = datetime(2026, 10, 1, tzinfo=UTC)
KEY = generate_key()
NAMES = ["Nguyễn Thị Hồng Hạnh", "Vũ Ngọc Ánh", "Đặng Hữu Phước", "H'Hen Niê", "Công Tằng Tôn Nữ Diễm Quỳnh"]


def badges(n, **facts):
    return [_badge(i, facts) for i in range(n)]


def _badge(i, facts):
    role = list(Role)[i % len(Role)]
    body = PassBody(
        fair=7, number=2**38 + i * 7919, role=role, first_day=date(2026, 12, 12), day_bits=15, key=1
    )
    shown = look(role)
    ready = {
        "fair": "Hội chợ OCOP Quảng Ninh 2026",
        "role": shown.word,
        "band": shown.band,
        "holder": NAMES[i % len(NAMES)],
        "line": "Hợp tác xã Nông nghiệp Đông Triều",
        "booths": "A12, A13",
        "days": "12–15/12/2026",
        "hotline": "0203 3123 456",
        "venue": "Cung Quy hoạch tỉnh Quảng Ninh",
        "printed_id": printed_id(body.number),
        "issue": 1,
        "code": passes.address("https://fair.example", passes.sign(body, KEY)),
    }
    return Badge(**(ready | facts))


@pytest.fixture
def sheet(app):
    """Prints within the application, whose templates it uses."""

    def print_(some, paper=Paper.A6):
        with app.test_request_context():
            return pass_sheet.sheet(some, paper, "Thẻ ra vào", MOMENT)

    return print_


@pytest.mark.parametrize(("paper", "n", "pages"), [("a6", 1, 1), ("a4", 1, 1), ("a4", 5, 2), ("card", 2, 2)])
def test_each_paper_holds_its_number_of_passes(sheet, paper, n, pages):
    assert pages_of(sheet(badges(n), Paper(paper))) == pages


def test_no_pass_is_no_document(sheet):
    with pytest.raises(ValueError, match="at least one page"):
        sheet([])


def test_names_and_facts_can_be_read_back(sheet):
    text = text_of(sheet(badges(5), Paper.A4))
    for badge in badges(5):
        for words in (badge.holder, badge.role, badge.printed_id):
            assert words in text
    assert text.count("Hợp tác xã Nông nghiệp Đông Triều") == 5
    assert text.count("Gian A12, A13") == 5
    assert "0203 3123 456" in text


@pytest.mark.parametrize("paper", [Paper.A6, Paper.CARD, Paper.PHONE])
def test_a_badge_names_its_gates_and_many_push_nothing_off_the_paper(sheet, paper):
    many = ", ".join(f"Cổng số {n} phía đường Trần Quốc Nghiễn" for n in range(1, 13))
    text = text_of(sheet(badges(1, gates=many), paper))
    kept = ["Cổng số 1 phía", badges(1)[0].printed_id]
    if paper != Paper.CARD:
        kept.append("0203 3123 456")
    assert all(words in text for words in kept)
    assert "Cổng số 12" not in text


def test_201_passes_are_all_there_in_order_and_decode(sheet):
    some = badges(201)
    printed = sheet(some, Paper.A4)
    assert pages_of(printed) == 51
    read = [code for page in range(51) for code in codes_on(picture_of(printed, page, dpi=100))]
    assert sorted(read) == sorted(badge.code for badge in some)
    tokens = [passes.read_code(code) for code in read]
    assert all(passes.is_signed_by(token, public_bytes(KEY)) for token in tokens)


@pytest.mark.parametrize("paper", Paper)
def test_the_code_reads_from_a_blurred_picture_at_150_dpi(sheet, paper):
    [badge] = badges(1)
    picture = picture_of(sheet([badge], paper)).filter(ImageFilter.GaussianBlur(1.2))
    assert codes_on(picture) == [badge.code]


@pytest.mark.parametrize("paper", Paper)
def test_the_code_is_at_least_34_mm_wide(sheet, paper):
    dots = picture_of(sheet(badges(1), paper), dpi=254)
    [code] = zxingcpp.read_barcodes(dots, formats=zxingcpp.BarcodeFormat.QRCode)
    corners = code.position
    assert (corners.top_right.x - corners.top_left.x) / 10 >= 34


def test_the_band_has_the_colour_of_the_role(sheet):
    seen = set()
    printed = sheet(badges(len(Role)))
    document = PdfDocument(printed)
    for page in range(len(Role)):
        seen.add(document[page].render().to_pil().convert("RGB").getpixel((30, 30)))
    document.close()
    assert len(seen) == len(Role)


def test_a_long_name_stays_on_its_badge(sheet):
    long = "Nguyễn Hoàng Phương Thảo Nguyên Thuỳ Dương Bảo Châu Ngọc Minh Anh Công Huyền Tôn Nữ"
    assert long in text_of(sheet(badges(1, holder=long)))
    assert pages_of(sheet(badges(1, holder="Ngọc" * 30))) == 1


def test_letters_of_another_alphabet_are_set_too(sheet):
    printed = text_of(sheet(badges(3, holder="Иван Петров", line="Посольство, 대사관"), Paper.A4))
    assert printed.count("Иван Петров") == 3
    assert printed.count("Посольство") == 3


def test_the_letters_of_a_sheet_are_embedded_once(sheet):
    few, many = (fonts_of(sheet(badges(n), Paper.A4)) for n in (8, 160))
    assert many == few <= 2 * len(WEIGHTS)


def test_a_sheet_of_1000_badges_takes_little_more_than_their_texts(sheet):
    assert len(sheet(badges(1000), Paper.A4)) < 1000 * 800


def test_a_long_row_of_booths_is_printed_whole(sheet):
    booths = ", ".join(f"A{n}" for n in range(10, 22))
    assert f"Gian {booths}" in text_of(sheet(badges(1, booths=booths)))


def test_typed_markup_is_printed_as_typed(sheet):
    assert "<b>Lan</b> & Huệ" in text_of(sheet(badges(1, holder="<b>Lan</b> & Huệ")))


def test_the_same_passes_give_the_same_bytes(sheet):
    assert sheet(badges(3)) == sheet(badges(3))


def test_a_badge_is_vietnamese_whoever_prints_it(app):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        session["lang"] = "en"
        assert "Có hiệu lực" in text_of(pass_sheet.sheet(badges(1), Paper.A6, "Thẻ", MOMENT))
