"""What a plan is told it lacks, and where to look."""

import pytest

from fairapp.domain.booths import FeatureKind
from fairapp.domain.floors import Floor, Stand, Thing
from fairapp.domain.geometry import Rect, all_open_sides
from fairapp.domain.plan_lint import FAULT_SENTENCES, Fault, FaultKind, Rules, lint

HALL = Rect(0, 0, 3000, 2000)
DOOR = Thing(90, FeatureKind.ENTRANCE, Rect(1400, 1900, 200, 100))
EXIT = Thing(91, FeatureKind.EXIT, Rect(0, 900, 100, 200))
RULES = Rules(aisle=250, exit_clear=200)


def found(*rects: Rect, things=(DOOR,), numbers=None, watts=0, elsewhere=(), rules=RULES) -> list[Fault]:
    sides = all_open_sides(rects, HALL)
    stands = tuple(
        Stand(i + 1, (numbers or [f"A{n}" for n in range(1, 99)])[i], rect, sides[i], watts)
        for i, rect in enumerate(rects)
    )
    return lint(Floor(HALL, stands, tuple(things)), rules, elsewhere)


def kinds(faults: list[Fault]) -> list[str]:
    return [fault.kind.value for fault in faults]


def test_a_plan_as_it_should_be_has_no_faults():
    assert (
        found(
            Rect(300, 300, 300, 300), Rect(600, 300, 300, 300), Rect(300, 900, 300, 300), things=(DOOR, EXIT)
        )
        == []
    )
    assert lint(Floor(HALL, ()), RULES) == []


def test_narrow_aisle_is_told_once_with_all_that_stand_along_it():
    rows = [Rect(300 + 300 * i, y, 300, 300) for y in (300, 800) for i in range(3)]
    (fault,) = found(*rows)
    assert fault.kind is FaultKind.NARROW_AISLE
    assert fault.rect == Rect(300, 600, 900, 200)
    assert fault.booths == (1, 2, 3, 4, 5, 6)
    assert fault.values == {"names": "A1–A6", "width": "2", "rule": "2,5"}


@pytest.mark.parametrize("gap, told", [(59, []), (60, ["narrow_aisle"]), (249, ["narrow_aisle"]), (250, [])])
def test_a_gap_counts_as_an_aisle_from_sixty_centimetres_to_the_rule(gap, told):
    assert kinds(found(Rect(300, 300, 300, 300), Rect(300, 600 + gap, 300, 300))) == told


def test_aisle_along_a_wall_is_measured_too():
    assert kinds(found(Rect(300, 100, 300, 300))) == ["narrow_aisle"]


@pytest.mark.parametrize(
    "thing",
    [DOOR, EXIT],
    ids=["entrance", "exit"],
)
def test_door_with_a_booth_before_it_is_blocked(thing):
    before = Rect(1300, 1500, 300, 300) if thing is DOOR else Rect(280, 800, 300, 300)
    fault = next(f for f in found(before, things=(DOOR, EXIT)) if f.kind is FaultKind.EXIT_BLOCKED)
    assert fault.values["names"] == ("A1",)
    assert fault.rect.area > thing.rect.area


def test_door_with_a_column_before_it_names_the_column():
    column = Thing(3, FeatureKind.COLUMN, Rect(1450, 1750, 50, 50))
    (fault,) = found(Rect(300, 300, 300, 300), things=(DOOR, column))
    assert fault.values["names"] == (FeatureKind.COLUMN,)


def test_exit_behind_a_stage_is_cut_off():
    stage = Thing(3, FeatureKind.STAGE, Rect(600, 0, 100, 2000))
    assert kinds(found(Rect(1200, 300, 300, 300), things=(DOOR, EXIT, stage))) == ["exit_cut_off"]


def test_booths_without_an_entrance_are_told_so_once():
    assert kinds(found(Rect(300, 300, 300, 300), Rect(1200, 300, 300, 300), things=())) == ["no_entrance"]


def test_booth_shut_in_by_others_has_no_aisle():
    ring = [Rect(300 * x, 300 * y, 300, 300) for y in range(1, 4) for x in range(1, 4)]
    faults = found(*ring)
    assert kinds(faults) == ["no_aisle"]
    assert faults[0].booths == (5,)


def only_open_to_the_south(*things: Thing, y=300) -> list[str]:
    stand = Stand(1, "A1", Rect(300, y, 300, 300), "S")
    return kinds(lint(Floor(HALL, (stand,), (DOOR, *things)), Rules(aisle=0)))


def test_column_that_leans_on_a_front_does_not_shut_it():
    column = Thing(3, FeatureKind.COLUMN, Rect(400, 600, 50, 50))
    assert only_open_to_the_south(column) == []


