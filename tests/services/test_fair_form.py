"""A fair's form: what it asks of whom, and what becomes of drafts and of what was sent when it changes."""

import pytest
from sqlalchemy import select

from fairapp.db import db as database
from fairapp.domain.application_form import USUAL, USUAL_COMMITMENTS, FieldAsk, FormField
from fairapp.domain.applications import ApplicationState
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.fairs import FairState
from fairapp.domain.ocop import ProducerKind
from fairapp.domain.text import Bilingual
from fairapp.models import AuditEntry
from fairapp.services import applications
from fairapp.services.applications import drafts, fair_form, promises
from tests import people
from tests.factories import a_fair, a_producer, a_ready_application, an_open_fair

DRAFT = ApplicationState.DRAFT
WATER, PLATE, LORRY = FormField.WATER, FormField.PLATE, FormField.LORRY


@pytest.fixture
def fair(db):
    return an_open_fair()


@pytest.fixture
def organiser(fair):
    return people.an_organiser(organisation=fair.owner)


@pytest.fixture
def set_asks(fair, organiser):
    def change(**changed):
        """Of every kind of producer; `water=FieldAsk.HIDDEN`."""
        new = {FormField(name): ask for name, ask in changed.items()}
        table = {field: dict.fromkeys(ProducerKind, new.get(field, USUAL[field])) for field in FormField}
        fair_form.change_asks(fair, organiser, table, fair_form.read(fair).version)

    return change


def _draft(fair, **facts):
    return a_ready_application(fair=fair, state=DRAFT, **facts)


def _gaps(application):
    return [gap.field for gap in applications.submit(application, application.producer.user)]


def _words(*changes):
    """The usual commitments with some of their words changed."""
    new = dict(changes)
    return [(w.key, Bilingual(new.get(w.key, w.words.vi), "")) for w in USUAL_COMMITMENTS]


def test_a_required_field_keeps_a_draft_from_being_sent_until_it_is_answered(fair, set_asks):
    set_asks(water=FieldAsk.REQUIRED, introduction=FieldAsk.REQUIRED)
    draft = _draft(fair)
    assert _gaps(draft) == ["water", "introduction"]
    applications.keep(draft, {"water": False, "introduction": "Chè của xã vùng cao"})
    assert _gaps(draft) == []


def test_an_answer_emptied_again_is_none(fair, set_asks):
    set_asks(introduction=FieldAsk.REQUIRED)
    draft = _draft(fair)
    applications.keep(draft, {"introduction": "Chè"})
    applications.keep(draft, {"introduction": " "})
    assert _gaps(draft) == ["introduction"]


def test_anywhere_is_an_answer_to_the_wish(fair, set_asks):
    set_asks(places=FieldAsk.REQUIRED)
    draft = _draft(fair)
    assert _gaps(draft) == ["places"]
    applications.keep(draft, {"places": ["any"]})
    assert _gaps(draft) == [] and draft.anywhere


def test_what_follows_a_yes_is_wanted_only_after_it(fair, set_asks):
    set_asks(lorry_plate=FieldAsk.REQUIRED)
    draft = _draft(fair)
    applications.keep(draft, {"lorry": True})
    assert _gaps(draft) == ["lorry_plate"]
    applications.keep(draft, {"lorry": False})
    assert _gaps(draft) == []


def test_a_kind_that_is_not_asked_is_not_kept_waiting(fair, organiser):
    table = {field: dict.fromkeys(ProducerKind, USUAL[field]) for field in FormField}
    table[WATER] = table[WATER] | {ProducerKind.COMPANY: FieldAsk.REQUIRED}
    fair_form.change_asks(fair, organiser, table, 0)
    assert _gaps(_draft(fair, producer=a_producer(kind=ProducerKind.HOUSEHOLD))) == []
    assert _gaps(_draft(fair, producer=a_producer(kind=ProducerKind.COMPANY))) == ["water"]


def test_a_hidden_field_that_is_sent_anyway_is_refused_and_not_kept(fair, set_asks):
    set_asks(water=FieldAsk.HIDDEN)
    draft = _draft(fair)
    with pytest.raises(Invalid, match="không hỏi mục này"):
        applications.keep(draft, {"water": True})
    assert draft.water is False


def test_what_was_typed_before_a_field_was_hidden_does_not_count_when_it_is_sent(fair, set_asks):
    draft = _draft(fair)
    applications.keep(draft, {"water": True, "lorry": True, "booth_count": 3, "power_kw": 3000})
    set_asks(water=FieldAsk.HIDDEN, booth_count=FieldAsk.HIDDEN, power_kw=FieldAsk.HIDDEN)
    assert draft.water and draft.booth_count == 3  # nobody's draft is touched
    assert _gaps(draft) == []
    assert (draft.water, draft.booth_count, draft.power_watts, draft.lorry) == (False, 1, 500, True)


