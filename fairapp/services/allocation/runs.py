"""Runs: asked for on a page, and kept with all that lets anybody repeat them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from sqlalchemy import delete, func, select
from sqlalchemy.orm import defer, joinedload

from fairapp.db import db, now
from fairapp.domain.allocation import Preset, RunKind, RunState, Stop
from fairapp.domain.allocation.instance import Instance
from fairapp.domain.allocation.mixing import Aim, check_level, check_order, weights_in_order, weights_of
from fairapp.domain.allocation.writing import canonical, instance_facts, instance_hash
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.text import N_
from fairapp.models import AllocationInput, AllocationRun, Fair, User
from fairapp.services.accounts import audit
from fairapp.services.allocation import rules
from fairapp.services.allocation.desk import Desk, open_desk
from fairapp.services.allocation.failing import require_attainable
from fairapp.services.fairs import require_open_book

TRIAL_STEPS, LEAST_BOOTHS = 2_000, 60
EFFORTS = {"quick": 5_000, "usual": 50_000, "thorough": 250_000}
"""Steps for each booth."""
NO_RUN = N_("Không có lượt chạy này.")
BUSY = N_("Lượt chạy số %(number)d chưa xong. Hãy chờ hoặc dừng lượt đó trước.")


@dataclass(frozen=True)
class Wanted:
    """What the organiser chose on the page: all aims in an order, or else a preset and its levels."""

    preset: Preset = Preset.BALANCED
    levels: Mapping[str, int] = field(default_factory=dict)
    order: Sequence[str] | None = None
    effort: str = "usual"
    moved_at_most: int | None = None


def input_of(desk: Desk, moved_at_most: int | None = None) -> Instance:
    """What a run on this desk would be made from, whether any plan can come of it or none."""
    given = desk.given
    return given if moved_at_most is None else replace(given, moved_at_most=moved_at_most)


def ask(fair: Fair, actor: User | None, wanted: Wanted | None = None, steps: int = 0) -> AllocationRun:
    """Ask for a full run; one at a time, because the next one would begin from the same plan."""
    wanted = wanted or Wanted()
    if wanted.effort not in EFFORTS:
        raise Invalid(N_("Hãy chọn một mức trong danh sách."), field="effort")
    _lock(fair)
    under_way = find_under_way(fair)
    if under_way is not None:
        raise Conflict(BUSY, number=under_way.number)
    desk = open_desk(fair)
    given = input_of(desk, wanted.moved_at_most)
    require_attainable(desk, given)
    steps = steps or EFFORTS[wanted.effort] * max(LEAST_BOOTHS, len(given.booths))
    run = _add(fair, actor, RunKind.FULL, wanted, steps, _keep(fair, given))
    audit(
        actor,
        "allocation.ask",
        "fair",
        fair.id,
        N_("Yêu cầu xếp tự động, lượt số %(number)d."),
        fair_id=fair.id,
        private=True,
        number=run.number,
    )
    return run


def ask_trials(fair: Fair, actor: User | None) -> list[AllocationRun]:
    """A short run of every preset on the same input; what was made of this very input before is kept."""
    _lock(fair)
    desk = open_desk(fair)
    given = input_of(desk)
    require_attainable(desk, given)
    kept = _keep(fair, given)
    trials = (AllocationRun.fair_id == fair.id, AllocationRun.kind == RunKind.TRIAL)
    done = AllocationRun.state.in_((RunState.DONE, RunState.FAILED, RunState.DROPPED))
    db.session.execute(
        delete(AllocationRun)
        .where(*trials, done, AllocationRun.input_id != kept.id)
        .execution_options(synchronize_session=False)
    )
    unused = AllocationInput.id.not_in(select(AllocationRun.input_id))
    db.session.execute(
        delete(AllocationInput)
        .where(AllocationInput.fair_id == fair.id, AllocationInput.id != kept.id, unused)
        .execution_options(synchronize_session=False)
    )
    here = {
        run.preset: run
        for run in db.session.scalars(select(AllocationRun).where(*trials, AllocationRun.input_id == kept.id))
        if run.state in (RunState.WAITING, RunState.RUNNING, RunState.DONE)
    }
    booths = max(LEAST_BOOTHS, kept.booths)
    return [
        here.get(preset) or _add(fair, actor, RunKind.TRIAL, Wanted(preset), TRIAL_STEPS * booths, kept)
        for preset in Preset
    ]


def get(fair: Fair, number: int) -> AllocationRun:
    run = db.session.scalar(
        select(AllocationRun)
        .where(AllocationRun.fair_id == fair.id, AllocationRun.number == number)
        .options(joinedload(AllocationRun.asked_by), joinedload(AllocationRun.input))
    )
    if run is None:
        raise NotFound(NO_RUN)
    return run


def list_full(fair: Fair) -> list[AllocationRun]:
    """The fair's full runs without their plans, the latest first."""
    query = (
        select(AllocationRun)
        .where(AllocationRun.fair_id == fair.id, AllocationRun.kind == RunKind.FULL)
        .options(
            defer(AllocationRun.result),
            joinedload(AllocationRun.asked_by),
            joinedload(AllocationRun.input).load_only(AllocationInput.hash),
        )
        .order_by(AllocationRun.number.desc())
    )
    return list(db.session.scalars(query))


