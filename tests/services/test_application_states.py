"""Applicant, lead, organiser and clock in any order: no way leads where the table does not."""

import re
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select, update

from fairapp.db import clock_at, db, now
from fairapp.domain.applications import (
    LEADS_TO,
    OUTCOMES,
    ApplicationState,
    Decision,
    Move,
    Who,
    may,
    move_for,
)
from fairapp.domain.booths import BoothKind
from fairapp.domain.errors import Refusal
from fairapp.domain.offers import OfferState, Stand
from fairapp.jobs.offers import go_on
from fairapp.models import Application, AuditEntry, Letter, Offer, Vacancy
from fairapp.services import applications
from fairapp.services.applications import announcing, answering, endorsement, lapsing, offers, review
from tests import people
from tests.factories import a_delegation, a_producer, a_ready_application, an_open_fair

pytestmark = pytest.mark.slow

S = ApplicationState
BEGINNING = (
    {},
    {"state": S.ENDORSED},
    {"state": S.WAITLISTED, "decision": Decision.WAITLIST, "waitlist_number": 1},
    {"state": S.WAITLISTED, "decision": Decision.WAITLIST, "waitlist_number": 2},
    {"state": S.ACCEPTED, "decision": Decision.ACCEPT},
)
SECRET = re.compile(r"LÝ DO KÍN \d+")
which = st.integers(0, len(BEGINNING) - 1)


