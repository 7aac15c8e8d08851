"""A long list, a page at a time: every row once, no page that does not exist."""

import pytest
from hypothesis import given, strategies as st

from fairapp.domain.pages import cut, place


@pytest.mark.parametrize(
    "total, asked, found",
    [(0, 1, (1, 1)), (50, 1, (1, 1)), (51, 2, (2, 2)), (51, 9, (2, 2)), (51, 0, (1, 2)), (51, -4, (1, 2))],
)
def test_the_nearest_page_is_given(total, asked, found):
    assert place(total, asked, 50) == found


@given(st.integers(0, 120), st.integers(1, 50))
def test_the_pages_together_are_the_list(total, size):
    rows = list(range(total))
    first = cut(rows, 1, size)
    read = [row for number in range(1, first.pages + 1) for row in cut(rows, number, size).rows]
    assert read == rows
    assert all(len(cut(rows, n, size).rows) == size for n in range(1, first.pages))
