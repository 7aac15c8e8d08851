"""Laying a hall out, editing it, and leaving alone what has been given away."""

import pytest

from fairapp.domain.allocation import How
from fairapp.domain.booth_rows import Direction, NewBooth, Rows
from fairapp.domain.booths import BoothKind, FeatureKind, PriceClass
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.fairs import FairState
from fairapp.domain.geometry import Rect, first_overlap
from fairapp.domain.plan_drawing import BoothLook
from fairapp.models import AllocationPlan, Assignment, Booth
from fairapp.services import booths
from fairapp.services.booths import (
    BoothFacts,
    DrawnBooth,
    DrawnFeature,
    FeatureFacts,
    Row,
    Stale,
    ZoneFacts,
)
from tests.factories import a_booth, a_fair, a_hall, a_zone, an_application
from tests.people import an_organiser

pytestmark = pytest.mark.usefixtures("db")

ROWS = Rows(x=300, y=300, per_row=4, rows=2, width=300, depth=300, prefix="A", row_aisle=300)


@pytest.fixture
def organiser(db):
    return an_organiser()


@pytest.fixture
def site(db):
    """A hall of 24 × 15 m."""
    return a_fair(hall=a_hall(width_cm=2400, depth_cm=1500)).sites[0]


@pytest.fixture
def row(organiser, site):
    """A1 to A4 side by side."""
    return booths.add_rows(organiser, site, Rows(300, 300, 4, 1, 300, 300, prefix="A"), BoothFacts(fee=1000))


def give_away(db, booth: Booth) -> None:
    """What the allocation chapter does, in rows."""
    plan = AllocationPlan(fair_id=booth.site.fair_id, number=1)
    application = an_application(fair=booth.site.fair)
    plan.assignments.append(Assignment(booth=booth, application=application, how=How.HAND))
    db.session.add(plan)
    db.session.flush()


def place(booth: Booth) -> Rect:
    return Rect(booth.x_cm, booth.y_cm, booth.width_cm, booth.depth_cm)


def shown(site) -> list[tuple[str, str]]:
    return [(booth.number, booth.open_sides) for booth in booths.list_for_site(site)]


class TestRows:
    def test_rows_stand_with_numbers_in_order_and_open_sides_from_the_geometry(self, organiser, site):
        booths.add_rows(organiser, site, ROWS, BoothFacts(power_watts=1000, fee=8_500_000, subsidy=8_500_000))
        assert shown(site) == [
            ("A1", "NSW"),
            ("A2", "NS"),
            ("A3", "NS"),
            ("A4", "NES"),
            ("A5", "NSW"),
            ("A6", "NS"),
            ("A7", "NS"),
            ("A8", "NES"),
        ]
        assert {(b.power_watts, b.fee) for b in booths.list_for_site(site)} == {(1000, 8_500_000)}

    def test_later_rows_close_sides_of_earlier_ones(self, organiser, site, row):
        booths.add_rows(organiser, site, Rows(300, 600, 4, 1, 300, 300, prefix="B"), BoothFacts())
        assert [sides for _, sides in shown(site)][:4] == ["NW", "N", "N", "NE"]

    @pytest.mark.parametrize(
        ("rows", "named"),
        [
            (Rows(400, 400, 2, 1, 300, 300, prefix="B"), "A1"),
            (Rows(2200, 0, 1, 1, 300, 300, prefix="B"), "24"),
            (Rows(300, 900, 2, 1, 300, 300, prefix="A"), "A1"),
        ],
    )
    def test_rows_in_the_way_are_refused_and_nothing_is_added(self, organiser, site, row, rows, named):
        with pytest.raises((Conflict, Invalid), match=named):
            booths.add_rows(organiser, site, rows, BoothFacts())
        assert len(booths.list_for_site(site)) == 4

    def test_rows_may_not_stand_on_the_stage(self, organiser, site):
        booths.add_feature(organiser, site, FeatureFacts(FeatureKind.STAGE, Rect(0, 0, 600, 600)))
        with pytest.raises(Conflict) as refused:
            booths.propose(site, ROWS)
        assert refused.value.values["other"] is FeatureKind.STAGE

    @pytest.mark.parametrize(
        ("facts", "field"),
        [
            ({"fee": 5, "subsidy": 6}, "subsidy"),
            ({"power_watts": 70_000}, "power_watts"),
            ({"fee": -1}, "fee"),
        ],
    )
    def test_senseless_money_and_power_are_refused_at_their_field(self, organiser, site, facts, field):
        with pytest.raises(Invalid) as refused:
            booths.add_rows(organiser, site, ROWS, BoothFacts(**facts))
        assert refused.value.field == field

    def test_closed_fair_is_left_as_it_was(self, organiser, site):
        site.fair.state = FairState.CLOSED
        with pytest.raises(Conflict):
            booths.add_rows(organiser, site, ROWS, BoothFacts())


