"""Booths from a list, on one site's plan."""

from collections.abc import Sequence

from fairapp.db import db
from fairapp.domain.booth_sheets import BOOTHS
from fairapp.domain.errors import NotFound, Refusal
from fairapp.domain.sheets import Outcome
from fairapp.domain.text import N_
from fairapp.services.booths import importing
from fairapp.services.exchange.lines import Line
from fairapp.services.exchange.scope import Scope


def take(scope: Scope, lines: Sequence[Line], *, write: bool) -> None:
    """Judge each row, and with `write` do what it says."""
    if scope.site is None:
        raise NotFound(N_("Không có địa điểm này."))
    plan = importing.open_plan(scope.site, scope.actor if write else None)
    with db.session.no_autoflush:  # numbers stand side by side only when all are laid
        for line in lines:
            try:
                is_new, changes = importing.lay(plan, line.values, write=write)
                line.change(BOOTHS, changes)
                line.outcome = Outcome.NEW if is_new else line.outcome
            except Refusal as refusal:
                line.refuse(BOOTHS, refusal)
    if write and plan.added + plan.changed:
        importing.close_plan(plan)
