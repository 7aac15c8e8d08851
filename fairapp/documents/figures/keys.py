"""What a key of any table means, in words."""

from collections.abc import Callable

from flask_babel import gettext

from fairapp.documents.figures.sales import LABELS, day_word
from fairapp.domain.agreements import AGREEMENT_KIND_LABELS, LEVEL_LABELS, AgreementKind, AgreementLevel
from fairapp.domain.follow_ups import FOLLOW_ANSWER_LABELS, FollowAnswer
from fairapp.domain.ocop import KIND_LABELS, ProducerKind


def key_word(figure: str, key: str) -> str:
    """What a key of a table means, in words."""
    table = figure.removeprefix("sales_by_")
    if table in LABELS and table != figure:
        return LABELS[table](key)
    if figure in _KEYS:
        return _KEYS[figure](key)
    return day_word(key)


def _hour_word(key: str) -> str:
    day, hour = key.split("T")
    return gettext(
        "%(day)s, %(from)d–%(to)d giờ", day=day_word(day), **{"from": int(hour), "to": int(hour) + 1}
    )


def _gate_word(key: str) -> str:
    """The gate before its site."""
    return " · ".join(part for part in reversed(key.split("/", 1)) if part)


def _hour_and_gate_word(hour: str, gate: str) -> str:
    return f"{_hour_word(hour)} · {_gate_word(gate)}"


_KEYS: dict[str, Callable[[str], str]] = {
    "exhibitors_by_kind": lambda key: gettext(KIND_LABELS[ProducerKind(key)]),
    "papers_by_level": lambda key: gettext(LEVEL_LABELS[AgreementLevel(key)]),
    "papers_value_by_level": lambda key: gettext(LEVEL_LABELS[AgreementLevel(key)]),
    "papers_by_kind": lambda key: gettext(AGREEMENT_KIND_LABELS[AgreementKind(key)]),
    "papers_value_by_kind": lambda key: gettext(AGREEMENT_KIND_LABELS[AgreementKind(key)]),
    "papers_by_event": str,
    "papers_value_by_event": str,
    "papers_by_answer": lambda key: gettext(FOLLOW_ANSWER_LABELS[FollowAnswer(key)]),
    "entries_by_gate": _gate_word,
    "entries_by_hour": _hour_word,
    "entries_by_hour_and_gate": lambda key: _hour_and_gate_word(*key.split("/", 1)),
}
