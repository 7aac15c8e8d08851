"""Kinds of papers, what a fair wants, and what an application lacks of it."""

import pytest

from fairapp.domain.applications import ApplicationState
from fairapp.domain.calendar import add_months
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.fairs import ExpiryRule, FairState
from fairapp.domain.ocop import ProducerKind
from fairapp.domain.papers import Ask, Belongs
from fairapp.models import AuditEntry, DocumentKind, PaperDemand
from fairapp.services import applications, fairs, papers
from fairapp.services.papers import KindFacts, Wish
from tests import people
from tests.factories import (
    a_certified_product,
    a_demand,
    a_kind,
    a_paper,
    a_producer,
    a_ready_application,
    an_open_fair,
    an_own_kind,
    today,
    wants_nothing,
)


@pytest.fixture
def fair(db):
    return an_open_fair()


@pytest.fixture
def organiser(fair):
    return people.an_organiser(organisation=fair.owner)


def _draft(fair, **facts):
    return a_ready_application(fair=fair, state=ApplicationState.DRAFT, **facts)


def test_the_kinds_of_the_house_are_there_in_two_languages(db):
    kinds = papers.list_for_organisation(None)
    assert {
        "certificate",
        "business",
        "food_safety",
        "label",
        "self_declaration",
        "traceability",
        "mark",
    } <= {kind.code for kind in kinds}
    assert all(kind.name and kind.name_en and kind.explanation and kind.explanation_en for kind in kinds)
    assert a_kind("certificate").valid_months == 36


def test_a_fair_that_has_said_nothing_requires_nothing(fair):
    assert papers.list_rows(fair)
    assert all(ask is not Ask.REQUIRED for row in papers.list_rows(fair) for ask in row.asks.values())
    assert applications.submit(_draft(fair), people.a_lead()) == []


def test_an_organisations_own_kind_is_its_own(fair, organiser):
    kind = papers.add_kind(organiser, KindFacts("Bản cam kết", belongs=Belongs.PRODUCER, expires=True))
    assert kind.asks_facts  # a last day is one of the facts
    assert kind in papers.list_for_organisation(fair.owner_id)
    assert kind in papers.list_offered()
    stranger = people.an_organiser()
    assert kind not in papers.list_for_organisation(stranger.organisation_id)
    for found in (lambda: papers.get_own(kind.id, stranger), lambda: papers.get_own(a_kind().id, organiser)):
        with pytest.raises(NotFound):
            found()


def test_a_kind_is_offered_to_producers_while_its_organisation_holds_a_fair(fair, db):
    kind = an_own_kind(fair.owner)
    assert kind in papers.list_offered()
    fair.state = FairState.CLOSED
    db.session.flush()
    assert kind not in papers.list_offered()


@pytest.mark.parametrize(
    "facts",
    [
        KindFacts(" "),
        KindFacts("x" * 121),
        KindFacts("giấy CHỨNG nhận ocop"),
        KindFacts("Giấy mới", expires=True, valid_months=0),
        KindFacts("Giấy mới", expires=True, valid_months=241),
    ],
    ids=str,
)
def test_a_kind_that_makes_no_sense_is_refused(organiser, facts):
    with pytest.raises((Invalid, Conflict)):
        papers.add_kind(organiser, facts)


def test_a_retired_kind_is_neither_wanted_nor_offered_and_its_papers_stay(fair, organiser):
    kind = papers.add_kind(organiser, KindFacts("Bản cam kết"))
    producer = a_producer()
    a_paper(producer=producer, kind=kind)
    a_demand(fair=fair, kind=kind)
    papers.retire_kind(organiser, kind)
    assert kind not in papers.list_offered()
    assert kind not in [row.kind for row in papers.list_rows(fair)]
    assert [paper.kind for paper in papers.list_papers(producer)] == [kind]


def test_whose_paper_a_kind_is_cannot_be_changed(organiser):
    kind = papers.add_kind(organiser, KindFacts("Bản cam kết"))
    with pytest.raises(Conflict):
        papers.change_kind(organiser, kind, KindFacts("Bản cam kết", belongs=Belongs.PRODUCT))


def _all(ask, food_only=False):
    return Wish(dict.fromkeys(ProducerKind, ask), food_only)


