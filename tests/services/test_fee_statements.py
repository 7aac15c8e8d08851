"""Statements: codes found anywhere, nothing twice, nothing paid without a line or a name."""

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from fairapp.db import begin_writing, db as database
from fairapp.domain.bank_statement import Column
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.settlement import EntryKind, InvoiceState, LineState
from fairapp.models import BankStatement, Fair, FeeEntry, StatementLine, User
from fairapp.services.fees import bundles, entries, issuing, listing, statements
from fairapp.services.fees.balances import balance_of
from tests.factories import a_delegation, an_open_fair
from tests.fee_rows import a_csv, a_fair_with_fees, a_row, a_schedule, a_workbook, an_invoice
from tests.people import a_lead, an_organiser
from tests.running_fair import an_exhibitor
from tests.statements import statements as sent

PRICE = 3_500_000


def import_(fair, actor, content, name="sao-ke.csv"):
    statement = statements.upload(fair, actor, name, content)
    return statements.take_over(fair, actor, statement)


def lines(fair, state=None):
    return statements.list_lines(fair, state=state)


def test_a_code_anywhere_in_the_text_pays_its_notice(db):
    fair, actor = a_fair_with_fees()
    one, two, three, four = (an_invoice(fair, actor) for _ in range(4))
    counts = import_(
        fair,
        actor,
        a_csv(
            a_row(f"MBVCB.327.{one.code}.CT tu 0011 NGUYEN VAN A", PRICE),
            a_row(f"nguyen thi b nop{two.code.lower()}gd 123", 1_000_000),
            a_row(f"IBFT {three.code[:5]} {three.code[5:]}", PRICE + 1),
            a_row("ung ho dong bao", 200_000),
        ),
    )
    states = [LineState.MATCHED, LineState.PARTIAL, LineState.OVER, LineState.UNKNOWN]
    assert {state: number for state, number in counts.items() if number} == dict.fromkeys(states, 1)
    assert [balance_of(invoice).state for invoice in (one, two, three, four)] == [
        InvoiceState.PAID,
        InvoiceState.PARTIAL,
        InvoiceState.OVER,
        InvoiceState.UNPAID,
    ]
    assert all(entry.line_id for entry in db.session.scalars(select(FeeEntry)))


def test_a_workbook_does_the_same(db):
    fair, actor = a_fair_with_fees()
    invoice = an_invoice(fair, actor)
    content = a_workbook(["03/11/2026", "FT1", None, 3_500_000, f"nop phi {invoice.code}"])
    import_(fair, actor, content, "sao-ke.xlsx")
    assert balance_of(invoice).state is InvoiceState.PAID


def test_the_same_statement_again_changes_nothing(db):
    fair, actor = a_fair_with_fees()
    invoice = an_invoice(fair, actor)
    rows = [a_row(invoice.code, 1_000_000, reference="FT1"), a_row("khac", 5_000), a_row("khac", 5_000)]
    import_(fair, actor, a_csv(*rows))
    again = import_(fair, actor, a_csv(*rows, a_row(invoice.code, 500_000, reference="FT2")))
    assert (again[LineState.DUPLICATE], again[LineState.PARTIAL]) == (3, 1)
    assert balance_of(invoice).paid == 1_500_000
    assert len(lines(fair)) == 4


def test_looking_at_a_statement_writes_nothing(db):
    fair, actor = a_fair_with_fees()
    invoice = an_invoice(fair, actor)
    statement = statements.upload(fair, actor, "x.csv", a_csv(a_row(invoice.code, PRICE)))
    _, matches = statements.preview(statement)
    assert [match.state for match in matches] == [LineState.MATCHED]
    assert (balance_of(invoice).paid, lines(fair)) == (0, [])


def test_a_second_payment_in_one_statement_sees_the_first(db):
    fair, actor = a_fair_with_fees()
    invoice = an_invoice(fair, actor)
    import_(fair, actor, a_csv(*[a_row(invoice.code, 2_000_000, reference=f"FT{n}") for n in range(3)]))
    assert [line.state for line in lines(fair)] == [LineState.PARTIAL, LineState.OVER, LineState.OVER]
    assert balance_of(invoice).paid == 6_000_000


def test_who_pays_by_an_old_notice_pays_the_one_that_holds(db):
    fair, actor = a_fair_with_fees()
    old = an_invoice(fair, actor)
    a_schedule(fair, actor, 3_000_000)
    issuing.issue(fair, actor)
    import_(fair, actor, a_csv(a_row(old.code, 3_000_000)))
    assert balance_of(old).paid == 0
    assert balance_of(listing.get_for_application(old.application)).state is InvoiceState.PAID


