"""Several reviewers, each with their own sheet; nobody sees the others' before their own."""

import pytest

from fairapp.domain.applications import ApplicationState, Decision
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.scoring import DEFAULT_CRITERIA, Weighed
from fairapp.services import accounts
from fairapp.services.applications import recusal, review, scoring
from tests import people
from tests.factories import a_producer, a_ready_application, an_open_fair

ALL_FOUR = dict.fromkeys(range(1, len(DEFAULT_CRITERIA) + 1), 4)


@pytest.fixture
def fair(db):
    return an_open_fair()


@pytest.fixture
def reviewer(fair):
    return people.an_organiser(organisation=fair.owner)


@pytest.fixture
def colleague(fair):
    return people.an_organiser(organisation=fair.owner, name="Trần Thị Hạnh")


@pytest.fixture
def application(fair):
    return a_ready_application(fair=fair)


def _mark(fair):
    return scoring.mark(scoring.list_criteria(fair))


def _score(application, reviewer, points=4, comment=""):
    scoring.save_sheet(
        application, reviewer, dict.fromkeys(ALL_FOUR, points), comment, _mark(application.fair)
    )


def test_a_fair_begins_with_the_usual_criteria_and_reading_writes_none(fair, db):
    assert [(c.name, c.weight) for c in scoring.list_criteria(fair)] == list(DEFAULT_CRITERIA)
    assert all(c.id is None for c in scoring.list_criteria(fair))


def test_others_are_seen_only_after_ones_own_score(application, reviewer, colleague):
    _score(application, colleague, 5, "Hàng tốt")
    before = scoring.look(application, reviewer)
    assert (before.mine, before.scored_by, before.spread, before.sheets) == (None, 1, None, [])
    _score(application, reviewer, 3)
    after = scoring.look(application, reviewer)
    assert (after.mine, after.spread.mean, after.spread.low, after.spread.high) == (60, 80, 60, 100)
    assert [(s.reviewer, s.score, s.comment) for s in after.sheets] == [("Trần Thị Hạnh", 100, "Hàng tốt")]


def test_the_applicant_reads_nothing_of_the_scoring(application, reviewer):
    _score(application, reviewer, 2, "Nhãn mờ")
    assert accounts.list_audit("application", application.id, private=False) == []
    assert [e.sentence for e in accounts.list_audit("application", application.id, private=True)] == [
        "Chấm điểm đơn."
    ]


def test_saving_the_same_sheet_again_records_nothing(application, reviewer):
    for _ in range(2):
        _score(application, reviewer)
    assert len(accounts.list_audit("application", application.id, private=True)) == 1


@pytest.mark.parametrize("points", [{}, {1: 4}, {**ALL_FOUR, 1: 0}, {**ALL_FOUR, 2: 6}], ids=str)
def test_half_a_sheet_is_not_kept(application, reviewer, points, fair):
    with pytest.raises(Invalid):
        scoring.save_sheet(application, reviewer, points, "", _mark(fair))
    assert scoring.look(application, reviewer).mine is None


def test_points_given_to_criteria_that_changed_meanwhile_are_not_kept(application, reviewer, fair):
    seen = _mark(fair)
    scoring.save_criteria(fair, reviewer, {1: Weighed("Sao", 60), 2: Weighed("Hồ sơ", 40)}, seen)
    with pytest.raises(Conflict):
        scoring.save_sheet(application, reviewer, ALL_FOUR, "", seen)


def test_new_weights_count_for_what_was_scored_and_a_used_criterion_stays(application, reviewer, fair):
    _score(application, reviewer, 4)
    rows = {c.position: Weighed(c.name, 0 if c.position > 1 else 10) for c in scoring.list_criteria(fair)}
    scoring.save_criteria(fair, reviewer, rows, _mark(fair))
    assert scoring.look(application, reviewer).mine == 80
    with pytest.raises(Conflict, match="đặt trọng số 0"):
        scoring.save_criteria(fair, reviewer, {1: rows[1]}, _mark(fair))


def test_a_criterion_added_later_reopens_every_sheet(application, reviewer, fair):
    _score(application, reviewer)
    rows = {c.position: Weighed(c.name, c.weight) for c in scoring.list_criteria(fair)}
    scoring.save_criteria(fair, reviewer, {**rows, 6: Weighed("Giá bán", 10)}, _mark(fair))
    seen = scoring.look(application, reviewer)
    assert (seen.mine, seen.scored_by, len(seen.points)) == (None, 0, 5)


def test_what_is_finished_is_not_scored(fair, reviewer):
    for state in (ApplicationState.ACCEPTED, ApplicationState.REFUSED, ApplicationState.WITHDRAWN):
        with pytest.raises(Conflict):
            _score(a_ready_application(fair=fair, state=state), reviewer)


def test_ones_own_province_is_neither_scored_nor_decided(fair, reviewer, colleague):
    home = a_ready_application(fair=fair, producer=a_producer(unit_id="son-la", name="HTX Quê Nhà"))
    away = a_ready_application(fair=fair)
    recusal.belong_to(reviewer, "son-la")
    for attempt in (
        lambda: _score(home, reviewer),
        lambda: review.decide(home, reviewer, Decision.ACCEPT, "", home.version),
    ):
        with pytest.raises(Conflict, match="Sơn La"):
            attempt()
    versions = {a.id: a.version for a in (home, away)}
    outcome = review.decide_many(fair, reviewer, versions, Decision.ACCEPT, "")
    assert (outcome.decided, outcome.barred, home.decision) == (1, ["HTX Quê Nhà"], None)
    review.decide(home, colleague, Decision.ACCEPT, "", home.version)
    recusal.leave(reviewer, "son-la")
    _score(home, reviewer)


def test_standing_aside_drops_the_score_and_is_on_record(application, reviewer, colleague):
    _score(application, reviewer)
    recusal.stand_aside(reviewer, application, "Chị gái làm giám đốc")
    with pytest.raises(Conflict, match="Chị gái"):
        _score(application, reviewer)
    _score(application, colleague)
    assert scoring.look(application, colleague).spread.reviewers == 1
    assert scoring.look(application, reviewer).spread is None
    recusal.come_back(reviewer, application)
    _score(application, reviewer)
    actions = [e.action for e in accounts.list_audit("application", application.id, private=True)]
    assert actions == [
        "application.score",
        "application.return_to",
        "application.score",
        "application.recuse",
        "application.score",
    ]


@pytest.mark.parametrize("reason", ["", " ", "x" * 301])
def test_standing_aside_needs_a_reason(application, reviewer, reason):
    with pytest.raises(Invalid):
        recusal.stand_aside(reviewer, application, reason)
