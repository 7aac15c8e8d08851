"""The organiser's pages of fees: schedule, notices, money by hand, statements."""

import io

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from fairapp.db import db as database
from fairapp.domain.fees import Subsidy
from fairapp.domain.settlement import InvoiceState, LineState
from fairapp.models import BankStatement, FeeEntry, FeeInvoice, FeeSchedule, StatementLine
from fairapp.services.fees import issuing, schedules
from fairapp.services.fees.balances import balance_of
from tests.documents.reading import text_of
from tests.factories import an_open_fair, today
from tests.fee_rows import a_csv, a_fair_with_fees, a_row, a_schedule, a_workbook, an_invoice
from tests.people import an_organiser
from tests.running_fair import an_exhibitor
from tests.statements import statements

ACCOUNT = {
    "bank_bin": "970436",
    "account_number": "1031 933 430",
    "account_holder": "TTXT",
    "due_on": "2030-01-01",
}

PLANNED = {f"how_{kind}": "planned" for kind in ("standard", "raw", "pavilion")}
CHARGE = {"surcharge-kind": "corner", "surcharge-label": "Gian góc", "surcharge-price": "300.000"}
ANYBODY = {"subsidy-unit": "", "subsidy-producer_kind": "", "subsidy-booth_kind": ""}
HELP = {"subsidy-payer": "UBND tỉnh", "subsidy-percent": "50", "subsidy-covers": "all"} | ANYBODY


@pytest.fixture
def booked(db):
    return a_fair_with_fees()


@pytest.fixture
def fair(booked):
    return booked[0]


@pytest.fixture
def browser(sign_in, booked):
    return sign_in(booked[1])


@pytest.fixture
def invoice(fair, booked):
    return an_invoice(fair, booked[1], name="HTX Miến dong Bình Liêu")


def count(table):
    database.session.expire_all()
    return database.session.scalar(select(func.count()).select_from(table))


def one(table):
    database.session.expire_all()
    return database.session.scalar(select(table))


def root(fair, path=""):
    return f"/organiser/fairs/{fair.id}/{path}"


def upload(browser, fair, content, name="sao-ke.csv"):
    return browser.post(
        root(fair, "statements"),
        data={"file": (io.BytesIO(content), name)},
        content_type="multipart/form-data",
    )


def test_a_fair_without_anything_says_what_to_do_first(db, sign_in):
    fair = an_open_fair()
    browser = sign_in(an_organiser(organisation=fair.owner))
    assert "hãy đặt biểu phí" in browser.get(root(fair, "fees")).text
    assert "Chưa công bố sơ đồ xếp gian" in browser.get(root(fair, "fees/issue")).text
    assert "Chưa có tài khoản nhận phí" in browser.get(root(fair, "statements")).text


def test_a_schedule_is_set_without_code(db, sign_in):
    fair = an_open_fair()
    browser = sign_in(an_organiser(organisation=fair.owner))
    page = root(fair, "fee-schedule")
    assert browser.post(page + "/account", data=ACCOUNT).status_code == 302
    bases = {f"how_{kind}": "planned" for kind in ("standard", "raw", "pavilion")}
    browser.post(page + "/bases", data=bases | {"how_raw": "per_m2", "price_raw": "220k"})
    browser.post(page + "/surcharges", data=CHARGE)
    browser.post(page + "/subsidies", data=HELP | {"subsidy-unit": "quang-ninh"})
    browser.post(page + "/refunds", data={"refund-days_before": "30", "refund-percent": "100"})
    schedule = one(FeeSchedule)
    assert schedule.account_number == "1031933430"
    assert [(row.label, row.price) for row in schedule.surcharges] == [("Gian góc", 300_000)]
    assert [(row.payer, row.percent, row.unit_id) for row in schedule.subsidies] == [
        ("UBND tỉnh", 50, "quang-ninh")
    ]
    text = browser.get(page).text
    assert "hoàn 100%" in text
    assert "220.000" in text
    row, subsidy, rule = schedule.surcharges[0], schedule.subsidies[0], schedule.refund_rules[0]
    changed = {name.replace("surcharge-", f"surcharge{row.id}-"): value for name, value in CHARGE.items()}
    browser.post(f"{page}/surcharges/{row.id}", data=changed | {f"surcharge{row.id}-price": "400k"})
    changed = {name.replace("subsidy-", f"subsidy{subsidy.id}-"): value for name, value in HELP.items()}
    browser.post(f"{page}/subsidies/{subsidy.id}", data=changed | {f"subsidy{subsidy.id}-percent": "60"})
    schedule = one(FeeSchedule)
    assert (schedule.surcharges[0].price, schedule.subsidies[0].percent) == (400_000, 60)
    for part in (f"surcharges/{row.id}", f"subsidies/{subsidy.id}", f"refunds/{rule.id}"):
        assert browser.post(f"{page}/{part}/remove").status_code == 302
    schedule = one(FeeSchedule)
    assert (schedule.surcharges, schedule.subsidies, schedule.refund_rules) == ([], [], [])