def test_a_payment_for_somebody_who_is_gone_waits_for_a_person(db):
    from fairapp.domain.applications import ApplicationState

    fair, actor = a_fair_with_fees()
    invoice = an_invoice(fair, actor)
    invoice.application.state = ApplicationState.REFUSED
    issuing.issue(fair, actor)
    assert import_(fair, actor, a_csv(a_row(invoice.code, PRICE)))[LineState.UNKNOWN] == 1


def test_two_codes_in_one_text_are_paid_only_by_their_exact_sum(db):
    fair, actor = a_fair_with_fees()
    one, two = an_invoice(fair, actor), an_invoice(fair, actor)
    both = f"{one.code} va {two.code}"
    assert import_(fair, actor, a_csv(a_row(both, 4_000_000)))[LineState.UNKNOWN] == 1
    assert import_(fair, actor, a_csv(a_row(both, 2 * PRICE)))[LineState.MATCHED] == 1
    assert [balance_of(i).state for i in (one, two)] == [InvoiceState.PAID] * 2


def test_another_organisers_code_is_unknown_here(db):
    fair, actor = a_fair_with_fees()
    stranger, other = a_fair_with_fees()
    theirs = an_invoice(stranger, other)
    assert import_(fair, actor, a_csv(a_row(theirs.code, PRICE)))[LineState.UNKNOWN] == 1
    assert balance_of(theirs).paid == 0


def test_one_account_for_two_fairs_of_one_organiser_pays_each_once(db):
    fair, actor = a_fair_with_fees()
    second = an_open_fair(owner=fair.owner)
    a_schedule(second, actor)
    theirs = an_invoice(second, actor)
    content = a_csv(a_row(theirs.code, PRICE))
    assert import_(fair, actor, content)[LineState.MATCHED] == 1
    assert import_(second, actor, content)[LineState.DUPLICATE] == 1
    assert balance_of(theirs).state is InvoiceState.PAID


def test_5000_fuzzed_lines_pay_nobody_wrongly(db):
    """Every real code pays its own notice; slips, words and other people's codes pay nobody."""
    fair, actor = a_fair_with_fees(price=1_000)
    for _ in range(30):
        an_exhibitor(fair=fair)
    issuing.issue(fair, actor)
    known = {b.invoice.code: b.invoice.id for b in listing.list_lacking(fair)}
    chance = random.Random("statement")
    words = ["CT", "DEN", "HC", "hoi cho", "nop phi", "thanh cong", "HCM", "0011", "GD", "ung ho", "khach cu"]
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    rows, expected = [], {}
    for n in range(5000):
        parts = chance.choices(words, k=chance.randint(1, 6))
        code = chance.choice(sorted(known))
        if n % 100 == 0:
            parts.append(chance.choice([code, code.lower(), " ".join(code)]))
            expected[code] = expected.get(code, 0) + n + 1
        else:
            slip = list(code)
            at = chance.randint(2, 10)
            slip[at] = chance.choice([c for c in alphabet if c != slip[at]])
            parts.append("".join(slip))
            parts.append("HC" + "".join(chance.choices(alphabet, k=9)))
        chance.shuffle(parts)
        rows.append(a_row(chance.choice([" ", "", "."]).join(parts), n + 1, reference=f"FT{n}"))
    counts = import_(fair, actor, a_csv(*rows))
    assert counts[LineState.UNKNOWN] == 4950
    paid = {b.invoice.code: b.paid for b in listing.list_page(fair, listing.Wanted()).rows if b.paid}
    assert paid == expected


def test_taking_over_costs_the_same_statements_for_few_and_many(db):
    fair, actor = a_fair_with_fees()
    for _ in range(40):
        an_exhibitor(fair=fair)
    issuing.issue(fair, actor)
    codes = [balance.invoice.code for balance in listing.list_lacking(fair)]

    def cost(some, name):
        content = a_csv(*[a_row(code, 1_000, reference=f"{name}{code}") for code in some])
        statement = statements.upload(fair, actor, "x.csv", content)
        db.session.flush()
        with sent() as seen:
            statements.preview(statement)
        return len(seen)

    assert cost(codes[:2], "a") == cost(codes, "b")


