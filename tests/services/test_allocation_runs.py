"""Runs as rows: asked for, used, and made again."""

import json
from dataclasses import asdict

import pytest

from fairapp.db import now
from fairapp.domain.allocation import Aim, How, Preset, RunKind, RunState
from fairapp.domain.allocation.lottery import seed_of
from fairapp.domain.allocation.reading import read_instance
from fairapp.domain.allocation.weights import PRESETS
from fairapp.domain.allocation.writing import instance_hash, plan_hash
from fairapp.domain.applications import ApplicationState
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.models import AllocationInput, AllocationRun
from fairapp.services import allocation
from fairapp.services.allocation import Wanted, rules, runs, solving
from tests.allocation_world import a_row_of_four, an_accepted, ask, work
from tests.factories import a_certified_product, a_producer, a_ready_application, a_zone, an_open_fair
from tests.people import an_organiser


@pytest.fixture
def organiser(db):
    return an_organiser()


@pytest.fixture
def fair(db):
    return a_row_of_four()


def test_a_run_keeps_all_that_repeats_it(fair, organiser):
    application = an_accepted(fair)
    run = ask(fair, organiser, Wanted(Preset.BY_TRADE, {"wishes": 5}))
    assert (run.number, run.state, run.kind) == (1, RunState.WAITING, RunKind.FULL)
    work()
    assert run.state == RunState.DONE
    assert run.weights["wish1"] == 40_00
    assert instance_hash(read_instance(json.loads(run.input.facts))) == run.input.hash
    plan = {app: tuple(keys) for app, keys in run.result["plan"].items()}
    assert plan_hash(plan) == run.plan_hash
    assert list(plan) == [str(application.id)]
    assert run.z == sum_of(run) <= run.bound
    assert allocation.replay(run)["plan_hash"] == run.plan_hash


def test_aims_in_an_order_are_kept_weigh_and_make_the_same_plan_again(fair, organiser):
    an_accepted(fair)
    order = [aim.value for aim in reversed(Aim)]
    run = ask(fair, organiser, Wanted(Preset.BY_TRADE, {"wishes": 5}, order=order))
    assert (run.ranked, run.levels, run.preset) == (order, {}, Preset.BALANCED)
    assert run.weights["moved"] == 32_00
    work()
    assert allocation.replay(run)["plan_hash"] == run.plan_hash
    twin = ask(fair, organiser, Wanted(order=order))
    assert (twin.input_id, twin.seed, twin.weights) == (run.input_id, run.seed, run.weights)


@pytest.mark.parametrize("order", [["wishes"], ["wishes"] * 11, ["rain"]])
def test_an_order_that_leaves_aims_out_asks_for_nothing(fair, organiser, order):
    with pytest.raises(Invalid):
        ask(fair, organiser, Wanted(order=order))
    assert runs.list_full(fair) == []


@pytest.mark.parametrize("text", ["", "58291"])
def test_chance_comes_from_the_text_announced_and_without_one_from_the_fairs_address(
    fair, organiser, db, text
):
    an_accepted(fair)
    if text:
        rules.announce_seed(fair, organiser, rule="Xổ số", text=text, lottery=False, seen=0)
    trials, run = allocation.ask_trials(fair, organiser), ask(fair, organiser)
    assert run.seed_text == (text or fair.slug)
    assert {each.seed for each in (*trials, run)} == {seed_of(text or fair.slug)}
    for _ in (*Preset, run):
        mine = allocation.claim(now())
        asked, order = db.session.get(AllocationRun, mine.run_id), allocation.order(mine)
        assert (order.seed, order.steps, asdict(order.weights)) == (asked.seed, asked.steps, asked.weights)


def sum_of(run):
    from fairapp.domain.allocation.objective import Line, Term

    return sum(Line(Term(name), count, each).value for name, count, each in run.result["terms"])


def test_the_stored_input_names_nobody(fair, organiser):
    an_accepted(fair, "HTX Bí Mật")
    facts = ask(fair, organiser).input.facts
    assert "HTX" not in facts
    assert '"A1"' in facts


def test_one_full_run_at_a_time(fair, organiser):
    an_accepted(fair)
    ask(fair, organiser)
    with pytest.raises(Conflict, match="số 1 chưa xong"):
        ask(fair, organiser)
    work()
    assert ask(fair, organiser).number == 2


def test_runs_of_one_input_share_it(fair, organiser, db):
    an_accepted(fair)
    first = ask(fair, organiser)
    work()
    assert ask(fair, organiser).input_id == first.input_id
    assert db.session.scalar(db.select(db.func.count()).select_from(AllocationInput)) == 1


@pytest.mark.parametrize("wanted", [Wanted(effort="endless"), Wanted(levels={"wishes": 9})])
def test_what_cannot_be_chosen_is_refused(fair, organiser, wanted):
    an_accepted(fair)
    with pytest.raises(Invalid):
        ask(fair, organiser, wanted)


def test_without_applications_or_booths_there_is_nothing_to_run(fair, organiser):
    with pytest.raises(Invalid, match="Chưa có đơn nào được nhận"):
        ask(fair, organiser)
    with pytest.raises(Invalid, match="Chưa có đơn nào được nhận"):
        allocation.ask_trials(fair, organiser)


