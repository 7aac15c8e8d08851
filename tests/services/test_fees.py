"""Notices to pay: who gets one, what it says, and that it is never edited."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from fairapp.db import now
from fairapp.domain.applications import ApplicationState
from fairapp.domain.booths import BoothKind
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.fairs import FairState
from fairapp.domain.fees import Subsidy, SurchargeKind
from fairapp.domain.settlement import EntryKind, InvoiceState
from fairapp.models import AuditEntry, FeeEntry, FeeInvoice, FeeLine
from fairapp.services import applications, fairs
from fairapp.services.fees import entries, extras, issuing, listing, schedules, totals
from fairapp.services.fees.balances import balance_of
from fairapp.services.fees.listing import Wanted
from fairapp.services.fees.schedules import AccountFacts, SurchargeFacts
from tests.factories import a_producer, an_open_fair
from tests.fee_rows import a_fair_with_fees, a_schedule, an_invoice
from tests.people import an_organiser
from tests.running_fair import an_exhibitor
from tests.statements import statements

PROVINCE = "UBND tỉnh Quảng Ninh"


def today():
    return local_day(now())


def receive(fair, actor, invoice, amount, kind=EntryKind.CASH):
    return entries.receive(fair, actor, invoice, kind, amount, today(), "Phiếu thu 12")


def half_from_the_province(fair, actor, **facts):
    return schedules.add_subsidy(fair, actor, Subsidy(PROVINCE, percent=50, **facts))


def test_a_notice_freezes_names_lines_and_account(db):
    fair, actor = a_fair_with_fees()
    half_from_the_province(fair, actor)
    invoice = an_invoice(fair, actor, booths=2, name="HTX Chè Ba Chẽ")
    assert (invoice.charges, invoice.subsidised, invoice.payable) == (7_000_000, 3_500_000, 3_500_000)
    assert [(line.amount, line.payer) for line in invoice.lines] == [(7_000_000, ""), (-3_500_000, PROVINCE)]
    assert (invoice.number, invoice.billed_to, invoice.account_number) == (1, "HTX Chè Ba Chẽ", "1031933430")
    schedules.save_account(fair, actor, AccountFacts(None, "970415", "999888777", "Người khác"))
    assert invoice.account_number == "1031933430"
    assert issuing.outlook(fair).is_empty


def test_sending_twice_sends_nothing_twice(db):
    fair, actor = a_fair_with_fees()
    an_invoice(fair, actor)
    again = issuing.issue(fair, actor)
    assert (again.is_empty, again.same) == (True, 1)
    assert db.session.scalar(select(func.count(FeeInvoice.id))) == 1


def test_only_the_accepted_with_a_booth_get_a_notice(db):
    fair, actor = a_fair_with_fees()
    an_exhibitor(fair=fair)
    refused = an_exhibitor(fair=fair)
    refused.state = ApplicationState.WITHDRAWN
    issuing.issue(fair, actor)
    assert db.session.scalar(select(func.count(FeeInvoice.id))) == 1


def test_before_the_publication_there_is_nothing_to_send(db):
    fair, actor = a_fair_with_fees()
    with pytest.raises(Conflict) as refused:
        issuing.issue(fair, actor)
    assert refused.value.sentence == issuing.NOT_PUBLISHED


def test_without_an_account_nobody_is_asked_to_pay_but_free_booths_are_settled(db):
    fair = an_open_fair()
    actor = an_organiser(organisation=fair.owner)
    free = an_exhibitor(fair=fair)
    issuing.issue(fair, actor)
    assert balance_of(listing.get_for_application(free)).state is InvoiceState.FREE
    schedules.add_surcharge(fair, actor, SurchargeFacts(SurchargeKind.LORRY, "Xe tải", 100_000))
    free.lorry = True
    with pytest.raises(Invalid) as refused:
        issuing.issue(fair, actor)
    assert refused.value.sentence == issuing.NO_ACCOUNT


def test_a_booth_that_others_pay_for_is_settled_by_itself_with_their_names(db):
    fair, actor = a_fair_with_fees()
    half_from_the_province(fair, actor)
    schedules.add_subsidy(fair, actor, Subsidy("Ngân hàng Vịnh Xanh", percent=50))
    invoice = an_invoice(fair, actor)
    assert (invoice.payable, balance_of(invoice).state) == (0, InvoiceState.FREE)
    assert totals.totals(fair).payers == (("Ngân hàng Vịnh Xanh", 1_750_000), (PROVINCE, 1_750_000))
    assert not invoice.entries


def test_a_subsidy_for_one_province_is_not_for_another(db):
    fair, actor = a_fair_with_fees()
    half_from_the_province(fair, actor, unit_id="quang-ninh", booth_kind=BoothKind.STANDARD)
    ours = an_invoice(fair, actor, unit_id="quang-ninh")
    theirs = an_invoice(fair, actor, unit_id="son-la")
    assert (ours.payable, theirs.payable) == (1_750_000, 3_500_000)


def test_a_change_makes_a_new_notice_and_carries_the_money_over(db):
    fair, actor = a_fair_with_fees()
    old = an_invoice(fair, actor)
    receive(fair, actor, old, 3_500_000)
    a_schedule(fair, actor, 3_000_000)
    issuing.issue(fair, actor)
    new = listing.get_for_application(old.application)
    assert (new.number, new.replaces_id, new.payable) == (2, old.id, 3_000_000)
    assert (balance_of(old).state, balance_of(old).paid) == (InvoiceState.CANCELLED, 0)
    assert (balance_of(new).state, balance_of(new).refundable) == (InvoiceState.OVER, 500_000)
    assert old.payable == 3_500_000
    assert [line.amount for line in old.lines] == [3_500_000]


def test_an_exhibitor_has_one_notice_that_holds(db):
    fair, actor = a_fair_with_fees()
    invoice = an_invoice(fair, actor)
    copy = FeeInvoice(
        **{
            column.name: getattr(invoice, column.name)
            for column in FeeInvoice.__table__.columns
            if column.name not in {"id", "number", "code"}
        },
        number=2,
        code="HCANOTHER",
    )
    db.session.add(copy)
    with pytest.raises(IntegrityError):
        db.session.flush()


@pytest.mark.parametrize(("days", "back"), [(40, 3_500_000), (20, 1_750_000), (5, 0)])
def test_who_withdraws_gets_back_what_the_rules_say_of_that_day(db, days, back):
    fair, actor = a_fair_with_fees(first_day=today() + timedelta(days=days))
    schedules.add_refund_rule(fair, actor, 30, 100)
    schedules.add_refund_rule(fair, actor, 15, 50)
    invoice = an_invoice(fair, actor)
    receive(fair, actor, invoice, 3_500_000)
    applications.withdraw(invoice.application, actor)
    issuing.issue(fair, actor)
    assert balance_of(invoice).state is InvoiceState.CANCELLED
    assert balance_of(invoice).refundable == back


def test_the_day_of_withdrawing_counts_not_the_day_the_office_gets_to_it(db):
    fair, actor = a_fair_with_fees(first_day=today() + timedelta(days=10))
    schedules.add_refund_rule(fair, actor, 30, 100)
    invoice = an_invoice(fair, actor)
    receive(fair, actor, invoice, 3_500_000)
    applications.withdraw(invoice.application, actor)
    db.session.flush()
    earlier = now() - timedelta(days=25)
    db.session.execute(
        update(AuditEntry).where(AuditEntry.action == "application.withdraw").values(at=earlier)
    )
    issuing.issue(fair, actor)
    assert balance_of(invoice).refundable == 3_500_000


def test_whom_the_organiser_takes_the_booth_gets_everything_back(db):
    fair, actor = a_fair_with_fees(first_day=today() + timedelta(days=3))
    schedules.add_refund_rule(fair, actor, 30, 100)
    invoice = an_invoice(fair, actor)
    receive(fair, actor, invoice, 1_000_000)
    invoice.application.state = ApplicationState.REFUSED
    issuing.issue(fair, actor)
    assert balance_of(invoice).refundable == 1_000_000


def test_a_fair_that_is_called_off_gives_everything_back(db):
    fair, actor = a_fair_with_fees()
    invoice = an_invoice(fair, actor)
    receive(fair, actor, invoice, 3_500_000)
    fairs.cancel(actor, fair, "Bão")
    issuing.issue(fair, actor)
    assert balance_of(invoice).refundable == 3_500_000


def test_a_closed_book_takes_no_new_notice(db):
    fair, actor = a_fair_with_fees()
    an_exhibitor(fair=fair)
    fair.state = FairState.CLOSED
    with pytest.raises(Conflict):
        issuing.issue(fair, actor)
    with pytest.raises(Conflict):
        a_schedule(fair, actor)


def test_what_was_looked_at_is_what_is_sent(db):
    fair, actor = a_fair_with_fees()
    an_exhibitor(fair=fair)
    seen = issuing.outlook(fair).fingerprint
    a_schedule(fair, actor, 9_000_000)
    with pytest.raises(Conflict) as refused:
        issuing.issue(fair, actor, seen)
    assert refused.value.sentence == issuing.LOOK_AGAIN
    issuing.issue(fair, actor, issuing.outlook(fair).fingerprint)


def test_hired_things_are_counted_and_renew_the_notice(db):
    fair, actor = a_fair_with_fees()
    chairs = schedules.add_surcharge(fair, actor, SurchargeFacts(SurchargeKind.ITEM, "Ghế thuê thêm", 20_000))
    invoice = an_invoice(fair, actor)
    extras.set_quantities(fair, actor, invoice.application, {chairs.id: 5})
    assert len(issuing.outlook(fair).renewed) == 1
    issuing.issue(fair, actor)
    assert listing.get_for_application(invoice.application).payable == 3_600_000
    extras.set_quantities(fair, actor, invoice.application, {chairs.id: 0})
    assert extras.quantities(invoice.application) == {}
    with pytest.raises(NotFound):
        extras.set_quantities(fair, actor, invoice.application, {chairs.id + 99: 1})


def test_a_payment_has_a_persons_name_and_a_reason(db):
    fair, actor = a_fair_with_fees()
    invoice = an_invoice(fair, actor)
    with pytest.raises(Invalid):
        entries.receive(fair, actor, invoice, EntryKind.CASH, 1, today(), "")
    with pytest.raises(Invalid):
        entries.receive(fair, actor, invoice, EntryKind.CASH, 1, today() + timedelta(days=1), "x")
    with pytest.raises(Invalid):
        entries.receive(fair, actor, invoice, EntryKind.REFUND, 1, today(), "x")
    with pytest.raises(Invalid):
        entries.receive(fair, actor, invoice, EntryKind.CASH, 0, today(), "x")
    entry = receive(fair, actor, invoice, 1_000_000)
    assert (entry.by_name, balance_of(invoice).state) == (actor.name, InvoiceState.PARTIAL)
    db.session.add(FeeEntry(invoice_id=invoice.id, kind=EntryKind.CASH, amount=5, day=today()))
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_a_slip_is_taken_back_once_by_a_second_entry(db):
    fair, actor = a_fair_with_fees()
    invoice = an_invoice(fair, actor)
    entry = receive(fair, actor, invoice, 1_000_000)
    entries.take_back(fair, actor, invoice, entry.id)
    assert (balance_of(invoice).paid, len(invoice.entries)) == (0, 2)
    for wrong in (entry.id, invoice.entries[1].id):
        with pytest.raises(Conflict):
            entries.take_back(fair, actor, invoice, wrong)
    with pytest.raises(NotFound):
        entries.take_back(fair, actor, invoice, entry.id + 999)


def test_what_is_over_goes_back_and_no_more(db):
    fair, actor = a_fair_with_fees()
    invoice = an_invoice(fair, actor)
    receive(fair, actor, invoice, 4_000_000)
    assert balance_of(invoice).state is InvoiceState.OVER
    with pytest.raises(Conflict):
        entries.refund(fair, actor, invoice, 500_001, today(), "Chuyển khoản trả")
    entries.refund(fair, actor, invoice, 500_000, today(), "Chuyển khoản trả")
    assert balance_of(invoice).state is InvoiceState.PAID
    with pytest.raises(Conflict):
        entries.refund(fair, actor, invoice, 1, today(), "Chuyển khoản trả")


def test_another_fairs_notice_is_not_found(db):
    fair, actor = a_fair_with_fees()
    stranger, other = a_fair_with_fees()
    invoice = an_invoice(fair, actor)
    with pytest.raises(NotFound):
        listing.get_for_fair(invoice.id, stranger)
    surcharge = schedules.add_surcharge(fair, actor, SurchargeFacts(SurchargeKind.LORRY, "Xe", 1))
    with pytest.raises(NotFound):
        schedules.get_surcharge(stranger, surcharge.id)
    assert other.id != actor.id


def test_totals_add_up_whatever_happened(db):
    fair, actor = a_fair_with_fees()
    half_from_the_province(fair, actor, unit_id="son-la")
    paid, partial, over, gone = (an_invoice(fair, actor) for _ in range(4))
    an_invoice(fair, actor, unit_id="son-la")
    receive(fair, actor, paid, 3_500_000)
    receive(fair, actor, partial, 1_000_000)
    receive(fair, actor, over, 4_000_000)
    receive(fair, actor, gone, 2_000_000)
    gone.application.state = ApplicationState.REFUSED
    issuing.issue(fair, actor)
    total = totals.totals(fair)
    assert (total.invoices, total.charges, total.subsidised) == (4, 14_000_000, 1_750_000)
    assert total.charges - total.subsidised == total.payable
    assert total.payable == total.paid + total.lacking - total.over
    assert (total.paid, total.over, total.kept) == (8_500_000, 500_000, 2_000_000)
    assert total.paid + total.kept == db.session.scalar(select(func.sum(FeeEntry.amount)))
    shown = [listing.list_page(fair, Wanted(state=state)) for state in InvoiceState]
    assert sum(page.total for page in shown[:-1]) == total.invoices
    for state, page in zip(InvoiceState, shown, strict=True):
        assert all(row.state is state for row in page.rows)
    assert total.states == {
        InvoiceState.PAID: 1, InvoiceState.PARTIAL: 1, InvoiceState.OVER: 1, InvoiceState.UNPAID: 1
    }  # fmt: skip


def test_notices_are_found_by_name_booth_number_and_code(db):
    fair, actor = a_fair_with_fees()
    invoice = an_invoice(fair, actor, producer=a_producer(name="HTX Miến dong Bình Liêu"))
    an_invoice(fair, actor)
    for q in ("mien dong", invoice.booths.lower(), "0001", invoice.code.lower()):
        assert [row.invoice.id for row in listing.list_page(fair, Wanted(q=q)).rows] == [invoice.id], q
    assert listing.find_by_typed(fair, " 1 ").id == invoice.id
    assert listing.find_by_typed(fair, f"nop {invoice.code}").id == invoice.id
    for nothing in ("", "abc", "99", "1" * 40, "٣"):
        assert listing.find_by_typed(fair, nothing) is None


def test_the_cost_of_list_outlook_and_totals_does_not_grow(db):
    fair, actor = a_fair_with_fees()

    def cost(work):
        db.session.flush()
        db.session.expire_all()
        with statements() as seen:
            work()
        return len(seen)

    works = (
        lambda: issuing.outlook(fair),
        lambda: totals.totals(fair),
        lambda: [
            row.invoice.application.producer.unit.name for row in listing.list_page(fair, Wanted()).rows
        ],
        lambda: listing.list_lacking(fair),
    )
    an_invoice(fair, actor)
    few = [cost(work) for work in works]
    for _ in range(25):
        an_exhibitor(fair=fair)
    issuing.issue(fair, actor)
    assert [cost(work) for work in works] == few


def test_a_percentage_or_a_sum_and_not_both(db):
    fair, actor = a_fair_with_fees()
    for facts in (
        Subsidy(PROVINCE),
        Subsidy(PROVINCE, percent=5, amount=5),
        Subsidy(PROVINCE, 101),
    ):
        with pytest.raises(Invalid):
            schedules.add_subsidy(fair, actor, facts)
    schedules.add_refund_rule(fair, actor, 30, 100)
    with pytest.raises(Conflict):
        schedules.add_refund_rule(fair, actor, 30, 50)


def test_removing_what_was_hired_takes_it_out_of_the_next_notice(db):
    fair, actor = a_fair_with_fees()
    chairs = schedules.add_surcharge(fair, actor, SurchargeFacts(SurchargeKind.ITEM, "Ghế", 20_000))
    invoice = an_invoice(fair, actor)
    extras.set_quantities(fair, actor, invoice.application, {chairs.id: 5})
    schedules.remove_surcharge(fair, actor, chairs)
    assert issuing.outlook(fair).is_empty
    assert db.session.scalar(select(func.count(FeeLine.id))) == 1


def test_thirty_notices_made_renewed_and_cancelled_take_as_many_statements_as_three(db, count_statements):
    def lives(many):
        fair, actor = a_fair_with_fees()
        stands = [an_exhibitor(fair=fair) for _ in range(many)]
        db.session.commit()
        counts = [count_statements(lambda: issuing.issue(fair, actor))]
        for stand in stands:
            receive(fair, actor, listing.get_for_application(stand), 1_000_000)
        a_schedule(fair, actor, 5_000_000)
        db.session.commit()
        counts.append(count_statements(lambda: issuing.issue(fair, actor)))
        paid = db.session.scalar(select(func.sum(FeeEntry.amount)).where(FeeEntry.kind == EntryKind.CREDIT))
        assert paid == 0
        assert {balance_of(listing.get_for_application(stand)).paid for stand in stands} == {1_000_000}
        fair.state = FairState.CANCELLED
        db.session.commit()
        counts.append(count_statements(lambda: issuing.issue(fair, actor)))
        return counts

    assert lives(3) == lives(30)
