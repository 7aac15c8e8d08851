"""Every fact on its way from a fair's rows to what a run is given."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from fairapp.domain.allocation import How, PlanState
from fairapp.domain.allocation.instance import App, Booth as Place, Province
from fairapp.domain.allocation.lottery import drawn
from fairapp.domain.booths import BoothKind, FeatureKind
from fairapp.domain.fairs import ExpiryRule
from fairapp.models import (
    AllocationPlan,
    AllocationRule,
    ApplicationPlace,
    Assignment,
    DelegationMember,
    DelegationZone,
    GroupCap,
    GroupZone,
    PavilionBooth,
    PlanFeature,
)
from fairapp.services import allocation
from fairapp.services.allocation import rules
from fairapp.services.allocation.gathering import NO_END
from tests import factories as a, people
from tests.allocation_world import ACCEPTED, a_row_of_four, an_accepted, numbers_of

SENT = datetime(2026, 10, 1, 3, tzinfo=UTC)
POWER, MORE_POWER = "power:500", "power:2000"


def a_door(site):
    return PlanFeature(site=site, kind=FeatureKind.ENTRANCE, x_cm=0, y_cm=900, width_cm=50, depth_cm=300)


def a_fair_before(owner, stands):
    """Its plan was published: a row of eight away from the door; 7 and 8 are its farthest quarter."""
    fair = a.an_open_fair(first_day=a.today() - timedelta(days=300), owner=owner)
    site = fair.sites[0]
    booths = [
        a.a_booth(
            site=site, number=f"{n}", x_cm=300 * n, y_cm=600, position=n, open_sides="ES" if n == 7 else "S"
        )
        for n in range(1, 9)
    ]
    plan = AllocationPlan(fair=fair, number=1, state=PlanState.PUBLISHED)
    for producer, number in stands.items():
        there = a.a_ready_application(fair=fair, producer=producer, state=ACCEPTED)
        plan.assignments.append(Assignment(booth=booths[number - 1], application=there, how=How.HAND))
    a.db.session.add_all([a_door(site), plan])
    return fair


class World:
    """A fair on two sites at which every fact that a run reads is set, after others at which some stood."""

    def __init__(self):
        names = ("many", "pair", "corner", "new")
        units = ("quang-ninh", "quang-ninh", "bac-ninh", "lao-cai")
        self.by = dict(zip(names, (a.a_producer(unit_id=unit, name=unit) for unit in units), strict=True))
        owner, many = a.an_organisation(), self.by["many"]
        before = a_fair_before(owner, {many: 8, self.by["pair"]: 6, self.by["corner"]: 7})
        a_fair_before(owner, {many: 3})
        a_fair_before(a.an_organisation(), {self.by["new"]: 8})
        first = a.today() + timedelta(days=30)
        self.fair = a.an_open_fair(first_day=first, owner=owner, previous=before)
        self.last_day = first + timedelta(days=3)
        self.site = self.fair.sites[0]
        self.outside = a.a_site(fair=self.fair, first_day=first)
        self.lay_out()
        self.apply()
        self.bind()
        a.db.session.flush()
        a.db.session.expire_all()

    def lay_out(self):
        """Two rows of four at an aisle from the entrance eastwards to the lorries, and one booth outside."""
        self.food = a.a_zone(site=self.site, code="T", group_code="I")
        self.drinks = a.a_zone(site=self.site, code="D", group_code="II")
        facts = {
            "A1": {"open_sides": "SW", "zone": self.food, "fee": 5_000_000},
            "A2": {"zone": self.food, "power_watts": 2_000, "water": True},
            "A3": {"zone": self.food},
            "A4": {"open_flame": True},
            "B1": {"zone": self.drinks},
            "B2": {"blocked": "Cột điện"},
            "B3": {"kind": BoothKind.PAVILION},
            "B4": {"kind": BoothKind.RAW},
        }
        self.booths = {
            number: a.a_booth(
                site=self.site,
                number=number,
                position=n,
                x_cm=300 + 300 * (n % 4),
                y_cm=600 if n < 4 else 1200,
                **{"open_sides": "S" if n < 4 else "N", **own},
            )
            for n, (number, own) in enumerate(facts.items())
        }
        self.booths["N1"] = a.a_booth(site=self.outside, number="N1", position=9, x_cm=0, y_cm=0)
        lorries = {"x_cm": 5_000, "y_cm": 900, "width_cm": 100, "depth_cm": 300}
        a.db.session.add_all(
            [a_door(self.site), PlanFeature(site=self.site, kind=FeatureKind.UNLOADING, **lorries)]
        )

    def apply(self):
        end = self.last_day
        many, pair, corner, new = self.by.values()
        self.apps = {
            "many": self.an_application(
                "many",
                [
                    a.a_product(producer=many, leaf_code="I.5.a", stars=4, expires_on=end),
                    a.a_product(producer=many, leaf_code="I.5.a", stars=3, expires_on=end + timedelta(9)),
                    a.a_product(producer=many, leaf_code="II.1.a", stars=5, expires_on=end - timedelta(1)),
                ],
                power_watts=1_500,
                water=True,
                lorry=True,
                places=[
                    ApplicationPlace(rank=1, booth=self.booths["A2"]),
                    ApplicationPlace(rank=2, zone=self.drinks),
                ],
            ),
            "pair": self.an_application(
                "pair",
                [a.a_product(producer=pair, leaf_code="I.1.a", stars=3, expires_on=end)],
                booth_count=2,
            ),
            "corner": self.an_application(
                "corner",
                [a.a_product(producer=corner, leaf_code="II.1.a", stars=5, expires_on=end)],
                open_flame=True,
            ),
            "new": self.an_application(
                "new",
                [a.a_product(producer=new, leaf_code="III.1", stars=None, expires_on=None)],
                booth_kind=BoothKind.PAVILION,
            ),
        }
        self.id = {name: str(application.id) for name, application in self.apps.items()}

    def an_application(self, name, products, **facts):
        return a.a_ready_application(
            fair=self.fair,
            producer=self.by[name],
            products=products,
            state=ACCEPTED,
            submitted_at=SENT + timedelta(hours=len(name)),
            **facts,
        )

    def bind(self):
        """Quotas, the lead's order, kept booths, bounds of goods, and what is already published."""
        group = a.a_delegation(fair=self.fair, quota=5, least=2)
        group.zones = [DelegationZone(zone=self.food, least=1, most=3)]
        a.a_delegation(fair=self.fair, unit_id="lao-cai", quota=2)
        fair_id, bound = self.fair.id, {"fair_id": self.fair.id, "group_code": "I"}
        a.db.session.add_all(
            DelegationMember(fair_id=fair_id, delegation_id=group.id, producer_id=self.by[name].id, rank=rank)
            for rank, name in enumerate(("pair", "many"), start=1)
        )
        plan = AllocationPlan(fair_id=fair_id, number=1, state=PlanState.PUBLISHED)
        plan.assignments = [
            Assignment(booth=self.booths[number], application=self.apps[name], how=How.HAND, locked=locked)
            for name, number, locked in (("pair", "A3", True), ("pair", "A2", True), ("corner", "A4", False))
        ]
        a.db.session.add_all(
            [
                PavilionBooth(booth_id=self.booths["B3"].id, delegation_id=group.id),
                GroupCap(most=4, **bound),
                GroupZone(zone_id=self.food.id, **bound),
                plan,
            ]
        )