@pytest.mark.parametrize(
    ("part", "typed", "sentence"),
    [
        ("account", ACCOUNT | {"bank_bin": "000000"}, 'aria-invalid="true"'),
        ("account", ACCOUNT | {"account_number": "số 1"}, "Số tài khoản gồm 4 đến 19"),
        ("bases", PLANNED | {"how_standard": "per_booth"}, "Hãy ghi giá"),
        ("surcharges", CHARGE | {"surcharge-price": "0"}, "Hãy ghi giá"),
        ("subsidies", HELP | {"subsidy-percent": ""}, "hoặc phần trăm hoặc số tiền"),
        ("subsidies", HELP | {"subsidy-percent": "101"}, "từ 0 đến 100"),
        ("refunds", {"refund-days_before": "1", "refund-percent": "101"}, "từ 0 đến 100"),
    ],
)
def test_what_is_wrong_in_a_schedule_is_said(browser, fair, part, typed, sentence):
    answer = browser.post(root(fair, f"fee-schedule/{part}"), data=typed)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_notices_are_seen_before_they_are_sent(browser, fair):
    an_exhibitor(fair=fair, name="HTX Chè Ba Chẽ")
    page = browser.get(root(fair, "fees/issue")).text
    assert "HTX Chè Ba Chẽ" in page
    assert "3.500.000" in page
    assert count(FeeInvoice) == 0
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert browser.post(root(fair, "fees/issue"), data={"seen": seen}).status_code == 302
    assert count(FeeInvoice) == 1
    assert "Mọi thông báo đang đúng" in browser.get(root(fair, "fees/issue")).text


def test_a_schedule_changed_meanwhile_sends_nothing(browser, fair, booked):
    an_exhibitor(fair=fair)
    answer = browser.post(root(fair, "fees/issue"), data={"seen": "another"})
    assert answer.status_code == 409
    assert "vừa thay đổi" in answer.text
    assert count(FeeInvoice) == 0


def test_the_list_filters_and_its_sums_add_up(browser, fair, booked, invoice):
    an_invoice(fair, booked[1])
    text = browser.get(root(fair, "fees")).text
    assert "HTX Miến dong Bình Liêu" in text
    assert "7.000.000" in text
    for state, shown in (
        ("unpaid", True),
        ("paid", False),
        ("over", False),
        ("free", False),
        ("cancelled", False),
    ):
        found = browser.get(root(fair, f"fees?state={state}")).text
        assert ("HTX Miến dong Bình Liêu" in found) == shown, state
    assert "HTX Miến dong" in browser.get(root(fair, f"fees?q={invoice.code.lower()}&sort=-lacking")).text
    assert "Không có thông báo nào khớp" in browser.get(root(fair, "fees?q=khong-co-ai")).text
    assert browser.get(root(fair, "fees?state=x&unit=%27&page=-3&sort=zzz")).status_code == 200


def test_cash_is_written_down_in_a_persons_name(browser, fair, booked, invoice):
    typed = {
        "receive-amount": "1tr5",
        "receive-kind": "cash",
        "receive-day": today().isoformat(),
        "receive-note": "Phiếu thu 12",
    }
    page = root(fair, f"fees/{invoice.id}")
    assert browser.post(page + "/receive", data=typed | {"receive-note": ""}).status_code == 422
    assert browser.post(page + "/receive", data=typed | {"receive-kind": "credit"}).status_code == 422
    assert browser.post(page + "/receive", data=typed).status_code == 302
    text = browser.get(page).text
    assert booked[1].name in text
    assert "Nộp một phần" in text
    entry = one(FeeEntry)
    assert browser.post(f"{page}/entries/{entry.id}/take-back").status_code == 302
    assert "Chưa nộp" in browser.get(page).text
    assert count(FeeEntry) == 2


