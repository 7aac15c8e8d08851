"""How sales spread over exhibitors."""

from dataclasses import replace

from fairapp.domain.facts import DiaryFact
from fairapp.domain.spread import ALL, spread
from tests.domain.fair_facts import FRIDAY, SATURDAY, a_fair_in_facts


def test_an_exhibitor_counts_by_the_average_of_the_days_it_answered():
    boxes = dict(spread(a_fair_in_facts()))
    # 1 answered a third day with nothing: (1 + 1 + 0) / 3 million; 6 never answered and is no zero.
    assert boxes[ALL].count == 6
    assert boxes[ALL].low == 666_666
    assert boxes[ALL].high == 7_000_000
    assert boxes[ALL].median == 3_500_000


def test_a_kind_of_two_has_no_box():
    assert [key for key, _ in spread(a_fair_in_facts())] == [ALL, "cooperative"]


def test_two_exhibitors_have_no_box_at_all():
    facts = a_fair_in_facts()
    assert spread(replace(facts, diary=tuple(d for d in facts.diary if d.exhibitor in (1, 2)))) == ()


def test_a_thousand_exhibitors_are_six_figures():
    facts = a_fair_in_facts()
    diary = tuple(DiaryFact(n, day, n * 1000, 0, 0) for n in range(1, 1001) for day in (FRIDAY, SATURDAY))
    ((_, box),) = spread(replace(facts, diary=diary, exhibitors=()))
    assert (box.count, box.low, box.high, box.median) == (1000, 1000, 1_000_000, 500_500)