@pytest.fixture
def world(db):
    return World()


def test_each_booth_is_given_with_all_that_the_plan_says_of_it(world):
    given, ids = allocation.open_desk(world.fair).given, {n: b.id for n, b in world.booths.items()}
    hall, north, south = world.site.id, ids["A1"], ids["B1"]
    upper = {"hall": hall, "island": north, "row": 0, "y": 6, "feat": frozenset({POWER})}
    lower = {"hall": hall, "island": south, "row": 1, "y": 12, "feat": frozenset({POWER})}
    near, food, drinks = {"entrance": True}, {"zone": "T", "group": "I"}, {"zone": "D", "group": "II"}
    first = {"corner": True, "price": 5_000_000, "facing": ("B1",), **upper, **near, **food}
    second = {"facing": ("B2",), **upper, "feat": frozenset({POWER, MORE_POWER, "water"}), **near, **food}
    hot = {**upper, "feat": frozenset({POWER, "flame"})}
    assert list(given.booths) == [
        Place(id="A1", next="A2", pos=0, x=3, loading=44, **first),
        Place(id="A2", next="A3", pos=1, x=6, loading=41, **second),
        Place(id="A3", next="A4", pos=2, x=9, loading=38, facing=("B3",), **upper, **food),
        Place(id="A4", pos=3, x=12, loading=35, facing=("B4",), **hot),
        Place(id="B1", next="B2", pos=0, x=3, loading=44, facing=("A1",), **lower, **near, **drinks),
        Place(id="B2", next="B3", pos=1, x=6, loading=41, facing=("A2",), reserved=True, **lower, **near),
        Place(
            id="B3", next="B4", pos=2, x=9, loading=38, facing=("A3",), kind="pav", only="quang-ninh", **lower
        ),
        Place(id="B4", pos=3, x=12, loading=35, facing=("A4",), kind="plot", **lower),
        Place(id="N1", hall=world.outside.id, island=ids["N1"], feat=frozenset({POWER})),
    ]


