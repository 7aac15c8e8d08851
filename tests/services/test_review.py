"""The organiser's verdicts: private, then all announced at once."""

import pytest
from sqlalchemy import select

from fairapp.domain.applications import ApplicationState, Decision
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.fairs import FairState
from fairapp.models import Application, Letter
from fairapp.services import accounts
from fairapp.services.applications import announcing, review
from tests import people
from tests.factories import a_ready_application, an_open_fair
from tests.statements import statements

SUBMITTED = ApplicationState.SUBMITTED


@pytest.fixture
def fair(db):
    return an_open_fair()


@pytest.fixture
def organiser(fair):
    return people.an_organiser(organisation=fair.owner)


def _decide(application, organiser, decision, reason="Hết chỗ"):
    review.decide(application, organiser, decision, reason, application.version)


@pytest.mark.parametrize("decision", list(Decision))
def test_a_verdict_is_private(fair, organiser, decision):
    application = a_ready_application(fair=fair)
    _decide(application, organiser, decision)
    assert application.state is SUBMITTED
    assert application.decided_by_id == organiser.id
    assert accounts.list_audit("application", application.id, private=False) == []
    assert accounts.list_audit("application", application.id, private=True)[0].private


def test_refusing_needs_a_reason(fair, organiser):
    with pytest.raises(Invalid) as refusal:
        _decide(a_ready_application(fair=fair), organiser, Decision.REFUSE, " \n ")
    assert refusal.value.field == "reason"


def test_the_second_reviewer_is_told_and_nothing_of_theirs_is_written(fair, organiser):
    application = a_ready_application(fair=fair)
    seen = application.version
    review.decide(application, organiser, Decision.ACCEPT, "", seen)
    with pytest.raises(Conflict):
        review.decide(application, people.an_organiser(organisation=fair.owner), Decision.REFUSE, "x", seen)
    assert application.decision is Decision.ACCEPT


def test_a_question_is_told_at_once_and_lets_the_verdict_fall(fair, organiser):
    application = a_ready_application(fair=fair, decision=Decision.ACCEPT)
    review.ask(application, organiser, "Gửi ảnh nhãn sản phẩm?", application.version)
    assert application.state is ApplicationState.RETURNED
    assert (application.decision, application.return_reason) == (None, "Gửi ảnh nhãn sản phẩm?")
    assert application.returned_by == fair.owner.name
    assert not accounts.list_audit("application", application.id, private=False)[0].private


def test_what_was_asked_is_accepted_only_after_the_answer_but_may_be_refused(fair, organiser):
    application = a_ready_application(fair=fair, state=ApplicationState.RETURNED)
    with pytest.raises(Conflict):
        _decide(application, organiser, Decision.ACCEPT)
    _decide(application, organiser, Decision.REFUSE, "Không trả lời")
    assert application.decision is Decision.REFUSE


def test_the_preview_counts_what_would_be_told(fair, organiser):
    for decision, booths in ((Decision.ACCEPT, 2), (Decision.ACCEPT, 1), (Decision.WAITLIST, 4)):
        a_ready_application(fair=fair, decision=decision, booth_count=booths)
    a_ready_application(fair=fair)
    a_ready_application(fair=fair, state=ApplicationState.RETURNED)
    a_ready_application(fair=fair, state=ApplicationState.ACCEPTED, decision=Decision.ACCEPT)
    a_ready_application(fair=an_open_fair(), decision=Decision.ACCEPT)
    seen = announcing.preview(fair)
    assert seen.decisions == {Decision.ACCEPT: 2, Decision.WAITLIST: 1, Decision.REFUSE: 0}
    assert (seen.total, seen.booths, seen.undecided, seen.asked) == (3, 3, 1, 1)


def test_announcing_tells_all_verdicts_at_once_and_nothing_twice(fair, organiser):
    rows = {decision: a_ready_application(fair=fair) for decision in Decision}
    for decision, application in rows.items():
        _decide(application, organiser, decision)
    untouched = a_ready_application(fair=fair)
    assert announcing.announce(fair, organiser, announcing.preview(fair).mark) == 3
    assert [rows[d].state for d in Decision] == [
        ApplicationState.ACCEPTED,
        ApplicationState.WAITLISTED,
        ApplicationState.REFUSED,
    ]
    assert untouched.state is SUBMITTED
    assert fair.decisions_announced_at == rows[Decision.ACCEPT].announced_at
    public = accounts.list_audit("application", rows[Decision.REFUSE].id, private=False)
    assert [entry.action for entry in public] == ["application.announce"]
    with pytest.raises(Conflict):
        announcing.announce(fair, organiser, announcing.preview(fair).mark)


