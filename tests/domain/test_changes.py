"""What changed between two issues, cell by cell."""

from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from fairapp.domain import definitions
from fairapp.domain.cells import Address, cells_of
from fairapp.domain.changes import changes
from fairapp.domain.facts import AgreementFact
from fairapp.domain.publication import publish_issue
from fairapp.domain.summary import summarise
from fairapp.domain.takings import UNDIVIDED
from tests.domain.fair_facts import FRIDAY, a_fair_in_facts, fairs, papers


def one_dong_more(facts, which):
    """The facts with one đồng more in one answer that sold something, and that answer."""
    sold = [answer for answer in facts.diary if answer.total]
    answer = sold[which % len(sold)]
    more = replace(answer, total=answer.total + 1)
    return replace(facts, diary=tuple(more if one is answer else one for one in facts.diary)), answer


def test_the_same_facts_have_not_changed():
    facts = a_fair_in_facts()
    assert changes(summarise(facts), summarise(facts)) == ()


@given(fairs(), st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_one_dong_changes_exactly_the_numbers_that_depend_on_it(facts, which):
    if not any(answer.total for answer in facts.diary):
        return
    later, answer = one_dong_more(facts, which)
    seller = next(one for one in facts.exhibitors if one.id == answer.exhibitor)
    depending = {
        Address("sales"),
        Address("sales_by_day", answer.day.isoformat()),
        Address("sales_by_province", seller.unit),
        Address("sales_by_province_now", seller.unit_now),
        Address("sales_by_group", UNDIVIDED),
        Address("sales_by_stars", UNDIVIDED),
        Address("sales_by_kind", seller.kind),
    }
    estimates = {Address("unanswered_sales"), Address("unanswered_share")}
    found = changes(summarise(facts), summarise(later))
    assert {change.address for change in found} - estimates == depending
    for change in found:
        if change.address in depending:
            assert (change.was.value if change.was else 0) + 1 == change.now.value


def test_what_came_and_what_went_is_told():
    facts = a_fair_in_facts()
    without = replace(facts, diary=tuple(a for a in facts.diary if a.exhibitor != 7), lines=facts.lines[:-1])
    came = {c.address: c for c in changes(summarise(without), summarise(facts))}
    went = {c.address: c for c in changes(summarise(facts), summarise(without))}
    son_la = Address("sales_by_province", "Sơn La")
    assert (came[son_la].was, came[son_la].now.value) == (None, 14_000_000)
    assert (went[son_la].was.value, went[son_la].now) == (14_000_000, None)
    assert came.keys() == went.keys()


def test_evidence_that_became_weaker_is_a_change():
    facts = a_fair_in_facts()
    before = replace(facts, clicks=())
    found = {c.address: c for c in changes(summarise(before), summarise(facts))}
    assert (found[Address("visits")].was.evidence, found[Address("visits")].now.evidence) == (
        "counted",
        "estimated",
    )


def test_outsiders_see_no_change_of_sales_when_one_exhibitor_mends_a_day():
    facts = a_fair_in_facts()
    later, answer = one_dong_more(facts, 0)
    assert answer.day == FRIDAY
    first = publish_issue(facts, 1)
    second = publish_issue(later, 2, [first])
    assert changes(first.summary, second.summary) == ()
    assert len(changes(summarise(facts), summarise(later))) >= 7


@given(fairs(), st.integers(0, 99))
@settings(max_examples=30, deadline=None)
def test_the_changes_lead_from_one_issue_to_the_other(facts, which):
    if not any(answer.total for answer in facts.diary):
        return
    later, _ = one_dong_more(facts, which)
    cells = cells_of(summarise(facts))
    for change in changes(summarise(facts), summarise(later)):
        assert cells.get(change.address) == change.was
        cells[change.address] = change.now
    assert cells == cells_of(summarise(later))


def at_event(paper, figure):
    """Of papers at an event, or of those at none."""
    return Address(f"{figure}_by_event", paper.event) if paper.event else Address(f"{figure}_at_no_event")


def one_paper_more(paper):
    told = {Address("papers_delivered_told")} if paper.delivered is not None else set()
    answered = Address("papers_by_answer", paper.answer) if paper.answer else Address("papers_unanswered")
    valued = {Address("papers_valued")} if paper.value is not None else set()
    return replace(paper, count=paper.count + 1), {
        Address("papers"),
        Address("papers_by_level", paper.level),
        Address("papers_by_kind", paper.kind),
        at_event(paper, "papers"),
        answered,
        *valued,
        *told,
    }


def one_dong_more_signed(paper):
    if paper.value is None:
        return paper, set()
    return replace(paper, value=paper.value + 1), {
        Address("papers_value"),
        Address("papers_value_by_level", paper.level),
        Address("papers_value_by_kind", paper.kind),
        at_event(paper, "papers_value"),
    }


def one_dong_more_delivered(paper):
    if paper.delivered is None:
        return paper, set()
    return replace(paper, delivered=paper.delivered + 1), {Address("papers_delivered")}


def another_event(paper):
    moved = replace(paper, event="Bế mạc")
    values = {at_event(paper, "papers_value"), at_event(moved, "papers_value")} if paper.value else set()
    return moved, {at_event(paper, "papers"), at_event(moved, "papers"), *values}


def another_answer(paper):
    if not paper.answer:
        return paper, set()
    answer = "late" if paper.answer != "late" else "dropped"
    answers = {Address("papers_by_answer", paper.answer), Address("papers_by_answer", answer)}
    return replace(paper, answer=answer), answers


@pytest.mark.parametrize(
    "change",
    [one_paper_more, one_dong_more_signed, one_dong_more_delivered, another_event, another_answer],
)
@given(papers(), st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_one_agreement_changes_exactly_the_cells_that_depend_on_it(change, signed, which):
    if not signed:
        return
    at = which % len(signed)
    other, depending = change(signed[at])
    one = AgreementFact("contract", "businesses", 1, None, answer="under_way")  # so that answers are told
    before = replace(a_fair_in_facts(), agreements=(one, *signed))
    after = replace(before, agreements=(one, *signed[:at], other, *signed[at + 1 :]))
    found = {change.address for change in changes(summarise(before), summarise(after))}
    # The row of an event comes with its first paper and goes with its last, the value with it, be it zero.
    rows = {at_event(one, "papers_value") for one in (signed[at], other)}
    assert found - rows == depending - rows
    assert depending <= found


def test_a_figure_that_was_not_told_yet_has_not_changed():
    facts = a_fair_in_facts()
    then = tuple(one for one in definitions.CURRENT if not one.key.startswith("papers_"))
    assert changes(summarise(replace(facts, definitions=then)), summarise(facts)) == ()
    assert changes(summarise(facts), summarise(replace(facts, definitions=then))) == ()


@given(fairs(), st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_one_click_changes_exactly_the_cells_that_depend_on_it(facts, which):
    if not facts.clicks:
        return
    at = which % len(facts.clicks)
    click = facts.clicks[at]
    more = replace(click, n=click.n + 1)
    later = replace(facts, clicks=(*facts.clicks[:at], more, *facts.clicks[at + 1 :]))
    gate = next(f"Nhà A/{one.name}" for one in facts.gates if one.id == click.gate)
    day, hour = click.day.isoformat(), f"{click.day.isoformat()}T{click.hour:02}"
    assert {change.address for change in changes(summarise(facts), summarise(later))} == {
        *(Address(name) for name in ("entries", "entries_clicked", "visits")),
        *(Address(name, day) for name in ("entries_by_day", "visits_by_day")),
        Address("entries_by_gate", gate),
        Address("entries_by_hour", hour),
        Address("entries_by_hour_and_gate", f"{hour}/{gate}"),
    }
