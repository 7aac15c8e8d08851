"""What outsiders may read: no sum of fewer than three exhibitors, and no way to work one out."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings, strategies as st

from fairapp.domain.disclosure import can_be_worked_out
from fairapp.domain.facts import AgreementFact, DiaryFact
from fairapp.domain.publication import OTHER, publish, publish_issue
from fairapp.domain.summary import summarise
from fairapp.domain.takings import atoms, keys_of
from tests.domain.fair_facts import FRIDAY, SUNDAY, a_fair_in_facts, fairs


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
    assert can_be_worked_out(groups, owners) == thin(matrix, owners)


def thin(matrix, owners):
    """The slow, exact way: whether two owners' columns, taken away, take a row away."""
    whole = rank(matrix)
    kept = (
        [[value for value, owner in zip(row, owners, strict=True) if owner not in pair] for row in matrix]
        for pair in combinations([*sorted(set(owners)), None], 2)
    )
    return any(rank(rows) < whole for rows in kept)


def after(facts, random, most_changed):
    """The same fair some days later: up to so many exhibitors have mended, added or taken back answers."""
    sellers = sorted({one.id for one in facts.exhibitors})
    changed = set(random.sample(sellers, min(len(sellers), random.randint(0, most_changed))))
    diary = [a for a in facts.diary if a.exhibitor not in changed]
    lines = [x for x in facts.lines if x.exhibitor not in changed]
    for seller in sorted(changed):
        for day in facts.begun:
            if random.random() < 0.7:
                diary.append(DiaryFact(seller, day, random.randint(0, 9_000_000), 0, 0))
    return replace(facts, diary=tuple(diary), lines=tuple(lines))


def told_together(issues):
    """Every sum that was told in any of the issues, as rows over the atoms of all of them, with owners."""
    cells = list({cell for one in issues for cell in one.cells})
    pieces = sorted({piece for cell in cells for piece in cell})
    return [[Fraction(int(p in cell)) for p in pieces] for cell in cells], [p.seller for p in pieces]


@given(fairs(most_sellers=7), st.randoms(use_true_random=False), st.integers(1, 7))
@settings(max_examples=60, deadline=None)
def test_two_issues_together_tell_nothing_of_one_or_two(facts, random, most):
    first = publish_issue(facts, 1)
    second = publish_issue(after(facts, random, most), 2, [first])
    matrix, owners = told_together([first, second])
    assert not matrix or not thin(matrix, owners)


@given(fairs(most_sellers=6), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_nor_do_three_issues(facts, random):
    first = publish_issue(facts, 1)
    second = publish_issue(later := after(facts, random, 6), 2, [first])
    third = publish_issue(after(later, random, 6), 3, [first, second])
    matrix, owners = told_together([first, second, third])
    assert not matrix or not thin(matrix, owners)


@given(fairs(), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_what_is_told_is_what_was_looked_at(facts, random):
    first = publish_issue(facts, 1)
    second = publish_issue(after(facts, random, 12), 2, [first])
    for one in (first, second):
        if one.cells:
            sums = {sum(piece.amount for piece in cell) for cell in one.cells}
            for table in one.summary.sales.tables.values():
                assert {row.amount for row in table} <= sums
                assert sum(row.amount for row in table) == one.summary.sales.total
        else:
            assert one.summary.sales.total is None or one.summary.sums_of == 1


def mended(facts, *sellers, by=1_000):
    diary = tuple(replace(a, total=a.total + by) if a.exhibitor in sellers else a for a in facts.diary)
    return replace(facts, diary=diary)


def test_a_correction_of_one_keeps_the_sums_that_were_told():
    facts = a_fair_in_facts()
    first = publish_issue(facts, 1)
    second = publish_issue(mended(facts, 3), 2, [first])
    assert (second.summary.sums_of, second.summary.sales) == (1, first.summary.sales)
    assert summarise(mended(facts, 3)).sales.total == first.summary.sales.total + 2_000
    third = publish_issue(mended(facts, 3, 4), 3, [first, second])
    assert third.summary.sums_of == 1


def test_a_correction_of_many_is_told():
    facts = a_fair_in_facts()
    first = publish_issue(facts, 1)
    second = publish_issue(mended(facts, 1, 2, 3, 4, 5, 7), 2, [first]).summary
    assert second.sums_of is None
    assert second.sales.total == first.summary.sales.total + 13_000  # one of them had sold nothing one day
    assert "2026-11-21" in rows(second, "day")


def test_an_issue_with_the_same_sales_tells_the_same_tables():
    facts = a_fair_in_facts()
    first = publish_issue(facts, 1)
    second = publish_issue(replace(facts, clicks=()), 2, [first]).summary
    assert (second.sums_of, second.sales) == (None, first.summary.sales)


def test_a_table_that_would_tell_is_left_out_and_the_total_told():
    """Four mended a day each, one of them alone on its day: the days would tell, the total does not."""
    facts = replace(a_fair_in_facts(), lines=())
    first = publish_issue(facts, 1)
    extra = tuple(DiaryFact(s, SUNDAY, 1_000 * s, 0, 0) for s in (2, 3, 4))
    diary = tuple(
        replace(a, total=a.total + 5) if (a.exhibitor, a.day) == (5, FRIDAY) else a for a in facts.diary
    )
    second = publish_issue(replace(facts, diary=(*diary, *extra)), 2, [first]).summary
    assert second.sums_of is None
    assert second.sales.total == first.summary.sales.total + 9_005
    assert set(rows(second, "day")) == {OTHER}


def test_an_open_fair_tells_new_sums_twice_and_then_waits_for_its_end():
    fair = a_fair_in_facts()
    facts = replace(fair, fair=replace(fair.fair, closed=False), lines=())
    everybody = range(1, 8)
    versions = [mended(facts, *everybody, by=1_000 * n) for n in range(4)]
    closed = replace(versions[3], fair=fair.fair)
    issues = []
    for number, version in enumerate([*versions, closed], 1):
        issues.append(publish_issue(version, number, issues))
    assert [one.summary.sums_of for one in issues] == [None, None, 2, 2, None]


def test_the_value_of_one_paper_more_is_not_told_by_the_difference():
    many = AgreementFact("contract", "businesses", 9, 700)
    one = AgreementFact("contract", "businesses", 1, 55)
    before, later = (replace(a_fair_in_facts(), agreements=a) for a in ((many,), (many, one)))
    first = publish_issue(before, 1)
    second = publish_issue(later, 2, [first]).summary.agreements
    assert (second.total.papers, second.total_value_shown, second.values_shown) == (10, False, False)
    three = replace(one, count=3)
    third = publish_issue(replace(before, agreements=(many, three)), 2, [first]).summary.agreements
    assert (third.total.value, third.values_shown) == (755, True)


def test_the_orders_of_one_more_are_not_told_by_the_difference():
    facts = a_fair_in_facts()
    first = publish_issue(facts, 1)
    diary = (*facts.diary[:1], replace(facts.diary[1], orders_value=7), *facts.diary[2:])
    second = publish_issue(replace(facts, diary=diary), 2, [first]).summary
    assert first.summary.sales.orders_value
    assert (second.sales.orders_value, second.sums_of) == (None, None)