def test_an_announcement_other_than_the_previewed_one_is_not_made(fair, organiser):
    application = a_ready_application(fair=fair, decision=Decision.ACCEPT)
    mark = announcing.preview(fair).mark
    _decide(application, organiser, Decision.REFUSE)
    with pytest.raises(Conflict):
        announcing.announce(fair, organiser, mark)
    assert application.state is SUBMITTED


def test_waiting_numbers_follow_the_order_of_sending_and_go_on_where_they_ended(fair, organiser):
    a_ready_application(
        fair=fair, state=ApplicationState.WAITLISTED, decision=Decision.WAITLIST, waitlist_number=1
    )
    first, second = (a_ready_application(fair=fair) for _ in range(2))
    for application in (second, first):
        _decide(application, organiser, Decision.WAITLIST)
    announcing.announce(fair, organiser, announcing.preview(fair).mark)
    assert (first.waitlist_number, second.waitlist_number) == (2, 3)


def test_who_waits_can_be_accepted_later_and_loses_the_number(fair, organiser):
    application = a_ready_application(
        fair=fair, state=ApplicationState.WAITLISTED, decision=Decision.WAITLIST, waitlist_number=1
    )
    _decide(application, organiser, Decision.ACCEPT)
    assert application.state is ApplicationState.WAITLISTED
    announcing.announce(fair, organiser, announcing.preview(fair).mark)
    assert (application.state, application.waitlist_number) == (ApplicationState.ACCEPTED, None)


def test_who_stays_on_the_list_moves_up_when_another_leaves_it(fair, organiser):
    waiting = [
        a_ready_application(
            fair=fair, state=ApplicationState.WAITLISTED, decision=Decision.WAITLIST, waitlist_number=n
        )
        for n in (1, 2, 3)
    ]
    new = a_ready_application(fair=fair)
    versions = [application.version for application in waiting[1:]]
    _decide(waiting[0], organiser, Decision.ACCEPT)
    _decide(new, organiser, Decision.WAITLIST)
    seen = announcing.preview(fair)
    waitlist = next(sample for sample in seen.samples if sample.decision is Decision.WAITLIST)
    assert "số 3" in waitlist.message.body
    announcing.announce(fair, organiser, seen.mark)
    assert [a.waitlist_number for a in (*waiting, new)] == [None, 1, 2, 3]
    assert [application.version for application in waiting[1:]] == versions  # nothing of theirs changed


def test_what_was_announced_is_not_decided_again_with_other_words(fair, organiser):
    waiting = a_ready_application(
        fair=fair, state=ApplicationState.WAITLISTED, decision=Decision.WAITLIST, waitlist_number=1
    )
    with pytest.raises(Conflict):
        _decide(waiting, organiser, Decision.WAITLIST, "Lời chưa ai được đọc")
    versions = {waiting.id: waiting.version}
    outcome = review.decide_many(fair, organiser, versions, Decision.WAITLIST, "Lời chưa ai được đọc")
    assert (outcome.not_now, waiting.decision_reason) == ([waiting.producer.name], "")


def test_the_preview_shows_the_letters_that_will_go(fair, organiser, db):
    for decision, reason in ((Decision.ACCEPT, ""), (Decision.REFUSE, "Trùng mặt hàng")):
        a_ready_application(fair=fair, decision=decision, decision_reason=reason)
    seen = announcing.preview(fair)
    assert [(sample.decision, sample.count) for sample in seen.samples] == [
        (Decision.ACCEPT, 1),
        (Decision.REFUSE, 1),
    ]
    announcing.announce(fair, organiser, seen.mark)
    sent = {(letter.subject, letter.body) for letter in db.session.scalars(select(Letter))}
    assert sent == {(sample.message.subject, sample.message.body) for sample in seen.samples}


