"""What a lock would hold, and who would have to make room before a booth can be taken out of use."""

from collections.abc import Iterator
from dataclasses import dataclass

from fairapp.domain.allocation import How
from fairapp.domain.allocation.checker import violations
from fairapp.domain.allocation.exchanges import Exchanges
from fairapp.domain.allocation.hand import Run
from fairapp.domain.allocation.instance import App
from fairapp.domain.allocation.shares import may_stand, runs
from fairapp.domain.errors import NotFound, Refusal
from fairapp.services.allocation.blocking import find_refusal
from fairapp.services.allocation.desk import Desk
from fairapp.services.allocation.hand import GONE, others_of
from fairapp.services.allocation.what_if import Cost, Prices


@dataclass(frozen=True)
class Hold:
    """Who would keep which booths, and how that agrees with what stands."""

    name: str
    booths: list[str]
    is_locked: bool
    published: list[str] | None  # where the published plan has it; None: nothing is published
    as_run: bool  # a run has put it there
    wrong: Refusal | None  # why the next run could not keep it


@dataclass(frozen=True)
class Way:
    """The free place that costs least for who would have to move, beginning at a booth."""

    booth_id: int
    cost: Cost


@dataclass(frozen=True)
class Vacancy:
    """What it would mean to take a booth out of use."""

    number: str
    holder: str  # who would have to move; empty: nobody
    way: Way | None  # None: nowhere
    is_published: bool  # the published plan, too, must first be another
    waiting: int  # who has no booth and could stand there
    wishing: int  # who has asked for it


def of_locking(desk: Desk, application_id: int) -> Hold:
    """The booths that an application has, as a lock would keep them."""
    rows = desk.rows_of.get(application_id)
    if not rows:
        raise NotFound(GONE)
    published = desk.sources.published
    return Hold(
        rows[0].application.producer.name,
        desk.numbers(application_id),
        all(row.locked for row in rows),
        [desk.booths[id].number for id in published.get(application_id, ())] if published else None,
        all(row.how is How.RULE for row in rows),
        _unkept(desk, str(application_id)),
    )


def _unkept(desk: Desk, app: str) -> Refusal | None:
    """A lock is passed over by the next run when its booths no longer suit."""
    found = violations(desk.free_to_move, {app: desk.places[app]})
    return next((desk.worded(wrong) for wrong in found if wrong.app == app), None)


def of_blocking(prices: Prices, booth_id: int) -> Vacancy | Refusal:
    """Taking a booth out of use; a place for its holder is looked for among the free ones."""
    desk = prices.desk
    place, booth = desk.place(booth_id), desk.booths[booth_id]
    row = next((row for row in desk.rows if row.booth_id == booth_id), None)
    refusal = None if row else find_refusal([booth])
    if refusal is not None:
        return refusal
    apps = desk.free_to_move.apps
    return Vacancy(
        booth.number,
        row.application.producer.name if row else "",
        _way(prices, row.application_id, place.id) if row else None,
        any(booth_id in booths for booths in desk.sources.published.values()),
        sum(may_stand(desk.free_to_move, app, place) for app in apps if app.id not in desk.places),
        sum(("booth", place.id) in app.prefs for app in apps),
    )


def _way(prices: Prices, application_id: int, without: str) -> Way | None:
    """Found among all free places by what each would change, then priced as any other step."""
    desk, app = prices.desk, prices.desk.free_to_move.app.get(str(application_id))
    if app is None:
        return None
    rest = {id: run for id, run in prices.known.items() if id != app.id}
    asked = Exchanges(desk.free_to_move, rest, prices.weights)
    best = asked.best(app, (((), run) for run in _free(desk, app, without)))
    if best is None:
        return None
    first = desk.keys.booth_of[best.at[0]]
    cost = prices.of_giving(application_id, first)
    return Way(first, cost) if isinstance(cost, Cost) else None


def _free(desk: Desk, app: App, without: str) -> Iterator[Run]:
    shut = frozenset((*others_of(desk, app.id), without))
    return (tuple(booth.id for booth in run) for run in runs(desk.free_to_move, app, shut))
