"""Whether a refusal's reason is true: asked of checker and objective, not of what made the reason."""

from dataclasses import replace

from fairapp.domain.allocation.checker import Rule, violations
from fairapp.domain.allocation.instance import App, Instance, Plan
from fairapp.domain.allocation.objective import score
from fairapp.domain.allocation.reasons import Code, Refusal
from fairapp.domain.allocation.weights import Weights

BREAKS = {
    Code.MAXIMUM: Rule.MAXIMUM,
    Code.CAP: Rule.CAP,
    Code.TAKEN: Rule.TWICE,
    Code.NEED_TAKEN: Rule.TWICE,
    Code.ROWS_TAKEN: Rule.TWICE,
    Code.NEED_ROWS_TAKEN: Rule.TWICE,
    Code.ADJOINING: Rule.TWICE,
    Code.ZONE_MAXIMUM: Rule.ZONE_MAXIMUM,
}
"""What every place breaks that the application could have otherwise."""


def is_proved(given: Instance, plan: Plan, weights: Weights, refusal: Refusal) -> bool:
    app = given.app[refusal.app]
    alone = {run: _broken(_without_quotas(given), {}, app, run) for run in _rows(given, app)}
    if refusal.code == Code.CERTIFICATE:
        return all(Rule.CERTIFICATE in rules for rules in alone.values())
    fitting = [run for run, rules in alone.items() if not rules - {Rule.CERTIFICATE}]
    if refusal.code in (Code.NO_SUCH_PLACE, Code.NEVER_ADJOINING):
        return not fitting
    tried = {run: _broken(given, plan, app, run) for run in fitting}
    if refusal.code == Code.ZONE_MAXIMUM:
        tried = {run: rules for run, rules in tried.items() if Rule.TWICE not in rules}
    if refusal.code in BREAKS:
        return bool(tried) and all(BREAKS[refusal.code] in rules for rules in tried.values())
    now = score(given, plan, weights).z
    worth = [score(given, {**plan, app.id: run}, weights).z for run, rules in tried.items() if not rules]
    return bool(worth) and refusal.values["loss"] == now - max(worth) >= 0


def _rows(given: Instance, app: App) -> list[tuple[str, ...]]:
    """As many booths as it needs from every booth on, as far as the row goes."""
    found = []
    for booth in given.booths:
        run = [booth.id]
        while len(run) < app.size and (following := given.booth[run[-1]].next):
            run.append(following)
        found.append(tuple(run))
    return found


def _without_quotas(given: Instance) -> Instance:
    free = tuple(replace(p, min=0, max=10**9, zones={}) for p in given.provinces)
    return replace(given, provinces=free, caps={}, locks={}, moved_at_most=None)


def _broken(given: Instance, plan: Plan, app: App, run: tuple[str, ...]) -> set[Rule]:
    """Which rules are broken with the application there that are not broken now."""
    before = {wrong.rule for wrong in violations(given, plan)}
    return {wrong.rule for wrong in violations(given, {**plan, app.id: run})} - before
