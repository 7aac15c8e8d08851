"""Reasons, points and costs as sentences in the reader's language."""

from flask import Flask
from flask_babel import gettext

from fairapp.documents.allocation_words import reason_words
from fairapp.domain.allocation.objective import FORMULAS, Term
from fairapp.domain.allocation.sentences import BETWEEN
from fairapp.services.allocation import Cost
from fairapp.web.filters import number
from fairapp.web.sentences import say

MOST_TURNS = 4


def points(hundredths: int, signed: bool = False) -> str:
    """1.234,5 of 123450; with its sign where it is a change."""
    text = number(abs(hundredths) / 100)
    if hundredths < 0:
        return f"−{text}"
    return f"+{text}" if signed and hundredths else text


def term_words(term: Term | str) -> str:
    return gettext(FORMULAS[Term(term)])


def capital(words: str) -> str:
    """The words as the head of a line."""
    return words[:1].upper() + words[1:]


def cost_words(cost: Cost) -> str:
    """“Tốt hơn 12 điểm. Số đoạn gian liền của một tỉnh: 3 → 2 (+4); …”"""
    if not cost.turns:
        head = gettext("Vào gian %(booths)s: không đổi điểm.", booths=", ".join(cost.booths))
    elif cost.total >= 0:
        head = gettext(
            "Vào gian %(booths)s: tốt hơn %(points)s điểm.",
            booths=", ".join(cost.booths),
            points=points(cost.total),
        )
    else:
        head = gettext(
            "Vào gian %(booths)s: kém đi %(points)s điểm.",
            booths=", ".join(cost.booths),
            points=points(-cost.total),
        )
    turns = (
        f"{term_words(turn.term)}: {number(turn.before)} → {number(turn.after)} ({points(turn.value, True)})"
        for turn in cost.turns[:MOST_TURNS]
    )
    return " ".join([head, BETWEEN.join(turns)]).strip()


def gap_words(z: int, bound: int | None) -> str:
    """How far a plan can be from the best possible, as far as that is proved."""
    if bound is None or bound <= 0:
        return ""
    percent = number(max(0, bound - z) * 100 / bound, 2)
    return gettext("Cách phương án tốt nhất có thể nhiều nhất %(percent)s %%.", percent=percent)


def register(app: Flask) -> None:
    app.jinja_env.globals["reason_words"] = reason_words
    app.jinja_env.globals["say"] = say
    app.jinja_env.globals["term_words"] = term_words
    app.jinja_env.globals["gap_words"] = gap_words
    app.jinja_env.filters["points"] = points
    app.jinja_env.filters["capital"] = capital