def list_trials(fair: Fair) -> list[AllocationRun]:
    """The latest trials, one of each preset, in the presets' order."""
    query = (
        select(AllocationRun)
        .where(AllocationRun.fair_id == fair.id, AllocationRun.kind == RunKind.TRIAL)
        .options(joinedload(AllocationRun.input).load_only(AllocationInput.hash))
        .order_by(AllocationRun.id)
    )
    latest = {run.preset: run for run in db.session.scalars(query)}
    return [latest[preset] for preset in Preset if preset in latest]


def find_under_way(fair: Fair) -> AllocationRun | None:
    query = select(AllocationRun).where(
        AllocationRun.fair_id == fair.id,
        AllocationRun.kind == RunKind.FULL,
        AllocationRun.state.in_((RunState.WAITING, RunState.RUNNING)),
    )
    return db.session.scalar(query.limit(1))


def stop(fair: Fair, actor: User, number: int, how: Stop) -> AllocationRun:
    """Let a run end at once: with the best plan it has, or with none."""
    run = get(fair, number)
    if run.state == RunState.WAITING:
        run.state, run.finished_at, run.stop = RunState.DROPPED, now(), Stop.DROP
    elif run.state == RunState.RUNNING:
        run.stop = how
    db.session.flush()
    audit(
        actor,
        "allocation.stop",
        "fair",
        fair.id,
        N_("Dừng lượt chạy số %(number)d."),
        fair_id=fair.id,
        private=True,
        number=run.number,
    )
    return run


# ---- asking ------------------------------------------------------------------------------------


def _lock(fair: Fair) -> None:
    require_open_book(fair)
    db.session.execute(select(Fair.id).where(Fair.id == fair.id).with_for_update(key_share=True))


def _keep(fair: Fair, given: Instance) -> AllocationInput:
    """The stored input with this content: the one that is there, or a new one."""
    key = instance_hash(given)
    found = db.session.scalar(
        select(AllocationInput).where(AllocationInput.fair_id == fair.id, AllocationInput.hash == key)
    )
    if found is None:
        facts = canonical(instance_facts(given))
        found = AllocationInput(fair_id=fair.id, hash=key, booths=len(given.booths), facts=facts)
        db.session.add(found)
        db.session.flush()
    return found


def _add(
    fair: Fair,
    actor: User | None,
    kind: RunKind,
    wanted: Wanted,
    steps: int,
    kept: AllocationInput,
) -> AllocationRun:
    rule = rules.rule_of(fair)
    ranked = None if wanted.order is None else [aim.value for aim in check_order(wanted.order)]
    levels = {} if ranked else {a.value: check_level(wanted.levels[a]) for a in Aim if a in wanted.levels}
    highest = select(func.max(AllocationRun.number)).where(AllocationRun.fair_id == fair.id)
    run = AllocationRun(
        fair_id=fair.id,
        number=(db.session.scalar(highest) or 0) + 1 if kind == RunKind.FULL else None,
        kind=kind,
        preset=Preset.BALANCED if ranked else wanted.preset,
        levels=levels,
        ranked=ranked or [],
        weights=asdict(weights_in_order(ranked) if ranked else weights_of(wanted.preset, levels)),
        lottery=rule.lottery,
        seed_text=rule.seed_text,
        seed=rule.seed,
        steps=steps,
        input=kept,
        asked_by_id=actor.id if actor else None,
        asked_at=now(),
    )
    db.session.add(run)
    db.session.flush()
    return run
