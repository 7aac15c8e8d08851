"""What outsiders may read: no sum of fewer than three exhibitors, and no way to work one out."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings, strategies as st

from fairapp.domain.disclosure import can_be_worked_out
from fairapp.domain.facts import AgreementFact, DiaryFact
from fairapp.domain.publication import OTHER, publish
from fairapp.domain.summary import summarise
from fairapp.domain.takings import atoms, keys_of
from tests.domain.fair_facts import FRIDAY, a_fair_in_facts, fairs


def rows(summary, name):
    return {row.key: row.sellers for row in summary.sales.tables[name]}


def test_a_province_of_one_exhibitor_is_not_named():
    facts = a_fair_in_facts()
    assert "Sơn La" in rows(summarise(facts), "province")
    assert "Sơn La" not in rows(publish(facts), "province")


def test_the_merged_cell_hides_more_than_the_one_it_was_made_for():
    published = rows(publish(a_fair_in_facts()), "province")
    assert published[OTHER] >= 3
    assert sum(published.values()) == 6


def test_the_merged_cell_is_told_last():
    for table in publish(a_fair_in_facts()).sales.tables.values():
        assert OTHER not in [row.key for row in table[:-1]]


def test_two_exhibitors_publish_no_amount_at_all():
    facts = a_fair_in_facts()
    few = replace(facts, diary=(DiaryFact(1, FRIDAY, 5, 0, 0), DiaryFact(2, FRIDAY, 7, 0, 0)), lines=())
    published = publish(few).sales
    assert published.total is None
    assert not any(published.tables.values())
    assert summarise(few).sales.total == 12


def test_exhibitors_who_sold_nothing_hide_nobody():
    facts = a_fair_in_facts()
    diary = (DiaryFact(1, FRIDAY, 5, 0, 0), *(DiaryFact(i, FRIDAY, 0, 0, 0) for i in range(2, 8)))
    assert publish(replace(facts, diary=diary, lines=())).sales.total is None


def test_orders_of_two_exhibitors_are_not_told():
    facts = a_fair_in_facts()
    few = tuple(replace(a, orders_value=a.orders_value if a.exhibitor < 4 else 0) for a in facts.diary)
    assert publish(facts).sales.orders_value is not None
    assert publish(replace(facts, diary=few)).sales.orders_value is None


def test_everything_but_money_is_the_same_for_everybody():
    facts = a_fair_in_facts()
    whole, published = summarise(facts), publish(facts)
    for name in ("audience", "coverage", "scale", "days", "reported"):
        assert getattr(published, name) == getattr(whole, name)


def test_the_value_of_a_single_contract_is_not_told():
    facts = a_fair_in_facts()
    papers = publish(facts).agreements
    assert papers.total.papers == 57
    assert (papers.total.value, papers.values_shown, papers.total_value_shown) == (0, False, False)


def test_levels_are_valued_only_all_together():
    one = AgreementFact("contract", "departments", 1, 5)
    many = AgreementFact("contract", "businesses", 9, 700)
    papers = publish(replace(a_fair_in_facts(), agreements=(one, many))).agreements
    assert papers.total.value == 705
    assert not papers.values_shown
    papers = publish(replace(a_fair_in_facts(), agreements=(many,))).agreements
    assert papers.values_shown


@given(fairs())
@settings(max_examples=80, deadline=None)
def test_no_published_sum_is_of_fewer_than_three(facts):
    published = publish(facts).sales
    for table in published.tables.values():
        assert all(row.sellers >= 3 for row in table)
        if published.total is not None:
            assert sum(row.amount for row in table) == published.total


@given(fairs(most_sellers=8))
@settings(max_examples=40, deadline=None)
def test_no_exhibitors_figure_follows_from_the_published_tables(facts):
    published = publish(facts)
    if published.sales.total is None:
        return
    pieces = atoms(facts)
    matrix = []
    for name, key in keys_of(facts).items():
        named = {row.key for row in published.sales.tables[name]} - {OTHER}
        for cell in {row.key for row in published.sales.tables[name]}:
            inside = [(key(a) == cell) if cell != OTHER else (key(a) not in named) for a in pieces]
            matrix.append([Fraction(int(x)) for x in inside])
    sellers = sorted({a.seller for a in pieces})
    own = {s: [Fraction(int(a.seller == s)) for a in pieces] for s in sellers}
    known = rank(matrix)
    for seller in sellers:
        assert rank([*matrix, own[seller]]) == known + 1
    for one, other in combinations(sellers, 2):
        assert rank([*matrix, own[one], own[other]]) == known + 2


def rank(rows):
    """The slow, exact way."""
    rows = [list(row) for row in rows]
    found = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((i for i in range(found, len(rows)) if rows[i][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for i in range(found + 1, len(rows)):
            factor = rows[i][column] / rows[found][column]
            if factor:
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[found], strict=True)]
        found += 1
    return found


def cells(*groups):
    return [frozenset(group) for group in groups]


def test_a_total_of_three_tells_nothing_of_one():
    assert not can_be_worked_out(cells({0, 1, 2}), owners=[0, 1, 2])


def test_a_sum_of_two_tells_each_the_other():
    assert can_be_worked_out(cells({0, 1}, {2, 3, 4}), owners=[0, 1, 2, 3, 4])


def test_two_tables_played_against_each_other_tell_one():
    provinces, kinds = cells({0, 1, 2}, {3, 4, 5}), cells({0, 1, 2, 3}, {4, 5})
    assert not can_be_worked_out(provinces, owners=range(6))
    assert can_be_worked_out([*provinces, *kinds], owners=range(6))


def test_halves_of_sums_are_found_too():
    sums = cells({0, 1, 3, 4}, {1, 2, 3, 4}, {0, 2, 3, 4}, {3, 4, 5})
    # (a+b) + (c+a) - (b+c) = 2a, once the common part is known from the whole
    assert can_be_worked_out([*sums, frozenset({0, 1, 2, 3, 4})], owners=range(6))


@given(
    st.lists(st.frozensets(st.integers(0, 5)), max_size=6),
    st.lists(st.integers(0, 3), min_size=6, max_size=6),
)
@settings(max_examples=200, deadline=None)
def test_the_fast_way_agrees_with_the_exact_one(groups, owners):
    matrix = [[Fraction(int(i in group)) for i in range(6)] for group in groups]
    rows_of = {o: [Fraction(int(x == o)) for x in owners] for o in set(owners)}
    known = rank(matrix) if matrix else 0
    alone = any(rank([*matrix, row]) == known for row in rows_of.values())
    pair = any(rank([*matrix, rows_of[a], rows_of[b]]) < known + 2 for a, b in combinations(rows_of, 2))
    assert can_be_worked_out(groups, owners) == (alone or pair)
