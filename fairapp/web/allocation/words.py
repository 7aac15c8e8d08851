"""Reasons, points and costs as sentences in the reader's language."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from flask import Flask
from flask_babel import gettext, ngettext

from fairapp.documents.allocation_words import reason_words
from fairapp.domain.allocation.objective import FORMULAS, Term
from fairapp.domain.allocation.sentences import BETWEEN
from fairapp.domain.errors import Refusal
from fairapp.domain.text import N_
from fairapp.services.allocation import Cost, Hold, Turn, Vacancy
from fairapp.web.filters import number
from fairapp.web.sentences import say

MOST_TURNS = 4
GIVEN = (
    N_("Vào gian %(booths)s: tốt hơn %(points)s điểm."),
    N_("Vào gian %(booths)s: không đổi điểm."),
    N_("Vào gian %(booths)s: kém đi %(points)s điểm."),
)
FREED = (
    N_("Thu hồi: tốt hơn %(points)s điểm."),
    N_("Thu hồi: không đổi điểm."),
    N_("Thu hồi: kém đi %(points)s điểm."),
)


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
    """“Vào gian A4: tốt hơn 12 điểm. Số đoạn gian liền của một tỉnh: 3 → 2 (+4, Quảng Ninh); …”"""
    return " ".join([_head(cost), capital(BETWEEN.join(_turns(cost)))]).strip()


def _turns(cost: Cost) -> Iterator[str]:
    yield from (_turn_words(turn) for turn in cost.turns[:MOST_TURNS])
    rest = cost.turns[MOST_TURNS:]
    if rest:
        by = points(sum(turn.value for turn in rest), signed=True)
        yield gettext("%(n)s điều khác (%(points)s)", n=len(rest), points=by)


def _head(cost: Cost) -> str:
    better, alike, worse = GIVEN if cost.booths else FREED
    sentence = alike if not cost.total else better if cost.total > 0 else worse
    return gettext(sentence, booths=", ".join(cost.booths), points=points(abs(cost.total)))


def _turn_words(turn: Turn) -> str:
    whose = "".join(f", {name}" for name in turn.whose)
    value = points(turn.value, signed=True)
    return f"{term_words(turn.term)}: {number(turn.before)} → {number(turn.after)} ({value}{whose})"


@dataclass(frozen=True)
class Price:
    """What a step would cost, or why it cannot be made: in one piece, and its head and lines apart."""

    fits: bool
    words: str
    head: str
    lines: list[str] = field(default_factory=list)


def price(answer: Cost | Refusal) -> Price:
    if isinstance(answer, Refusal):
        return Price(False, say(answer), say(answer))
    return Price(True, cost_words(answer), _head(answer), [capital(turn) for turn in _turns(answer)])


def hold_words(hold: Hold) -> str:
    """What the next run would make of a lock, sentence by sentence."""
    values = {"name": hold.name, "booths": ", ".join(hold.booths)}
    if hold.wrong is not None:
        lost = gettext("Lần xếp tự động sau không giữ được %(name)s ở gian %(booths)s:", **values)
        return f"{lost} {say(hold.wrong)}"
    if hold.is_locked:
        first = gettext("Lần xếp tự động sau giữ nguyên %(name)s ở gian %(booths)s.", **values)
    else:
        first = gettext(
            "Khoá thì lần xếp tự động sau giữ %(name)s ở gian %(booths)s; không khoá thì có thể chuyển.",
            **values,
        )
    return " ".join(filter(None, (first, _as_run(hold), _as_published(hold))))


def _as_run(hold: Hold) -> str:
    return gettext("Đúng chỗ máy đã xếp.") if hold.as_run else ""


def _as_published(hold: Hold) -> str:
    if hold.published is None:
        return ""
    if not hold.published:
        return gettext("Bản đã công bố chưa có gian cho đơn này.")
    if sorted(hold.published) == sorted(hold.booths):
        return gettext("Đúng như bản đã công bố.")
    return gettext("Bản đã công bố xếp gian %(booths)s.", booths=", ".join(hold.published))


def vacancy_words(answer: Vacancy | Refusal) -> str:
    """Who would have to move before a booth is taken out of use, and where to."""
    if isinstance(answer, Refusal):
        return say(answer)
    if answer.holder:
        return " ".join(_vacating(answer))
    sentences = [gettext("Chặn gian này thì không ai phải chuyển.")]
    if answer.waiting:
        sentences.append(
            ngettext(
                "%(num)d đơn đang chờ có thể vào gian này.",
                "%(num)d đơn đang chờ có thể vào gian này.",
                answer.waiting,
            )
        )
    if answer.wishing:
        sentences.append(
            ngettext(
                "%(num)d đơn ghi nguyện vọng gian này.",
                "%(num)d đơn ghi nguyện vọng gian này.",
                answer.wishing,
            )
        )
    return " ".join(sentences)


def _vacating(answer: Vacancy) -> Iterator[str]:
    values = {"number": answer.number, "name": answer.holder}
    if answer.is_published:
        yield gettext(
            "Muốn chặn gian %(number)s, %(name)s phải chuyển đi và thay đổi đó phải được công bố.", **values
        )
    else:
        yield gettext("Muốn chặn gian %(number)s, %(name)s phải chuyển đi.", **values)
    if answer.way is None:
        yield gettext("Không còn chỗ trống nào hợp, nên đơn này sẽ mất gian.")
    else:
        yield gettext("Chỗ trống ít thiệt nhất như sau.")
        yield cost_words(answer.way.cost)


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
