"""A street fair is counted by lot, and the interval printed with it holds what was true."""

import random
from collections import Counter
from datetime import date, time, timedelta

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from fairapp.domain.counting import Cell, Count, Open, draw, estimate, needed_counters, quarters

FIRST = date(2026, 12, 12)
WEEK = [Open(FIRST + timedelta(days=n), time(8), time(22)) for n in range(5)]
DAY = WEEK[:1]


def cells_of(points, hours):
    found = Counter()
    for begins in quarters(hours):
        for point in points:
            found[Cell(point, begins.date(), begins.hour)] += 1
    return found


def a_count(hour=9, people=20, minutes=10, asked=0, first=0, point=1, day=FIRST):
    return Count(point, day, hour, minutes, people, asked, first)


# ---- when to count


def test_every_hour_of_every_point_gets_as_many_quarters_as_are_asked_for():
    plan = draw([1, 2, 3], WEEK, 2, 2, "a")
    assert set(Counter(spell.cell for spell in plan).values()) == {2}
    assert len(plan) == 3 * 2 * 14 * 5


@given(
    points=st.lists(st.integers(1, 50), min_size=1, max_size=6, unique=True),
    an_hour=st.integers(1, 4),
    counters=st.integers(1, 7),
    seed=st.text(max_size=5),
)
@settings(max_examples=60)
def test_nobody_counts_at_two_points_at_once_and_no_quarter_is_counted_twice(points, an_hour, counters, seed):
    plan = draw(points, DAY, an_hour, counters, seed)
    assert len({(spell.begins, spell.counter) for spell in plan}) == len(plan)
    assert len({(spell.begins, spell.point) for spell in plan}) == len(plan)
    assert all(spell.counter < counters and spell.begins.minute % 15 == 0 for spell in plan)
    if counters >= needed_counters(len(points), an_hour):
        assert len(plan) == len(points) * an_hour * 14


def test_the_same_seed_draws_the_same_plan_and_another_another():
    assert draw([1, 2], WEEK, 2, 1, "7") == draw([1, 2], WEEK, 2, 1, "7")
    assert draw([1, 2], WEEK, 2, 1, "7") != draw([1, 2], WEEK, 2, 1, "8")


def test_each_quarter_of_an_hour_is_as_likely_as_another():
    drawn = Counter()
    for n in range(2000):
        drawn.update(
            (s.point, s.begins.minute) for s in draw([1, 2], [Open(FIRST, time(8), time(9))], 1, 1, str(n))
        )
    assert len(drawn) == 8
    assert all(420 < n < 580 for n in drawn.values())  # 500 each; 4 standard deviations are 77


def test_ten_minutes_fit_before_the_doors_close():
    found = list(quarters([Open(FIRST, time(8, 40), time(9, 40))]))
    assert [one.time() for one in found] == [time(8, 45), time(9), time(9, 15), time(9, 30)]
    assert list(quarters([Open(FIRST, time(8, 40), time(8, 50))])) == []


# ---- what the counts amount to


def test_a_cell_is_its_mean_quarter_times_its_quarters():
    cells = {Cell(1, FIRST, 9): 4}
    said = estimate(cells, [a_count(people=20), a_count(people=30)])
    assert (said.entries.value, said.visits.value) == (150, 150)  # 4 quarters of 15 minutes at 2.5 a minute
    assert said.entries.plus_minus == round(1.96 * 4 * np.std([30, 45], ddof=1) / np.sqrt(2))


def test_those_asked_say_who_is_a_visitor_for_the_first_time_today():
    cells = {Cell(1, FIRST, 9): 4}
    said = estimate(cells, [a_count(asked=4, first=3), a_count(asked=4, first=1)])
    assert (said.entries.value, said.visits.value) == (120, 60)


def test_where_nobody_was_asked_the_share_of_the_fair_stands():
    cells = {Cell(1, FIRST, 9): 4}
    said = estimate(cells, [a_count(asked=10, first=5), a_count()])
    assert said.visits.value == 60


def test_an_hour_that_nobody_counted_is_like_its_neighbours():
    cells = {Cell(1, FIRST, hour): 4 for hour in (9, 10, 11)}
    said = estimate(cells, [a_count(9), a_count(9), a_count(11), a_count(11)])
    assert [row.entries for row in said.cells] == [120, 120, 120]


