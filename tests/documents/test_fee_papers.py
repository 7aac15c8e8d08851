"""Notice and receipt from invented figures: read back as a person reads them, and by a bank's camera."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PIL import ImageFilter

from fairapp.documents import fee_papers
from fairapp.documents.fee_papers import Account, FeeNotice, Receipt, Received, Row
from fairapp.domain.purpose_codes import find_codes, purpose_code
from fairapp.domain.vietqr import Transfer, parse, payload
from tests.documents.reading import codes_on, pages_of, picture_of, text_of

MOMENT = datetime(2026, 11, 20, 3, tzinfo=UTC)
CODE = purpose_code(7, 12)
TRANSFER = Transfer("970436", "1031933430", 1_750_000, f"{CODE} PHI GIAN HANG")
NOTICE = FeeNotice(
    fair="Hội chợ OCOP Quảng Ninh – Thu Đông 2026",
    organisers=("Sở Công Thương tỉnh Quảng Ninh", "Trung tâm Xúc tiến"),
    place="Quảng Ninh",
    number=12,
    issued_at=MOMENT,
    payer="Hợp tác xã Nông nghiệp Đông Triều",
    payer_facts=(("Gian hàng", "A12, A13"), ("Mã số thuế", "")),
    rows=(
        Row("Gian tiêu chuẩn A12, A13", 200, "gian", 3_500_000, 7_000_000),
        Row("Đất trống R1", 838, "m²", 400_001, 3_352_008),
        Row("UBND tỉnh Quảng Ninh hỗ trợ 50% các khoản trên", 100, "", -5_176_004, -5_176_004),
    ),
    charges=10_352_008,
    subsidised=5_176_004,
    payable=5_176_004,
    paid=3_426_004,
    due_on=date(2026, 12, 1),
    account=Account(
        "Vietcombank – Ngân hàng TMCP Ngoại Thương Việt Nam",
        "1031933430",
        "Trung tâm Xúc tiến",
        TRANSFER.purpose,
        payload(TRANSFER),
    ),
    hotline="0203 3123 456",
)
RECEIPT = Receipt(
    fair=NOTICE.fair,
    organisers=NOTICE.organisers,
    place=NOTICE.place,
    number=12,
    written_at=MOMENT,
    payer=NOTICE.payer,
    payer_facts=NOTICE.payer_facts,
    received=(
        Received(date(2026, 11, 21), "Chuyển khoản", "FT26307", 4_000_000),
        Received(date(2026, 11, 22), "Hoàn lại", "Chuyển khoản trả", -573_996),
    ),
    payable=5_176_004,
    noted_by=("Phạm Thị Thu",),
)


@pytest.fixture(autouse=True)
def _page(app):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def test_the_code_on_paper_asks_for_the_same_amount_account_and_purpose():
    picture = picture_of(fee_papers.notice(NOTICE)).filter(ImageFilter.GaussianBlur(1.2))
    [read] = codes_on(picture)
    transfer = parse(read)
    assert transfer == TRANSFER
    assert transfer.amount == NOTICE.lacking
    assert find_codes(transfer.purpose) == [CODE]


def test_the_notice_says_everything_in_vietnamese_whoever_prints_it():
    text = text_of(fee_papers.notice(NOTICE))
    for words in (
        "Thông báo nộp phí gian hàng",
        "Kính gửi: Hợp tác xã Nông nghiệp Đông Triều",
        "A12, A13",
        "8,38 m²",
        "3.352.008",
        "UBND tỉnh Quảng Ninh hỗ trợ 50% các khoản trên",
        "Một triệu bảy trăm năm mươi nghìn đồng",
        "Hạn nộp: 01/12/2026",
        TRANSFER.purpose,
        "1031933430",
        "không thay cho hoá đơn",
    ):
        assert words in text, words
    assert "Mã số thuế" not in text


def test_a_notice_with_nothing_to_pay_has_no_code():
    printed = fee_papers.notice(replace(NOTICE, paid=NOTICE.payable, account=None))
    assert codes_on(picture_of(printed)) == []
    assert "Không còn khoản nào phải nộp" in text_of(printed)


def test_a_bundle_of_sixty_is_set_whole_and_the_code_still_reads():
    rows = tuple(Row(f"Hộ kinh doanh số {n} – A{n:02}", 100, "", 100_000, 100_000) for n in range(60))
    printed = fee_papers.notice(
        replace(NOTICE, rows=rows, is_bundle=True, charges=6_000_000, subsidised=0, payable=6_000_000, paid=0)
    )
    text = text_of(printed)
    assert all(f"Hộ kinh doanh số {n} " in text for n in range(60))
    assert "Thông báo nộp phí chung" in text
    assert [c for page in range(pages_of(printed)) for c in codes_on(picture_of(printed, page))] == [
        NOTICE.account.payload
    ]


def test_the_receipt_lists_what_came_in_and_what_went_back():
    text = text_of(fee_papers.receipt(RECEIPT))
    for words in ("Biên nhận nộp phí", "21/11/2026", "FT26307", "4.000.000", "-573.996", "3.426.004",
                  "Ba triệu bốn trăm hai mươi sáu nghìn không trăm linh bốn đồng", "Còn phải nộp",
                  "Phạm Thị Thu"):  # fmt: skip
        assert words in text, words
    assert pages_of(fee_papers.receipt(RECEIPT)) == 1


def test_the_same_facts_give_the_same_bytes():
    assert fee_papers.notice(NOTICE) == fee_papers.notice(NOTICE)
    assert fee_papers.receipt(RECEIPT) == fee_papers.receipt(RECEIPT)


def test_typed_markup_is_printed_as_typed():
    assert "<b>Lan</b> & Huệ" in text_of(fee_papers.notice(replace(NOTICE, payer="<b>Lan</b> & Huệ")))