class TestPlaces:
    def test_moved_booth_opens_the_sides_of_its_old_neighbours(self, organiser, site, row):
        booths.arrange(organiser, site, [(row[3], Rect(1800, 600, 600, 300))])
        assert shown(site)[2:] == [("A3", "NES"), ("A4", "NSW")]

    @pytest.mark.parametrize(
        ("place", "sentence"),
        [
            (Rect(301, 301, 300, 300), "A4 chồng lên gian A1"),
            (Rect(2300, 0, 300, 300), "ra ngoài sảnh"),
            (Rect(300, 1000, 0, 300), "lớn hơn 0"),
        ],
    )
    def test_booth_is_not_moved_onto_another_nor_out_of_the_hall(self, organiser, site, row, place, sentence):
        with pytest.raises((Conflict, Invalid), match=sentence):
            booths.arrange(organiser, site, [(row[3], place)])

    def test_booths_moved_together_may_take_each_others_places(self, organiser, site, row):
        booths.arrange(
            organiser, site, [(row[0], Rect(600, 300, 300, 300)), (row[1], Rect(300, 300, 300, 300))]
        )
        assert [(b.number, b.x_cm) for b in booths.list_for_site(site)][:2] == [("A1", 600), ("A2", 300)]

    def test_features_move_with_booths_and_never_onto_them(self, organiser, site, row):
        stage = booths.add_feature(organiser, site, FeatureFacts(FeatureKind.STAGE, Rect(0, 700, 900, 500)))
        with pytest.raises(Conflict):
            booths.arrange(organiser, site, [], [(stage, Rect(0, 500, 900, 500))])
        stage.y_cm = 700
        booths.arrange(
            organiser, site, [(row[0], Rect(300, 0, 300, 300))], [(stage, Rect(300, 600, 900, 500))]
        )
        assert (row[0].y_cm, stage.y_cm) == (0, 600)

    def test_drawn_booths_and_features_come_as_one(self, organiser, site, row):
        drawn = DrawnBooth("C1", Rect(0, 900, 400, 300), BoothFacts(price_class=PriceClass.A), key="abc123")
        tap = DrawnFeature(FeatureFacts(FeatureKind.WATER, Rect(0, 1400, 50, 50)))
        (made,), (water,) = booths.draw(organiser, site, [drawn], [tap])
        assert (made.number, made.width_cm, made.price_class, made.key) == ("C1", 400, PriceClass.A, "abc123")
        assert water.kind is FeatureKind.WATER

    @pytest.mark.parametrize(
        ("number", "place"), [("a1", Rect(0, 900, 300, 300)), ("B1", Rect(500, 400, 300, 300))]
    )
    def test_drawing_is_refused_for_a_number_or_a_place_that_is_taken(
        self, organiser, site, row, number, place
    ):
        with pytest.raises(Conflict):
            booths.draw(organiser, site, [DrawnBooth(number, place, BoothFacts())])

    def test_booth_of_another_fair_is_not_found(self, site):
        stranger = a_booth(site=a_fair().sites[0])
        with pytest.raises(NotFound):
            booths.get_booth(site, stranger.id)
        with pytest.raises(NotFound):
            booths.get_booths(site, [stranger.id])


class TestNumbers:
    def test_booths_may_trade_numbers(self, organiser, site, row):
        booths.renumber(organiser, site, {row[0]: "A2", row[1]: "A1"})
        assert [(b.number, b.x_cm) for b in booths.list_for_site(site)][:2] == [("A1", 600), ("A2", 300)]

    @pytest.mark.parametrize("number", ["a4", "", "x" * 13])
    def test_number_that_is_taken_or_none_is_refused_at_its_field(self, organiser, site, row, number):
        with pytest.raises((Conflict, Invalid)) as refused:
            booths.renumber(organiser, site, {row[0]: number})
        assert refused.value.field == "number"