def test_a_plan_that_the_checker_refuses_is_never_kept(fair, organiser, monkeypatch):
    """The engine is made to give one booth twice."""
    first, second = an_accepted(fair), an_accepted(fair)
    from fairapp.domain.allocation.engine.search import Search

    honest = Search.run

    def wrong(self, **how):
        from dataclasses import replace

        found = honest(self, **how)
        return replace(found, plan={str(first.id): ("A1",), str(second.id): ("A1",)})

    monkeypatch.setattr(Search, "run", wrong)
    run = ask(fair, organiser)
    work()
    assert (run.state, run.plan_hash) == (RunState.FAILED, "")
    [(broken, whose)] = allocation.list_wrong(fair, run)
    assert (str(broken), whose) == (f"Gian A1 được xếp cho hai đơn: {first.id}, {second.id}.", None)
    with pytest.raises(Conflict):
        allocation.use(fair, organiser, run.number)


def test_a_plan_is_used_only_for_the_input_that_it_was_made_from(fair, organiser):
    an_accepted(fair)
    run = ask(fair, organiser)
    work()
    an_accepted(fair, "HTX Đến Sau")
    assert not allocation.outcome(fair, run).is_current
    with pytest.raises(Conflict, match="chạy lại"):
        allocation.use(fair, organiser, run.number)


def test_a_move_by_hand_after_the_run_is_not_swept_away(fair, organiser):
    application = an_accepted(fair)
    run = ask(fair, organiser)
    work()
    desk = allocation.open_desk(fair)
    booth = next(b for b in desk.booths.values() if b.number == "A4")
    allocation.give(fair, organiser, application.id, booth.id)
    with pytest.raises(Conflict):
        allocation.use(fair, organiser, run.number)
    assert [row.how for row in allocation.current(fair).assignments] == [How.HAND]


def test_a_used_run_stands_in_the_draft_with_its_hash(fair, organiser):
    for n in range(5):
        an_accepted(fair, f"HTX {n}")
    run = ask(fair, organiser)
    work()
    outcome = allocation.outcome(fair, run)
    assert (len(outcome.placed), len(outcome.unplaced), outcome.is_current) == (4, 1, True)
    draft = allocation.use(fair, organiser, run.number)
    assert (draft.run_id, draft.input_hash) == (run.id, run.input.hash)
    assert {row.how for row in draft.assignments} == {How.RULE}
    assert len(draft.unplaced) == 1
    assert all(row.reason for row in draft.assignments)
    assert all(row.reason for row in draft.unplaced)


def test_trials_are_not_used_and_are_made_once_for_one_input(fair, organiser):
    an_accepted(fair)
    trials = allocation.ask_trials(fair, organiser)
    assert [run.preset for run in trials] == list(Preset)
    for _ in trials:
        work()
    assert {run.state for run in trials} == {RunState.DONE}
    assert [run.weights for run in trials] == [asdict(weights) for weights in PRESETS.values()]
    for run in trials:  # and was weighed by them
        assert {term: each for term, _, each in run.result["terms"]} == run.weights
    assert [run.id for run in allocation.ask_trials(fair, organiser)] == [run.id for run in trials]
    assert [run.id for run in allocation.list_trials(fair)] == [run.id for run in trials]
    assert allocation.list_full(fair) == []


def test_trials_of_an_old_input_make_room_for_new_ones(fair, organiser, db):
    an_accepted(fair)
    allocation.ask_trials(fair, organiser)
    for _ in Preset:
        work()
    an_accepted(fair, "HTX Đến Sau")
    allocation.ask_trials(fair, organiser)
    assert db.session.scalar(db.select(db.func.count()).select_from(AllocationRun)) == 3
    assert db.session.scalar(db.select(db.func.count()).select_from(AllocationInput)) == 1


def test_after_withdrawals_no_more_move_than_allowed(fair, organiser):
    applications = [an_accepted(fair, f"HTX {n}") for n in range(4)]
    allocation.run(fair, organiser)
    allocation.publish(fair, organiser)
    before = allocation.map_booths(fair)
    applications[0].state = ApplicationState.WITHDRAWN
    allocation.run(fair, organiser, Wanted(moved_at_most=0))
    desk = allocation.open_desk(fair)
    assert {id: desk.numbers(id) for id in desk.booths_of} == {
        id: numbers for id, numbers in before.items() if id != applications[0].id
    }


def test_another_fairs_run_is_not_found(fair, organiser):
    an_accepted(fair)
    number = ask(fair, organiser).number
    with pytest.raises(NotFound):
        runs.get(an_open_fair(), number)


def test_nothing_of_the_engine_is_loaded_by_what_pages_use():
    import subprocess
    import sys

    told = subprocess.run(
        [sys.executable, "-c", "import fairapp.web, fairapp.cli, sys; print('numba' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "False"
    assert "numba" not in vars(solving)


def test_presets_part_where_provinces_and_goods_pull_apart(fair, organiser):
    """Two provinces and two groups of goods; each group has one half of the row."""
    halves = {code: a_zone(site=fair.sites[0], group_code=code) for code in ("I", "II")}
    for stand in allocation.open_desk(fair).booths.values():
        stand.zone = halves["I" if stand.number in ("A1", "A2") else "II"]
    for unit_id, leaves in (("quang-ninh", ("I.5.a", "II.1.a")), ("lao-cai", ("I.1.a", "II.1.b"))):
        for leaf in leaves:
            producer = a_producer(unit_id=unit_id)
            goods = [a_certified_product(producer=producer, leaf_code=leaf)]
            a_ready_application(fair=fair, producer=producer, products=goods, state=ApplicationState.ACCEPTED)
    counts = {}
    for run in allocation.ask_trials(fair, organiser):
        work()
        found = {term: count for term, count, _ in run.result["terms"]}
        counts[run.preset] = found["zone"], found["run"]
    assert counts == {Preset.BALANCED: (0, 3), Preset.BY_PROVINCE: (2, 2), Preset.BY_TRADE: (0, 3)}
