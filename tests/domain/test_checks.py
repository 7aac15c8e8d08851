"""Figures agree with their neighbours: a table that was set wrong names its two cells."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from fairapp.domain.cells import Address, cells_of
from fairapp.domain.checks import check
from fairapp.domain.publication import publish
from fairapp.domain.summary import Mismatch, summarise
from tests.domain.fair_facts import a_fair_in_facts, fairs, papers


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


@pytest.mark.parametrize("by", [-1, 1])
def test_a_cell_of_hour_and_gate_that_is_off_is_refused(by):
    summary = summarise(a_fair_in_facts())
    first, *others = summary.audience.gates
    wrong = (replace(first, hours=raised(first.hours, 0, entries=by)), *others)
    with pytest.raises(Mismatch, match="giờ và cổng") as caught:
        check(replace(summary, audience=replace(summary.audience, gates=wrong)))
    assert "Lượt vào cổng theo cổng" in str(caught.value)


def test_an_hour_told_of_another_hour_of_its_gate_is_found():
    """Each gate adds up, and yet an hour does not."""
    summary = summarise(a_fair_in_facts())
    first, *others = summary.audience.gates
    later = replace(first.hours[0], hour=first.hours[0].hour + 1)
    wrong = (replace(first, hours=(later, *first.hours[1:])), *others)
    with pytest.raises(Mismatch, match="giờ và cổng") as caught:
        check(replace(summary, audience=replace(summary.audience, gates=wrong)))
    assert "Lượt vào cổng theo giờ" in str(caught.value)


@given(fairs())
@settings(max_examples=60, deadline=None)
def test_hours_and_gates_add_up_both_ways(facts):
    cells = {a: cell.value for a, cell in cells_of(summarise(facts)).items()}
    by_hour, by_gate = Counter(), Counter()
    for address, value in cells.items():
        if address.figure == "entries_by_hour_and_gate":
            hour, gate = address.key.split("/", 1)
            by_hour[hour] += value
            by_gate[gate] += value
    assert by_hour == {a.key: n for a, n in cells.items() if a.figure == "entries_by_hour"}
    assert by_gate == Counter({a.key: n for a, n in cells.items() if a.figure == "entries_by_gate" and n})
    assert by_gate.total() == cells[Address("entries")]


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
@pytest.mark.parametrize("table", ["levels", "kinds", "events"])
def test_papers_that_do_not_add_up_are_found(table, cell):
    summary = summarise(a_fair_in_facts())
    rows = getattr(summary.agreements, table)
    key, row = next(iter(rows.items()))
    wrong = rows | {key: replace(row, **{cell: getattr(row, cell) + 1})}
    with pytest.raises(Mismatch, match="ăn bản"):
        check(replace(summary, agreements=replace(summary.agreements, **{table: wrong})))


@pytest.mark.parametrize(("cell", "by"), [("unanswered", 1), ("told", 1000)])
def test_answers_that_do_not_add_up_to_the_papers_are_found(cell, by):
    summary = summarise(a_fair_in_facts())
    known = summary.agreements.outcomes
    wrong = replace(known, **{cell: getattr(known, cell) + by})
    with pytest.raises(Mismatch, match="trả lời"):
        check(replace(summary, agreements=replace(summary.agreements, outcomes=wrong)))


@given(papers())
@settings(max_examples=60, deadline=None)
def test_papers_by_event_and_by_answer_add_up_to_all_papers(signed):
    facts = replace(a_fair_in_facts(), agreements=signed)
    cells = {address: cell.value for address, cell in cells_of(summarise(facts)).items()}
    sums = Counter()
    for address, value in cells.items():
        sums[address.figure] += value
    papers_, value = sum(one.count for one in signed), sum(one.value or 0 for one in signed)
    assert sums["papers"] == papers_ == sums["papers_by_event"] + sums["papers_at_no_event"]
    assert sums["papers_value"] == value == sums["papers_value_by_event"] + sums["papers_value_at_no_event"]
    if any(one.answer for one in signed):
        assert sums["papers_by_answer"] + sums["papers_unanswered"] == papers_
        assert sums["papers_delivered"] == sum(one.delivered or 0 for one in signed)
    else:
        assert not any(address.figure.startswith("papers_by_answer") for address in cells)
    told = cells_of(publish(facts))
    hidden = [a for a in told if a.figure.startswith(("papers_value_by_event", "papers_value_at"))]
    assert all(told[address].value is None for address in hidden)
    assert not any(address.figure in ("papers_by_answer", "papers_delivered") for address in told)
