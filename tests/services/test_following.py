"""What became of agreements: whom the clock asks, and what stays of an answer that was changed."""

from datetime import timedelta

import pytest

from fairapp.domain.agreements import AgreementKind
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Conflict
from fairapp.domain.fairs import FairState
from fairapp.domain.follow_ups import Answered, FollowAnswer as Answer
from fairapp.jobs import agreements as job
from fairapp.models import AuditEntry, Letter, Notice
from fairapp.services import agreements
from fairapp.services.reports import gather
from tests.people import an_organiser
from tests.running_fair import a_running_fair, an_agreement, an_exhibitor, now


@pytest.fixture
def fair(db):
    return a_running_fair()


def signed(ago, **facts):
    return an_agreement(signed_on=local_day(now()) - timedelta(ago), **facts)


def answer(agreement, step, what, delivered=None):
    agreements.answer(agreement.entered_by, agreement, Answered(step, what, delivered), "", now())


def keys(db):
    return sorted(db.session.scalars(db.select(Notice.key)))


def test_each_step_is_asked_once_of_whoever_entered_it(db, fair):
    mine, organiser = an_exhibitor(fair=fair), an_organiser(organisation=fair.owner)
    own = signed(31, fair=fair, producer_id=mine.producer_id)
    theirs = signed(61, fair=fair, entered_by_id=organiser.id)
    signed(12, fair=fair, producer_id=mine.producer_id)
    db.session.commit()
    assert job.ask() == "2 questions about 2 agreements"
    assert keys(db) == [f"follow-up:{own.id}:30", f"follow-up:{theirs.id}:60"]
    assert job.ask() == ""
    to = {notice.user_id: notice.path for notice in db.session.scalars(db.select(Notice))}
    assert to == {
        mine.producer.user_id: f"/producer/applications/{mine.id}/agreements/{own.id}/follow-up",
        organiser.id: f"/organiser/fairs/{fair.id}/agreements/{theirs.id}/follow-up",
    }
    letters = list(db.session.scalars(db.select(Letter.body)))
    assert any("Siêu thị Hạ Long" in body and "30 ngày" in body for body in letters)


def test_nobody_is_asked_of_the_past_of_the_called_off_or_of_long_ago(db):
    for state, past in ((FairState.CLOSED, True), (FairState.CANCELLED, False)):
        fair = a_running_fair(state=state, past_record=past)
        signed(31, fair=fair, entered_by_id=an_organiser(organisation=fair.owner).id)
    fair = a_running_fair()
    signed(200, fair=fair, entered_by_id=an_organiser(organisation=fair.owner).id)
    assert agreements.list_questions(local_day(now())) == []


def test_after_closing_the_question_still_comes_and_is_answered(db):
    fair = a_running_fair(state=FairState.CLOSED, closed_at=now())
    agreement = signed(31, fair=fair, entered_by_id=an_organiser(organisation=fair.owner).id)
    assert [q.step for q in agreements.list_questions(local_day(now()))] == [30]
    answer(agreement, 30, Answer.UNDER_WAY)
    assert agreements.list_questions(local_day(now())) == []


def test_a_changed_answer_leaves_the_first_in_the_history(db, fair):
    agreement = signed(61, fair=fair, entered_by_id=an_organiser(organisation=fair.owner).id)
    answer(agreement, 60, Answer.LATE)
    answer(agreement, 60, Answer.CONTRACTED, 200_000_000)
    answer(agreement, 60, Answer.CONTRACTED, 200_000_000)
    assert [one.said for one in agreement.follow_ups] == [Answered(60, Answer.CONTRACTED, 200_000_000)]
    entries = list(
        db.session.scalars(
            db.select(AuditEntry).filter_by(action="agreement.follow_up").order_by(AuditEntry.id)
        )
    )
    assert len(entries) == 2
    assert entries[1].values["old"] == "Chậm so với thoả thuận"
    with pytest.raises(Conflict):
        answer(agreement, 90, Answer.LATE)


def test_a_list_stands_by_its_due_days(fair):
    late, soon, done = (
        signed(70, fair=fair),
        signed(10, fair=fair),
        signed(40, fair=fair, entered_by_id=an_organiser(organisation=fair.owner).id),
    )
    answer(done, 30, Answer.DELIVERED, 5_000_000)
    followed = agreements.list_followed([done, soon, late], local_day(now()))
    assert [one.agreement for one in followed] == [late, soon, done]
    known = agreements.outcomes_of([done, soon, late])
    assert (known.answers[Answer.DELIVERED], known.unanswered, known.delivered) == (1, 2, 5_000_000)


def test_facts_hold_whom_an_agreement_binds_and_what_became_of_it(db, fair):
    mine = an_exhibitor(fair=fair)
    agreement = signed(
        61,
        fair=fair,
        producer_id=mine.producer_id,
        entered_by_id=mine.producer.user_id,
        kind=AgreementKind.CONTRACT,
        value=9_000_000,
    )
    answer(agreement, 30, Answer.CONTRACTED)
    answer(agreement, 60, Answer.LATE, 4_000_000)
    (fact,) = gather(fair, now()).agreements
    assert (fact.id, fact.exhibitors, fact.answer, fact.delivered) == (
        agreement.id,
        (mine.id,),
        "late",
        4_000_000,
    )
