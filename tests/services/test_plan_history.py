"""A plan's steps: kept, undone, done again, told apart; and nobody's work lost between two."""

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from fairapp.domain.allocation import How
from fairapp.domain.booth_rows import Rows
from fairapp.domain.booths import BoothKind, FeatureKind, PriceClass
from fairapp.domain.errors import Conflict, Invalid, NotFound, Refusal
from fairapp.domain.fairs import FairState
from fairapp.domain.geometry import Rect
from fairapp.models import AllocationPlan, Assignment, PlanStep
from fairapp.services import booths
from fairapp.services.booths import (
    BoothFacts,
    DrawnBooth,
    FeatureFacts,
    Move,
    Row,
    Stale,
    ZoneFacts,
)
from tests.factories import a_booth, a_fair, a_hall, an_application
from tests.people import an_organiser

pytestmark = pytest.mark.usefixtures("db")

ROW = Rows(300, 300, 4, 1, 300, 300, prefix="A")


@pytest.fixture
def organiser(db):
    return an_organiser()


@pytest.fixture
def site(db):
    return a_fair(hall=a_hall(width_cm=2400, depth_cm=1500)).sites[0]


@pytest.fixture
def row(organiser, site):
    return booths.add_rows(organiser, site, ROW, BoothFacts(fee=1000))


def numbers(site):
    return [booth.number for booth in booths.list_for_site(site)]


class TestSteps:
    def test_each_change_is_one_step_with_who_and_what(self, organiser, site, row):
        booths.arrange(organiser, site, [(row[0], Rect(300, 900, 300, 300))])
        latest, first = booths.list_steps(site)
        assert (latest.version, latest.kind, latest.actor) == (2, "plan.move", organiser)
        was = {"x": 300, "y": 300, "width": 300, "depth": 300}
        assert latest.changes == [
            {"what": "booth", "key": row[0].key, "before": was, "after": was | {"y": 900}}
        ]
        assert (first.version, len(first.changes)) == (1, 4)
        assert booths.plan_of(site).version == booths.count_steps(site) == 2

    def test_change_that_changes_nothing_is_no_step(self, organiser, site, row):
        booths.set_facts(organiser, site, row, {"fee": 1000})
        booths.arrange(organiser, site, [(row[0], Rect(300, 300, 300, 300))])
        assert booths.plan_of(site).version == 1

    def test_plan_of_a_closed_fair_takes_no_step(self, organiser, site, row):
        site.fair.state = FairState.CLOSED
        for act in (booths.undo, booths.redo):
            with pytest.raises(Conflict):
                act(organiser, site)

    def test_where_things_stand_is_told_by_the_plan_and_not_by_the_fairs_book(self, db, organiser, site, row):
        from fairapp.services.accounts import list_audit

        before = len(list_audit("site", site.id, private=True))
        booths.arrange(organiser, site, [(row[0], Rect(300, 900, 300, 300))], how=Move.ALIGN)
        assert len(list_audit("site", site.id, private=True)) == before
        booths.renumber(organiser, site, {row[0]: "X1"})
        assert len(list_audit("site", site.id, private=True)) == before + 1


class TestTwoAtOnce:
    def test_who_has_not_seen_the_newest_version_is_told_and_changes_nothing(self, organiser, site, row):
        other = an_organiser(organisation=site.fair.owner)
        booths.renumber(other, site, {row[0]: "X1"}, seen=1)
        with pytest.raises(Stale) as stale:
            booths.arrange(organiser, site, [(row[0], Rect(0, 0, 300, 300))], seen=1)
        assert stale.value.version == 2
        assert (row[0].x_cm, row[0].number) == (300, "X1")
        (missed,) = booths.list_steps(site, after=1)
        assert missed.actor is other

    def test_everybody_undoes_what_is_his_own(self, organiser, site, row):
        other = an_organiser(organisation=site.fair.owner)
        booths.arrange(organiser, site, [(row[0], Rect(300, 900, 300, 300))])
        booths.renumber(other, site, {row[3]: "X4"})
        booths.undo(organiser, site)
        assert (row[0].y_cm, row[3].number) == (300, "X4")
        booths.undo(other, site)
        assert row[3].number == "A4"
        with pytest.raises(Invalid):
            booths.undo(other, site)

    def test_what_the_other_has_changed_since_is_not_undone(self, organiser, site, row):
        other = an_organiser(organisation=site.fair.owner)
        booths.arrange(organiser, site, [(row[0], Rect(300, 900, 300, 300))])
        booths.arrange(other, site, [(row[0], Rect(600, 900, 300, 300))])
        with pytest.raises(Conflict, match="A1 đã được sửa sau bước đó"):
            booths.undo(organiser, site)