class TestGivenAway:
    """A booth that an exhibitor has been given keeps its number and place."""

    @pytest.fixture(autouse=True)
    def _given(self, db, row):
        give_away(db, row[1])

    @pytest.mark.parametrize(
        "act",
        [
            pytest.param(lambda o, s, row: booths.remove(o, s, [row[0], row[1]]), id="remove"),
            pytest.param(lambda o, s, row: booths.merge(o, s, row[:2]), id="merge as the second"),
            pytest.param(lambda o, s, row: booths.merge(o, s, row[1:3]), id="merge as the first"),
            pytest.param(lambda o, s, row: booths.split(o, s, row[1], 2), id="split"),
            pytest.param(
                lambda o, s, row: booths.arrange(o, s, [(row[1], Rect(900, 900, 300, 300))]),
                id="move",
            ),
            pytest.param(
                lambda o, s, row: booths.renumber(o, s, {row[1]: "A20"}),
                id="renumber",
            ),
        ],
    )
    def test_it_is_neither_moved_nor_merged_nor_removed(self, organiser, site, row, act):
        with pytest.raises(Conflict, match="Gian A2 đã có trong một bản xếp gian"):
            act(organiser, site, row)
        assert [number for number, _ in shown(site)] == ["A1", "A2", "A3", "A4"]

    def test_blocking_is_the_way_out_that_the_refusal_names(self, organiser, site, row):
        with pytest.raises(Conflict, match="Không dùng"):
            booths.remove(organiser, site, [row[1]])
        booths.block(organiser, site, [row[1]], "Dột")
        assert row[1].blocked == "Dột"

    def test_its_equipment_and_fee_may_still_change(self, organiser, site, row):
        booths.set_facts(organiser, site, row[1:2], {"water": True, "fee": 5})
        assert (row[1].water, row[1].fee) == (True, 5)

    def test_its_neighbours_are_free(self, organiser, site, row):
        booths.merge(organiser, site, row[2:])
        assert [number for number, _ in shown(site)] == ["A1", "A2", "A3"]

    def test_table_says_so_at_its_number(self, organiser, site, row):
        rows = {
            row[1].id: Row("X", place(row[1]), BoothFacts()),
            row[2].id: Row("Y", place(row[2]), BoothFacts()),
        }
        ((id_, refusal),) = booths.change_table(organiser, site, rows)
        assert (id_, refusal.field) == (row[1].id, "number")


class TestSelection:
    def test_merged_booth_keeps_the_first_number_and_the_sum_of_everything(self, organiser, site, row):
        row[1].water = True
        whole = booths.merge(organiser, site, [row[2], row[0], row[1]])
        assert (whole.number, whole.x_cm, whole.width_cm, whole.fee) == ("A1", 300, 900, 3000)
        assert whole.water
        assert [number for number, _ in shown(site)] == ["A1", "A4"]

    @pytest.mark.parametrize(
        "facts, field", [({"fee": 1_500_000_000}, "fee"), ({"power_watts": 40_000}, "power_watts")]
    )
    def test_a_sum_that_no_booth_may_have_is_not_merged(self, organiser, site, row, facts, field):
        for booth in row[:2]:
            for name, value in facts.items():
                setattr(booth, name, value)
        with pytest.raises(Invalid) as refused:
            booths.merge(organiser, site, row[:2])
        assert refused.value.field == field
        assert [number for number, _ in shown(site)] == ["A1", "A2", "A3", "A4"]

    def test_booths_apart_are_not_merged(self, organiser, site, row):
        with pytest.raises(Invalid):
            booths.merge(organiser, site, [row[0], row[2]])

    def test_split_undoes_a_merge(self, organiser, site, row):
        before = shown(site)
        parts = booths.split(organiser, site, booths.merge(organiser, site, row), 4)
        assert shown(site) == before
        assert sum(part.fee for part in parts) == 4000
        assert first_overlap([Rect(b.x_cm, b.y_cm, b.width_cm, b.depth_cm) for b in parts]) is None

    def test_blocking_asks_why_and_can_be_undone(self, organiser, site, row):
        with pytest.raises(Invalid) as refused:
            booths.block(organiser, site, row[:1], "")
        assert refused.value.field == "reason"
        booths.block(organiser, site, row[:2], "Vướng cột")
        assert [booth.blocked for booth in row[:3]] == ["Vướng cột", "Vướng cột", None]
        booths.unblock(organiser, site, row[:2])
        assert row[0].blocked is None

    def test_removed_booth_opens_its_neighbours(self, organiser, site, row):
        booths.remove(organiser, site, [row[1]])
        assert shown(site) == [("A1", "NESW"), ("A3", "NSW"), ("A4", "NES")]

    def test_zone_is_given_and_taken(self, organiser, site, row):
        zone = booths.add_zone(organiser, site, ZoneFacts("T", "Thực phẩm", "I"))
        booths.set_facts(organiser, site, row[:2], {"zone": zone})
        assert [booth.zone for booth in row] == [zone, zone, None, None]
        booths.set_facts(organiser, site, row[:1], {"zone": None})
        assert row[0].zone is None
        assert row[0].fee == 1000


