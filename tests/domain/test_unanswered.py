"""What the booths that did not answer may have sold: said apart, never in the declared total."""

from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from fairapp.domain.facts import BoothFact, DiaryFact, ExhibitorFact
from fairapp.domain.publication import publish
from fairapp.domain.summary import summarise
from fairapp.domain.unanswered import two_digits, unanswered
from tests.domain.fair_facts import FRIDAY, SATURDAY, a_fair_in_facts, fairs


def a_day(*sold, silent=1, groups="", kinds=""):
    """Exhibitors who sold so much on a Friday, then silent ones; each with a letter for group and kind."""
    n = len(sold) + silent
    groups, kinds = groups or "I" * n, kinds or "h" * n
    return replace(
        a_fair_in_facts(),
        begun=(FRIDAY,),
        booths=tuple(BoothFact(f"A{i}", 1, "standard", 9, False, i) for i in range(n)),
        exhibitors=tuple(ExhibitorFact(i, kinds[i], "A", "A", groups[i].strip()) for i in range(n)),
        diary=tuple(DiaryFact(i, FRIDAY, total, 0, 0) for i, total in enumerate(sold)),
        lines=(),
    )


def test_a_missing_answer_is_taken_as_the_median_of_its_likes():
    estimate = unanswered(a_day(100, 200, 900))
    assert (estimate.exhibitors, estimate.days, estimate.left_out, estimate.amount) == (1, 1, 0, 200)
    assert estimate.permille == round(1000 * 200 / 1400)


def test_nothing_sold_is_an_answer_like_any_other():
    assert unanswered(a_day(0, 0, 900)).amount == 0


def test_between_an_even_number_of_answers_the_middle_is_taken():
    assert unanswered(a_day(100, 200, 400, 900)).amount == 300


@pytest.mark.parametrize(
    ("groups", "kinds", "amount"),
    [
        ("IIIXXXI", "hhhhhhh", 20),  # three of its group
        ("IIXXXXI", "ccchhhc", 20),  # two of its group: three of its kind
        ("IXXXXXI", "chhhhhc", 360),  # neither: everybody, 355 rounded
        ("XXXXXX ", "hhhccch", 20),  # brought nothing: its kind
    ],
)
def test_who_is_too_few_is_looked_for_more_widely(groups, kinds, amount):
    assert unanswered(a_day(10, 20, 30, 700, 680, 690, groups=groups, kinds=kinds)).amount == amount


def test_a_day_on_which_almost_nobody_answered_is_left_out_and_said_so():
    estimate = unanswered(a_day(100, 200, silent=5))
    assert (estimate.days, estimate.left_out, estimate.amount) == (0, 5, 0)
    assert estimate.missing == 5


def test_another_days_answers_say_nothing():
    facts = a_day(100, 200, silent=1)
    other = replace(facts, diary=(*facts.diary, *(DiaryFact(i, SATURDAY, 999, 0, 0) for i in range(3))))
    assert unanswered(other).left_out == 1


def test_the_estimate_is_never_part_of_the_declared_total():
    summary = summarise(a_day(100, 200, 900, silent=9))
    assert summary.sales.total == 1200
    assert summary.unanswered.amount == 1800
    assert all(sum(row.amount for row in rows) == 1200 for rows in summary.sales.tables.values())


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [(0, 0), (7, 7), (99, 99), (104, 100), (105, 110), (1_249_999, 1_200_000), (996, 1000)],
)
def test_two_digits_are_told(amount, rounded):
    assert two_digits(amount) == rounded


def test_outsiders_read_an_estimate_of_three_answers_or_none():
    assert publish(a_day(100, 200, 900, silent=2)).unanswered.amount is None
    assert publish(a_day(100, 200, 900, silent=3)).unanswered.amount == 600
    assert publish(a_day(100, 0, 0, silent=3)).unanswered.permille is None  # it would tell the total


@given(fairs(), st.integers(0, 40))
@settings(max_examples=60, deadline=None)
def test_taking_an_answer_away_makes_it_missing_not_zero(facts, which):
    before = summarise(facts)
    if not facts.diary:
        return
    gone = facts.diary[which % len(facts.diary)]
    rest = tuple(answer for answer in facts.diary if answer != gone)
    lines = tuple(x for x in facts.lines if (x.exhibitor, x.day) != (gone.exhibitor, gone.day))
    after = summarise(replace(facts, diary=rest, lines=lines))
    assert after.coverage.answered == before.coverage.answered - 1
    assert after.coverage.expected == before.coverage.expected
    assert after.unanswered.missing == before.unanswered.missing + 1
    assert after.sales.total == before.sales.total - gone.total