class Fairground(RuleBasedStateMachine):
    """Five applications to one fair, and everybody who may do something with them."""

    sign_in = None  # the fixture

    def __init__(self) -> None:
        super().__init__()
        fair = an_open_fair()
        self.organiser = people.an_organiser(organisation=fair.owner)
        self.lead = people.a_lead()
        a_delegation(fair=fair, lead=self.lead, quota=3)
        offers.set_rule(fair, self.organiser, hours=5, automatic=True)
        rows = [a_ready_application(fair=fair, producer=a_producer(), **facts) for facts in BEGINNING]
        self.fair, self.rows = fair, rows
        self.at, self.numbers = now(), count(1)
        self.told, self.announced = set(), dict.fromkeys((row.id for row in rows), 0)
        self.before = {}
        db.session.commit()
        self._remember()

    def teardown(self) -> None:
        db.session.execute(update(Offer).values(state=OfferState.RECALLED))
        db.session.execute(update(Vacancy).values(closed_at=now()))
        db.session.commit()

    def _remember(self) -> None:
        self.before = {row.id: row.state for row in self.rows}

    def _try(self, who: Who | None, move: Move | None, row: Application | None, act) -> bool:
        """Whether it was allowed; whatever changed is held against the table."""
        self._remember()
        with clock_at(self.at):
            try:
                act()
                db.session.commit()
                done = True
            except Refusal:
                db.session.rollback()
                done = False
        after = {r.id: r.state for r in self.rows}
        changed = {id_ for id_ in after if after[id_] is not self.before[id_]}
        if move is not None:
            assert changed <= ({row.id} if done else set())
            assert not done or may(self.before[row.id], move, who), (self.before[row.id], move, who)
            assert not changed or after[row.id] is LEADS_TO[move]
        return done

    # --- the applicant

    @rule(i=which)
    def withdraw(self, i):
        row = self.rows[i]
        self._try(Who.APPLICANT, Move.WITHDRAW, row, lambda: applications.withdraw(row, row.producer.user))

    @rule(i=which)
    def reopen(self, i):
        row = self.rows[i]
        self._try(Who.APPLICANT, Move.REOPEN, row, lambda: applications.reopen(row, row.producer.user))

    @rule(i=which)
    def submit(self, i):
        row = self.rows[i]
        self._try(Who.APPLICANT, Move.SUBMIT, row, lambda: applications.submit(row, row.producer.user))

    @rule(i=which, takes=st.booleans(), mine=st.sampled_from([True, True, False]))
    def answer(self, i, takes, mine):
        """To the latest offer that one had, or to somebody else's."""
        row = self.rows[i]
        query = select(Offer.id).where(Offer.application_id == row.id) if mine else select(Offer.id)
        offer_id = db.session.scalar(query.order_by(Offer.id.desc()).limit(1)) or 0
        act = answering.take if takes else answering.decline
        held = offers.open_offer_of(row)
        move = Move.TAKE_OFFER
        done = self._try(Who.APPLICANT, move, row, lambda: act(row, row.producer.user, offer_id))
        if done:
            assert held is not None and held.id == offer_id and self.at < held.expires_at

    @rule(i=which)
    def look(self, i):
        """The applicant's own page says no word of a verdict that has not been told."""
        row = self.rows[i]
        with clock_at(self.at):
            page = self.sign_in(row.producer.user).get(f"/producer/applications/{row.id}")
        assert page.status_code == 200
        assert set(SECRET.findall(page.get_data(as_text=True))) <= self.told

    # --- the lead

    @rule(i=which)
    def endorse(self, i):
        row = self.rows[i]
        self._try(Who.LEAD, Move.ENDORSE, row, lambda: endorsement.endorse(row, self.lead, row.version))

    @rule(i=which)
    def send_back(self, i):
        row = self.rows[i]
        act = endorsement.send_back
        self._try(Who.LEAD, Move.RETURN, row, lambda: act(row, self.lead, "Thiếu nhãn", row.version))

    # --- the organiser

    @rule(i=which)
    def ask(self, i):
        row = self.rows[i]
        act = review.ask
        self._try(Who.ORGANISER, Move.RETURN, row, lambda: act(row, self.organiser, "Còn hàng?", row.version))

    @rule(i=which, decision=st.sampled_from(Decision))
    def decide(self, i, decision):
        row, reason = self.rows[i], f"LÝ DO KÍN {next(self.numbers)}"

        def act():
            review.decide(row, self.organiser, decision, reason, row.version)

        if self._try(Who.ORGANISER, move_for(decision), row, act):
            assert row.state is self.before[row.id]
            assert row.decision_reason == reason

    @rule(i=which)
    def undecide(self, i):
        row = self.rows[i]
        act = review.undecide
        self._try(Who.ORGANISER, Move.UNDECIDE, row, lambda: act(row, self.organiser, row.version))

    @rule(verdicts=st.lists(st.tuples(which, st.sampled_from(Decision)), max_size=4))
    def decide_many_and_announce(self, verdicts):
        for i, decision in verdicts:
            self.decide(i, decision)
        self.announce(stale=False)

    @rule(stale=st.booleans())
    def announce(self, stale):
        pending = {
            r.id: OUTCOMES[r.decision] for r in self.rows if r.decision and OUTCOMES[r.decision] != r.state
        }
        pending = {id_: state for id_, state in pending.items() if self._row(id_).state is not S.WITHDRAWN}
        reasons = {r.decision_reason for r in self.rows if r.id in pending}
        mark = "x" if stale else announcing.preview(self.fair).mark
        done = self._try(None, None, None, lambda: announcing.announce(self.fair, self.organiser, mark))
        assert done is (bool(pending) and not stale)
        after = {r.id: r.state for r in self.rows}
        assert after == self.before | (pending if done else {})
        if done:
            self.told |= reasons
            for id_ in pending:
                self.announced[id_] += 1

    @rule(booths=st.integers(1, 2))
    def offer(self, booths):
        """At most two places are free at a time: more tell nothing new, and the clock looks at each."""
        has = Stand(BoothKind.STANDARD, booths, 500, water=False, open_flame=False)

        def act():
            for old in [v for v in offers.list_vacancies(self.fair) if v.closed_at is None][1:]:
                offers.close(old, self.organiser)
            offers.start(offers.open_vacancy(self.fair, self.organiser, has), self.organiser)

        self._try(None, None, None, act)
        assert self.before == {r.id: r.state for r in self.rows}

    @rule(answers=st.lists(st.booleans(), min_size=1, max_size=3))
    def offer_and_be_answered(self, answers):
        """Down the line until somebody takes it."""
        self.offer(booths=1)
        for takes in answers:
            for i, row in enumerate(self.rows):
                if offers.open_offer_of(row):
                    self.answer(i, takes, mine=True)
                    break

    @rule(i=which)
    def leave_and_come_again(self, i):
        self.withdraw(i)
        self.reopen(i)

    @rule()
    def nobody_answers(self):
        self.offer(booths=1)
        self.time_passes(hours=6)

    @rule(i=which)
    def close(self, i):
        vacancies = offers.list_vacancies(self.fair)
        if vacancies:
            vacancy = vacancies[i % len(vacancies)]
            self._try(None, None, None, lambda: offers.close(vacancy, self.organiser))
            assert self.before == {r.id: r.state for r in self.rows}

    # --- the clock

    @rule(hours=st.integers(1, 60))
    def time_passes(self, hours):
        self.at += timedelta(hours=hours)
        with clock_at(self.at):
            go_on()
        assert self.before == {r.id: r.state for r in self.rows} or not self._remember()
        assert lapsing.list_due(self.at) == []

    # --- what is always true

    @invariant()
    def the_line_has_numbers_one_two_three(self):
        waiting = [r.waitlist_number for r in self.rows if r.state is S.WAITLISTED]
        assert sorted(waiting) == list(range(1, len(waiting) + 1))
        assert all(r.waitlist_number is None for r in self.rows if r.state is not S.WAITLISTED)

    @invariant()
    def an_offer_is_held_by_one_who_waits(self):
        held = db.session.scalars(select(Offer).where(Offer.state == OfferState.OPEN)).all()
        assert len({o.vacancy_id for o in held}) == len({o.application_id for o in held}) == len(held)
        assert all(o.application.state is S.WAITLISTED for o in held)
        assert all(v.booths >= 0 for v in offers.list_vacancies(self.fair))

    @invariant()
    def nothing_was_announced_twice_or_said_too_early(self):
        ids = [str(row.id) for row in self.rows]
        public = db.session.scalars(
            select(AuditEntry).where(
                AuditEntry.subject_kind == "application",
                AuditEntry.subject_id.in_(ids),
                AuditEntry.private.is_(False),
            )
        ).all()
        announced = [entry.subject_id for entry in public if entry.action == "application.announce"]
        assert {int(id_): announced.count(str(id_)) for id_ in ids} == self.announced
        assert "application.decide" not in {entry.action for entry in public}
        said = " ".join(str(entry.values) for entry in public)
        letters = db.session.scalars(select(Letter).where(Letter.fair_id == self.fair.id)).all()
        said += " ".join(letter.body for letter in letters)
        assert set(SECRET.findall(said)) <= self.told
        verdicts = sum(letter.key.startswith("verdict:") for letter in letters)
        assert verdicts == sum(self.announced.values())

    def _row(self, id_: int) -> Application:
        return next(row for row in self.rows if row.id == id_)


