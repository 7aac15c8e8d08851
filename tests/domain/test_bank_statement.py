from datetime import date

import pytest
from hypothesis import given, strategies as st

from fairapp.domain.bank_statement import (
    Column,
    Layout,
    guess_layout,
    parse_amount,
    read_rows,
)
from fairapp.domain.calendar import parse_day
from fairapp.domain.text import clean

VIETCOMBANK = [
    ["SAO KÊ TÀI KHOẢN"],
    ["Số tài khoản", "0011001234567"],
    ["STT", "Ngày giao dịch", "Số tham chiếu", "Ghi nợ", "Ghi có", "Số dư", "Mô tả"],
    ["1", "03/11/2026", "5078 - 73519", "", "3,500,000", "13,500,000", "HC123 CT tu NGUYEN VAN A"],
    ["2", "03/11/2026", "5078 - 73520", "20,000", "", "13,480,000", "Phi quan ly tai khoan"],
    ["", "", "Tổng cộng", "20,000", "3,500,000", "", ""],
]
SIGNED = [
    ["Transaction Date", "Description", "Amount", "Balance", "Currency"],
    ["2026-11-03 09:15:00", "IBFT nop phi gian hang", "+1,200,000.00", "9,000,000.00", "VND"],
    ["2026-11-03 10:15:00", "rut tien", "-200,000.00", "8,800,000.00", "VND"],
]
BARE = [
    ["Ngày", "Diễn giải", "Số tiền vào", "Số tiền ra", "Mã giao dịch"],
    ["3/11/26", "nop phi", "1.200.000 đ", "", "FT26307"],
]


def test_vietnamese_heads_below_titles_are_found():
    layout = guess_layout(VIETCOMBANK)
    assert layout == Layout(
        3, {Column.DAY: 1, Column.REFERENCE: 2, Column.OUT: 3, Column.IN: 4, Column.TEXT: 6}
    )
    assert layout.is_enough


def test_english_heads_with_a_signed_amount_are_found():
    layout = guess_layout(SIGNED)
    assert layout == Layout(1, {Column.DAY: 0, Column.TEXT: 1, Column.AMOUNT: 2})
    [credit] = read_rows(SIGNED, layout).credits
    assert (credit.amount, credit.day, credit.text) == (
        1_200_000,
        date(2026, 11, 3),
        "IBFT nop phi gian hang",
    )


def test_money_in_named_with_the_word_amount_is_money_in():
    layout = guess_layout(BARE)
    assert layout.columns[Column.IN] == 2
    assert [credit.amount for credit in read_rows(BARE, layout).credits] == [1_200_000]


def test_money_out_titles_and_sums_are_no_payments():
    reading = read_rows(VIETCOMBANK, guess_layout(VIETCOMBANK))
    assert [credit.amount for credit in reading.credits] == [3_500_000]
    assert (reading.skipped, reading.unreadable) == (2, ())


def test_a_row_that_cannot_be_read_is_named_and_not_guessed():
    rows = [
        *BARE,
        ["35/11/2026", "nop phi", "1.200.000", "", ""],
        ["03/11/2026", "nop phi", "12.00.5", "", ""],
    ]
    reading = read_rows(rows, guess_layout(rows))
    assert reading.unreadable == (3, 4)
    assert len(reading.credits) == 1


def test_a_sheet_of_other_things_has_no_layout():
    assert not guess_layout([["Tên", "Tuổi"], ["Lan", "30"]]).is_enough
    assert not guess_layout([]).is_enough


def test_rows_alike_are_two_payments_and_the_same_file_again_is_the_same_payments():
    rows = [BARE[0], *[["3/11/2026", "nop phi", "500.000", "", ""]] * 2]
    first, again = (read_rows(rows, guess_layout(rows)).credits for _ in range(2))
    assert len({credit.digest for credit in first}) == 2
    assert first == again


def test_one_payment_is_the_same_in_two_kinds_of_file_when_the_bank_gives_a_reference():
    other = [
        ["Date", "Reference", "Credit", "Details"],
        ["2026-11-03", "5078 - 73519", "3500000", "hc123 ct tu nguyen van a..."],
    ]
    [one] = read_rows(VIETCOMBANK, guess_layout(VIETCOMBANK)).credits
    [two] = read_rows(other, guess_layout(other)).credits
    assert one.digest == two.digest


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("3500000", 3_500_000),
        ("3.500.000", 3_500_000),
        ("3,500,000", 3_500_000),
        ("3,500,000.00", 3_500_000),
        ("3.500.000,00", 3_500_000),
        ("3500000.0", 3_500_000),
        ("3500000,00", 3_500_000),
        ("+3 500 000 VND", 3_500_000),
        ("3.500.000 ₫", 3_500_000),
        ("1.200", 1_200),
        ("-20.000", -20_000),
        ("(20,000)", -20_000),
        ("20,000-", -20_000),
        ("", None),
        ("-", None),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_banks_write_them(written, amount):
    assert parse_amount(written) == amount


@pytest.mark.parametrize("written", ["12.00.5", "1.5", "1,20", "3.500.00", "abc", "1e9", "٣", "9" * 40])
def test_an_amount_with_two_readings_is_refused(written):
    with pytest.raises(ValueError):
        parse_amount(written)


@pytest.mark.parametrize(
    "written",
    [
        "03/11/2026",
        "3/11/26",
        "03-11-2026",
        "2026-11-03",
        "2026-11-03T08:00:00",
        "08:00:00 03/11/2026",
        "3.11.2026",
    ],
)
def test_days_are_read_as_banks_write_them(written):
    assert parse_day(written) == date(2026, 11, 3)


@pytest.mark.parametrize("written", ["", "Ngày", "31/02/2026", "20261103", "13/13/2026"])
def test_no_day_is_made_up(written):
    assert parse_day(written) is None


cells = st.text(max_size=30)


@given(st.lists(st.lists(cells, max_size=8), max_size=20))
def test_any_sheet_is_read_without_a_fall(rows):
    layout = guess_layout([[clean(cell) for cell in row] for row in rows])
    reading = read_rows(rows, layout)
    assert all(credit.amount > 0 for credit in reading.credits)
