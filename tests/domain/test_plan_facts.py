"""Free fronts, neighbours beside obstacles, walls and aisles, islands; how far it is on foot and by cable."""

import pytest
from hypothesis import given, strategies as st

from fairapp.domain.booth_rows import Rows, generate
from fairapp.domain.booths import FeatureKind
from fairapp.domain.floors import SOLID, Floor, Near, Stand, Thing, clearance, uncovered
from fairapp.domain.geometry import Rect, all_open_sides
from fairapp.domain.plan_facts import Meeting, Pair, frontage, islands, neighbours, pairs
from fairapp.domain.plan_walks import Walks, cable, distances

HALL = Rect(0, 0, 3000, 2000)


def a_floor(*rects: Rect, things: tuple[Thing, ...] = (), hall: Rect = HALL, watts: int = 0) -> Floor:
    sides = all_open_sides(rects, hall)
    stands = tuple(
        Stand(i, f"A{i}", rect, open_sides, watts)
        for i, (rect, open_sides) in enumerate(zip(rects, sides, strict=True), 1)
    )
    return Floor(hall, stands, things)


def a_thing(kind: FeatureKind, *place: int, watts: int = 0) -> Thing:
    return Thing(1, kind, Rect(*place), watts=watts)


def a_row(x: int, y: int, count: int, **more: int) -> list[Rect]:
    rows = Rows(x=x, y=y, per_row=count, rows=1, width=300, depth=300, **more)
    return [booth.rect for booth in generate(rows)]


class TestFrontage:
    def test_open_side_counts_as_far_as_nothing_leans_on_it(self):
        floor = a_floor(Rect(300, 300, 300, 300), things=(a_thing(FeatureKind.COLUMN, 400, 600, 50, 50),))
        assert frontage(floor, floor.stands[0]) == {"N": 300, "E": 300, "S": 250, "W": 300}

    def test_floor_that_one_walks_on_covers_nothing(self):
        door = a_thing(FeatureKind.UNLOADING, 300, 600, 300, 50)
        floor = a_floor(Rect(300, 300, 300, 300), things=(door,))
        assert frontage(floor, floor.stands[0])["S"] == 300

    @pytest.mark.parametrize(
        ("covers", "left"),
        [
            ([], 100),
            ([(0, 100)], 0),
            ([(20, 40), (30, 50)], 70),
            ([(-10, 10), (90, 200)], 80),
        ],
    )
    def test_what_covers_twice_counts_once(self, covers, left):
        assert uncovered((0, 100), covers) == left


class TestPairs:
    def test_booths_of_a_row_stand_side_by_side(self):
        assert pairs(a_floor(*a_row(300, 300, 3))) == [
            Pair(1, 2, Meeting.SIDE),
            Pair(2, 3, Meeting.SIDE),
        ]

    def test_column_between_two_booths_leaves_them_neighbours_of_another_sort(self):
        rects = (Rect(300, 300, 300, 300), Rect(660, 300, 300, 300))
        column = a_thing(FeatureKind.COLUMN, 600, 400, 60, 60)
        assert pairs(a_floor(*rects, things=(column,))) == [Pair(1, 2, Meeting.OBSTACLE, 60)]

    def test_cross_aisle_parts_a_row_and_lets_its_ends_look_at_each_other(self):
        rects = a_row(300, 300, 2, aisle_every=1, aisle_width=300)
        assert pairs(a_floor(*rects)) == [Pair(1, 2, Meeting.FACING, 300)]

    def test_back_to_back_is_a_wall_and_no_aisle_but_at_the_head_of_an_island(self):
        floor = a_floor(*a_row(300, 300, 3), *a_row(300, 600, 3))
        assert neighbours(pairs(floor), Meeting.BACK) == {2: {5}, 5: {2}}
        assert neighbours(pairs(floor), Meeting.SIDE)[1] == {2, 4}
        assert neighbours(pairs(floor), Meeting.SIDE)[2] == {1, 3}

    def test_booths_face_each_other_over_an_aisle_and_past_no_stage(self):
        rows = (*a_row(300, 300, 1), *a_row(300, 1000, 1))
        assert pairs(a_floor(*rows)) == [Pair(1, 2, Meeting.FACING, 400)]
        stage = a_thing(FeatureKind.STAGE, 200, 700, 600, 200)
        assert pairs(a_floor(*rows, things=(stage,))) == []

    def test_over_a_square_nobody_faces_anybody(self):
        assert pairs(a_floor(*a_row(300, 0, 1), *a_row(300, 1200, 1))) == []

    @pytest.mark.parametrize(("aisle", "count"), [(800, 1), (801, 0)])
    def test_an_aisle_over_which_booths_face_each_other_is_at_most_eight_metres(self, aisle, count):
        assert len(pairs(a_floor(*a_row(300, 0, 1), *a_row(300, 300 + aisle, 1)))) == count

    @pytest.mark.parametrize(("first", "second"), [("S", "S"), ("N", "N"), ("N", "S")])
    def test_only_open_sides_face_each_other(self, first, second):
        places = (Rect(300, 300, 300, 300), Rect(300, 1000, 300, 300))
        stands = tuple(
            Stand(n, f"A{n}", r, s) for n, r, s in zip((1, 2), places, (first, second), strict=True)
        )
        assert pairs(Floor(HALL, stands)) == []

    @pytest.mark.parametrize(("gap", "met"), [(150, [Pair(1, 2, Meeting.OBSTACLE, 150)]), (151, [])])
    def test_an_obstacle_between_neighbours_is_at_most_a_metre_and_a_half_wide(self, gap, met):
        rects = (Rect(300, 300, 300, 300), Rect(600 + gap, 300, 300, 300))
        column = a_thing(FeatureKind.COLUMN, 600, 400, gap, 60)
        assert pairs(a_floor(*rects, things=(column,))) == met

    def test_what_only_touches_a_gap_is_not_in_it(self):
        rects = (Rect(300, 300, 300, 300), Rect(660, 300, 300, 300))
        column = a_thing(FeatureKind.COLUMN, 600, 240, 60, 60)
        assert pairs(a_floor(*rects, things=(column,))) == [Pair(1, 2, Meeting.FACING, 60)]

    def test_booths_of_a_column_are_neighbours_as_those_of_a_row(self):
        floor = a_floor(Rect(300, 300, 300, 300), Rect(300, 600, 300, 300))
        assert pairs(floor) == [Pair(1, 2, Meeting.SIDE)]

    def test_set_back_front_makes_no_pair_that_one_exhibitor_may_have(self):
        floor = a_floor(Rect(300, 0, 300, 300), Rect(600, 0, 300, 200))
        assert pairs(floor) == [Pair(1, 2, Meeting.BACK)]

    @given(st.integers(1, 9), st.integers(1, 6), st.booleans())
    def test_a_block_of_rows_has_the_pairs_its_rows_make(self, per_row, rows, back_to_back):
        made = generate(Rows(0, 0, per_row, rows, 300, 300, row_aisle=250, back_to_back=back_to_back))
        found = pairs(a_floor(*(b.rect for b in made), hall=Rect(-900, -900, 9000, 9000)))
        count = {m: sum(1 for pair in found if pair.meeting is m) for m in Meeting}
        doubled = rows // 2 if back_to_back else 0
        heads = doubled * min(per_row, 2)  # who stands at the head of an island shares its end aisle
        assert count == {
            Meeting.SIDE: rows * (per_row - 1) + heads,
            Meeting.OBSTACLE: 0,
            Meeting.BACK: doubled * per_row - heads,
            Meeting.FACING: (rows - 1 - doubled) * per_row,
        }