class TestTable:
    def test_numbers_may_trade_places(self, organiser, site, row):
        rows = {
            row[0].id: Row("A2", place(row[0]), BoothFacts(fee=7)),
            row[1].id: Row("A1", place(row[1]), BoothFacts(fee=8)),
        }
        assert booths.change_table(organiser, site, rows) == []
        assert [(b.number, b.fee, b.x_cm) for b in booths.list_for_site(site)][:2] == [
            ("A1", 8, 600),
            ("A2", 7, 300),
        ]

    def test_one_wrong_cell_saves_nothing_and_is_named(self, organiser, site, row):
        rows = {
            row[0].id: Row("A1", place(row[0]), BoothFacts(fee=9)),
            row[1].id: Row("A4", place(row[1]), BoothFacts()),
            row[2].id: Row("A3", place(row[2]), BoothFacts(fee=1, subsidy=2)),
        }
        wrong = booths.change_table(organiser, site, rows)
        assert [(id_, refusal.field) for id_, refusal in wrong] == [
            (row[1].id, "number"),
            (row[2].id, "subsidy"),
        ]
        assert row[0].fee == 1000

    def test_booth_of_another_site_is_not_found(self, organiser, site, row):
        stranger = a_booth(site=a_fair().sites[0])
        with pytest.raises(NotFound):
            booths.change_table(organiser, site, {stranger.id: Row("Z1", place(stranger), BoothFacts())})

    def test_booths_trade_places_and_one_in_the_way_is_told_at_its_place(self, organiser, site, row):
        first, second = place(row[0]), place(row[1])
        rows = {row[0].id: Row("A1", second, BoothFacts()), row[1].id: Row("A2", first, BoothFacts())}
        assert booths.change_table(organiser, site, rows) == []
        assert [(b.number, b.x_cm) for b in booths.list_for_site(site)][:2] == [("A1", 600), ("A2", 300)]
        wrong = booths.change_table(organiser, site, {row[0].id: Row("A1", first, BoothFacts())})
        assert [(id_, refusal.field) for id_, refusal in wrong] == [(row[0].id, "x")]

    def test_table_laid_over_a_newer_plan_is_refused(self, organiser, site, row):
        with pytest.raises(Stale):
            booths.change_table(organiser, site, {row[0].id: Row("X", place(row[0]), BoothFacts())}, seen=0)


class TestZonesAndFeatures:
    def test_each_zone_gets_a_tint_of_its_own(self, organiser, site):
        zones = [booths.add_zone(organiser, site, ZoneFacts(code, f"Khu {code}")) for code in "ABC"]
        assert [zone.tint for zone in zones] == [1, 2, 3]
        booths.change_zone(organiser, site, zones[0], ZoneFacts("A", "Ẩm thực", "II", tint=6))
        assert (zones[0].name, zones[0].group_code, zones[0].tint) == ("Ẩm thực", "II", 6)

    @pytest.mark.parametrize(
        ("facts", "field"),
        [(ZoneFacts("a", "Khác"), "code"), (ZoneFacts("B", "Khác", "VII"), "group_code")],
    )
    def test_code_is_given_once_and_the_group_exists(self, organiser, site, facts, field):
        booths.add_zone(organiser, site, ZoneFacts("A", "Ẩm thực"))
        with pytest.raises((Conflict, Invalid)) as refused:
            booths.add_zone(organiser, site, facts)
        assert refused.value.field == field

    def test_booths_outlive_their_zone(self, organiser, site, row):
        zone = booths.add_zone(organiser, site, ZoneFacts("A", "Ẩm thực"))
        booths.set_facts(organiser, site, row, {"zone": zone})
        booths.remove_zone(organiser, site, zone)
        assert [booth.zone_id for booth in booths.list_for_site(site)] == [None] * 4

    def test_feature_is_moved_and_removed_but_never_onto_a_booth(self, organiser, site, row):
        stage = booths.add_feature(organiser, site, FeatureFacts(FeatureKind.STAGE, Rect(0, 700, 900, 500)))
        with pytest.raises(Conflict):
            booths.change_feature(
                organiser, site, stage, FeatureFacts(FeatureKind.STAGE, Rect(0, 500, 900, 500))
            )
        booths.change_feature(
            organiser, site, stage, FeatureFacts(FeatureKind.STAGE, Rect(0, 600, 900, 500), "LED")
        )
        assert (stage.y_cm, stage.label) == (600, "LED")
        booths.remove(organiser, site, [], [stage])
        assert booths.list_features(site) == []


