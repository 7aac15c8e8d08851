"""Answers after the fair."""

import pytest

from fairapp.domain.errors import Invalid
from fairapp.domain.feedback import LONGEST_COMMENT, Again, Answer, Aspect, check_answer, summarise


def test_one_tap_on_the_first_question_is_an_answer():
    assert check_answer(Answer({Aspect.OVERALL: 4})) == Answer({Aspect.OVERALL: 4})


@pytest.mark.parametrize(
    "answer, field",
    [
        (Answer({}), "overall"),
        (Answer({Aspect.PLACE: 3}), "overall"),
        (Answer({Aspect.OVERALL: 6}), "overall"),
        (Answer({Aspect.OVERALL: 3, Aspect.VISITORS: 0}), "visitors"),
        (Answer({Aspect.OVERALL: 3}, comment="x" * (LONGEST_COMMENT + 1)), "comment"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(answer, field):
    with pytest.raises(Invalid) as refused:
        check_answer(answer)
    assert refused.value.field == field


def test_a_comment_is_kept_in_one_spelling_without_stray_blanks():
    decomposed = "Ho\u0300a  "
    assert check_answer(Answer({Aspect.OVERALL: 5}, comment=decomposed)).comment == "H\u00f2a"


def test_a_question_that_was_left_out_counts_neither_as_bad_nor_as_good():
    found = summarise(
        [Answer({Aspect.OVERALL: 5, Aspect.PLACE: 2}, Again.YES), Answer({Aspect.OVERALL: 4})], asked=10
    )
    assert (found.asked, found.answers) == (10, 2)
    assert found.ratings[Aspect.OVERALL].mean == 4.5
    assert (found.ratings[Aspect.PLACE].mean, found.ratings[Aspect.PLACE].answers) == (2, 1)
    assert found.ratings[Aspect.VISITORS].mean is None
    assert found.again[Again.YES] == 1 and found.again[Again.NO] == 0