def test_what_is_over_is_given_back_from_the_page(browser, fair, invoice):
    page = root(fair, f"fees/{invoice.id}")
    day = today().isoformat()
    paid = {"receive-amount": "4.000.000", "receive-kind": "other", "receive-day": day, "receive-note": "x"}
    browser.post(page + "/receive", data=paid)
    assert "Được hoàn nhiều nhất 500.000" in browser.get(page).text.replace("\u00a0", " ")
    back = {"refund-amount": "600.000", "refund-day": day, "refund-note": "CK"}
    assert browser.post(page + "/refund", data=back).status_code == 422
    assert browser.post(page + "/refund", data=back | {"refund-amount": "500.000"}).status_code == 302
    assert balance_of(one(FeeInvoice)).state is InvoiceState.PAID


def test_notice_and_receipt_are_printed(browser, fair, invoice):
    page = root(fair, f"fees/{invoice.id}")
    assert invoice.code in text_of(browser.get(page + "/notice").data)
    assert browser.get(page + "/receipt").status_code == 404
    upload(browser, fair, a_csv(a_row(invoice.code, 3_500_000, reference="FT99")))
    browser.post(root(fair, f"statements/{one(BankStatement).id}"))
    assert "FT99" in text_of(browser.get(page + "/receipt").data)


@pytest.mark.parametrize("make", [a_csv, a_workbook])
def test_a_statement_is_seen_before_it_is_taken_over(browser, fair, invoice, make):
    rows = (a_row(f"CT {invoice.code.lower()} nop phi", 3_500_000), a_row("tien la", 5_000))
    answer = upload(browser, fair, make(*rows), "sao-ke.xlsx")
    assert answer.status_code == 302
    text = browser.get(answer.location).text
    assert "HTX Miến dong Bình Liêu" in text
    assert "Chưa rõ của ai" in text
    assert count(FeeEntry) == 0
    assert browser.post(answer.location).status_code == 302
    assert balance_of(one(FeeInvoice)).state is InvoiceState.PAID
    assert "tien la" in browser.get(root(fair, "statements")).text
    assert browser.post(answer.location).status_code == 409
    assert "HTX Miến dong Bình Liêu" in browser.get(answer.location + "?state=matched").text


def test_columns_are_set_by_hand_and_a_wrong_file_is_thrown_away(browser, fair, invoice):
    content = a_csv(["03/11/2026", invoice.code, "3.500.000"], heads=["A", "B", "C"])
    page = upload(browser, fair, content).location
    assert "Chưa nhận ra đủ cột" in browser.get(page).text
    assert browser.post(page).status_code == 422
    assert browser.post(page + "/columns", data={"day": "0", "text": "1"}).status_code == 422
    assert browser.post(page + "/columns", data={"day": "0", "text": "9", "in_": "2"}).status_code == 422
    assert browser.post(page + "/columns", data={"day": "0", "text": "1", "in_": "2"}).status_code == 302
    assert "HTX Miến dong Bình Liêu" in browser.get(page).text
    assert browser.post(page + "/discard").status_code == 302
    assert count(BankStatement) == 0


@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0 old", b"PK\x03\x04 broken", b"\xff\xfe\x00"])
def test_a_file_that_is_no_statement_is_refused_with_a_sentence(browser, fair, content):
    answer = upload(browser, fair, content)
    assert answer.status_code == 422
    assert "field__error" in answer.text
    assert count(BankStatement) == 0
    assert browser.post(root(fair, "statements"), data={}).status_code == 422


def test_a_line_nobody_knows_is_assigned_or_set_aside(browser, fair, booked, invoice):
    upload(browser, fair, a_csv(a_row("khong ro", 3_500_000), a_row("lai tien gui", 99)))
    browser.post(root(fair, f"statements/{one(BankStatement).id}"))
    first, second = database.session.scalars(select(StatementLine).order_by(StatementLine.row))
    page = root(fair, f"statements/lines/{first.id}")
    assert "đúng số tiền" in browser.get(page).text
    assert browser.post(page + "/assign", data={"number": "9999"}).status_code == 422
    assert browser.post(page + "/assign", data={"number": "0001"}).status_code == 302
    assert browser.post(page + "/assign", data={"number": "0001"}).status_code == 422
    aside = root(fair, f"statements/lines/{second.id}/aside")
    assert browser.post(aside, data={}).status_code == 422
    assert browser.post(aside, data={"note": "Lãi"}).status_code == 302
    database.session.expire_all()
    assert (first.state, first.handled_by, second.state) == (
        LineState.MATCHED,
        booked[1].name,
        LineState.SET_ASIDE,
    )