@pytest.mark.parametrize(
    ("office", "told"),
    [
        (Rect(300, 600, 200, 100), []),  # a metre is left to come in by
        (Rect(300, 600, 201, 100), ["no_aisle"]),
        (Rect(300, 660, 300, 100), []),
        (Rect(300, 659, 300, 100), ["no_aisle"]),
        (Rect(600, 600, 300, 300), []),
    ],
)
def test_a_front_needs_a_metre_with_a_passage_before_it(office, told):
    assert only_open_to_the_south(Thing(3, FeatureKind.OFFICE, office)) == told


@pytest.mark.parametrize(("y", "told"), [(1640, []), (1641, ["no_aisle"])])
def test_a_wall_close_before_a_front_shuts_it(y, told):
    assert only_open_to_the_south(y=y) == told


@pytest.mark.parametrize(
    ("door", "booth", "blocked"),
    [
        (Rect(0, 1900, 200, 100), Rect(0, 1500, 300, 300), True),  # along the southern wall
        (Rect(0, 1900, 200, 100), Rect(200, 1700, 300, 300), False),
        (Rect(0, 1900, 100, 100), Rect(0, 1500, 300, 300), True),
        (Rect(0, 1800, 100, 200), Rect(200, 1700, 300, 300), True),  # along the western wall
        (Rect(0, 1800, 100, 200), Rect(0, 1450, 300, 300), False),
        (Rect(1400, 1700, 100, 300), Rect(1300, 1300, 300, 300), True),  # a passage that leads to its wall
    ],
)
def test_a_door_in_a_corner_opens_away_from_the_wall_that_it_runs_along(door, booth, blocked):
    faults = found(booth, things=(Thing(91, FeatureKind.EXIT, door),))
    assert ("exit_blocked" in kinds(faults)) == blocked


@pytest.mark.parametrize(("count", "names"), [(1, "A1"), (3, "A1, A2, A3"), (4, "A1–A4")])
def test_three_are_named_and_of_more_the_first_and_the_last(count, names):
    row = [Rect(300 + 300 * n, 100, 300, 300) for n in range(count)]
    assert [fault.values["names"] for fault in found(*row)] == [names]


def test_booth_behind_a_wall_is_cut_off_from_the_entrance():
    stage = Thing(3, FeatureKind.STAGE, Rect(1000, 0, 100, 2000))
    faults = found(Rect(300, 300, 300, 300), Rect(1500, 300, 300, 300), things=(DOOR, stage))
    assert [(f.kind, f.booths) for f in faults] == [(FaultKind.CUT_OFF, (1,))]


class TestPower:
    FEEDS = (
        Thing(1, FeatureKind.POWER, Rect(0, 0, 50, 50), watts=1000),
        Thing(2, FeatureKind.POWER, Rect(2900, 0, 50, 50), "Tủ B", watts=5000),
    )

    def test_each_booth_loads_the_feed_that_is_nearest(self):
        rects = (Rect(300, 300, 300, 300), Rect(600, 300, 300, 300), Rect(2400, 300, 300, 300))
        (fault,) = found(*rects, things=(DOOR, *self.FEEDS), watts=900)
        assert fault.kind is FaultKind.POWER_OVER
        assert (fault.rect, fault.booths) == (self.FEEDS[0].rect, (1, 2))
        assert fault.values == {"thing": FeatureKind.POWER, "watts": 1000, "sum": 1800}

    def test_just_enough_is_enough(self):
        assert found(Rect(300, 300, 300, 300), things=(DOOR, *self.FEEDS), watts=1000) == []

    def test_feed_of_unknown_strength_is_not_judged(self):
        feed = Thing(1, FeatureKind.POWER, Rect(0, 0, 50, 50))
        assert found(Rect(300, 300, 300, 300), things=(DOOR, feed), watts=60_000) == []


class TestNumbers:
    RECTS = (Rect(300, 300, 300, 300), Rect(1200, 300, 300, 300))

    @pytest.mark.parametrize("numbers", [("A1", "A01"), ("a1", "A1")])
    def test_one_number_to_whoever_looks_for_it_is_told(self, numbers):
        (fault,) = found(*self.RECTS, numbers=numbers)
        assert (fault.kind, fault.booths) == (FaultKind.NUMBER_TWICE, (1, 2))

    def test_number_of_another_hall_is_told(self):
        (fault,) = found(*self.RECTS, numbers=("A1", "A2"), elsewhere=["A02", "B1"])
        assert fault.values["names"] == "A2, A02"


def test_every_kind_of_fault_has_its_sentence():
    assert set(FAULT_SENTENCES) == set(FaultKind)
