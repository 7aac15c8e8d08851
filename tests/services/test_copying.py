"""A new application begins with what the last one said and what of it still exists."""

from datetime import timedelta

import pytest

from fairapp.db import db as database, now
from fairapp.domain.application_form import USUAL, FieldAsk, FormField
from fairapp.domain.applications import ApplicationState
from fairapp.domain.errors import Conflict
from fairapp.domain.ocop import ProducerKind
from fairapp.models import Application, ApplicationPlace
from fairapp.services import applications
from fairapp.services.applications import copying, fair_form
from tests import people
from tests.factories import (
    a_booth,
    a_certified_product,
    a_producer,
    a_ready_application,
    a_zone,
    an_open_fair,
)


@pytest.fixture
def producer(db):
    return a_producer()


@pytest.fixture
def last(producer):
    """Sent to last year's fair, with two products, two wishes, and one of each gone since."""
    fair = an_open_fair()
    site = fair.sites[0]
    kept, gone = a_certified_product(producer=producer), a_certified_product(producer=producer)
    made = a_ready_application(
        fair=fair,
        producer=producer,
        products=[kept, gone],
        water=True,
        power_watts=2500,
        lorry=True,
        lorry_plate="14C-123.45",
        booth_count=2,
        wishes="gần cổng",
        submitted_at=now() - timedelta(days=300),
    )
    made.places = [
        ApplicationPlace(rank=1, booth=a_booth(site=site, number="B07")),
        ApplicationPlace(rank=2, zone=a_zone(site=site, code="A")),
        ApplicationPlace(rank=3, zone=a_zone(site=site, code="X")),
    ]
    gone.removed_at = now()
    database.session.flush()
    return made


def _fresh(producer):
    fair = an_open_fair()
    a_booth(site=fair.sites[0], number="B07")
    a_zone(site=fair.sites[0], code="A")
    return applications.begin(producer, fair, producer.user)


def test_what_still_holds_is_copied_and_the_rest_is_named(producer, last):
    draft = _fresh(producer)
    done = copying.copy(draft, producer.user)
    assert (draft.water, draft.power_watts, draft.booth_count, draft.wishes) == (True, 2500, 2, "gần cổng")
    assert [line.product_id for line in draft.goods] == [last.goods[0].product_id]
    assert [person.name for person in draft.staff] == ["Vũ Thị Lan"]
    assert [(p.booth.number if p.booth else p.zone.code) for p in draft.places] == ["B07", "A"]
    assert all((p.booth or p.zone).site.fair_id == draft.fair_id for p in draft.places)
    assert set(done.left_out) == {last.goods[1].product.name, "X"}
    assert draft.copied_from is last


def test_nobodys_word_is_copied(producer, last):
    draft = _fresh(producer)
    copying.copy(draft, producer.user)
    assert (draft.acceptances, draft.consents, draft.papers_confirmed_at) == ([], [], None)


def test_what_was_typed_already_stays(producer, last):
    draft = _fresh(producer)
    applications.keep(draft, {"wishes": "khu chè", "water": False}, producer.user)
    copying.copy(draft, producer.user)
    assert (draft.wishes, draft.water, draft.power_watts) == ("khu chè", False, 2500)


def test_what_this_fair_does_not_ask_is_left_where_it_was(producer, last):
    draft = _fresh(producer)
    assert draft.lorry_plate == ""
    fair = draft.fair
    table = {field: dict.fromkeys(ProducerKind, USUAL[field]) for field in FormField}
    table[FormField.WATER] = dict.fromkeys(ProducerKind, FieldAsk.HIDDEN)
    fair_form.change_asks(fair, people.an_organiser(organisation=fair.owner), table, 0)
    copying.copy(draft, producer.user)
    assert (draft.water, draft.lorry, draft.lorry_plate) == (False, True, "")  # plates are hidden as usual


def test_more_people_than_this_fair_gives_passes_are_left_out(producer, last):
    draft = _fresh(producer)
    draft.fair.passes_per_booth = 0
    done = copying.copy(draft, producer.user)
    assert "staff" in done.left_out and draft.staff == []


def test_it_is_done_once_and_only_into_a_draft(producer, last):
    draft = _fresh(producer)
    copying.copy(draft, producer.user)
    with pytest.raises(Conflict):
        copying.copy(draft, producer.user)
    assert not copying.may_copy(last)


def test_drafts_and_other_peoples_applications_are_no_source(producer, db):
    a_ready_application(fair=an_open_fair())
    a_ready_application(fair=an_open_fair(), producer=producer, state=ApplicationState.DRAFT)
    draft = _fresh(producer)
    assert copying.find_source(draft) is None
    with pytest.raises(Conflict):
        copying.copy(draft, producer.user)


def test_a_source_that_goes_leaves_the_copy(producer, last):
    draft = _fresh(producer)
    copying.copy(draft, producer.user)
    for row in (*last.places, *last.goods, *last.staff):
        database.session.delete(row)
    database.session.delete(last)
    database.session.flush()
    database.session.expire_all()
    assert database.session.get(Application, draft.id).copied_from_id is None