def test_a_person_assigns_what_is_unknown_and_its_name_stays(db):
    fair, actor = a_fair_with_fees()
    invoice = an_invoice(fair, actor)
    import_(fair, actor, a_csv(a_row("chuyen tien gian hang", PRICE)))
    [line] = lines(fair, LineState.UNKNOWN)
    statements.assign(fair, actor, line, invoice)
    assert (line.state, line.handled_by) == (LineState.MATCHED, actor.name)
    assert balance_of(invoice).state is InvoiceState.PAID
    with pytest.raises(Conflict):
        statements.assign(fair, actor, line, invoice)
    with pytest.raises(Conflict):
        statements.set_aside(fair, actor, line, "không phải phí")


def test_a_payment_wrongly_assigned_waits_again_when_taken_back(db):
    fair, actor = a_fair_with_fees()
    wrong, right = an_invoice(fair, actor), an_invoice(fair, actor)
    import_(fair, actor, a_csv(a_row("chuyen tien", PRICE)))
    [line] = lines(fair)
    statements.assign(fair, actor, line, wrong)
    entries.take_back(fair, actor, wrong, wrong.entries[0].id)
    assert line.state is LineState.UNKNOWN
    statements.assign(fair, actor, line, right)
    assert [balance_of(i).paid for i in (wrong, right)] == [0, PRICE]


def test_what_is_no_fee_is_set_aside_with_why(db):
    fair, actor = a_fair_with_fees()
    import_(fair, actor, a_csv(a_row("lai tien gui", 1_234)))
    [line] = lines(fair)
    with pytest.raises(Invalid):
        statements.set_aside(fair, actor, line, "")
    statements.set_aside(fair, actor, line, "Lãi tiền gửi")
    assert (line.state, line.note, statements.count_unknown(fair)) == (LineState.SET_ASIDE, "Lãi tiền gửi", 0)


def test_columns_that_are_not_guessed_are_set_by_hand(db):
    fair, actor = a_fair_with_fees()
    invoice = an_invoice(fair, actor)
    content = a_csv(["03/11/2026", invoice.code, "3.500.000"], heads=["A", "B", "C"])
    statement = statements.upload(fair, actor, "x.csv", content)
    with pytest.raises(Invalid):
        statements.take_over(fair, actor, statement)
    for wrong in ({}, {Column.DAY: 0, Column.TEXT: 1}, {Column.DAY: 0, Column.TEXT: 1, Column.IN: 9}):
        with pytest.raises(Invalid):
            statements.set_layout(statement, wrong)
    statements.set_layout(statement, {Column.DAY: 0, Column.TEXT: 1, Column.IN: 2})
    assert statements.take_over(fair, actor, statement)[LineState.MATCHED] == 1
    with pytest.raises(Conflict):
        statements.take_over(fair, actor, statement)
    with pytest.raises(Conflict):
        statements.discard(statement)


def test_without_an_account_there_is_no_statement(db):
    fair = an_open_fair()
    with pytest.raises(Conflict):
        statements.upload(fair, an_organiser(organisation=fair.owner), "x.csv", a_csv())


def test_another_fairs_statement_and_line_are_not_found(db):
    fair, actor = a_fair_with_fees()
    stranger, _ = a_fair_with_fees()
    import_(fair, actor, a_csv(a_row("x", 1_000)))
    [line] = lines(fair)
    with pytest.raises(NotFound):
        statements.get_line(line.id, stranger)
    with pytest.raises(NotFound):
        statements.get_statement(line.statement_id, stranger)


# --- a province that pays for several ---------------------------------------------------------


def a_province_with_two(fair, actor):
    lead = a_lead()
    delegation = a_delegation(fair=fair, lead=lead)
    invoices = [an_invoice(fair, actor) for _ in range(2)]
    return delegation, lead, invoices


def test_one_transfer_pays_for_all_members_the_first_number_first(db):
    fair, actor = a_fair_with_fees()
    delegation, lead, invoices = a_province_with_two(fair, actor)
    bundle = bundles.make(delegation, lead, [i.application_id for i in invoices])
    assert bundle.number == 3
    assert bundle.code not in {i.code for i in invoices}
    import_(fair, actor, a_csv(a_row(bundle.code, PRICE + 1_000_000, reference="1")))
    assert [balance_of(i).state for i in invoices] == [InvoiceState.PAID, InvoiceState.PARTIAL]
    import_(fair, actor, a_csv(a_row(bundle.code, PRICE - 1_000_000, reference="2")))
    assert [balance_of(i).state for i in invoices] == [InvoiceState.PAID, InvoiceState.PAID]
    assert [line.state for line in lines(fair)] == [LineState.MATCHED, LineState.PARTIAL]