@pytest.mark.any_database  # the table is Python's; the walk below sends the same statements to PostgreSQL
def test_no_order_of_events_leads_where_the_table_does_not(db, sign_in):
    Fairground.sign_in = staticmethod(sign_in)
    run_state_machine_as_test(
        Fairground,
        settings=settings(
            max_examples=25,
            derandomize=True,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_one_walk_through_everything(db, sign_in):
    """The same steps in a fixed order, so that each is known to have been taken, with the same assertions."""
    Fairground.sign_in = staticmethod(sign_in)
    walk = Fairground()
    walk.decide_many_and_announce([(0, Decision.WAITLIST), (1, Decision.ACCEPT)])
    _hold(walk)
    walk.nobody_answers()  # 2 goes behind 0
    _hold(walk)
    walk.offer_and_be_answered([False, True])
    _hold(walk)
    walk.decide_many_and_announce([(2, Decision.REFUSE)])
    walk.leave_and_come_again(1)
    for i in range(len(BEGINNING)):
        walk.look(i)
    _hold(walk)
    ours = [str(row.id) for row in walk.rows]
    query = select(AuditEntry.action).where(AuditEntry.subject_id.in_(ours))
    done = set(db.session.scalars(query.where(AuditEntry.subject_kind == "application")))
    expected = {"offer.make", "offer.lapsed", "offer.taken", "application.announce", "application.reopen"}
    assert expected <= done, expected - done


def _hold(walk):
    walk.the_line_has_numbers_one_two_three()
    walk.an_offer_is_held_by_one_who_waits()
    walk.nothing_was_announced_twice_or_said_too_early()