def test_the_table_is_set_and_written_into_the_fairs_book(fair, organiser, db):
    business = a_kind("business")
    asks = {**dict.fromkeys(ProducerKind, Ask.REQUIRED), ProducerKind.HOUSEHOLD: Ask.NOT_USED}
    assert papers.change(fair, organiser, {business.id: Wish(asks, False)}, ExpiryRule.WARN)
    row = next(row for row in papers.list_rows(fair) if row.kind is business)
    assert row.asks[ProducerKind.HOUSEHOLD] is Ask.NOT_USED
    assert row.asks[ProducerKind.COMPANY] is Ask.REQUIRED
    assert fair.expiry_rule is ExpiryRule.WARN
    entry = db.session.query(AuditEntry).filter_by(action="paper.demands").one()
    assert entry.fair_id == fair.id and business.name in entry.values["names"]
    assert not papers.change(fair, organiser, {business.id: Wish(asks, False)}, ExpiryRule.WARN)
    assert db.session.query(AuditEntry).filter_by(action="paper.demands").count() == 1


def test_a_strangers_kind_cannot_be_wanted(fair, organiser):
    theirs = an_own_kind(people.an_organiser().organisation)
    with pytest.raises(Invalid):
        papers.change(fair, organiser, {theirs.id: _all(Ask.REQUIRED)}, ExpiryRule.BLOCK)


def test_a_closed_fair_wants_what_it_wanted(fair, organiser):
    fair.state = FairState.CLOSED
    with pytest.raises(Conflict):
        papers.change(fair, organiser, {}, ExpiryRule.WARN)


def test_the_next_edition_begins_with_the_wishes_of_the_last(fair, organiser, db):
    papers.change(fair, organiser, {a_kind("label").id: _all(Ask.REQUIRED, True)}, ExpiryRule.WARN)
    new = fairs.clone(organiser, fair, name="Lần sau", first=add_months(today(), 12)).fair
    papers.copy_demands(fair, new)
    row = next(row for row in papers.list_rows(new) if row.kind.code == "label")
    assert set(row.asks.values()) == {Ask.REQUIRED} and row.food_only
    assert new.expiry_rule is ExpiryRule.WARN
    assert db.session.query(PaperDemand).filter_by(fair_id=new.id).count() == 1


def test_an_application_names_each_missing_paper_and_is_not_sent(fair):
    wants_nothing(fair)
    fair_rows = {row.kind.code: row for row in papers.list_rows(fair)}
    assert not any(row.is_used for row in fair_rows.values())
    other = an_open_fair()
    a_demand(fair=other, kind="business")
    a_demand(fair=other, kind="label")
    application = _draft(other)
    gaps = applications.submit(application, people.a_lead())
    assert [str(gap.values["kind"].vi) for gap in gaps] == [a_kind("business").name, a_kind("label").name]
    assert application.state is ApplicationState.DRAFT
    a_paper(producer=application.producer, kind="business")
    a_paper(producer=application.producer, kind="label", product=application.goods[0].product)
    assert applications.submit(application, people.a_lead()) == []


def test_only_the_kinds_of_producers_that_are_meant_are_asked(fair):
    a_demand(fair=fair, kind="business", of={ProducerKind.COMPANY})
    assert applications.submit(_draft(fair), people.a_lead()) == []
    company = _draft(fair, producer=a_producer(kind=ProducerKind.COMPANY))
    assert len(applications.submit(company, people.a_lead())) == 1


def test_handicraft_needs_no_food_paper(fair):
    a_demand(fair=fair, kind="food_safety", food_only=True)
    producer = a_producer()
    basket = a_certified_product(producer=producer, leaf_code="IV.1", name="Giỏ mây")
    assert applications.submit(_draft(fair, producer=producer, products=[basket]), people.a_lead()) == []


def test_a_certificate_that_ends_during_the_fair_blocks_or_warns_by_its_rule(fair):
    producer = a_producer()
    ending = a_certified_product(producer=producer, expires_on=fair.sites[0].sessions[1].day)
    application = _draft(fair, producer=producer, products=[ending])
    (gap,) = applications.submit(application, people.a_lead())
    assert gap.field == "goods"
    fair.expiry_rule = ExpiryRule.WARN
    assert applications.submit(application, people.a_lead()) == []


def test_papers_of_former_times_are_confirmed_once_not_sent_again(fair, db):
    producer = a_producer()
    a_paper(producer=producer, kind="business", uploaded_at=fair.apply_from)
    a_demand(fair=fair, kind="business")
    application = _draft(fair, producer=producer)
    (gap,) = applications.submit(application, people.a_lead())
    assert "xác nhận" in gap.sentence
    applications.keep(application, {"papers": True})
    assert applications.submit(application, people.a_lead()) == []


def test_every_kind_is_of_the_house_or_of_one_organisation(db):
    from sqlalchemy.exc import IntegrityError

    db.session.add(DocumentKind(name="Giấy của ai", belongs=Belongs.PRODUCER))
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.flush()