def test_another_organisers_fees_are_not_found(browser, fair, invoice, sign_in):
    upload(browser, fair, a_csv(a_row("x", 1_000)))
    statement = one(BankStatement)
    stranger, other = a_fair_with_fees()
    thief = sign_in(other)
    for path in (
        root(fair, "fees"),
        root(fair, f"fees/{invoice.id}"),
        root(stranger, f"fees/{invoice.id}"),
        root(stranger, f"fees/{invoice.id}/notice"),
        root(stranger, f"statements/{statement.id}"),
        root(fair, "fee-schedule"),
    ):
        assert thief.get(path).status_code == 404, path
    assert thief.post(root(stranger, f"fees/{invoice.id}/receive"), data={}).status_code == 404
    assert thief.post(root(stranger, f"statements/{statement.id}")).status_code == 404


def test_hired_things_are_saved_on_the_notice(browser, fair, invoice):
    charge = {"surcharge-kind": "item", "surcharge-label": "Ghế", "surcharge-price": "20k"}
    browser.post(root(fair, "fee-schedule/surcharges"), data=charge)
    row = one(FeeSchedule).surcharges[0]
    page = root(fair, f"fees/{invoice.id}")
    assert browser.post(page + "/extras", data={f"item_{row.id}": "-4"}).status_code == 422
    assert browser.post(page + "/extras", data={f"item_{row.id}": "4"}).status_code == 302
    assert "Lập thông báo (1)" in browser.get(root(fair, "fees")).text


def test_pages_cost_the_same_for_few_and_for_many(browser, fair, booked):
    def cost(path):
        database.session.commit()
        with statements() as seen:
            assert browser.get(root(fair, path)).status_code == 200
        return len(seen)

    paths = ("fees", "fees/issue", "fee-schedule", "statements")
    first = an_invoice(fair, booked[1])
    pages = [*paths, f"fees/{first.id}"]
    few = [cost(path) for path in pages]
    for _ in range(30):
        an_exhibitor(fair=fair)
    a_schedule(fair, booked[1], 9_000_000)
    issuing.issue(fair, booked[1])
    many = [cost(path) for path in pages]
    assert many == few


def test_the_list_is_taken_away_with_items_payers_and_states(db, sign_in):
    fair, actor = a_fair_with_fees()
    helped = Subsidy("UBND tỉnh Sơn La", percent=50, amount=None, cap=None, unit_id="son-la")
    schedules.add_subsidy(fair, actor, helped)
    an_invoice(fair, actor, unit_id="son-la", name="=HTX Chè Sơn La")
    an_invoice(fair, actor, unit_id="quang-ninh", name="HTX Ba Chẽ")
    client = sign_in(actor)
    address = f"/organiser/fairs/{fair.id}/fees/list.xlsx"
    assert address in client.get(f"/organiser/fairs/{fair.id}/fees").text
    book = load_workbook(io.BytesIO(client.get(address).data))
    notices = {row[1]: row for row in book.worksheets[0].iter_rows(values_only=True)}
    row = notices["=HTX Chè Sơn La"]
    assert row[4:11] == (3_500_000, 1_750_000, "UBND tỉnh Sơn La", 1_750_000, 0, 1_750_000, "Chưa nộp")
    paying = [r for r in book.worksheets[1].iter_rows(values_only=True) if r[1] == "=HTX Chè Sơn La"]
    assert [(r[6], r[7]) for r in paying] == [
        (3_500_000, "=HTX Chè Sơn La"),
        (-1_750_000, "UBND tỉnh Sơn La"),
    ]
    narrowed = load_workbook(io.BytesIO(client.get(f"{address}?unit=quang-ninh").data))
    assert [row[1] for row in narrowed.worksheets[0].iter_rows(min_row=2, values_only=True)] == ["HTX Ba Chẽ"]
    assert sign_in(an_organiser()).get(address).status_code == 404
