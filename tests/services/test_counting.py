"""Counting by sample: lots for what is to come, each count once, and the estimate in the frozen summary."""

import random
import uuid
from datetime import timedelta

import pytest

from fairapp.db import db as database, now
from fairapp.domain.calendar import at_local, local, local_day
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.evidence import Evidence
from fairapp.domain.summary import summarise
from fairapp.models import AuditEntry, Count, CountSpell
from fairapp.services import counting, reports
from fairapp.services.counting import SentCount
from tests import people
from tests.factories import a_fair
from tests.gate_rows import a_gate

pytestmark = pytest.mark.any_database


@pytest.fixture
def fair(db):
    return a_fair(first_day=local_day(now()) + timedelta(days=1), days=2)


@pytest.fixture
def site(fair):
    return fair.sites[0]


@pytest.fixture
def actor(fair):
    return people.an_organiser(organisation=fair.owner)


@pytest.fixture
def points(site, actor):
    return [counting.add_point(site, actor, name, "cạnh cột đèn") for name in ("Đầu phố", "Cuối phố")]


def a_count(spell, people=20, **facts):
    facts = {"seconds": 600, "asked": 8, "first": 4} | facts
    return SentCount(uuid.uuid4(), spell.id, people=people, **facts)


def spells_of(site):
    days = sorted({session.day for session in site.sessions})
    return [spell for day in days for spell in counting.list_spells(site, day)]


def test_a_plan_has_spells_in_opening_hours_for_every_point_and_counter(site, actor, points):
    counting.draw_plan(site, actor, 2, 2)
    spells = spells_of(site)
    assert {spell.point for spell in spells} == set(points)
    assert {spell.counter for spell in spells} == {1, 2}
    opens = {session.day: session for session in site.sessions}
    for spell in spells:
        begins = local(spell.begins_at)
        assert opens[begins.date()].opens <= begins.time() < opens[begins.date()].closes


def test_drawing_again_changes_only_what_is_to_come(site, actor, points, monkeypatch):
    counting.draw_plan(site, actor, 2, 2)
    first = counting.list_spells(site, site.sessions[0].day)
    counter = counting.get_counter(counting.make_link(site, first[5].counter, actor))
    counting.keep(counter, [a_count(first[5])])
    noon = at_local(site.sessions[0].day, site.sessions[0].opens) + timedelta(hours=2)
    before = {(s.id, s.begins_at) for s in spells_of(site) if s.begins_at <= noon} | {
        (first[5].id, first[5].begins_at)
    }
    monkeypatch.setattr("fairapp.services.counting.planning.now", lambda: noon)
    counting.draw_plan(site, actor, 1, 2)
    after = {(s.id, s.begins_at) for s in spells_of(site)}
    assert before <= after
    rest = [s for s in spells_of(site) if s.begins_at > noon and s.count is None]
    per_hour = [(s.point_id, local(s.begins_at).date(), local(s.begins_at).hour) for s in rest]
    assert len(per_hour) == len(set(per_hour))


@pytest.mark.parametrize(
    ("an_hour", "counters", "field"), [(0, 1, "an_hour"), (9, 9, "an_hour"), (4, 1, "counters")]
)
def test_a_plan_that_cannot_be_walked_is_refused(site, actor, points, an_hour, counters, field):
    with pytest.raises(Invalid) as refusal:
        counting.draw_plan(site, actor, an_hour, counters)
    assert refusal.value.field == field


def test_without_points_there_is_nothing_to_draw(site, actor):
    with pytest.raises(Conflict):
        counting.draw_plan(site, actor, 1, 1)


def test_a_site_with_a_gate_is_not_counted_by_sample(fair, site, actor):
    a_gate(fair)
    with pytest.raises(Conflict, match="đã có cổng"):
        counting.add_point(site, actor, "Đầu phố", "")


def test_a_point_that_was_counted_at_stays(site, actor, points):
    counting.draw_plan(site, actor, 2, 2)
    spell = spells_of(site)[0]
    counting.keep(counting.get_counter(counting.make_link(site, spell.counter, actor)), [a_count(spell)])
    with pytest.raises(Conflict):
        counting.remove_point(spell.point, actor)
    other = next(point for point in points if point is not spell.point)
    counting.remove_point(other, actor)
    assert counting.list_points(site.fair) == [spell.point]


