"""The board as it is shown: what is chosen, what could be done with it, and the list beside the plan."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from fairapp.db import db
from fairapp.domain.allocation.why_here import WhyHere
from fairapp.domain.errors import Refusal
from fairapp.domain.pages import Page, cut
from fairapp.domain.text import fold
from fairapp.models import Booth, Fair
from fairapp.services import allocation
from fairapp.services.allocation import Board, Line
from fairapp.web.allocation import prices
from fairapp.web.allocation.forms import StepForm
from fairapp.web.allocation.looks import drawings
from fairapp.web.sentences import say
from fairapp.web.transaction import refuse

PAGE = 40
LOGGED = 12


@dataclass(frozen=True)
class Choice:
    """What the page speaks of: an application, a booth, or both together."""

    line: Line | None = None
    booth: Booth | None = None  # free, or where the chosen application may go

    @property
    def application_id(self) -> int | None:
        return self.line.application.id if self.line else None

    @property
    def is_open(self) -> bool:
        """Whether somebody is chosen to whom booths may be given."""
        return self.line is not None and self.line.is_accepted


def show(fair: Fair, refusal: Refusal | None = None) -> ResponseReturnValue:
    """The page with the choice that the address or the form tells; after a refused step with its reason."""
    if refusal is not None:
        take_back()
    board = allocation.board(fair)
    choice = _choice(board)
    here = "placed" if request.values.get("list") == "placed" else "waiting"
    q = request.values.get("q", "")
    found = _found(board, here, q)
    page = render_template(
        "allocation/board.html",
        fair=fair,
        board=board,
        choice=choice,
        lines=found.rows,
        found=found.total,
        page=found.page,
        pages=found.pages,
        here=here,
        q=q,
        problem=say(refusal) if refusal else "",
        holders=_holders(board),
        form=StepForm(None),
        log=allocation.list_history(fair, 1).rows[:LOGGED],
        **_about(fair, board, choice, _addresses(fair, choice, here, q)),
    )
    return page, refusal.status if refusal else 200


def take_back() -> None:
    """Nothing of a refused step stays, not even the draft it began."""
    refuse()
    db.session.rollback()


def _choice(board: Board) -> Choice:
    """Read from the address or the form; what is not on the board is passed over."""
    line = board.line_of.get(request.values.get("application", 0, type=int))
    booth = board.desk.booths.get(request.values.get("booth", 0, type=int))
    if booth is not None and booth.id in board.line_by_booth:
        return Choice(line or board.line_by_booth[booth.id])
    return Choice(line, booth)


def _found(board: Board, here: str, q: str) -> Page[Line]:
    lines = [line for line in getattr(board, here) if fold(q) in line.folded]
    return cut(lines, request.args.get("page", 1, type=int), PAGE)


def _addresses(fair: Fair, choice: Choice, here: str, q: str) -> Callable[..., str]:
    """This board with another choice; `place` keeps the application and offers it a booth."""

    def href(**facts) -> str:
        if "place" in facts:
            facts = {"application": choice.application_id, "booth": facts["place"]}
        kept = {"list": here if here == "placed" else None, "q": q or None}
        return url_for("organiser_allocation.board", fair_id=fair.id, **{**kept, **facts})

    return href


def _about(fair: Fair, board: Board, choice: Choice, href: Callable[..., str]) -> dict[str, object]:
    """What can be said and done about the choice, and the plans that show it."""
    fitting = board.fitting(choice.application_id) if choice.is_open else None
    chosen = set(board.desk.booths_of.get(choice.application_id or 0, ()))
    chosen |= {choice.booth.id} if choice.booth else set()
    fits = None if fitting is None else {booth.id for booth in fitting}
    return {
        "href": href,
        "fitting": fitting,
        "explained": _explained(board, choice) if "why" in request.args and choice.is_open else None,
        "drawings": drawings(fair, board, chosen, fits, href),
        **_priced(board, choice, fitting or ()),
    }


def _explained(board: Board, choice: Choice) -> WhyHere | None:
    return allocation.why_here(board.desk, choice.application_id or 0)


def _priced(board: Board, choice: Choice, fitting: Sequence[Booth]) -> dict[str, object]:
    """Everybody and every place that the choice offers, with what each button would do."""
    asked, line = allocation.Prices(board.desk), choice.line
    partners = board.partners(choice.application_id or 0) if choice.is_open else []
    fits_here = _fits_here(board, choice)
    hold, take_away = prices.of_keeping(asked, line)
    other, swap = prices.of_swap(asked, choice.application_id or 0, partners)
    return {
        "partners": partners,
        "fits_here": fits_here,
        "lock_means": hold,
        "take_means": take_away,
        "give": prices.of_give(asked, choice.application_id or 0, fitting) if choice.is_open else None,
        "give_first": prices.of_first(asked, None if line else choice.booth, fits_here),
        "other": other,
        "swap": swap,
        "vacating": prices.of_blocking(asked, board, line, choice.booth),
    }


def _fits_here(board: Board, choice: Choice) -> list[Line]:
    """Who of those waiting could take the chosen free booth."""
    if choice.line is not None or choice.booth is None:
        return []
    return [line for line in board.waiting if board.would_fit(line.application.id, choice.booth.id)]


def _holders(board: Board) -> dict[int, dict[str, str]]:
    """For the script that drags: who has which booth."""
    return {
        booth: {
            "application": str(line.application.id),
            "seen": ", ".join(line.booths),
            "name": line.application.producer.name,
        }
        for booth, line in board.line_by_booth.items()
    }
