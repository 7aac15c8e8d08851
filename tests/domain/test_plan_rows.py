from fairapp.domain.booths import FeatureKind
from fairapp.domain.floors import Floor, Stand, Thing
from fairapp.domain.geometry import Rect
from fairapp.domain.plan_facts import pairs
from fairapp.domain.plan_rows import rows

HALL = Rect(0, 0, 6000, 4000)


def a_stand(id, column, row, open_sides, width=300):
    return Stand(id, f"A{id}", Rect(column * 300, 500 + row * 300, width, 300), open_sides)


def rows_of(*stands, things=()):
    floor = Floor(HALL, tuple(stands), tuple(things))
    return rows(floor, pairs(floor))


def test_booths_side_by_side_on_one_aisle_are_a_row():
    assert rows_of(a_stand(1, 0, 0, "S"), a_stand(2, 1, 0, "S"), a_stand(3, 2, 0, "S")) == [[1, 2, 3]]


def test_a_gap_and_a_back_wall_part_rows():
    front = [a_stand(n, n, 0, "N") for n in (1, 2)]
    back = [a_stand(n + 10, n, 1, "S") for n in (1, 2)]
    assert rows_of(*front, *back, a_stand(9, 5, 0, "N")) == [[1, 2], [11, 12], [9]]


def test_a_column_between_two_parts_them():
    column = Thing(1, FeatureKind.COLUMN, Rect(300, 500, 60, 300))
    first = Stand(1, "A1", Rect(0, 500, 300, 300), "S")
    second = Stand(2, "A2", Rect(360, 500, 300, 300), "S")
    assert rows_of(first, second, things=[column]) == [[1], [2]]


def test_the_longer_row_has_the_corner_booth():
    upper = [a_stand(1, 0, 0, "NW"), a_stand(2, 1, 0, "N"), a_stand(3, 2, 0, "N")]
    lower = [a_stand(4, 0, 1, "SW"), a_stand(5, 1, 1, "S"), a_stand(6, 2, 1, "S")]
    assert rows_of(*upper, *lower) == [[1, 2, 3], [4, 5, 6]]


def test_two_alone_at_the_head_of_an_island_are_a_row():
    assert rows_of(a_stand(1, 0, 0, "NWE"), a_stand(2, 0, 1, "SWE")) == [[1, 2]]


def test_where_no_aisle_serves_all_the_row_ends():
    stands = [a_stand(1, 0, 0, "N"), a_stand(2, 1, 0, "NS"), a_stand(3, 2, 0, "S")]
    found = rows_of(*stands)
    assert sorted(len(row) for row in found) == [1, 2]
    assert sorted(id for row in found for id in row) == [1, 2, 3]


def test_every_booth_is_in_exactly_one_row():
    stands = [a_stand(n + 10 * row, n, row, "NESW") for row in range(4) for n in range(6)]
    found = [id for row in rows_of(*stands) for id in row]
    assert sorted(found) == sorted(stand.id for stand in stands)
