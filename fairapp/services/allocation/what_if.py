"""What a step would cost before it is made: whether it can be made at all, and the change of each term."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from fairapp.domain.allocation.bearers import Bearers, bearers
from fairapp.domain.allocation.hand import Run, run_for
from fairapp.domain.allocation.instance import Plan
from fairapp.domain.allocation.objective import Line, Score, Term, score
from fairapp.domain.allocation.shares import Shares, fair_shares
from fairapp.domain.allocation.weights import Weights
from fairapp.domain.allocation.why_here import Explainer, WhyHere
from fairapp.domain.errors import NotFound, Refusal
from fairapp.services.allocation.desk import Desk
from fairapp.services.allocation.hand import GONE, others_of, require_sound, swapped


@dataclass(frozen=True)
class Turn:
    """One term that a step changes: its count before and after, what that is worth, and whose it is."""

    term: Term
    before: int
    after: int
    value: int
    whose: tuple[str, ...] = ()  # names


@dataclass(frozen=True)
class Cost:
    """A step that can be made: the booths it gives (none: it frees), and the change of the plan's worth."""

    booths: list[str]
    turns: tuple[Turn, ...]

    @property
    def total(self) -> int:
        """In hundredths of a point."""
        return sum(turn.value for turn in self.turns)


def weights_of(desk: Desk) -> Weights:
    """Those of the run that the plan was begun with; before any run, the balanced ones."""
    run = desk.plan.run if desk.plan else None
    return Weights(**run.weights) if run else Weights()


def score_of(desk: Desk, places: Mapping[str, Run], weights: Weights | None = None) -> Score:
    """The worth of places on this desk; who is no longer accepted counts for nothing."""
    given = desk.free_to_move
    return score(given, _known(desk, places), weights or weights_of(desk), fair_shares(given))


def _known(desk: Desk, places: Mapping[str, Run]) -> Plan:
    return {app: run for app, run in places.items() if app in desk.free_to_move.app}


class Prices:
    """A desk made ready to be asked what one step after the other would cost; none is made."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.weights = desk, weights_of(desk)

    def of_giving(self, application_id: int, booth_id: int) -> Cost | Refusal:
        """Giving an application the booths at one that is pointed at."""
        return _asked(lambda: self._giving(application_id, booth_id))

    def of_swapping(self, application_id: int, other_id: int) -> Cost | Refusal:
        """Letting two applications change places."""
        return _asked(lambda: self._swapping(application_id, other_id))

    def of_taking_away(self, application_id: int) -> Cost | Refusal:
        """Freeing the booths of an application."""
        return _asked(lambda: self._taking_away(application_id))

    def _giving(self, application_id: int, booth_id: int) -> Cost:
        desk, app = self.desk, self.desk.app(application_id)
        run = run_for(desk.free_to_move, app, desk.place(booth_id), others_of(desk, app.id))
        return self.cost_of({app.id: run}, run)

    def _swapping(self, application_id: int, other_id: int) -> Cost:
        changed = swapped(self.desk, application_id, other_id)
        return self.cost_of(changed, changed[str(application_id)])

    def _taking_away(self, application_id: int) -> Cost:
        """No rule stands in its way."""
        gone = str(application_id)
        if gone not in self.desk.places:
            raise NotFound(GONE)
        return self._between({app: run for app, run in self.desk.places.items() if app != gone}, ())

    def cost_of(self, changed: Mapping[str, Run], run: Run) -> Cost:
        require_sound(self.desk, changed)
        return self._between({**self.desk.places, **changed}, run)

    def _between(self, places: Mapping[str, Run], run: Run) -> Cost:
        given, after = self.desk.free_to_move, _known(self.desk, places)
        turns = differences(self.now, score(given, after, self.weights, self.shares))
        whose = bearers(given, self.known, after, self.shares)
        return Cost(
            self.desk.numbers_of(run),
            tuple(replace(turn, whose=self._names(whose.get(turn.term, Bearers()))) for turn in turns),
        )

    @cached_property
    def known(self) -> Plan:
        return _known(self.desk, self.desk.places)

    @cached_property
    def shares(self) -> Shares:
        return fair_shares(self.desk.free_to_move)

    @cached_property
    def now(self) -> Score:
        return score(self.desk.free_to_move, self.known, self.weights, self.shares)

    def _names(self, those: Bearers) -> tuple[str, ...]:
        applications, parties = self.desk.applications, self.desk.party_names
        apps = (applications[int(id)].producer.name for id in those.apps)
        return (*apps, *(parties[id] for id in those.provinces))


def _asked(price: Callable[[], Cost]) -> Cost | Refusal:
    try:
        return price()
    except Refusal as refusal:
        return refusal


def differences(before: Score, after: Score) -> tuple[Turn, ...]:
    """The terms that count differently, the weightiest first."""
    turns = (_turn(one, other) for one, other in zip(before.lines, after.lines, strict=True))
    return tuple(sorted((turn for turn in turns if turn.before != turn.after), key=lambda t: -abs(t.value)))


def _turn(before: Line, after: Line) -> Turn:
    return Turn(before.term, before.count, after.count, after.value - before.value)


def why_here(desk: Desk, application_id: int) -> WhyHere | None:
    """What its booths cost and grant, the nearest better ones, and who would lose; None: it has none."""
    app = desk.app(application_id)
    if app.id not in desk.places:
        return None
    known = {id: run for id, run in desk.places.items() if id in desk.given.app}
    return Explainer(desk.given, known, weights_of(desk)).why_here(app.id)
