"""Whom a step touches: of each term that it changes, the exhibitors and provinces that bear the change."""

from collections.abc import Iterator
from dataclasses import dataclass

from fairapp.domain.allocation.instance import STANDARD, App, Instance, Plan
from fairapp.domain.allocation.objective import Term, at_place, rivals, score
from fairapp.domain.allocation.shares import Shares
from fairapp.domain.allocation.weights import Weights

OF_PROVINCES = (Term.SHORT, Term.ISLAND, Term.RUN, Term.PRIME)
Pair = frozenset[str]


@dataclass(frozen=True)
class Bearers:
    """Applications and provinces by their ids."""

    apps: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()


def bearers(given: Instance, before: Plan, after: Plan, shares: Shares) -> dict[Term, Bearers]:
    """Who bears what when one plan becomes the other; what the only mover has for itself goes unsaid.

    The runs, islands and shares of a province change only where one of its own moves.
    """
    moved = [app for app in given.apps if before.get(app.id) != after.get(app.id)]
    found = {term: Bearers(provinces=ids) for term, ids in _provinces(given, before, after, shares, moved)}
    for term in (Term.BESIDE, Term.FACING):
        changed = set(_pairs(given, before, term)) ^ set(_pairs(given, after, term))
        names = {id for pair in changed for id in pair}
        others = names - {app.id for app in moved}
        found[term] = Bearers(apps=tuple(sorted(others or names)))
    if len(moved) > 1:
        found |= {term: Bearers(apps=ids) for term, ids in _own(given, before, after, moved)}
    return {term: those for term, those in found.items() if those != Bearers()}


def _provinces(
    given: Instance, before: Plan, after: Plan, shares: Shares, moved: list[App]
) -> Iterator[tuple[Term, tuple[str, ...]]]:
    touched = sorted({app.prov for app in moved})
    counted = {
        id: [score(given, _of_province(given, plan, id), Weights(), shares) for plan in (before, after)]
        for id in touched
    }
    for term in OF_PROVINCES:
        yield term, tuple(id for id, (then, now) in counted.items() if then[term].count != now[term].count)


def _of_province(given: Instance, plan: Plan, province: str) -> Plan:
    return {app: run for app, run in plan.items() if given.app[app].prov == province}


def _own(
    given: Instance, before: Plan, after: Plan, moved: list[App]
) -> Iterator[tuple[Term, tuple[str, ...]]]:
    """What is counted exhibitor by exhibitor, whoever stands around."""
    turned = {app.id: _at(given, before, app) ^ _at(given, after, app) for app in moved}
    for term in Term:
        ids = tuple(id for id, counts in turned.items() if any(term == counted for counted, _ in counts))
        if ids:
            yield term, ids


def _at(given: Instance, plan: Plan, app: App) -> set[tuple[Term, int]]:
    run = plan.get(app.id)
    if run is None:
        return set()
    moved = int(given.published.get(app.id, run[0]) != run[0])
    return {(term, n) for term, n in (*at_place(given, app, run), (Term.MOVED, moved)) if n}


def _pairs(given: Instance, plan: Plan, term: Term) -> Iterator[Pair]:
    """The rivals that stand side by side, or opposite each other."""
    holder = {booth: given.app[app] for app, run in plan.items() for booth in run}
    sides = given.facing if term is Term.FACING else given.previous.items()
    for one, other in sides:
        here, there = holder.get(one), holder.get(other)
        if here is None or there is None or not rivals(here, there):
            continue
        if term is Term.FACING or here.space == STANDARD:
            yield frozenset((here.id, there.id))