def test_a_new_link_ends_the_one_before(site, actor, points):
    counting.draw_plan(site, actor, 1, 1)
    first, second = counting.make_link(site, 1, actor), counting.make_link(site, 1, actor)
    assert counting.get_counter(second).number == 1
    with pytest.raises(NotFound):
        counting.get_counter(first)
    with pytest.raises(NotFound):
        counting.make_link(site, 2, actor)


def test_a_count_sent_again_is_kept_once_and_another_of_the_spell_is_refused(db, site, actor, points):
    counting.draw_plan(site, actor, 2, 2)
    spell = spells_of(site)[0]
    counter = counting.get_counter(counting.make_link(site, spell.counter, actor))
    one, other = a_count(spell), a_count(spell, 99)
    assert counting.keep(counter, [one]).kept == [one.id]
    assert counting.keep(counter, [one, other]).kept == [one.id]
    assert list(counting.keep(counter, [other]).refused) == [other.id]
    assert [(row.people, row.id) for row in db.session.query(Count)] == [(20, one.id)]


@pytest.mark.parametrize(
    "facts",
    [{"seconds": 0}, {"seconds": 901}, {"people": -1}, {"people": 30_000}, {"asked": 3}, {"first": -1}],
)
def test_what_cannot_have_been_counted_is_refused(site, actor, points, facts):
    counting.draw_plan(site, actor, 2, 2)
    spell = spells_of(site)[0]
    counter = counting.get_counter(counting.make_link(site, spell.counter, actor))
    sent = a_count(spell, **facts)
    assert list(counting.keep(counter, [sent]).refused) == [sent.id]


def test_a_counter_sends_for_the_own_spells_only(site, actor, points):
    counting.draw_plan(site, actor, 2, 2)
    theirs = next(spell for spell in spells_of(site) if spell.counter == 2)
    sent = a_count(theirs)
    counter = counting.get_counter(counting.make_link(site, 1, actor))
    assert list(counting.keep(counter, [sent]).refused) == [sent.id]


def _count_everything(site, actor):
    lot = random.Random(1)
    for spell in spells_of(site):
        database.session.add(
            Count(id=uuid.uuid4(), spell=spell, seconds=600, people=lot.randrange(10, 30), asked=8, first=6)
        )
    database.session.flush()


def test_the_summary_holds_the_estimate_and_adds_up(fair, site, actor, points):
    counting.draw_plan(site, actor, 2, 2)
    _count_everything(site, actor)
    later = at_local(site.sessions[-1].day, site.sessions[-1].closes)
    came = summarise(reports.gather(fair, later)).audience
    assert (came.entries.evidence, came.visits.evidence) == (Evidence.SAMPLED, Evidence.SAMPLED)
    assert 0 < came.entries.plus_minus < came.entries.value / 5
    assert came.visits.value == pytest.approx(came.entries.value * 0.75, rel=0.02)
    assert sum(gate.entries for gate in came.gates) == came.entries.value
    assert {gate.name for gate in came.gates} == {"Đầu phố", "Cuối phố"}


def test_a_count_struck_out_is_left_out_and_stays_readable(db, fair, site, actor, points):
    counting.draw_plan(site, actor, 2, 2)
    _count_everything(site, actor)
    wild = counting.get_count(fair, spells_of(site)[3].id)
    wild.people = 9_000
    later = at_local(site.sessions[-1].day, site.sessions[-1].closes)
    much = summarise(reports.gather(fair, later)).audience.entries.value
    counting.strike(fair, wild, actor, "bấm nhầm")
    assert summarise(reports.gather(fair, later)).audience.entries.value < much / 2
    assert (wild.people, wild.struck_why) == (9_000, "bấm nhầm")
    assert db.session.query(AuditEntry).filter_by(action="count.strike").count() == 1
    with pytest.raises(Conflict):
        counting.strike(fair, wild, actor, "lần nữa")


def test_strangers_spells_are_not_found(fair, site, actor, points):
    counting.draw_plan(site, actor, 1, 1)
    other = a_fair()
    with pytest.raises(NotFound):
        counting.get_point(other, points[0].id)
    with pytest.raises(NotFound):
        counting.get_count(other, database.session.query(CountSpell).first().id)
