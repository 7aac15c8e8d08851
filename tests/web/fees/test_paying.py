"""What exhibitors and their provinces see: what to pay, and how."""

import io

import pytest
from PIL import Image
from sqlalchemy import select

from fairapp.db import db as database
from fairapp.domain.settlement import EntryKind
from fairapp.domain.vietqr import Transfer, parse
from fairapp.models import FeeBundle
from fairapp.services.fees import entries
from tests.documents.reading import codes_on, picture_of, text_of
from tests.factories import a_delegation, a_producer, today
from tests.fee_rows import ACCOUNT, a_fair_with_fees, an_invoice
from tests.people import a_lead, a_producer_account
from tests.running_fair import an_exhibitor

PRICE = 3_500_000


@pytest.fixture
def booked(db):
    return a_fair_with_fees()


@pytest.fixture
def producer(db):
    return a_producer(user=a_producer_account())


@pytest.fixture
def invoice(booked, producer):
    return an_invoice(*booked, producer=producer)


def fee(invoice, who="producer", part=""):
    return f"/{who}/applications/{invoice.application_id}/fee{part}"


def receive(booked, invoice, amount):
    entries.receive(*booked, invoice, EntryKind.CASH, amount, today(), "Phiếu thu 1")


def test_the_page_says_how_much_to_whom_and_with_which_words(sign_in, producer, invoice):
    browser = sign_in(producer.user)
    text = browser.get(fee(invoice)).text
    for words in (
        "còn phải nộp",
        f'value="{ACCOUNT}"',
        f'value="{invoice.code} PHI GIAN HANG"',
        'value="3500000"',
    ):
        assert words in text, words
    transfer = Transfer("970436", ACCOUNT, PRICE, f"{invoice.code} PHI GIAN HANG")
    [read] = codes_on(Image.open(io.BytesIO(browser.get(fee(invoice, part="/code")).data)))
    assert parse(read) == transfer
    [read] = codes_on(picture_of(browser.get(fee(invoice, part="/notice")).data))
    assert parse(read) == transfer


def test_after_a_part_the_code_asks_for_the_rest_and_after_all_for_nothing(
    sign_in, booked, producer, invoice
):
    receive(booked, invoice, 1_000_000)
    browser = sign_in(producer.user)
    [read] = codes_on(Image.open(io.BytesIO(browser.get(fee(invoice, part="/code")).data)))
    assert parse(read).amount == 2_500_000
    receive(booked, invoice, 2_500_000)
    text = browser.get(fee(invoice)).text
    assert "đã nộp đủ" in text
    assert "pay__qr" not in text
    assert browser.get(fee(invoice, part="/code")).status_code == 404
    assert "3.500.000" in text_of(browser.get(fee(invoice, part="/receipt")).data)


def test_before_the_notice_and_without_payments_the_page_says_so(sign_in, booked, producer):
    application = an_exhibitor(fair=booked[0], producer=producer)
    browser = sign_in(producer.user)
    page = f"/producer/applications/{application.id}/fee"
    assert "Chưa có thông báo nộp phí" in browser.get(page).text
    for part in ("/notice", "/receipt", "/code"):
        assert browser.get(page + part).status_code == 404


def test_the_first_page_asks_for_the_fee(sign_in, producer, invoice):
    text = sign_in(producer.user).get("/producer/").text.replace("\u00a0", " ")
    assert "Thanh toán phí gian hàng" in text and "3.500.000 ₫" in text
    assert fee(invoice) in text


def test_another_producers_fee_is_not_found(sign_in, invoice):
    thief = sign_in(a_producer(user=a_producer_account()).user)
    for part in ("", "/notice", "/receipt", "/code"):
        assert thief.get(fee(invoice, part=part)).status_code == 404, part


# --- the province --------------------------------------------------------------------------------


@pytest.fixture
def delegation(booked):
    return a_delegation(fair=booked[0], lead=a_lead())


def theirs(delegation, part=""):
    return f"/delegation/fairs/{delegation.id}/fees{part}"


def test_a_lead_sees_its_own_members_and_pays_for_several_at_once(sign_in, booked, delegation, invoice):
    second = an_invoice(*booked)
    stranger = an_invoice(*booked, unit_id="son-la")
    browser = sign_in(delegation.lead)
    text = browser.get(theirs(delegation)).text
    assert invoice.billed_to in text
    assert stranger.billed_to not in text
    wrong = browser.post(theirs(delegation), data={"application": stranger.application_id})
    assert wrong.status_code == 409
    assert browser.post(theirs(delegation), data={}).status_code == 422
    chosen = {"application": [invoice.application_id, second.application_id]}
    answer = browser.post(theirs(delegation), data=chosen)
    assert answer.status_code == 302
    bundle = database.session.scalar(select(FeeBundle))
    [read] = codes_on(Image.open(io.BytesIO(browser.get(answer.location + "/code").data)))
    assert parse(read) == Transfer("970436", ACCOUNT, 2 * PRICE, f"{bundle.code} PHI GIAN HANG")
    printed = browser.get(answer.location + "/notice").data
    assert second.billed_to in text_of(printed)
    assert [parse(code) for code in codes_on(picture_of(printed))] == [parse(read)]
    assert "nộp chung" in browser.get(fee(invoice, "delegation")).text
    assert browser.post(answer.location + "/cancel").status_code == 302
    assert browser.post(answer.location + "/cancel").status_code == 409


def test_a_member_that_is_paid_for_is_told_not_to_pay(sign_in, booked, delegation, producer, invoice):
    sign_in(delegation.lead).post(theirs(delegation), data={"application": invoice.application_id})
    text = sign_in(producer.user).get(fee(invoice)).text
    assert "Không cần chuyển khoản nữa" in text
    assert "pay__qr" not in text


def test_another_lead_finds_nothing(sign_in, booked, delegation, invoice):
    browser = sign_in(delegation.lead)
    bundle = browser.post(theirs(delegation), data={"application": invoice.application_id}).location
    other = a_delegation(fair=booked[0], unit_id="son-la", lead=a_lead())
    thief = sign_in(other.lead)
    for path in (
        theirs(delegation),
        bundle,
        bundle + "/notice",
        bundle + "/code",
        bundle.replace(f"/{delegation.id}/", f"/{other.id}/"),
        fee(invoice, "delegation"),
        fee(invoice, "delegation", "/receipt"),
    ):
        assert thief.get(path).status_code == 404, path
    assert thief.post(bundle + "/cancel").status_code == 404