class TestThereAndBack:
    def test_removed_booth_comes_back_as_it_was_under_a_new_id(self, organiser, site, row):
        zone = booths.add_zone(organiser, site, ZoneFacts("T", "Thực phẩm", "I"))
        booths.set_facts(organiser, site, row[:1], {"zone": zone, "price_class": PriceClass.A, "water": True})
        before = booths.state(site)
        booths.remove(organiser, site, row[:1])
        a_booth(site=a_fair().sites[0])  # SQLite may give this one the id that has become free
        booths.undo(organiser, site)
        assert booths.state(site) == before
        assert [b.open_sides for b in booths.list_for_site(site)][:2] == ["NSW", "NS"]
        booths.redo(organiser, site)
        assert numbers(site) == ["A2", "A3", "A4"]

    def test_removed_zone_comes_back_with_its_booths_in_it(self, organiser, site, row):
        zone = booths.add_zone(organiser, site, ZoneFacts("T", "Thực phẩm", "I"))
        booths.set_facts(organiser, site, row, {"zone": zone})
        booths.remove_zone(organiser, site, zone)
        booths.undo(organiser, site)
        assert [booth.zone.code for booth in booths.list_for_site(site)] == ["T"] * 4

    def test_something_new_leaves_nothing_to_do_again(self, organiser, site, row):
        booths.undo(organiser, site)
        booths.add_rows(organiser, site, ROW, BoothFacts())
        with pytest.raises(Invalid):
            booths.redo(organiser, site)

    def test_step_back_that_meets_a_booth_given_away_is_refused(self, db, organiser, site, row):
        booths.arrange(organiser, site, [(row[0], Rect(300, 900, 300, 300))])
        plan = AllocationPlan(fair_id=site.fair_id, number=1)
        application = an_application(fair=site.fair)
        plan.assignments.append(Assignment(booth=row[0], application=application, how=How.HAND))
        db.session.add(plan)
        db.session.flush()
        with pytest.raises(Conflict, match="Gian A1 đã có trong một bản xếp gian"):
            booths.undo(organiser, site)

    def test_step_back_onto_floor_that_is_taken_is_refused(self, organiser, site, row):
        other = an_organiser(organisation=site.fair.owner)
        booths.arrange(organiser, site, [(row[0], Rect(300, 900, 300, 300))])
        booths.draw(other, site, [DrawnBooth("N1", Rect(200, 300, 300, 300), BoothFacts())])
        with pytest.raises(Conflict, match="N1"):
            booths.undo(organiser, site)


class TestVersions:
    def test_versions_have_names_and_tell_what_lies_between(self, organiser, site, row):
        first = booths.save_version(organiser, site, " Bản  gửi sở ")
        assert (first.name, first.version) == ("Bản gửi sở", 1)
        booths.remove(organiser, site, row[3:])
        booths.renumber(organiser, site, {row[0]: "X1"})
        between = booths.compare(site, first.version)
        assert {
            (c.what, c.key): (c.before and c.before.get("number"), c.after and c.after.get("number"))
            for c in between.changes
        } == {
            ("booth", row[0].key): ("A1", "X1"),
            ("booth", next(k.key for k, f in between.old.items() if f["number"] == "A4")): ("A4", None),
        }
        assert booths.compare(site, 1, 1).changes == []

    def test_name_is_given_once_and_never_empty(self, organiser, site, row):
        booths.save_version(organiser, site, "Bản 1")
        for name in ("Bản 1", "", "x" * 81):
            with pytest.raises(Refusal) as refused:
                booths.save_version(organiser, site, name)
            assert refused.value.field == "name"
        assert [save.name for save in booths.list_saves(site)] == ["Bản 1"]

    def test_old_version_comes_again_and_that_can_be_undone(self, organiser, site, row):
        then = booths.state(site)
        booths.merge(organiser, site, row[:2])
        booths.add_feature(organiser, site, FeatureFacts(FeatureKind.STAGE, Rect(0, 700, 900, 500)))
        now = booths.state(site)
        booths.restore(organiser, site, 1)
        assert booths.state(site) == then
        booths.undo(organiser, site)
        assert booths.state(site) == now
        booths.restore(organiser, site, 0)
        assert booths.state(site) == {}
        for version in (99, -1, booths.plan_of(site).version):
            with pytest.raises(NotFound):
                booths.restore(organiser, site, version)