@pytest.mark.parametrize("state", [FairState.CANCELLED, FairState.CLOSED])
def test_nothing_is_asked_decided_or_announced_once_the_fair_is_over(fair, organiser, state):
    application = a_ready_application(fair=fair)
    decided = a_ready_application(fair=fair, decision=Decision.ACCEPT)
    mark = announcing.preview(fair).mark
    fair.state = state
    attempts = (
        lambda: _decide(application, organiser, Decision.ACCEPT),
        lambda: review.undecide(decided, organiser, decided.version),
        lambda: review.ask(application, organiser, "Còn hàng không?", application.version),
        lambda: review.decide_many(
            fair, organiser, {application.id: application.version}, Decision.ACCEPT, ""
        ),
        lambda: announcing.announce(fair, organiser, mark),
    )
    for attempt in attempts:
        with pytest.raises(Conflict, match="đã huỷ hoặc đã khoá sổ"):
            attempt()
    assert (application.decision, decided.state) == (None, SUBMITTED)


def test_taking_a_verdict_back_leaves_what_was_announced(fair, organiser):
    waiting = a_ready_application(fair=fair, state=ApplicationState.WAITLISTED, decision=Decision.WAITLIST)
    _decide(waiting, organiser, Decision.ACCEPT)
    review.undecide(waiting, organiser, waiting.version)
    assert waiting.decision is Decision.WAITLIST
    fresh = a_ready_application(fair=fair, decision=Decision.ACCEPT)
    review.undecide(fresh, organiser, fresh.version)
    assert fresh.decision is None
    assert announcing.preview(fair).total == 0


def test_deciding_about_many_leaves_changed_and_finished_ones_alone(fair, organiser):
    fresh = a_ready_application(fair=fair)
    changed = a_ready_application(fair=fair)
    finished = a_ready_application(fair=fair, state=ApplicationState.REFUSED)
    foreign = a_ready_application(fair=an_open_fair())
    versions = {a.id: a.version for a in (fresh, changed, finished, foreign)}
    _decide(changed, organiser, Decision.WAITLIST)
    outcome = review.decide_many(fair, organiser, versions, Decision.ACCEPT, "")
    assert outcome == review.BulkOutcome(1, [changed.producer.name], [finished.producer.name])
    assert fresh.decision is Decision.ACCEPT
    assert foreign.decision is None


def test_a_draft_is_never_decided_even_when_its_number_is_known(fair, organiser):
    draft = a_ready_application(fair=fair, state=ApplicationState.DRAFT)
    outcome = review.decide_many(fair, organiser, {draft.id: draft.version}, Decision.ACCEPT, "")
    assert outcome == review.BulkOutcome(0)


def test_deciding_about_thirty_takes_as_many_statements_as_about_two(organiser, db, count_statements):
    def decided(many):
        fair = an_open_fair(owner=organiser.organisation)
        rows = [a_ready_application(fair=fair, products=[]) for _ in range(many)]
        versions = {row.id: row.version for row in rows}
        db.session.commit()
        found = []
        count = count_statements(
            lambda: found.append(review.decide_many(fair, organiser, versions, Decision.REFUSE, "Hết chỗ"))
        )
        assert found == [review.BulkOutcome(many)]
        assert {(row.decision, row.decision_reason, row.decided_by_id) for row in rows} == {
            (Decision.REFUSE, "Hết chỗ", organiser.id)
        }
        assert {row.version - versions[row.id] for row in rows} == {1}
        for row in rows:
            [entry, *_] = accounts.list_audit("application", row.id, private=True)
            assert (entry.action, entry.private, entry.values) == (
                *("application.decide", True),
                {"reason": "Hết chỗ"},
            )
        return count

    assert decided(2) == decided(30)


@pytest.mark.slow
def test_five_hundred_verdicts_are_announced_in_as_many_statements_as_twenty(db):
    def announced(many):
        fair = an_open_fair()
        actor = people.an_organiser(organisation=fair.owner)
        for n in range(many):
            decision = list(Decision)[n % 3]
            a_ready_application(fair=fair, products=[], decision=decision, decision_reason="Hết chỗ")
        mark = announcing.preview(fair).mark
        db.session.commit()
        with statements() as seen:
            assert announcing.announce(fair, actor, mark) == many
        numbers = [a.waitlist_number for a in db.session.scalars(_waiting(fair))]
        assert numbers == list(range(1, len(numbers) + 1))
        return seen

    few, many = announced(20), announced(500)
    assert len(many) == len(few)
    assert sum(one.startswith("UPDATE application") for one in many) == 2


def _waiting(fair):
    here = select(Application).where(Application.fair_id == fair.id, Application.waitlist_number.is_not(None))
    return here.order_by(Application.waitlist_number)
