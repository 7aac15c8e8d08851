"""A fair in figures: what is counted as what, and that every table adds up."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings, strategies as st

from fairapp.domain.agreements import AgreementLevel
from fairapp.domain.attendance import HourCount
from fairapp.domain.evidence import Evidence
from fairapp.domain.facts import DiaryFact, EntryFact, LineFact, PeopleFact
from fairapp.domain.summary import Mismatch, summarise
from fairapp.domain.takings import UNDIVIDED, UNSTARRED
from tests.domain.fair_facts import FRIDAY, SATURDAY, SUNDAY, a_fair_in_facts, fairs


@pytest.fixture
def facts():
    return a_fair_in_facts()


def table(summary, name):
    return {row.key: row.amount for row in summary.sales.tables[name]}


def test_entries_visits_and_visitors_are_three_figures(facts):
    audience = summarise(facts).audience
    assert audience.entries.value == 30 + 12 + 8 + 200 + 310 + 150
    assert audience.visits.value == 28 + 6 + 8 + 200 + 310 + 150
    assert audience.visitors.value == 33 + 8


def test_exhibitors_and_staff_are_never_visitors(facts):
    audience = summarise(facts).audience
    more = replace(facts, entries=(*facts.entries, EntryFact(1, SUNDAY, 8, "exhibitor", 99, 9)))
    assert (audience.exhibitor_entries, audience.staff_entries) == (20, 5)
    assert (audience.exhibitor_people, audience.staff_people) == (14, 5)
    assert summarise(more).audience.entries == audience.entries
    assert summarise(more).audience.exhibitor_entries == 119


def test_visits_are_estimated_only_because_of_people_without_a_name(facts):
    assert summarise(facts).audience.visits.evidence is Evidence.ESTIMATED
    assert summarise(replace(facts, clicks=())).audience.visits.evidence is Evidence.COUNTED
    assert summarise(facts).audience.entries.evidence is Evidence.COUNTED


def test_the_busiest_hour_is_found(facts):
    assert summarise(facts).audience.peak == HourCount(SATURDAY, 19, 310)


def test_a_day_without_anybody_is_still_a_day(facts):
    quiet = summarise(replace(facts, entries=(), clicks=(), people=()))
    assert [day.day for day in quiet.audience.days] == [FRIDAY, SATURDAY, SUNDAY]
    assert quiet.audience.peak is None


def test_a_total_without_products_is_kept_apart_not_spread(facts):
    sales = summarise(facts)
    assert sales.sales.total == 2 * (1 + 2 + 3 + 4 + 5 + 7) * 1_000_000
    assert table(sales, "group") == {"I": 7_600_000, "IV": 7_000_000, "II": 5_000_000, UNDIVIDED: 24_400_000}
    assert table(sales, "stars") == {
        "4": 2_600_000,
        "3": 10_000_000,
        UNSTARRED: 7_000_000,
        UNDIVIDED: 24_400_000,
    }


def test_provinces_are_told_as_they_were_and_as_they_are(facts):
    summary = summarise(facts)
    assert table(summary, "province") == {
        "Quảng Ninh": 12_000_000,
        "Hà Nam": 18_000_000,
        "Sơn La": 14_000_000,
    }
    assert table(summary, "province_now") == {
        "Quảng Ninh": 12_000_000,
        "Ninh Bình": 18_000_000,
        "Sơn La": 14_000_000,
    }


def test_an_unanswered_day_is_neither_zero_nor_forgotten(facts):
    coverage = summarise(facts).coverage
    friday, _, sunday = coverage.days
    assert (friday.expected, friday.reported, friday.nothing_sold, friday.unanswered) == (7, 6, 0, 1)
    assert (sunday.expected, sunday.reported, sunday.nothing_sold, sunday.unanswered) == (7, 0, 1, 6)
    assert (coverage.every_day, coverage.some_days, coverage.never) == (1, 5, 1)
    assert coverage.permille == 1000 * 13 // 21


def test_nobody_is_asked_about_days_that_have_not_begun(facts):
    coverage = summarise(replace(facts, begun=(FRIDAY,), diary=facts.diary[:1], lines=())).coverage
    assert [day.day for day in coverage.days] == [FRIDAY]


def test_agreements_are_counted_in_papers_by_level(facts):
    papers = summarise(facts).agreements
    assert papers.total.papers == 57
    assert papers.levels[AgreementLevel.BUSINESSES].papers == 35
    assert papers.total.value == 2_400_000_000


def test_floor_is_net_and_gross(facts):
    scale = summarise(facts).scale
    assert (scale.booths, scale.taken, scale.net_cm2, scale.gross_cm2) == (8, 7, 630_000, 40_000_000)
    assert (scale.exhibitors, scale.units, scale.products, scale.starred) == (7, 3, 16, 14)


def test_one_dong_more_changes_exactly_its_own_figures(facts):
    before = summarise(facts)
    first = facts.diary[0]
    after = summarise(replace(facts, diary=(replace(first, total=first.total + 1), *facts.diary[1:])))
    assert after.sales.total == before.sales.total + 1
    changed = {
        (name, key)
        for name in before.sales.tables
        for key in table(before, name)
        if table(before, name)[key] != table(after, name)[key]
    }
    assert changed == {
        ("day", FRIDAY.isoformat()),
        ("province", "Quảng Ninh"),
        ("province_now", "Quảng Ninh"),
        ("group", UNDIVIDED),
        ("stars", UNDIVIDED),
        ("kind", "cooperative"),
    }
    assert replace(after, sales=before.sales) == before


@pytest.mark.parametrize(
    ("change", "cells"),
    [
        ({"lines": (LineFact(1, FRIDAY, "I", 4, 99_000_000),)}, ("theo ngày", "cả hội chợ")),
        ({"lines": (LineFact(6, FRIDAY, "I", 4, 1),)}, ("theo ngày", "cả hội chợ")),
        ({"exhibitors": ()}, ("theo tỉnh lúc diễn ra", "cả hội chợ")),
        ({"gates": ()}, ("theo cổng", "Lượt vào cổng")),
        ({"people": (PeopleFact("visitor", 9_999, 9_999),)}, ("Khách có thẻ", "Lượt khách")),
        ({"entries": (EntryFact(1, FRIDAY, 9, "visitor", 3, 9),)}, ("Lượt khách", "Lượt vào cổng")),
    ],
)
def test_facts_that_contradict_themselves_name_the_two_cells(facts, change, cells):
    with pytest.raises(Mismatch) as caught:
        summarise(replace(facts, **change))
    for cell in cells:
        assert cell in str(caught.value)


@given(fairs())
@settings(max_examples=60, deadline=None)
def test_every_table_adds_up_whatever_the_fair(facts):
    summary = summarise(facts)
    for rows in summary.sales.tables.values():
        assert sum(row.amount for row in rows) == summary.sales.total
    audience = summary.audience
    assert sum(day.entries for day in audience.days) == audience.entries.value
    assert sum(hour.entries for hour in audience.hours) == audience.entries.value
    assert sum(gate.entries for gate in audience.gates) == audience.entries.value
    assert audience.entries.value >= audience.visits.value >= audience.visitors.value
    assert all(day.unanswered >= 0 for day in summary.coverage.days)
    assert summary.coverage.every_day + summary.coverage.some_days + summary.coverage.never == len(
        facts.exhibitors
    )


@given(fairs(), st.randoms())
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_rows_changes_nothing(facts, random):
    def shuffled(rows):
        return tuple(random.sample(rows, len(rows)))

    other = replace(
        facts,
        diary=shuffled(facts.diary),
        lines=shuffled(facts.lines),
        entries=shuffled(facts.entries),
        exhibitors=shuffled(facts.exhibitors),
    )
    assert replace(summarise(other), scale=summarise(facts).scale) == summarise(facts)


def test_a_booth_that_answered_after_losing_its_place_still_counts(facts):
    late = DiaryFact(6, FRIDAY + timedelta(1), 5, 0, 0)
    without = tuple(booth for booth in facts.booths if booth.exhibitor != 6)
    summary = summarise(replace(facts, booths=without, diary=(*facts.diary, late)))
    assert table(summary, "province")["Hà Nam"] == 18_000_005
    assert summary.coverage.exhibitors == 7
