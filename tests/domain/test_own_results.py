"""One exhibitor's own results, beside a middle that tells of nobody."""

from dataclasses import replace

from hypothesis import given, settings

from fairapp.domain.facts import SoldFact, StaffFact
from fairapp.domain.own_results import Peers, own_results
from fairapp.domain.rounding import blunt
from tests.domain.fair_facts import FRIDAY, SATURDAY, SUNDAY, a_fair_in_facts, fairs


def results_of(facts, id):
    return own_results(facts, next(one for one in facts.exhibitors if one.id == id))


def test_own_days_keep_silence_apart_from_nothing_sold():
    days = {day.day: day.total for day in results_of(a_fair_in_facts(), 1).days}
    assert days == {FRIDAY: 1_000_000, SATURDAY: 1_000_000, SUNDAY: 0}
    days = {day.day: day.total for day in results_of(a_fair_in_facts(), 2).days}
    assert days[SUNDAY] is None


def test_the_median_is_of_others_and_of_three_at_least():
    own = results_of(a_fair_in_facts(), 1)
    assert own.peers is Peers.ALL  # of its kind there are only two more
    by_day = {day.day: (day.median, day.others) for day in own.days}
    assert by_day[FRIDAY] == (4_000_000, 5)
    assert by_day[SUNDAY] == (None, 0)
    assert own.median == 8_000_000


def test_the_narrowest_group_that_is_large_enough_is_taken():
    facts = a_fair_in_facts()
    tea = tuple(replace(one, group="I") if one.id in (1, 2, 3, 4) else one for one in facts.exhibitors)
    own = results_of(replace(facts, exhibitors=tea), 1)
    assert (own.peers, own.peers_count) == (Peers.GROUP, 3)


def test_with_fewer_than_three_others_there_is_no_middle():
    facts = a_fair_in_facts()
    few = replace(facts, exhibitors=facts.exhibitors[:3])
    few = replace(few, diary=tuple(answer for answer in facts.diary if answer.exhibitor in (1, 2, 3)))
    own = results_of(few, 1)
    assert own.peers is Peers.NONE
    assert {day.median for day in own.days} == {own.median} == {None}


def test_products_and_what_no_product_explains_make_up_the_total():
    sold = (SoldFact(1, "Chè", "I", 4, 600_000), SoldFact(2, "Mật ong", "I", 4, 9))
    own = results_of(replace(a_fair_in_facts(), sold=sold, staff=(StaffFact(1, 3, 2),)), 1)
    assert [product.name for product in own.products] == ["Chè"]
    assert own.undivided + own.products[0].amount == own.total
    assert (own.staff.issued, own.staff.came) == (3, 2)


def test_a_figure_is_blunted_to_two_digits():
    assert [blunt(n) for n in (0, 7, 45, 449, 1_234_567, 1_250_000, 9_960)] == [
        *(0, 7, 45, 450, 1_200_000, 1_300_000, 10_000)
    ]


@given(fairs())
@settings(max_examples=60, deadline=None)
def test_own_figures_add_up_and_no_middle_comes_from_fewer_than_three(facts):
    for one in facts.exhibitors:
        own = own_results(facts, one)
        assert own.total == sum(day.total or 0 for day in own.days)
        assert all(day.median is None for day in own.days if day.others < 3)
        assert all(group.median is None for group in own.groups if group.others < 3)
        assert (own.peers is Peers.NONE) == (own.peers_count == 0)
