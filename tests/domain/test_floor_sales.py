"""Where on the floor was sold how much."""

from dataclasses import replace

from hypothesis import given, settings, strategies as st

from fairapp.domain.facts import BoothFact, DiaryFact, PlaceFact
from fairapp.domain.floor_sales import floor_sales
from tests.domain.fair_facts import FRIDAY, a_fair_in_facts


def a_floor(booths, diary):
    """booths: number, zone, x, y, exhibitor – three metres square each."""
    return replace(
        a_fair_in_facts(),
        booths=tuple(
            BoothFact(number, 1, "standard", 90_000, False, holder) for number, _, _, _, holder in booths
        ),
        places=tuple(PlaceFact(1, number, zone, x, y, 300, 300) for number, zone, x, y, _ in booths),
        diary=tuple(DiaryFact(holder, FRIDAY, amount, 0, 0) for holder, amount in diary.items()),
        lines=(),
    )


def a_row(letter, y, holders, zone="TP"):
    return [(f"{letter}{n}", zone, 300 * n, y, holder) for n, holder in enumerate(holders, 1)]


def test_booths_that_touch_are_one_stretch_and_an_aisle_parts_two():
    facts = a_floor(
        [*a_row("A", 0, [1, 2, 3]), *a_row("B", 900, [4, 5, 6])],
        {1: 10, 2: 20, 3: 30, 4: 1, 5: 1, 6: 1},
    )
    (floor,) = floor_sales(facts)
    assert [(s.name, s.sellers, s.amount, s.average) for s in floor.stretches] == [
        ("A1–A3", 3, 60, 20),
        ("B1–B3", 3, 3, 1),
    ]
    assert (floor.site, floor.width, floor.depth) == ("Nhà A", 1500, 1200)


def test_a_stretch_of_two_joins_the_nearest_of_its_zone():
    facts = a_floor(
        [*a_row("A", 0, [1, 2, 3]), *a_row("B", 900, [4, 5]), *a_row("C", 9000, [6, 7, 8])],
        dict.fromkeys(range(1, 9), 5),
    )
    (floor,) = floor_sales(facts)
    assert sorted(stretch.name for stretch in floor.stretches) == ["A1–B2", "C1–C3"]


def test_two_of_a_zone_of_their_own_are_not_told():
    facts = a_floor(
        [*a_row("A", 0, [1, 2, 3]), *a_row("B", 300, [4, 5], zone="ĐU")], dict.fromkeys(range(1, 6), 5)
    )
    (floor,) = floor_sales(facts)
    assert {stretch.name: stretch.known for stretch in floor.stretches} == {"A1–A3": True, "B1–B2": False}


def test_who_did_not_answer_lowers_no_average():
    facts = a_floor(a_row("A", 0, [1, 2, 3, 4]), {1: 10, 2: 20, 3: 30})
    ((stretch,),) = (floor.stretches for floor in floor_sales(facts))
    assert (stretch.booths, stretch.average, len(stretch.places)) == (3, 20, 4)


def test_an_exhibitor_with_booths_in_two_stretches_counts_once():
    facts = a_floor(
        [*a_row("A", 0, [1, 1, 2, 3]), *a_row("B", 900, [1, 4, 5, 6])], dict.fromkeys(range(1, 7), 10)
    )
    (floor,) = floor_sales(facts)
    assert {s.name: (s.sellers, s.amount) for s in floor.stretches} == {"A1–A4": (3, 30), "B1–B4": (3, 30)}


def test_a_fair_without_a_plan_has_no_floor():
    assert floor_sales(a_fair_in_facts()) == ()
    assert floor_sales(a_floor([], {})) == ()


def test_numbers_are_read_as_people_count():
    holders = list(range(1, 12))
    (floor,) = floor_sales(a_floor(a_row("A", 0, holders), dict.fromkeys(holders, 1)))
    assert floor.stretches[0].name == "A1–A11"


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 3), st.integers(1, 9)),
        max_size=20,
        unique_by=lambda b: b[:2],
    )
)
@settings(max_examples=60, deadline=None)
def test_nothing_sold_is_lost_or_counted_twice(cells):
    booths = [(f"A{n}", "TP", 300 * x, 600 * y, holder) for n, (x, y, holder) in enumerate(cells)]
    diary = {holder: holder * 1000 for _, _, holder in cells}
    for floor in floor_sales(a_floor(booths, diary)):
        assert sum(stretch.amount for stretch in floor.stretches) == sum(diary.values())
        assert sum(len(stretch.places) for stretch in floor.stretches) == len(booths)
