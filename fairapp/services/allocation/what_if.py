"""What a step would cost before it is made: whether it can be made at all, and the change of each term."""

from collections.abc import Mapping
from dataclasses import dataclass

from fairapp.domain.allocation.hand import Run, run_for
from fairapp.domain.allocation.instance import Plan
from fairapp.domain.allocation.objective import Line, Score, Term, score
from fairapp.domain.allocation.shares import fair_shares
from fairapp.domain.allocation.weights import Weights
from fairapp.domain.allocation.why_here import Explainer, WhyHere
from fairapp.domain.errors import Refusal
from fairapp.models import Fair
from fairapp.services.allocation.desk import Desk, open_desk
from fairapp.services.allocation.hand import others_of, require_sound, swapped


@dataclass(frozen=True)
class Turn:
    """One term that a step changes: its count before and after, and what that is worth."""

    term: Term
    before: int
    after: int
    value: int


@dataclass(frozen=True)
class Cost:
    """A step that can be made: the booths it gives, and the change of the plan's worth (hundredths)."""

    booths: list[str]
    turns: tuple[Turn, ...]

    @property
    def total(self) -> int:
        return sum(turn.value for turn in self.turns)


def weights_of(desk: Desk) -> Weights:
    """Those of the run that the plan was begun with; before any run, the balanced ones."""
    run = desk.plan.run if desk.plan else None
    return Weights(**run.weights) if run else Weights()


def score_of(desk: Desk, places: Mapping[str, Run], weights: Weights | None = None) -> Score:
    """The worth of places on this desk; who is no longer accepted counts for nothing."""
    given = desk.free_to_move
    known: Plan = {app: run for app, run in places.items() if app in given.app}
    return score(given, known, weights or weights_of(desk), fair_shares(given))


def of_giving(fair: Fair, application_id: int, booth_id: int) -> Cost | Refusal:
    """Giving an application the booths at one that is pointed at."""
    desk = open_desk(fair)
    try:
        app = desk.app(application_id)
        run = run_for(desk.free_to_move, app, desk.place(booth_id), others_of(desk, app.id))
        return cost_of(desk, {app.id: run}, run)
    except Refusal as refusal:
        return refusal


def of_swapping(fair: Fair, application_id: int, other_id: int) -> Cost | Refusal:
    """Letting two applications change places."""
    desk = open_desk(fair)
    try:
        changed = swapped(desk, application_id, other_id)
        return cost_of(desk, changed, changed[str(application_id)])
    except Refusal as refusal:
        return refusal


def cost_of(desk: Desk, changed: Mapping[str, Run], run: Run) -> Cost:
    require_sound(desk, changed)
    before, after = score_of(desk, desk.places), score_of(desk, {**desk.places, **changed})
    return Cost(desk.numbers_of(run), differences(before, after))


def differences(before: Score, after: Score) -> tuple[Turn, ...]:
    """The terms that count differently, the weightiest first."""
    turns = (_turn(one, other) for one, other in zip(before.lines, after.lines, strict=True))
    return tuple(sorted((turn for turn in turns if turn.before != turn.after), key=lambda t: -abs(t.value)))


def _turn(before: Line, after: Line) -> Turn:
    return Turn(before.term, before.count, after.count, after.value - before.value)


def why_here(fair: Fair, application_id: int) -> WhyHere | None:
    """What its booths cost and grant, the nearest better ones, and who would lose; None: it has none."""
    desk = open_desk(fair)
    app = desk.app(application_id)
    if app.id not in desk.places:
        return None
    known = {id: run for id, run in desk.places.items() if id in desk.given.app}
    return Explainer(desk.given, known, weights_of(desk)).why_here(app.id)