class TestDrawing:
    def test_later_chapters_say_what_a_booth_looks_like(self, organiser, site, row):
        a_zone(site=site, code="T", tint=4)
        booths.block(organiser, site, row[3:], "Vướng cột")
        looks = {row[0].id: BoothLook("mine", "HTX Quảng La", href="/x", tint=2)}
        plan = booths.drawing(site, looks, href=lambda booth: f"/b/{booth.number}")
        first, second, *_, last = plan.booths
        assert (first.state, first.label, first.href, first.tint) == ("mine", "HTX Quảng La", "/x", 2)
        assert (second.state, second.href, second.corner) == ("", "/b/A2", False)
        assert (last.state, last.title) == ("blocked", "Vướng cột")
        assert plan.states == ("mine", "blocked")
        assert [zone.booths for zone in plan.zones] == [0]

    def test_proposed_booths_are_drawn_with_the_sides_they_would_have(self, site, row):
        plan = booths.drawing(site, proposed=[NewBooth("B1", Rect(300, 600, 300, 300))])
        assert plan.booths[0].open_sides == "NW"
        assert (plan.booths[-1].number, plan.booths[-1].state, plan.booths[-1].open_sides) == (
            "B1",
            "new",
            "ESW",
        )
        assert row[0].open_sides == "NSW"

    def test_site_without_a_hall_has_no_plan(self, site):
        site.hall = None
        with pytest.raises(NotFound):
            booths.drawing(site)


def test_next_edition_gets_zones_booths_and_features_but_nobody_in_them(db, organiser, site, row):
    zone = booths.add_zone(organiser, site, ZoneFacts("T", "Thực phẩm", "I"))
    booths.set_facts(organiser, site, row, {"zone": zone})
    booths.add_feature(organiser, site, FeatureFacts(FeatureKind.STAGE, Rect(0, 700, 900, 500)))
    give_away(db, row[0])
    new = a_fair(hall=a_hall()).sites[0]
    assert booths.copy_plan(site, new) == 4
    copies = booths.list_for_site(new)
    first = copies[0]
    assert (first.number, first.open_sides, first.zone.name, first.fee) == ("A1", "NSW", "Thực phẩm", 1000)
    assert copies[0].zone is not zone
    assert len(booths.list_features(new)) == 1
    booths.remove(organiser, new, copies)


def test_plan_that_has_no_room_in_another_hall_is_refused(site, row):
    site.hall = a_hall(width_cm=1400, depth_cm=1200)
    with pytest.raises(Invalid, match="A4"):
        booths.check_fits(site)


def test_new_walls_close_sides(site, row):
    site.hall = a_hall(width_cm=1500, depth_cm=600)
    booths.check_fits(site)
    assert [sides for _, sides in shown(site)] == ["NW", "N", "N", "N"]


def test_booths_are_counted_by_kind_without_blocked_ones(organiser, site, row):
    booths.block(organiser, site, row[:1], "Dột")
    row[1].kind = BoothKind.PAVILION
    assert booths.count_by_kind(site.fair) == {BoothKind.STANDARD: 2, BoothKind.RAW: 0, BoothKind.PAVILION: 1}
    assert booths.count_for_fair(site.fair) == 4


def test_snake_numbers_are_listed_as_people_count(organiser, site):
    rows = Rows(300, 300, 6, 2, 300, 300, prefix="A", direction=Direction.SNAKE, back_to_back=True)
    booths.add_rows(organiser, site, rows, BoothFacts())
    assert [booth.number for booth in booths.list_for_site(site)] == [f"A{n}" for n in range(1, 13)]
