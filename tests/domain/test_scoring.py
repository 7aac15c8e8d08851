"""Points, weights and what several reviewers make of them."""

import pytest
from hypothesis import given, strategies as st

from fairapp.domain.errors import Invalid
from fairapp.domain.scoring import DEFAULT_CRITERIA, POINTS, Weighed, check_criteria, score, spread


def test_the_usual_criteria_may_be_kept_and_weigh_a_hundred():
    rows = [Weighed(name, weight) for name, weight in DEFAULT_CRITERIA]
    assert check_criteria(rows) == rows
    assert sum(row.weight for row in rows) == 100


@pytest.mark.parametrize(
    ("weights", "points", "expected"),
    [
        ({1: 30, 2: 70}, {1: 5, 2: 5}, 100),
        ({1: 30, 2: 70}, {1: 1, 2: 1}, 20),
        ({1: 30, 2: 70}, {1: 5, 2: 1}, 44),
        ({1: 1, 2: 2}, {1: 3, 2: 4}, 73),
        ({1: 30, 2: 70}, {1: 5}, None),
        ({1: 30, 2: 0}, {1: 5}, 100),
        ({}, {}, None),
    ],
)
def test_a_score_is_the_weighed_share_of_the_most_points(weights, points, expected):
    assert score(weights, points) == expected


@given(
    st.dictionaries(st.integers(1, 12), st.tuples(st.integers(1, 100), st.sampled_from(POINTS)), min_size=1)
)
def test_a_score_lies_between_all_ones_and_all_fives(rows):
    got = score({k: w for k, (w, _) in rows.items()}, {k: p for k, (_, p) in rows.items()})
    assert 20 <= got <= 100


def test_several_scores_have_a_mean_and_a_width():
    assert spread([]) is None
    seen = spread([70, 81, 90])
    assert (seen.reviewers, seen.mean, seen.low, seen.high, seen.width) == (3, 80, 70, 90, 20)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [Weighed("", 10)],
        [Weighed("x" * 121, 10)],
        [Weighed("Sao", 0)],
        [Weighed("Sao", 101)],
        [Weighed("Sao", -1)],
        [Weighed("Sao", 10), Weighed(" SAO ", 10)],
        [Weighed(f"Tiêu chí {n}", 10) for n in range(13)],
    ],
    ids=str,
)
def test_criteria_that_nobody_could_score_by_are_refused(rows):
    with pytest.raises(Invalid):
        check_criteria(rows)
