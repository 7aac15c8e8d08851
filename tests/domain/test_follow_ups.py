"""What became of agreements: when is asked, what an answer means, what they add up to."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from fairapp.domain import follow_ups as rules
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.follow_ups import Answered, FollowAnswer as Answer, FollowState

SIGNED = date(2026, 11, 20)


def after(days):
    return SIGNED + timedelta(days)


@pytest.mark.parametrize(
    ("days", "step"),
    [(0, None), (29, None), (30, 30), (59, 30), (60, 60), (90, 90), (119, 90), (120, None), (900, None)],
)
def test_the_latest_step_whose_day_has_come_is_asked(days, step):
    assert rules.step_due(SIGNED, [], after(days)) == step


def test_an_answered_step_is_asked_no_more():
    said = [Answered(30, Answer.UNDER_WAY, None)]
    assert rules.step_due(SIGNED, said, after(45)) is None
    assert rules.next_on(SIGNED, said, after(45)) == after(60)
    assert rules.state_of(SIGNED, said, after(45)) is FollowState.COMING
    assert rules.step_due(SIGNED, said, after(61)) == 60


@pytest.mark.parametrize("ended", [Answer.DELIVERED, Answer.DROPPED])
def test_what_has_ended_is_asked_no_more(ended):
    said = [Answered(30, ended, None)]
    assert rules.step_due(SIGNED, said, after(95)) is None
    assert rules.state_of(SIGNED, said, after(95)) is FollowState.ENDED


def test_a_step_skipped_in_silence_is_not_asked_again():
    said = [Answered(60, Answer.LATE, None)]
    assert rules.open_steps(SIGNED, said) == [90]


def test_a_tap_without_an_amount_takes_nothing_back():
    said = [Answered(30, Answer.CONTRACTED, 40), Answered(60, Answer.LATE, None)]
    assert rules.delivered_of(said) == 40
    assert rules.latest(said).answer is Answer.LATE


def test_an_answer_comes_neither_early_nor_at_any_other_step():
    with pytest.raises(Conflict):
        rules.check_answer(SIGNED, Answered(60, Answer.LATE, None), after(59))
    with pytest.raises(Invalid):
        rules.check_answer(SIGNED, Answered(45, Answer.LATE, None), after(59))
    with pytest.raises(Invalid) as caught:
        rules.check_answer(SIGNED, Answered(30, Answer.DROPPED, 5), after(59))
    assert caught.value.field == "delivered"
    rules.check_answer(SIGNED, Answered(30, Answer.DROPPED, None), after(30))


PAPERS = st.lists(
    st.tuples(st.integers(1, 50), st.none() | st.sampled_from(Answer), st.none() | st.integers(0, 10**12))
)


@given(PAPERS)
def test_answers_and_silence_make_up_all_papers(papers):
    known = rules.outcomes(papers)
    assert known.answered + known.unanswered == sum(count for count, _, _ in papers)
    assert known.delivered == sum(came or 0 for _, _, came in papers)


def test_a_question_gives_way_to_the_next_and_the_last_one_ends():
    days = [rules.asked_until(SIGNED, step) - SIGNED for step in rules.STEPS]
    assert [one.days for one in days] == [60, 90, 120]
    assert rules.step_due(SIGNED, (), rules.asked_until(SIGNED, 90)) is None
    assert rules.step_due(SIGNED, (), rules.asked_until(SIGNED, 60)) == 90
