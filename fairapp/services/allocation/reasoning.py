"""Why each application stands where it does, or nowhere, in a plan as it stands: worked out when asked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from fairapp.domain.allocation.instance import Instance, Plan
from fairapp.domain.allocation.reasons import Asked, Refusal
from fairapp.domain.allocation.sentences import Reason
from fairapp.domain.allocation.weights import Weights
from fairapp.domain.allocation.why import why_here
from fairapp.domain.allocation.writing import instance_hash, plan_hash
from fairapp.services.allocation.desk import Desk
from fairapp.services.allocation.solving import plain
from fairapp.services.allocation.what_if import weights_of

KEPT = 8
"""So many plans' refusals a process keeps: those of 600 booths and 900 applications take two seconds."""


@dataclass(frozen=True)
class _Question:
    """A plan with all that bears on it, known by its hashes."""

    input: str
    plan: str
    weights: Weights
    given: Instance = field(compare=False, repr=False)
    places: Plan = field(compare=False, repr=False)


class _Answers:
    """Refusals of one plan: each is worked out once."""

    def __init__(self, question: _Question) -> None:
        self.asked = Asked(question.given, question.places, question.weights)
        self.known: dict[str, Refusal] = {}

    def why_not(self, app: str) -> Refusal:
        if app not in self.known:
            self.known[app] = self.asked.why_not(self.asked.given.app[app])
        return self.known[app]


@lru_cache(KEPT)
def _answers(question: _Question) -> _Answers:
    return _Answers(question)


class Reasons:
    """A desk's plan, with the weights of the run that it was begun with."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.given, self.weights = desk, desk.given, weights_of(desk)
        self.places: Plan = {app: run for app, run in desk.places.items() if app in self.given.app}
        key = instance_hash(self.given), plan_hash(self.places)
        self.answers = _answers(_Question(*key, self.weights, self.given, self.places))

    def why_here(self, application_id: int) -> Reason:
        return why_here(self.given, self.places, self.given.app[str(application_id)], self.weights)

    def why_not(self, application_id: int) -> tuple[str, Reason]:
        """The code of the rule that binds, and the reason in names."""
        found = self.answers.why_not(str(application_id))
        return found.code.value, Reason(found.sentence, self.desk.named(plain(found.values)))

    def refused(self) -> Iterator[tuple[int, str, Reason]]:
        """Everybody who has no booth."""
        for app in self.given.apps:
            if app.id not in self.places:
                yield (int(app.id), *self.why_not(int(app.id)))