def test_cells_add_up_to_the_totals_and_visits_are_never_more_than_entries():
    lot = random.Random(3)
    cells = cells_of([1, 2], WEEK)
    counts = [
        a_count(
            spell.begins.hour, lot.randrange(90), 10, 8, lot.randrange(9), spell.point, spell.begins.date()
        )
        for spell in draw([1, 2], WEEK, 1, 2, "x")
    ]
    said = estimate(cells, counts)
    assert sum(row.entries for row in said.cells) == said.entries.value
    assert sum(row.visits for row in said.cells) == said.visits.value
    assert all(row.visits <= row.entries for row in said.cells)


@pytest.mark.parametrize("more", [[], [a_count(minutes=3)], [a_count(7)]])
def test_one_count_alone_says_nothing(more):
    """Nor beside one that was broken off early, or made when the fair was closed."""
    assert estimate({Cell(1, FIRST, 9): 4, Cell(1, FIRST, 10): 4}, [a_count(), *more]) is None
    assert estimate({Cell(1, FIRST, 9): 4}, []) is None


def test_a_point_without_counts_leaves_no_total():
    """A total that leaves a street out would be a figure of something else."""
    cells = {Cell(1, FIRST, 9): 4, Cell(2, FIRST, 9): 4}
    assert estimate(cells, [a_count(), a_count()]) is None


def test_counts_in_another_order_say_the_same():
    cells = cells_of([1], DAY)
    counts = [a_count(hour, people) for hour, people in ((9, 3), (9, 50), (14, 20), (15, 0), (19, 80))]
    assert estimate(cells, counts) == estimate(cells, counts[::-1])


# ---- a thousand fairs


def a_fair_of_people(points, lot: np.random.Generator):
    """People by point and minute, and how many are there for the first time: mornings and evenings are full,
    coaches come at any time, sellers and people who went out for a while pass too."""
    people, firsts = {}, {}
    size = lot.uniform(0.5, 6)
    shape = [0.3, 0.7, 1.3, 1.1, 0.7, 0.5, 0.5, 0.6, 0.8, 1.1, 1.5, 1.7, 1.2, 0.5]
    for point in points:
        mine = size * lot.uniform(0.4, 1.6)
        for day in WEEK:
            minutes = np.repeat(shape, 60) * mine * lot.uniform(0.6, 1.5)
            came = lot.poisson(minutes * np.repeat(lot.gamma(6, 1 / 6, 84), 10))
            for at in lot.integers(0, 840, 4):
                came[at : at + 3] += lot.integers(4, 15)
            people[point, day.day] = came
            firsts[point, day.day] = lot.binomial(came, lot.uniform(0.55, 0.85))
    return people, firsts


def counted(people, firsts, plan, lot: np.random.Generator) -> list[Count]:
    counts = []
    for spell in plan:
        day, start = spell.begins.date(), (spell.begins.hour - 8) * 60 + spell.begins.minute
        came, first = (int(one[spell.point, day][start : start + 10].sum()) for one in (people, firsts))
        asked = min(8, came)
        yes = int(lot.hypergeometric(first, came - first, asked)) if asked else 0
        counts.append(Count(spell.point, day, spell.begins.hour, 10, came, asked, yes))
    return counts


@pytest.mark.slow
@pytest.mark.parametrize(("points", "an_hour"), [((1, 2, 3), 2), ((1,), 1)])
def test_the_interval_holds_the_truth_in_at_least_92_of_100_fairs(points, an_hour):
    """1,000 fairs of five days of fourteen hours, each with a plan of its own; also with one counter who
    counts once an hour, where errors come from neighbouring hours alone."""
    cells, held, errors = cells_of(points, WEEK), Counter(), {"entries": [], "visits": []}
    for n in range(1000):
        lot = np.random.default_rng(n)
        people, firsts = a_fair_of_people(points, lot)
        said = estimate(cells, counted(people, firsts, draw(points, WEEK, an_hour, 2, str(n)), lot))
        for name, true in (("entries", people), ("visits", firsts)):
            truth, found = sum(int(day.sum()) for day in true.values()), getattr(said, name)
            held[name] += abs(found.value - truth) <= found.plus_minus
            errors[name].append(abs(found.value - truth) / truth)
    assert min(held.values()) >= 920, held
    assert max(np.mean(error) for error in errors.values()) < 0.10
