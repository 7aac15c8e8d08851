"""One run from its stored input to a checked result, without the database. Imports the engine when called."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fairapp.domain.allocation import Stop
from fairapp.domain.allocation.checker import Violation, violations
from fairapp.domain.allocation.instance import Instance, Plan
from fairapp.domain.allocation.objective import Score, score
from fairapp.domain.allocation.reading import read_instance
from fairapp.domain.allocation.reasons import refusals
from fairapp.domain.allocation.weights import Weights
from fairapp.domain.allocation.why import why_here
from fairapp.domain.allocation.writing import plan_facts, plan_hash
from fairapp.domain.calendar import format_day

POINTS = frozenset({"lowest", "points", "loss", "gain", "by"})
Tell = Callable[[Mapping[str, int]], Stop | None]


class Dropped(Exception):
    """The organiser wants nothing of it."""


class Unsound(Exception):
    """The checker found something wrong with a plan: it is told, and never kept."""

    def __init__(self, wrong: list[Violation]) -> None:
        super().__init__("; ".join(str(violation) for violation in wrong[:5]))
        self.wrong = wrong


@dataclass(frozen=True)
class Order:
    """What a run was asked for: with its input, all that repeats it."""

    given: Instance
    weights: Weights
    seed: int
    steps: int
    stop_at: int | None = None  # where the organiser ended it
    explained: bool = True


def order_of(facts: str, weights: Mapping[str, int], seed: int, steps: int, **more: Any) -> Order:
    return Order(read_instance(json.loads(facts)), Weights(**weights), seed, steps, **more)


def terms_of(found: Score) -> list[list[object]]:
    return [[line.term.value, line.count, line.each] for line in found.lines]


def solve(order: Order, tell: Tell) -> dict[str, Any]:
    """What a run keeps: the best plan that the checker passes, its worth term by term, and why."""
    from fairapp.domain.allocation.engine.search import RULE, Search

    said: list[Stop | None] = []
    found = Search(order.given, order.weights).run(
        seed=order.seed,
        steps=order.steps,
        until=order.stop_at,
        on_progress=lambda p: said.append(tell({"done": p.done, "total": p.total, "z": p.z})),
        should_stop=lambda: any(said),
    )
    if Stop.DROP in said:
        raise Dropped
    return _kept(order, found.plan, RULE, found.until)


def _kept(order: Order, plan: Plan, engine: str, until: int) -> dict[str, Any]:
    wrong = violations(order.given, plan)
    if wrong:
        raise Unsound(wrong)
    found = score(order.given, plan, order.weights)
    return {
        "engine": engine,
        "z": found.z,
        "bound": _bound(order),
        "plan_hash": plan_hash(plan),
        "result": {
            "plan": plan_facts(plan),
            "terms": terms_of(found),
            "why": _why(order, plan),
            "refused": refused_of(order.given, plan, order.weights) if order.explained else {},
            "until": until,
        },
    }


def _why(order: Order, plan: Plan) -> dict[str, list[object]]:
    """application → sentence and values; trials explain nothing."""
    if not order.explained:
        return {}
    given, apps = order.given, order.given.app
    found = {id: why_here(given, plan, apps[id], order.weights) for id in plan}
    return {id: [reason.sentence, reason.values] for id, reason in found.items()}


def refused_of(given: Instance, plan: Plan, weights: Weights) -> dict[str, list[Any]]:
    """application → code, sentence and values."""
    found = refusals(given, plan, weights)
    return {each.app: [each.code.value, each.sentence, plain(each.values)] for each in found}


def plain(values: Mapping[str, object]) -> dict[str, object]:
    """Values as they are kept: points with what is beyond the whole ones, days as people write them."""
    kept = {name: format_day(v) if isinstance(v, date) else v for name, v in values.items()}
    for name in POINTS & kept.keys():
        whole, rest = divmod(int(str(kept[name])), 100)
        kept[name] = whole + rest / 100 if rest else whole
    return kept


def _bound(order: Order) -> int | None:
    """What no plan can pass; None where it was not asked for."""
    if not order.explained:
        return None
    from fairapp.domain.allocation.engine.bound import bound

    return bound(order.given, order.weights)
