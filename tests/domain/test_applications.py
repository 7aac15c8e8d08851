"""An application's moves, over every state, move and party."""

from itertools import product

import pytest

from fairapp.domain.applications import (
    OUTCOMES,
    ApplicationState,
    Decision,
    Move,
    Who,
    is_pending,
    may,
    move_for,
)

# One line a state; a = applicant, l = lead, o = organiser. Written by hand, not derived from the rule.
ALLOWED = """
            edit submit withdraw reopen endorse return decide decline undecide take_offer
draft       a    a      .        .      .       .      .      .       .        .
submitted   .    .      a        .      l       lo     o      o       o        .
endorsed    .    .      a        .      .       o      o      o       o        .
returned    a    a      a        .      .       .      .      o       o        .
accepted    .    .      a        .      .       .      .      .       .        .
waitlisted  .    .      a        .      .       .      o      o       o        a
refused     .    .      .        .      .       .      .      .       .        .
withdrawn   .    .      .        a      .       .      .      .       .        .
"""
LETTERS = {"a": Who.APPLICANT, "l": Who.LEAD, "o": Who.ORGANISER}


def _table():
    header, *lines = [line.split() for line in ALLOWED.strip().splitlines()]
    return {
        (ApplicationState(state), Move(move), LETTERS[letter])
        for state, *cells in lines
        for move, cell in zip(header, cells, strict=True)
        for letter in cell.strip(".")
    }


@pytest.mark.parametrize(("state", "move", "who"), list(product(ApplicationState, Move, Who)))
def test_every_move_of_every_party_in_every_state(state, move, who):
    assert may(state, move, who) == ((state, move, who) in _table())


def test_the_table_names_every_state_and_every_move():
    header, *lines = [line.split() for line in ALLOWED.strip().splitlines()]
    assert header == list(Move)
    assert [line[0] for line in lines] == list(ApplicationState)


def test_refusing_needs_no_answer_but_accepting_does():
    assert move_for(Decision.REFUSE) is Move.DECLINE
    assert move_for(Decision.ACCEPT) is move_for(Decision.WAITLIST) is Move.DECIDE


def test_a_verdict_is_pending_until_the_state_says_the_same():
    for decision, outcome in OUTCOMES.items():
        assert is_pending(ApplicationState.SUBMITTED, decision)
        assert not is_pending(outcome, decision)
    assert is_pending(ApplicationState.WAITLISTED, Decision.ACCEPT)
    assert not is_pending(ApplicationState.SUBMITTED, None)


def test_a_withdrawn_application_waits_for_no_announcement():
    assert not is_pending(ApplicationState.WITHDRAWN, Decision.ACCEPT)
