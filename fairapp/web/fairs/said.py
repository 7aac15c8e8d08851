"""Figures that others reported, ready to show: word, amount with its qualifier, source."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from fairapp.domain.money import shortest
from fairapp.domain.reported import IN_DONG, REPORTED_LABELS, Reported
from fairapp.web.filters import money_prose, number, qualifier

FIRST = (Reported.VISITS, Reported.REVENUE, Reported.BOOTHS, Reported.EXHIBITORS, Reported.PROVINCES)


@dataclass(frozen=True)
class Said:
    """One reported figure."""

    what: str
    label: str
    text: str
    source: str
    links: tuple[str, ...]
    said_on: date | None
    note: str


def say_all(figures: Iterable) -> list[Said]:
    """Every figure, what visitors ask first on top."""
    order = {what: place for place, what in enumerate((*FIRST, *Reported)[::-1])}
    return [_said(f) for f in sorted(figures, key=lambda f: -order.get(f.what, -1))]


def say_first(figures: Iterable, most: int = 3) -> list[Said]:
    """The few figures for a card, one of each kind."""
    by_kind: dict[str, Said] = {}
    for said in say_all(figures):
        by_kind.setdefault(said.what, said)
    return list(by_kind.values())[:most]


def _said(figure) -> Said:
    amount = money_prose(int(figure.value)) if figure.what in IN_DONG else number(shortest(figure.value))
    label = REPORTED_LABELS.get(figure.what)  # a StrEnum member equals its text
    words = [word.rstrip(".,;") for word in figure.source.split()]
    return Said(
        what=figure.what,
        label=gettext(label) if label else figure.what,
        text=f"{qualifier(figure.qualifier)} {amount}".strip(),
        source=figure.source,
        links=tuple(word for word in words if word.startswith(("https://", "http://"))),
        said_on=figure.said_on,
        note=figure.note,
    )