def test_each_application_is_given_with_goods_needs_wishes_past_and_its_leads_order(world):
    given, end = allocation.open_desk(world.fair).given, world.last_day
    assert {app.id: app for app in given.apps} == {
        app.id: app
        for app in (
            App(
                id=world.id["many"],
                prov="quang-ninh",
                group="I",
                line="I.5.a",
                stars=4,
                cert_until=end - timedelta(1),
                needs=frozenset({"water", MORE_POWER}),
                prefs=(("booth", "A2"), ("zone", "D")),
                past=2,
                applied=SENT + timedelta(hours=4),
                goods=1_000,
                bad_before=True,
                merit=-23,
            ),
            App(
                id=world.id["pair"],
                prov="quang-ninh",
                size=2,
                group="I",
                line="I.1.a",
                cert_until=end,
                past=1,
                applied=SENT + timedelta(hours=4),
                merit=23,
            ),
            App(
                id=world.id["corner"],
                prov="bac-ninh",
                group="II",
                line="II.1.a",
                stars=5,
                cert_until=end,
                needs=frozenset({"flame"}),
                past=1,
                applied=SENT + timedelta(hours=6),
            ),
            App(
                id=world.id["new"],
                prov="lao-cai",
                space="pav",
                group="III",
                line="III.1",
                cert_until=NO_END,
                first=True,
                applied=SENT + timedelta(hours=3),
            ),
        )
    }


def test_quotas_bounds_locks_and_what_is_published_are_given(world):
    given = allocation.open_desk(world.fair).given
    assert (given.name, given.fair_end, given.moved_at_most) == (world.fair.slug, world.last_day, None)
    assert {province.id: province for province in given.provinces} == {
        "quang-ninh": Province(id="quang-ninh", min=2, max=5, share=625_000, host=True, zones={"T": (1, 3)}),
        "lao-cai": Province(id="lao-cai", max=2, share=250_000),
        "bac-ninh": Province(id="bac-ninh", max=9, share=125_000),
    }
    assert given.caps == {"I": 4}
    assert given.mandatory == {"I": ("T",)}
    assert given.locks == {world.id["pair"]: ("A2", "A3")}
    assert given.published == {world.id["pair"]: "A2", world.id["corner"]: "A4"}


def test_where_a_fair_only_warns_no_certificate_ends(world):
    world.fair.expiry_rule = ExpiryRule.WARN
    assert {app.cert_until for app in allocation.open_desk(world.fair).given.apps} == {NO_END}


def test_a_drawn_fair_is_given_the_order_of_the_draw_and_another_that_of_the_letters(world, db):
    sent = {app.id: app.applied for app in allocation.open_desk(world.fair).given.apps}
    assert sent == {world.id[name]: one.submitted_at for name, one in world.apps.items()}
    db.session.add(AllocationRule(fair_id=world.fair.id, lottery=True, seed_text="58291"))
    db.session.flush()
    apps = allocation.open_desk(world.fair).given.apps
    assert {app.id: app.applied for app in apps} == {app.id: app.applied for app in drawn(apps, "58291")}
    assert min(sent.values()) not in {app.applied for app in apps}


def test_booths_of_one_number_on_two_sites_are_given_apart(world):
    world.booths["N1"].number = "A1"
    given = allocation.open_desk(world.fair).given
    here, there = f"A1@{world.site.id}", f"A1@{world.outside.id}"
    assert {here, there, "A2"} <= given.booth.keys()
    assert (given.booth[here].next, given.booth[there].next) == ("A2", None)


# ---- and what a run makes of it ------------------------------------------------------------------


def test_a_run_keeps_the_cap_and_the_zone_of_a_group(db):
    fair, organiser = a_row_of_four(), people.an_organiser()
    zone = a.a_zone(site=fair.sites[0])
    for booth in allocation.open_desk(fair).booths.values():
        booth.zone = zone if booth.number in ("A3", "A4") else None
    for n in range(3):
        an_accepted(fair, f"HTX {n}")
    allocation.run(fair, organiser)
    assert len(numbers_of(fair)) == 3
    rules.set_bounds(fair, organiser, {"I": rules.Bounds(zones=frozenset({zone.id}))})
    allocation.run(fair, organiser)
    assert sorted(numbers_of(fair).values()) == [["A3"], ["A4"]]
    rules.set_bounds(fair, organiser, {"I": rules.Bounds(1, frozenset({zone.id}))})
    allocation.run(fair, organiser)
    assert len(numbers_of(fair)) == 1
    assert allocation.open_desk(fair).problems() == []


def test_equals_get_booths_by_who_sent_first_and_with_lots_by_the_draw(db):
    fair, organiser = a_row_of_four(), people.an_organiser()
    ids = [an_accepted(fair, f"HTX {n}").id for n in range(6)]
    apps = allocation.open_desk(fair).given.apps
    allocation.run(fair, organiser)
    assert sorted(numbers_of(fair)) == ids[:4]
    in_turn = ({int(app.id) for app in drawn(apps, f"{n}")[:4]} for n in count())
    text, lucky = next((f"{n}", four) for n, four in enumerate(in_turn) if four != set(ids[:4]))
    db.session.add(AllocationRule(fair_id=fair.id, lottery=True, seed_text=text))
    db.session.flush()
    allocation.run(fair, organiser)
    assert numbers_of(fair).keys() == lucky