def test_a_member_is_in_one_bundle_and_a_cancelled_one_lets_go(db):
    fair, actor = a_fair_with_fees()
    delegation, lead, invoices = a_province_with_two(fair, actor)
    keys = [i.application_id for i in invoices]
    first = bundles.make(delegation, lead, keys[:1])
    with pytest.raises(Conflict):
        bundles.make(delegation, lead, keys)
    bundles.cancel(first, lead)
    bundles.make(delegation, lead, keys)
    with pytest.raises(Conflict):
        bundles.cancel(first, lead)
    with pytest.raises(Invalid):
        bundles.make(delegation, lead, [])


def test_a_lead_pays_only_for_its_own_exhibitors(db):
    fair, actor = a_fair_with_fees()
    delegation, lead, _ = a_province_with_two(fair, actor)
    stranger = an_invoice(fair, actor, unit_id="son-la")
    with pytest.raises(Conflict):
        bundles.make(delegation, lead, [stranger.application_id])
    other = a_delegation(fair=fair, unit_id="son-la", lead=a_lead())
    bundle = bundles.make(other, other.lead, [stranger.application_id])
    with pytest.raises(NotFound):
        bundles.get_for_delegation(bundle.id, delegation)


# --- at one instant -----------------------------------------------------------------------------


def all_at_once(app, act, many):
    together = Barrier(many)

    def run(i):
        with app.app_context():
            together.wait()
            begin_writing()
            try:
                act(i)
                database.session.commit()
            except Conflict as conflict:
                database.session.rollback()
                return conflict.sentence
            return ""

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(run, range(many)))


def test_the_same_statement_uploaded_by_four_people_at_once_pays_once(committing_app):
    with committing_app.app_context():
        fair, actor = a_fair_with_fees()
        invoice = an_invoice(fair, actor)
        content = a_csv(*[a_row(f"{invoice.code} lan {n}", 500_000) for n in range(3)])
        ids = fair.id, actor.id, invoice.id
        database.session.commit()

    def act(_):
        fair, actor = database.session.get(Fair, ids[0]), database.session.get(User, ids[1])
        import_(fair, actor, content)

    assert all_at_once(committing_app, act, 4) == [""] * 4
    with committing_app.app_context():
        assert database.session.scalar(select(func.sum(FeeEntry.amount))) == 1_500_000
        assert database.session.scalar(select(func.count(StatementLine.id))) == 3


def test_one_statement_taken_over_by_four_people_at_once_is_taken_over_once(committing_app):
    with committing_app.app_context():
        fair, actor = a_fair_with_fees()
        invoice = an_invoice(fair, actor)
        statement = statements.upload(fair, actor, "x.csv", a_csv(a_row(invoice.code, PRICE)))
        ids = fair.id, actor.id, statement.id
        database.session.commit()

    def act(_):
        fair, actor = database.session.get(Fair, ids[0]), database.session.get(User, ids[1])
        statements.take_over(fair, actor, database.session.get(BankStatement, ids[2]))

    assert sorted(all_at_once(committing_app, act, 4)) == ["", *[statements.DONE_ALREADY] * 3]
    with committing_app.app_context():
        assert database.session.scalar(select(func.sum(FeeEntry.amount))) == PRICE


def test_notices_sent_by_four_people_at_once_are_sent_once(committing_app):
    with committing_app.app_context():
        fair, actor = a_fair_with_fees()
        for _ in range(3):
            an_exhibitor(fair=fair)
        ids = fair.id, actor.id
        database.session.commit()

    def act(_):
        issuing.issue(database.session.get(Fair, ids[0]), database.session.get(User, ids[1]))

    assert all_at_once(committing_app, act, 4) == [""] * 4
    with committing_app.app_context():
        assert len(listing.list_lacking(database.session.get(Fair, ids[0]))) == 3


def test_one_payment_assigned_to_two_notices_at_once_goes_to_one(committing_app):
    with committing_app.app_context():
        fair, actor = a_fair_with_fees()
        invoices = [an_invoice(fair, actor).id for _ in range(2)]
        import_(fair, actor, a_csv(a_row("khong ro", PRICE)))
        [line] = lines(fair)
        ids = fair.id, actor.id, line.id
        database.session.commit()

    def act(i):
        fair, actor = database.session.get(Fair, ids[0]), database.session.get(User, ids[1])
        line = statements.get_line(ids[2], fair)
        statements.assign(fair, actor, line, listing.get_for_fair(invoices[i], fair))

    said = all_at_once(committing_app, act, 2)
    assert sorted(said) == ["", statements.HANDLED]
    with committing_app.app_context():
        [entry] = database.session.scalars(select(FeeEntry))
        assert (entry.amount, entry.kind) == (PRICE, EntryKind.BANK)
