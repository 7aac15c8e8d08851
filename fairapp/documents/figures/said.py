"""What the press said, each beside ours."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask_babel import gettext

from fairapp.documents.figures.units import language
from fairapp.domain import money
from fairapp.domain.evidence import Evidence
from fairapp.domain.facts import ReportedFact
from fairapp.domain.reported import IN_DONG, REPORTED_LABELS, Reported
from fairapp.domain.summary import FairSummary


@dataclass(frozen=True)
class Said:
    """A figure that somebody reported, beside ours where we have one."""

    label: str
    reported: str
    ours: str
    evidence: str
    source: str
    said_on: date | None


def reported_rows(summary: FairSummary) -> list[Said]:
    """Press figures, each beside ours; the two are never added."""
    return [
        _said(summary, fact) for fact in sorted(summary.reported, key=lambda fact: (fact.what, fact.source))
    ]


def _said(summary: FairSummary, fact: ReportedFact) -> Said:
    known = {what.value for what in Reported}
    label = gettext(REPORTED_LABELS[Reported(fact.what)]) if fact.what in known else fact.what
    ours, evidence = _ours(summary, fact.what)
    reported = f"{fact.qualifier} {_amount(fact.what, Decimal(fact.value))}".strip()
    return Said(label, reported, ours, evidence, fact.source, fact.said_on)


def _ours(summary: FairSummary, what: str) -> tuple[str, str]:
    """Our figure for the same thing and how it is known; nothing for a fair we did not run."""
    if summary.fair.past_record:
        return "", ""
    scale, visits = summary.scale, summary.audience.visits
    figures = {
        Reported.BOOTHS: (scale.taken, Evidence.COUNTED),
        Reported.EXHIBITORS: (scale.exhibitors, Evidence.COUNTED),
        Reported.PROVINCES: (scale.units, Evidence.COUNTED),
        Reported.PRODUCTS: (scale.products, Evidence.COUNTED),
        Reported.VISITS: (visits.value, visits.evidence),
        Reported.REVENUE: (summary.sales.total, Evidence.DECLARED),
        Reported.AGREEMENTS: (summary.agreements.total.papers, Evidence.DECLARED),
    }
    value, evidence = figures.get(what, (None, ""))  # type: ignore[call-overload]
    return ("", "") if value is None else (_amount(what, Decimal(value)), evidence)


def _amount(what: str, value: Decimal) -> str:
    if what in IN_DONG:
        return money.prose(int(value), language())
    return money.group_digits(money.shortest(value), language())
