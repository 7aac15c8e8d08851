"""Notices to pay announce themselves: to whom, in which words, and once."""

import pytest

from fairapp.db import db as database, now
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Conflict
from fairapp.domain.fees import Subsidy, SurchargeKind
from fairapp.domain.settlement import EntryKind
from fairapp.models import Booth, Letter, Notice
from fairapp.services.fees import entries, issuing, listing, schedules
from fairapp.services.fees.schedules import SurchargeFacts
from fairapp.services.fees.telling import tell_invoices
from tests.factories import a_producer, a_user
from tests.fee_rows import a_fair_with_fees, an_invoice
from tests.running_fair import an_exhibitor
from tests.statements import statements


@pytest.fixture
def booked(db):
    return a_fair_with_fees()


def told() -> list[Notice]:
    return list(database.session.scalars(database.select(Notice).order_by(Notice.id)))


def test_who_has_to_pay_learns_what_by_when_and_how(booked):
    invoice = an_invoice(*booked, producer=a_producer(name="HTX Chè Ba Chẽ"))
    (notice,) = told()
    assert notice.user_id == invoice.application.producer.user_id
    assert notice.path == f"/producer/applications/{invoice.application_id}/fee"
    for words in ("HTX Chè Ba Chẽ", "3.500.000", "01/01/2030", "1031933430", f"{invoice.code} PHI GIAN HANG"):
        assert words in notice.body, words
    (letter,) = database.session.scalars(database.select(Letter))
    assert (letter.key, letter.body) == (notice.key, notice.body)


def test_a_booth_that_costs_nothing_asks_for_no_money(db):
    fair, actor = a_fair_with_fees()
    schedules.add_subsidy(fair, actor, Subsidy("UBND tỉnh", percent=100))
    an_invoice(fair, actor)
    (notice,) = told()
    assert "không phải nộp phí" in notice.body
    assert "1031933430" not in notice.body


def test_without_an_address_the_text_waits_to_be_passed_on(booked):
    an_invoice(*booked, producer=a_producer(user=None))
    (notice,) = told()
    assert notice.phone and "Chuyển khoản" in notice.body
    assert database.session.scalars(database.select(Letter)).all() == []


def test_a_new_notice_for_an_old_one_says_so_and_counts_what_was_paid(booked):
    fair, actor = booked
    invoice = an_invoice(fair, actor)
    entries.receive(fair, actor, invoice, EntryKind.CASH, 1_000_000, local_day(now()), "Phiếu thu 01")
    schedules.add_surcharge(fair, actor, SurchargeFacts(SurchargeKind.CORNER, "Gian góc", 300_000))
    for booth in database.session.scalars(database.select(Booth)):
        booth.open_sides = "NE"
    issuing.issue(fair, actor)
    first, second = told()
    assert "lập lại" in second.body and "lập lại" not in first.body
    assert "2.800.000" in second.body


def test_what_was_sent_is_not_sent_again(booked):
    an_invoice(*booked)
    issuing.issue(*booked)
    assert len(told()) == 1


def test_a_refused_issue_tells_nobody(booked):
    an_exhibitor(fair=booked[0])
    with pytest.raises(Conflict):
        issuing.issue(*booked, "not what was looked at")
    assert told() == []


def test_an_english_reader_is_told_in_english(booked):
    an_invoice(*booked, producer=a_producer(user=a_user(language="en")))
    (notice,) = told()
    assert notice.subject.startswith("Fee notice no. 0001")


def test_a_hundred_notices_are_told_in_as_many_statements_as_two(booked):
    fair, actor = booked

    def cost(many):
        for _ in range(many):
            an_exhibitor(fair=fair)
        issuing.issue(fair, actor)
        made = [b.invoice for b in listing.list_lacking(fair)]
        database.session.execute(database.delete(Notice))
        with statements() as seen:
            tell_invoices(made)
        assert len(told()) == len(made)
        return len(seen)

    few = cost(2)
    assert cost(98) == few
