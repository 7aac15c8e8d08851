"""Commitments accepted one by one, and consent that only the producer gives and takes back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from fairapp.db import clock_at, db as database, now
from fairapp.domain.application_form import USUAL_COMMITMENTS, USUAL_CONSENT
from fairapp.domain.applications import ApplicationState
from fairapp.domain.delegations import Answer
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.text import Bilingual
from fairapp.models import Consent
from fairapp.services import applications
from fairapp.services.applications import confirmations, endorsement, fair_form, promises
from tests import people
from tests.factories import a_delegation, a_producer, a_ready_application, an_open_fair

DRAFT = ApplicationState.DRAFT
MARKS = [wording.mark for wording in USUAL_COMMITMENTS]


@pytest.fixture
def fair(db):
    return an_open_fair()


@pytest.fixture
def draft(fair):
    """Nothing accepted, nothing consented to."""
    made = a_ready_application(fair=fair, state=DRAFT)
    made.acceptances, made.consents = [], []
    database.session.flush()
    return made


def test_each_commitment_keeps_its_moment_its_words_and_who_ticked_it(draft):
    start = now()
    with clock_at(start):
        applications.keep(draft, {"commitments": MARKS[:1]}, draft.producer.user)
    with clock_at(start + timedelta(minutes=1)):
        applications.keep(draft, {"commitments": MARKS}, draft.producer.user)
    rows = {row.key: row for row in draft.acceptances}
    assert rows["no-fakes"].accepted_at == start
    assert rows["stay"].accepted_at == start + timedelta(minutes=1)
    assert rows["stay"].wording == USUAL_COMMITMENTS[3].words.vi
    assert {row.by_id for row in rows.values()} == {draft.producer.user_id}


def test_all_of_them_are_needed(draft):
    applications.keep(draft, {"commitments": MARKS[:3], "consent": USUAL_CONSENT.mark}, draft.producer.user)
    gaps = applications.submit(draft, draft.producer.user)
    assert [(gap.field, gap.values["n"]) for gap in gaps] == [("commitments", 2)]


def test_nothing_is_consented_to_before_somebody_says_so_and_nothing_is_sent_without(draft):
    applications.keep(draft, {"commitments": MARKS}, draft.producer.user)
    assert draft.consent is None
    assert [gap.field for gap in applications.submit(draft, draft.producer.user)] == ["consent"]


def test_consent_is_kept_with_words_version_and_moment_also_when_it_is_taken_back(draft):
    user = draft.producer.user
    applications.keep(draft, {"consent": USUAL_CONSENT.mark}, user)
    given = draft.consent
    assert (given.version, given.wording, given.by_id) == (1, USUAL_CONSENT.words.vi, user.id)
    applications.keep(draft, {"consent": ""}, user)
    assert draft.consent is None
    rows = database.session.scalars(select(Consent).where(Consent.application_id == draft.id)).all()
    assert [row.withdrawn_at is not None for row in rows] == [True]
    applications.keep(draft, {"consent": USUAL_CONSENT.mark}, user)
    assert len(draft.consents) == 2 and draft.consent is draft.consents[-1]


def test_consent_to_words_that_have_changed_is_asked_again(fair, draft):
    user = draft.producer.user
    applications.keep(draft, {"commitments": MARKS, "consent": USUAL_CONSENT.mark}, user)
    organiser = people.an_organiser(organisation=fair.owner)
    same = [(wording.key, wording.words) for wording in USUAL_COMMITMENTS]
    fair_form.change_words(fair, organiser, same, Bilingual("Tôi đồng ý cho dùng ảnh."), 0)
    assert [gap.field for gap in applications.submit(draft, user)] == ["consent"]
    with pytest.raises(Invalid, match="vừa được ban tổ chức sửa"):
        promises.consent(draft, USUAL_CONSENT.mark, user)  # a tab opened before
    promises.consent(draft, fair_form.read(fair).consent.mark, user)
    assert applications.submit(draft, user) == []
    assert [row.version for row in draft.consents] == [1, 2]


def test_withdrawn_after_sending_it_stays_sent_and_is_on_record(fair):
    sent = a_ready_application(fair=fair)
    promises.withdraw_consent(sent, sent.producer.user)
    assert sent.state is ApplicationState.SUBMITTED and sent.consent is None
    with pytest.raises(Conflict):
        promises.withdraw_consent(sent, sent.producer.user)


def test_nobody_consents_for_somebody_else(fair):
    lead = people.a_lead()
    a_delegation(fair=fair, lead=lead)
    filed = a_ready_application(fair=fair, producer=a_producer(user=None), state=DRAFT)
    filed.consents = []
    database.session.flush()
    with pytest.raises(Conflict, match="Chỉ chủ thể"):
        applications.keep(filed, {"consent": USUAL_CONSENT.mark}, lead)
    assert applications.submit(filed, lead) == []  # and it need not: the producer is asked by a link
    endorsement.endorse_own(filed, lead)
    assert filed.consent is None
    token = confirmations.ask(filed, lead)
    confirmations.answer(token, Answer.CONFIRMED, "")
    assert filed.consent is None  # right as it stands, and still no consent
    token = confirmations.ask(filed, lead)
    confirmations.answer(token, Answer.CONFIRMED, "", USUAL_CONSENT.mark)
    assert (filed.consent.by_id, filed.consent.version) == (None, 1)
    with pytest.raises(Conflict, match="Chỉ chủ thể"):
        promises.withdraw_consent(filed, lead)
    token = confirmations.ask(filed, lead)
    confirmations.answer(token, Answer.CONFIRMED, "", take_back=True)
    assert filed.consent is None and len(filed.consents) == 1
