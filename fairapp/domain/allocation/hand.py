"""Giving a booth by hand: which adjoining booths go with the one that was pointed at, or why not."""

from collections.abc import Iterator, Mapping

from fairapp.domain.allocation.instance import App, Booth, Instance
from fairapp.domain.allocation.shares import may_stand
from fairapp.domain.errors import Conflict, Invalid, Refusal
from fairapp.domain.text import N_

WRONG_KIND = N_("Gian %(booth)s không đúng loại gian mà đơn này đăng ký.")
NO_POWER = N_("Gian %(booth)s không đủ điện: đơn này cần từ %(watts)s W.")
NO_WATER = N_("Gian %(booth)s không có nước, đơn này cần nước.")
NO_FLAME = N_("Gian %(booth)s không được dùng bếp lửa, đơn này cần bếp lửa.")
LACKS = N_("Gian %(booth)s không có đủ những thứ mà đơn này cần.")
PAVILION = N_("Gian %(booth)s thuộc khu dành cho đoàn khác.")
ELSEWHERE = N_("Nhóm hàng của đơn này phải đứng ở khu %(zones)s; gian %(booth)s ở ngoài các khu đó.")
TAKEN = N_("Gian %(booth)s đã xếp cho %(holder)s.")
NOT_ADJOINING = N_(
    "Đơn này cần %(count)s gian liền nhau; quanh gian %(booth)s không còn đủ gian trống phù hợp."
)

Run = tuple[str, ...]

WATER, FLAME, POWER = "water", "flame", "power:"
"""How a fair names needs: power by the least that will do, in watts."""


def run_for(given: Instance, app: App, start: Booth, holders: Mapping[str, str]) -> Run:
    """The free adjoining booths that the application gets with `start`, beginning there where it can.

    `holders` says who has which booth.
    """
    if start.id in holders:
        raise Conflict(TAKEN, field="booth", booth=start.id, holder=holders[start.id])
    refusal = unmet_need(given, app, start)
    if refusal:
        raise refusal
    runs = sorted(runs_with(given, app, start, holders), key=lambda run: run.index(start.id))
    if not runs:
        raise Invalid(NOT_ADJOINING, field="booth", count=app.size, booth=start.id)
    return runs[0]


def runs_with(given: Instance, app: App, start: Booth, taken: Mapping[str, str]) -> Iterator[Run]:
    """Every row of free fitting booths, as many as the application wants, that `start` is one of."""
    head = start
    for _ in range(app.size - 1):
        if head.id not in given.previous:
            break
        head = given.booth[given.previous[head.id]]
    here: Booth | None = head
    while here is not None:
        run = _run_from(given, app, here, taken)
        if start.id in run:
            yield run
        if here is start:
            return
        here = given.booth[here.next] if here.next else None


def _run_from(given: Instance, app: App, first: Booth, taken: Mapping[str, str]) -> Run:
    run: list[str] = []
    here: Booth | None = first
    while here and len(run) < app.size and here.id not in taken and may_stand(given, app, here):
        run.append(here.id)
        here = given.booth[here.next] if here.next else None
    return tuple(run) if len(run) == app.size else ()


def unmet_need(given: Instance, app: App, booth: Booth) -> Refusal | None:
    """What keeps the application from this booth, whoever else stands where."""
    if booth.kind != app.space:
        return Invalid(WRONG_KIND, field="booth", booth=booth.id)
    if booth.only not in (None, app.prov):
        return Invalid(PAVILION, field="booth", booth=booth.id)
    if app.needs - booth.feat:
        return _lacking(app, booth)
    if not may_stand(given, app, booth):
        zones = ", ".join(given.mandatory.get(app.group, ()))
        return Invalid(ELSEWHERE, field="booth", booth=booth.id, zones=zones)
    return None


def _lacking(app: App, booth: Booth) -> Refusal:
    """The first need that is not met, in words."""
    need = min(app.needs - booth.feat)
    if need.startswith(POWER):
        return Invalid(NO_POWER, field="booth", booth=booth.id, watts=int(need.removeprefix(POWER)))
    return Invalid({WATER: NO_WATER, FLAME: NO_FLAME}.get(need, LACKS), field="booth", booth=booth.id)
