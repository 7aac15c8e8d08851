"""Why there is no plan: promises that contradict each other, or what the checker found wrong with one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from fairapp.domain.allocation.checker import Rule, Violation
from fairapp.domain.allocation.instance import Instance
from fairapp.domain.allocation.locked import SENTENCES as LOCKED, wrong_locks
from fairapp.domain.allocation.minima import shortages
from fairapp.domain.allocation.soundness import ensure_sound
from fairapp.domain.calendar import format_day
from fairapp.domain.errors import Invalid, Refusal
from fairapp.domain.text import N_
from fairapp.models import AllocationRun, Application, Fair
from fairapp.services.allocation.desk import Desk, open_desk

NOBODY = N_("Chưa có đơn nào được nhận. Hãy xét duyệt và công bố kết quả trước khi xếp gian.")
NO_BOOTH = N_("Sơ đồ chưa có gian nào. Hãy vẽ sơ đồ gian hàng trước khi xếp.")
MOST = 20
"""So many broken rules are kept of a plan that was not."""


def require_attainable(desk: Desk, given: Instance) -> None:
    """Refuse what no search could find: locks against a rule, minima that are more than there is."""
    if not (given.apps and given.booths):
        raise Invalid(NO_BOOTH if given.apps else NOBODY)
    for wrong in wrong_locks(given):
        if wrong.rule in LOCKED:
            raise Invalid(LOCKED[wrong.rule], **desk.spoken(wrong.values | _of_lock(desk, given, wrong)))
    ensure_sound(given)
    for found in shortages(given):
        who = ", ".join(f"{desk.party_names.get(id, id)} {least}" for id, least in found.who.items())
        raise Invalid(found.sentence, **desk.spoken(found.values), who=who)


def _of_lock(desk: Desk, given: Instance, wrong: Violation) -> dict[str, object]:
    """Whose lock it is, on which booths, and where its goods would have to stand."""
    if wrong.app is None:
        return {}
    app, application = given.app[wrong.app], desk.applications[int(wrong.app)]
    booths = ", ".join(desk.numbers_of(given.locks[app.id]))
    return {"booths": booths, "name": application.producer.name, "zones": given.mandatory.get(app.group, ())}


def verdict(wrong: Sequence[Violation]) -> dict[str, object]:
    """Broken rules as they are kept with a failed run: code and values, no words."""
    return {"wrong": [[each.rule.value, each.app, _plain(each.values)] for each in wrong[:MOST]]}


def list_wrong(fair: Fair, run: AllocationRun) -> list[tuple[Refusal, Application | None]]:
    """What the checker found wrong with a failed run's plan, worded as the board words it."""
    kept = (run.result or {}).get("wrong", [])
    if not kept:
        return []
    desk = open_desk(fair)
    whose = {str(id): application for id, application in desk.applications.items()}
    return [
        (_worded(desk, Violation(Rule(rule), app, values)), whose.get(app or ""))
        for rule, app, values in kept
    ]


def _worded(desk: Desk, wrong: Violation) -> Refusal:
    """Of who has gone since, only the sentence itself can be said."""
    if wrong.app is not None and wrong.app not in desk.free_to_move.app:
        return desk.worded(replace(wrong, rule=Rule.UNKNOWN_APP))
    booth = wrong.values.get("booth")
    if wrong.rule is Rule.NEEDS and booth not in desk.free_to_move.booth:
        return desk.worded(replace(wrong, rule=Rule.UNKNOWN_BOOTH))
    return desk.worded(wrong)


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    return {name: format_day(value) if isinstance(value, date) else value for name, value in values.items()}
