"""This edition beside the earlier ones."""

from dataclasses import replace
from datetime import date

from fairapp.domain.comparison import Known, Measure, compare, visits_before
from fairapp.domain.facts import EditionDayFact, EditionFact, ReportedFact, from_json, to_json
from fairapp.domain.summary import summarise
from tests.domain.fair_facts import a_fair_in_facts

COUNTED = EditionFact(
    nth=1, slug="ha-long-2025", name="Hội chợ OCOP Hạ Long 2025", first=date(2025, 11, 21),
    snapshot=3, sha256="ab" * 32, visits=780, revenue=40_000_000, sellers=6, booths=6, exhibitors=6, units=3,
    papers=50, daily=(EditionDayFact(1, 300), EditionDayFact(2, 480)),
)  # fmt: skip
SAID = EditionFact(
    nth=2, slug="ha-long-2024", name="Hội chợ OCOP Hạ Long 2024", first=date(2024, 11, 22),
    reported=(
        ReportedFact("visits", "60000", "trên", "Báo Quảng Ninh", None),
        ReportedFact("visits", "55000", "gần", "Sở Công Thương", None),
    ),
)  # fmt: skip


def rows_of(*editions):
    facts = replace(a_fair_in_facts(), editions=editions)
    return {row.measure: row for row in compare(facts, summarise(facts))}


def test_editions_stand_from_the_earliest_to_this_one():
    row = rows_of(COUNTED, SAID)[Measure.VISITS]
    assert [known.value for known in row.figures] == [55_000, 780, 702]
    assert [known.said for known in row.figures] == [True, False, False]


def test_of_two_that_said_something_else_the_smaller_counts_with_its_word():
    assert rows_of(SAID)[Measure.VISITS].figures[0] == Known(55_000, True, "gần", "Sở Công Thương")


def test_growth_and_decline_are_told_between_our_own_figures_only():
    rows = rows_of(COUNTED)
    assert rows[Measure.VISITS].change == -100  # 780 → 702
    assert rows[Measure.REVENUE].change == 100  # 40 → 44 million
    assert rows_of(SAID)[Measure.VISITS].change is None


def test_a_fair_under_way_has_not_declined_because_days_are_to_come():
    facts = replace(a_fair_in_facts(), editions=(COUNTED,))
    facts = replace(facts, fair=replace(facts.fair, closed=False))
    rows = {row.measure: row for row in compare(facts, summarise(facts))}
    assert {measure for measure, row in rows.items() if row.change is None} == {
        Measure.VISITS,
        Measure.REVENUE,
        Measure.PAPERS,
    }
    assert rows[Measure.EXHIBITORS].change is not None


def test_what_no_earlier_edition_knows_is_not_compared():
    assert set(rows_of(SAID)) == {Measure.VISITS}
    assert rows_of() == {}


def test_the_sales_of_two_are_not_compared_even_later():
    rows = rows_of(replace(COUNTED, sellers=2))
    assert Measure.REVENUE not in rows


def test_days_are_compared_by_their_place_in_the_fair():
    facts = replace(a_fair_in_facts(), editions=(COUNTED, SAID))
    assert visits_before(facts, 3) == [300, 480, None]
    assert visits_before(replace(facts, editions=(SAID,)), 3) == []


def test_editions_survive_being_frozen():
    facts = replace(a_fair_in_facts(), editions=(COUNTED, SAID))
    assert set(from_json(to_json(facts)).editions) == {COUNTED, SAID}