# --- any sequence of operations, undone, gives the same plan -----------------------------------------


def _any_booth(site, n):
    standing = booths.list_for_site(site)
    return standing[n % len(standing)]


def _change_table(o, s, n):
    booth = _any_booth(s, n)
    rect = Rect(booth.x_cm, booth.y_cm, booth.width_cm, booth.depth_cm)
    booths.change_table(o, s, {booth.id: Row(f"T{n}", rect, BoothFacts(BoothKind.RAW, fee=n))})


ACTS = (
    lambda o, s, n: booths.add_rows(o, s, Rows(300 * (n % 5), 0, 2, 1, 300, 300, f"R{n}"), BoothFacts()),
    lambda o, s, n: booths.draw(o, s, [DrawnBooth(f"D{n}", Rect(n * 37, 1200, 300, 300), BoothFacts())]),
    lambda o, s, n: booths.arrange(o, s, [(_any_booth(s, n), Rect(n * 41, n * 23, 300, 300))]),
    lambda o, s, n: booths.remove(o, s, [_any_booth(s, n)]),
    lambda o, s, n: booths.merge(o, s, booths.list_for_site(s)[n % 3 : n % 3 + 2]),
    lambda o, s, n: booths.split(o, s, _any_booth(s, n), 2),
    lambda o, s, n: booths.renumber(o, s, {_any_booth(s, n): "A2", _any_booth(s, n + 1): "A1"}),
    lambda o, s, n: booths.set_facts(o, s, [_any_booth(s, n)], {"fee": n, "water": True}),
    lambda o, s, n: booths.block(o, s, [_any_booth(s, n)], f"Lý do {n}"),
    lambda o, s, n: booths.add_zone(o, s, ZoneFacts(f"K{n}", "Khu")),
    lambda o, s, n: booths.set_facts(o, s, [_any_booth(s, n)], {"zone": booths.list_zones(s)[-1]}),
    lambda o, s, n: booths.remove_zone(o, s, booths.list_zones(s)[n % 2]),
    lambda o, s, n: booths.add_feature(o, s, FeatureFacts(FeatureKind.COLUMN, Rect(n * 50, 800, 50, 50))),
    lambda o, s, n: booths.remove(o, s, [], booths.list_features(s)[:1]),
    _change_table,
    lambda o, s, n: booths.undo(o, s),
    lambda o, s, n: booths.redo(o, s),
    lambda o, s, n: booths.restore(o, s, n % 4),
)
sequences = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 29)), min_size=1, max_size=8)


@pytest.mark.slow
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sequences)
def test_any_sequence_of_operations_undone_gives_the_same_plan(db, acts):
    example = db.session.begin_nested()
    try:
        _do_and_undo(db, acts)
    finally:
        example.rollback()
        db.session.expire_all()


def _do_and_undo(db, acts):
    actor = an_organiser()
    site = a_fair(hall=a_hall(width_cm=2400, depth_cm=1500)).sites[0]
    booths.add_rows(actor, site, ROW, BoothFacts(fee=1000, subsidy=500))
    other = an_organiser(organisation=site.fair.owner)
    start, seen = booths.state(site), {1: booths.state(site)}
    for act, n in acts:
        nested = db.session.begin_nested()
        try:
            act(other, site, n)
            nested.commit()
        except (Refusal, IndexError, ZeroDivisionError):
            nested.rollback()
            db.session.expire_all()
        seen[booths.plan_of(site).version] = booths.state(site)
    end = booths.state(site)
    assert all(dict(booths.compare(site, version).old) == state for version, state in seen.items())
    undone = 0
    while booths.what_next(other, site)[0]:
        booths.undo(other, site)
        undone += 1
    assert booths.state(site) == start
    for _ in range(undone):
        booths.redo(other, site)
    if not any(step.turns for step in booths.list_steps(site)[undone * 2 :]):
        assert booths.state(site) == end
    assert db.session.query(PlanStep).filter_by(site_id=site.id).count() == booths.plan_of(site).version
