"""How booths look on the organiser's board and on the exhibitor's page."""

from collections.abc import Callable, Collection

from fairapp.domain.plan_drawing import BoothLook, PlanDrawing
from fairapp.models import Booth, Fair
from fairapp.services import booths
from fairapp.services.allocation import Board
from fairapp.services.allocation.leads import Room


def drawings(
    fair: Fair,
    board: Board,
    chosen: Collection[int],
    fitting: Collection[int] | None,
    href: Callable[..., str],
) -> list[PlanDrawing]:
    """One plan a site. `fitting` are the booths that would do for the chosen application; None: nobody is."""
    looks = {
        booth.id: _look(board, booth, booth.id in chosen, fitting, href)
        for booth in board.desk.booths.values()
    }
    return [booths.drawing(site, looks) for site in fair.sites if site.hall]


def _look(
    board: Board, booth: Booth, chosen: bool, fitting: Collection[int] | None, href: Callable[..., str]
) -> BoothLook:
    line = board.line_by_booth.get(booth.id)
    if line is not None:
        state = "held" if line.locked else "assigned"
        return BoothLook(
            state, title=line.application.producer.name, href=href(booth=booth.id), chosen=chosen
        )
    if booth.blocked:
        return BoothLook("blocked", title=booth.blocked, href=href(booth=booth.id), chosen=chosen)
    if fitting is not None and booth.id in fitting:
        return BoothLook("fits", href=href(place=booth.id), chosen=chosen)
    return BoothLook("free", href=href(booth=booth.id), chosen=chosen)


def own_drawing(booth: Booth, mine: Collection[int]) -> PlanDrawing | None:
    """The plan of an exhibitor's site with the exhibitor's booths starred."""
    site = booth.site
    if site.hall is None:
        return None
    return booths.drawing(site, {booth_id: BoothLook("mine") for booth_id in mine})


def room_drawings(room: Room) -> list[PlanDrawing]:
    """The plans of a delegation's own booths: who is where among its members, and what is free."""
    looks = {
        booth.id: BoothLook(
            "blocked" if booth.blocked else "assigned" if room.holder(booth) else "free",
            title=room.holder(booth),
            chosen=True,
        )
        for booth in room.booths
    }
    sites = {booth.site_id: booth.site for booth in room.booths if booth.site.hall}
    return [booths.drawing(site, looks) for site in sites.values()]