class TestIslands:
    def test_an_aisle_parts_islands_and_a_wall_joins_them(self):
        floor = a_floor(*a_row(300, 300, 2), *a_row(300, 600, 2), *a_row(300, 1200, 2))
        assert islands(floor, pairs(floor)) == {1: 1, 2: 1, 3: 1, 4: 1, 5: 5, 6: 5}


class TestWalks:
    def test_the_way_leads_around_what_stands_there(self):
        door = a_thing(FeatureKind.ENTRANCE, 0, 900, 50, 200)
        near = Rect(300, 900, 300, 300)
        stage = Thing(2, FeatureKind.STAGE, Rect(100, 600, 100, 1000))
        straight = distances(a_floor(near, things=(door,)))[1].entrance
        around = distances(a_floor(near, things=(door, stage)))[1].entrance
        assert straight is not None and around is not None
        assert straight <= 250 < 700 <= around

    def test_booth_that_is_walled_in_is_not_reached(self):
        door = a_thing(FeatureKind.ENTRANCE, 2900, 900, 100, 200)
        wall = Thing(2, FeatureKind.STAGE, Rect(1500, 0, 100, 2000))
        assert distances(a_floor(Rect(300, 900, 300, 300), things=(door, wall)))[1].entrance is None

    def test_without_an_entrance_nothing_is_near_or_far(self):
        found = distances(a_floor(Rect(300, 300, 300, 300)))[1]
        assert (found.entrance, found.unloading, found.power, found.water) == (None, None, None, None)

    def test_cable_runs_along_walls_from_edge_to_edge(self):
        assert cable(Rect(0, 0, 100, 100), Rect(400, 300, 50, 50)) == 500
        assert cable(Rect(0, 0, 100, 100), Rect(100, 50, 50, 50)) == 0

    def test_a_long_street_is_walked_in_larger_squares(self):
        street = Rect(0, 0, 100_000, 1200)
        walks = Walks(Floor(street, ()))
        assert walks.columns * walks.rows < 60_000

    @given(st.integers(1, 26), st.integers(1, 16))
    def test_one_step_away_the_walk_is_never_shorter_than_the_bird_flies(self, x, y):
        door = a_thing(FeatureKind.ENTRANCE, 0, 0, 50, 50)
        rect = Rect(x * 100, y * 100, 300, 300)
        walked = distances(a_floor(rect, things=(door,)))[1].entrance
        assert walked is not None
        assert walked + 150 >= cable(rect, door.rect)


rects = st.builds(
    Rect, *(st.integers(0, 40).map(lambda n: n * 70) for _ in range(2)), st.just(300), st.just(250)
)


@given(st.lists(rects, max_size=15), rects)
def test_those_nearby_are_found_as_if_one_looked_at_each(others, rect):
    slow = [
        i
        for i, o in enumerate(others)
        if o.x <= rect.right and rect.x <= o.right and o.y <= rect.bottom and rect.y <= o.bottom
    ]
    assert Near(others).touching(rect) == slow


def test_clearance_ends_at_the_next_booth_the_wall_or_what_is_asked():
    floor = a_floor(Rect(300, 300, 300, 300), Rect(300, 750, 300, 300))
    assert clearance(floor, floor.stands[0].rect, "S", 1000) == 150
    assert clearance(floor, floor.stands[0].rect, "N", 1000) == 300
    assert clearance(floor, floor.stands[0].rect, "E", 1000) == 1000


def test_every_kind_of_feature_is_solid_or_floor():
    walked_on = {FeatureKind.ENTRANCE, FeatureKind.EXIT, FeatureKind.UNLOADING}
    assert set(FeatureKind) == SOLID | walked_on
