"""The worker's side of a run: claimed once, alive as long as it says so, stopped, cut off."""

from datetime import timedelta

import pytest

from fairapp.db import now
from fairapp.domain.allocation import RunState, Stop
from fairapp.services import allocation
from fairapp.services.allocation import claims
from tests.allocation_world import a_row_of_four, an_accepted, ask, work
from tests.people import an_organiser


@pytest.fixture
def organiser(db):
    return an_organiser()


@pytest.fixture
def fair(db):
    return a_row_of_four()


def test_a_run_is_claimed_once(fair, organiser):
    an_accepted(fair)
    ask(fair, organiser)
    assert allocation.is_waiting(now())
    assert allocation.claim(now()) is not None
    assert allocation.claim(now()) is None
    assert not allocation.is_waiting(now())


def test_trials_go_before_a_run_that_was_asked_for_earlier(fair, organiser):
    an_accepted(fair)
    run, trials = ask(fair, organiser), allocation.ask_trials(fair, organiser)
    claimed = [allocation.claim(now()).run_id for _ in (*trials, run)]
    assert claimed == [*(trial.id for trial in trials), run.id]


def test_a_run_whose_worker_fell_silent_begins_anew_and_the_old_worker_changes_nothing(fair, organiser):
    an_accepted(fair)
    run = ask(fair, organiser)
    dead = allocation.claim(now() - timedelta(minutes=5))
    allocation.beat(dead, now() - timedelta(minutes=5), {"done": 5, "total": 10, "z": 1})
    alive = allocation.claim(now())
    assert alive.run_id == dead.run_id
    assert run.progress == {}
    assert allocation.beat(dead, now(), {"done": 9, "total": 10, "z": 1}) is Stop.DROP
    claims.finish(dead, now(), {"plan_hash": "of the dead"})
    assert (run.state, run.plan_hash, run.result) == (RunState.RUNNING, "", None)


def test_a_run_that_is_cut_off_again_and_again_is_given_up(fair, organiser):
    an_accepted(fair)
    run = ask(fair, organiser)
    for minutes in (19, 14, 9):
        assert allocation.claim(now() - timedelta(minutes=minutes)) is not None
    allocation.claim(now())
    assert run.state == RunState.FAILED
    assert "3 lần" in run.detail
    assert allocation.claim(now()) is None


def test_stopping_before_it_began_drops_it(fair, organiser):
    an_accepted(fair)
    run = ask(fair, organiser)
    allocation.stop(fair, organiser, run.number, Stop.KEEP)
    assert run.state == RunState.DROPPED
    assert allocation.claim(now()) is None


def test_stopping_keeps_the_best_so_far_and_it_can_be_made_again(fair, organiser):
    for n in range(6):
        an_accepted(fair, f"HTX {n}")
    run = ask(fair, organiser)
    said = []

    def tell(progress):
        said.append(progress)
        return Stop.KEEP if len(said) == 3 else None

    work(tell)
    assert run.state == RunState.DONE
    assert run.result["until"] < run.steps
    assert len(run.result["plan"]) == 4
    assert allocation.replay(run)["plan_hash"] == run.plan_hash


def test_dropping_keeps_nothing(fair, organiser):
    an_accepted(fair)
    run = ask(fair, organiser)
    work(lambda progress: Stop.DROP)
    assert (run.state, run.result) == (RunState.DROPPED, None)


def test_dropping_while_the_bound_is_proved_keeps_nothing(fair, organiser):
    an_accepted(fair)
    run = ask(fair, organiser)
    mine = allocation.claim(now())
    ended = allocation.work(mine, allocation.order(mine), lambda progress: None)
    allocation.stop(fair, organiser, run.number, Stop.DROP)
    ended(now())
    assert (run.state, run.result) == (RunState.DROPPED, None)
