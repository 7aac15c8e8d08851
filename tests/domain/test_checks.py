"""Figures agree with their neighbours: a table that was set wrong names its two cells."""

from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from fairapp.domain.checks import check
from fairapp.domain.publication import publish
from fairapp.domain.summary import Mismatch, summarise
from tests.domain.fair_facts import a_fair_in_facts, fairs


def raised(rows, which, **more):
    """The rows with one of them off by as much."""
    at = which % len(rows)
    row = rows[at]
    wrong = replace(row, **{name: getattr(row, name) + by for name, by in more.items()})
    return (*rows[:at], wrong, *rows[at + 1 :])


def test_every_comparison_is_kept_with_the_summary():
    summary = summarise(a_fair_in_facts())
    assert summary.checks == check(summary)
    assert len(summary.checks) > 40
    assert all(one.holds for one in summary.checks)
    assert publish(a_fair_in_facts()).checks


@given(fairs(), st.integers(0, 9999), st.sampled_from((-1, 1, 1000)), st.booleans())
@settings(max_examples=80, deadline=None)
def test_a_table_of_sales_that_is_off_by_anything_is_refused(facts, which, by, for_outsiders):
    summary = (publish if for_outsiders else summarise)(facts)
    for name, rows in summary.sales.tables.items():
        if rows:
            tables = summary.sales.tables | {name: raised(rows, which, amount=by)}
            with pytest.raises(Mismatch) as caught:
                check(replace(summary, sales=replace(summary.sales, tables=tables)))
            assert "Doanh thu cả hội chợ" in str(caught.value)


@pytest.mark.parametrize(
    ("table", "cell", "names"),
    [
        ("days", "entries", ("Lượt vào cổng theo ngày", "Lượt vào cổng")),
        ("days", "visits", ("Lượt khách theo ngày", "Lượt khách")),
        ("days", "exhibitors", ("Lượt vào của gian hàng",)),
        ("days", "staff", ("Lượt vào của tổ chức, phục vụ",)),
        ("gates", "entries", ("Lượt vào cổng theo cổng", "Lượt vào cổng")),
        ("hours", "entries", ("Lượt vào cổng theo giờ", "Lượt vào cổng")),
    ],
)
@pytest.mark.parametrize("which", [0, 1])
def test_a_table_of_people_that_is_off_is_refused(table, cell, names, which):
    summary = summarise(a_fair_in_facts())
    rows = raised(getattr(summary.audience, table), which, **{cell: 1})
    with pytest.raises(Mismatch) as caught:
        check(replace(summary, audience=replace(summary.audience, **{table: rows})))
    assert all(name in str(caught.value) for name in names)


def test_an_hour_told_of_another_day_is_found():
    """Each table adds up to the total, and yet they disagree."""
    summary = summarise(a_fair_in_facts())
    first, *rest = summary.audience.hours
    moved = (replace(first, day=summary.audience.days[-1].day), *rest)
    with pytest.raises(Mismatch) as caught:
        check(replace(summary, audience=replace(summary.audience, hours=moved)))
    assert "theo giờ" in str(caught.value)
    assert "theo ngày" in str(caught.value)


def test_a_day_with_more_sellers_than_answers_is_found():
    summary = summarise(a_fair_in_facts())
    days = raised(summary.coverage.days, 0, reported=-1, expected=-1)
    with pytest.raises(Mismatch, match="Đã báo doanh thu"):
        check(replace(summary, coverage=replace(summary.coverage, days=days)))


def test_an_estimate_for_more_answers_than_are_missing_is_found():
    summary = summarise(a_fair_in_facts())
    wrong = replace(summary.unanswered, days=summary.unanswered.days + 1)
    with pytest.raises(Mismatch, match="ước"):
        check(replace(summary, unanswered=wrong))


@pytest.mark.parametrize("cell", ["papers", "value"])
@pytest.mark.parametrize("table", ["levels", "kinds"])
def test_papers_that_do_not_add_up_are_found(table, cell):
    summary = summarise(a_fair_in_facts())
    rows = getattr(summary.agreements, table)
    key, row = next(iter(rows.items()))
    wrong = rows | {key: replace(row, **{cell: getattr(row, cell) + 1})}
    with pytest.raises(Mismatch, match="ăn bản"):
        check(replace(summary, agreements=replace(summary.agreements, **{table: wrong})))
