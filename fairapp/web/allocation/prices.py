"""What the board says beside each of its buttons before it is pressed: the same words as over a drag."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from fairapp.models import Booth
from fairapp.services import allocation
from fairapp.services.allocation import Board, Line, Prices, Vacancy
from fairapp.web.allocation.words import Price, hold_words, price, vacancy_words


@dataclass(frozen=True)
class Vacating:
    """What blocking a booth would mean, and where its holder could go."""

    booth: Booth
    words: str
    way: int | None = None


def of_give(prices: Prices, application_id: int, fitting: Sequence[Booth]) -> Price | None:
    """Of the booth that is asked about, else of the first that the page offers."""
    booth_id = request.values.get("booth", 0, type=int) if "application" in request.values else 0
    offered = booth_id or (fitting[0].id if fitting else 0)
    return price(prices.of_giving(application_id, offered)) if offered else None


def of_first(prices: Prices, booth: Booth | None, waiting: Sequence[Line]) -> Price | None:
    """Of a chosen booth for the first of those who could take it."""
    if booth is None or not waiting:
        return None
    return price(prices.of_giving(waiting[0].application.id, booth.id))


def of_swap(prices: Prices, application_id: int, partners: Sequence[Line]) -> tuple[int, Price | None]:
    """With whom: who is asked about, else the first that the page offers; and the price."""
    if not partners:
        return 0, None
    other = request.values.get("other", 0, type=int) or partners[0].application.id
    return other, price(prices.of_swapping(application_id, other))


def of_keeping(prices: Prices, line: Line | None) -> tuple[str, Price | None]:
    """What a lock would hold, and what taking the booths away would cost."""
    if line is None or not line.rows:
        return "", None
    id = line.application.id
    return hold_words(allocation.of_locking(prices.desk, id)), price(prices.of_taking_away(id))


def of_blocking(prices: Prices, board: Board, line: Line | None, booth: Booth | None) -> Vacating | None:
    """Of a free booth at once; of one that somebody has when it is asked about."""
    asked = board.desk.booths.get(request.values.get("block", 0, type=int))
    if line is not None:
        booth = asked if asked is not None and board.line_by_booth.get(asked.id) is line else None
    if booth is None or booth.blocked:
        return None
    answer = allocation.of_blocking(prices, booth.id)
    way = answer.way.booth_id if isinstance(answer, Vacancy) and answer.way else None
    return Vacating(booth, vacancy_words(answer), way)