def test_a_field_turned_on_later_breaks_nothing_that_was_sent(fair, set_asks):
    sent = a_ready_application(fair=fair)
    before = (sent.state, sent.version, sent.submitted_at)
    set_asks(introduction=FieldAsk.REQUIRED, water=FieldAsk.REQUIRED)
    database.session.expire_all()
    assert (sent.state, sent.version, sent.submitted_at) == before
    assert [gap.field for gap in drafts.asked_since(sent)] == ["water", "introduction"]


def test_who_is_asked_a_question_answers_the_new_fields_too(fair, set_asks):
    returned = a_ready_application(fair=fair, state=ApplicationState.RETURNED, return_reason="Thiếu ảnh")
    set_asks(introduction=FieldAsk.REQUIRED)
    assert _gaps(returned) == ["introduction"]


def test_the_table_is_set_as_a_whole_with_one_line_in_the_fairs_history(fair, organiser, set_asks):
    set_asks(water=FieldAsk.HIDDEN)
    set_asks(water=FieldAsk.HIDDEN)  # nothing changed
    actions = database.session.scalars(select(AuditEntry.action).where(AuditEntry.fair_id == fair.id)).all()
    assert actions.count("form.fields") == 1


def test_the_second_of_two_organisers_is_told(fair, organiser, set_asks):
    table = {field: dict.fromkeys(ProducerKind, USUAL[field]) for field in FormField}
    set_asks(water=FieldAsk.HIDDEN)
    with pytest.raises(Conflict, match="vừa được người khác sửa"):
        fair_form.change_asks(fair, organiser, table, 0)
    with pytest.raises(Conflict):
        fair_form.change_words(fair, organiser, _words(), Bilingual("Tôi đồng ý."), 0)


def test_a_choice_that_a_field_does_not_offer_is_refused(fair, organiser):
    table = {field: dict.fromkeys(ProducerKind, USUAL[field]) for field in FormField}
    table[FormField.BOOTH_KIND] = dict.fromkeys(ProducerKind, FieldAsk.OPTIONAL)
    with pytest.raises(Invalid):
        fair_form.change_asks(fair, organiser, table, 0)


def test_a_closed_fair_keeps_its_form(fair, organiser):
    fair.state = FairState.CLOSED
    with pytest.raises(Conflict):
        fair_form.change_words(fair, organiser, _words(), Bilingual("Tôi đồng ý."), 0)


def test_changed_words_are_a_new_version_and_drafts_read_them_again(fair, organiser):
    draft, sent = _draft(fair), a_ready_application(fair=fair)
    consent = fair_form.read(fair).consent.words
    fair_form.change_words(fair, organiser, _words(("stay", "Ở lại đến 21 giờ ngày cuối.")), consent, 0)
    found = fair_form.read(fair)
    assert [(w.key, w.version) for w in found.commitments][3] == ("stay", 2)
    assert [w.key for w in promises.left(draft, found.commitments)] == ["stay"]
    assert _gaps(draft) == ["commitments"]
    assert {row.key: row.version for row in sent.acceptances}["stay"] == 1  # as it was accepted
    with pytest.raises(Invalid, match="vừa được ban tổ chức sửa"):
        applications.keep(draft, {"commitments": ["nobody-wrote-this:1"]})


def test_a_removed_commitment_comes_back_as_another(fair, organiser):
    consent = fair_form.read(fair).consent.words
    fair_form.change_words(fair, organiser, _words()[:4], consent, 0)
    again = [*_words()[:4], ("", _words()[4][1])]
    fair_form.change_words(fair, organiser, again, consent, fair_form.read(fair).version)
    keys = [w.key for w in fair_form.read(fair).commitments]
    assert keys[:4] == [w.key for w in USUAL_COMMITMENTS][:4] and keys[4] != USUAL_COMMITMENTS[4].key


@pytest.mark.parametrize("words", ["", "  ", "x" * 1001])
def test_words_must_be_there_and_not_too_many(fair, organiser, words):
    with pytest.raises(Invalid):
        fair_form.change_words(fair, organiser, _words(("stay", words)), Bilingual("Tôi đồng ý."), 0)


def test_the_next_edition_asks_the_same(fair, organiser, set_asks):
    set_asks(water=FieldAsk.HIDDEN)
    new = a_fair(owner=fair.owner)
    fair_form.copy_form(fair, new)
    assert fair_form.read(new).asks(ProducerKind.HOUSEHOLD)[WATER] is FieldAsk.HIDDEN
