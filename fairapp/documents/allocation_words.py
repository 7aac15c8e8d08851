"""Stored reasons of an allocation as sentences: for pages, papers and letters alike."""

from collections.abc import Mapping
from decimal import Decimal

from flask_babel import gettext

from fairapp.documents.figures.units import language
from fairapp.domain import money, ocop
from fairapp.domain.allocation.hand import FLAME, POWER, WATER
from fairapp.domain.allocation.objective import FORMULAS, Term
from fairapp.domain.allocation.reasons import SENTENCES
from fairapp.domain.allocation.sentences import BETWEEN

REFUSALS = frozenset(SENTENCES.values())  # some have a semicolon within


def reason_words(sentence: str, values: Mapping[str, object] | None = None) -> str:
    """`{{ reason_words(row.reason, row.reason_values) }}`: clause by clause; a refusal whole."""
    spoken = _spoken(values or {})
    clauses = [sentence] if sentence in REFUSALS else sentence.split(BETWEEN)
    return BETWEEN.join(gettext(clause, **spoken) for clause in clauses if clause)


def _spoken(values: Mapping[str, object]) -> dict[str, object]:
    """Stored values as words: needs, terms and groups of goods are kept by what the engine calls them."""
    spoken = {name: _number(value) if isinstance(value, float) else value for name, value in values.items()}
    if "term" in spoken:
        spoken["term"] = gettext(FORMULAS[Term(str(spoken["term"]))])
    if "needs" in spoken:
        spoken["needs"] = ", ".join(_need(need) for need in str(spoken["needs"]).split(", "))
    group = ocop.find_group(str(spoken.get("group", "")))
    return spoken | ({"group": group.titled(language())} if group else {})


def _number(value: float) -> str:
    """Points with a part of one: 10,5."""
    return money.group_digits(money.shortest(Decimal(str(value))), language())


def _need(need: str) -> str:
    """One need; what an earlier version kept is in words already."""
    if need.startswith(POWER):
        watts = money.group_digits(int(need.removeprefix(POWER)), language())
        return gettext("điện %(watts)s W", watts=watts)
    return {WATER: gettext("nước"), FLAME: gettext("bếp lửa")}.get(need, need)
