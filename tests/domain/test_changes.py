"""What changed between two issues, cell by cell."""

from dataclasses import replace

from hypothesis import given, settings, strategies as st

from fairapp.domain.cells import Address, cells_of
from fairapp.domain.changes import changes
from fairapp.domain.publication import publish_issue
from fairapp.domain.summary import summarise
from fairapp.domain.takings import UNDIVIDED
from tests.domain.fair_facts import FRIDAY, a_fair_in_facts, fairs


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
