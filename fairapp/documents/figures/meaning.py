"""What the figures mean, and how much of the fair they speak for."""

from flask_babel import gettext

from fairapp.documents.figures.units import language, percent
from fairapp.domain import money
from fairapp.domain.summary import FairSummary

_METHOD = (
    "entries",
    "visits",
    "entries_sampled",
    "visitors",
    "sales",
    "coverage",
    "unanswered_sales",
    "papers",
)


_RULES = ("undivided", "small_groups", "reported", "evidence")


def method(summary: FairSummary) -> list[tuple[str, str, str]]:
    """What the main figures mean: name, words and evidence as they were frozen with the facts."""
    told = [one for key in _METHOD if (one := summary.define(key)) and _is_told(summary, key)]
    rules = [rule for key in _RULES for rule in summary.rules if rule.key == key and _is_told(summary, key)]
    known = {"entries": summary.audience.entries.evidence, "visits": summary.audience.visits.evidence}
    return [(gettext(one.name), gettext(one.words), known.get(one.key, one.evidence)) for one in told] + [
        (gettext(rule.name), gettext(rule.words), "") for rule in rules
    ]


def coverage_line(summary: FairSummary) -> str:
    """How much of the fair the declared sales speak for, and what the rest may amount to."""
    covered, estimate = summary.coverage, summary.unanswered
    lang = language()
    line = gettext(
        "%(every)s/%(all)s đơn vị đã khai đủ mọi ngày, %(some)s khai một phần, %(never)s chưa khai ngày nào",
        every=money.group_digits(covered.every_day, lang),
        all=money.group_digits(covered.exhibitors, lang),
        some=money.group_digits(covered.some_days, lang),
        never=money.group_digits(covered.never, lang),
    )
    if estimate is None or not estimate.missing:
        return line + "."
    if estimate.amount is None or estimate.permille is None:
        return f"{line}; {gettext('phần chưa trả lời quá ít để công bố con số ước.')}"
    missing = gettext(
        "%(n)s đơn vị còn thiếu %(days)s câu trả lời, ước tính %(share)s (khoảng %(amount)s), không cộng vào "
        "doanh thu.",
        n=money.group_digits(estimate.exhibitors, lang),
        days=money.group_digits(estimate.days, lang),
        share=percent(estimate.permille),
        amount=money.prose(estimate.amount, lang),
    )
    left = gettext(
        "%(n)s câu chưa trả lời không đủ căn cứ để ước.", n=money.group_digits(estimate.left_out, lang)
    )
    told = f"{line}; {missing}" if estimate.days else f"{line}."
    return f"{told} {left}" if estimate.left_out else told


def _is_told(summary: FairSummary, key: str) -> bool:
    """Only what the report has: no word of samples where nothing was sampled."""
    present = {
        "entries_sampled": summary.audience.sampled is not None,
        "unanswered_sales": summary.unanswered is not None and summary.unanswered.missing > 0,
        "small_groups": summary.published,
        "reported": bool(summary.reported),
    }
    return present.get(key, True)
