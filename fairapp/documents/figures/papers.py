"""What was signed, and what became of it."""

from dataclasses import dataclass

from flask_babel import gettext

from fairapp.domain.agreements import AGREEMENT_KIND_LABELS, LEVEL_LABELS, Total
from fairapp.domain.follow_ups import FOLLOW_ANSWER_LABELS
from fairapp.domain.summary import FairSummary


@dataclass(frozen=True)
class Papers:
    """Agreements of one level or kind; no value where nobody stated one or it is not told."""

    label: str
    papers: int
    valued: int | None
    value: int | None


def papers_by_level(summary: FairSummary) -> list[Papers]:
    shown = summary.agreements.values_shown
    return [
        _papers(gettext(LEVEL_LABELS[level]), total, shown)
        for level, total in summary.agreements.levels.items()
    ]


def papers_by_kind(summary: FairSummary) -> list[Papers]:
    """Only kinds of which there are papers."""
    shown = not summary.published
    return [
        _papers(gettext(AGREEMENT_KIND_LABELS[kind]), total, shown)
        for kind, total in summary.agreements.kinds.items()
        if total.papers
    ]


def papers_by_event(summary: FairSummary) -> list[Papers]:
    """Only when something was signed at an event that has a name."""
    events = summary.agreements.events
    if not any(events):
        return []
    shown = not summary.published
    return [_papers(name or gettext("Không gắn với sự kiện nào"), t, shown) for name, t in events.items()]


def what_became(summary: FairSummary) -> list[tuple[str, int]]:
    """How many papers stand how, the unanswered last; empty before anybody was asked."""
    known = summary.agreements.outcomes
    if known is None:
        return []
    said = [(gettext(FOLLOW_ANSWER_LABELS[answer]), papers) for answer, papers in known.answers.items()]
    return [*said, (gettext("Chưa có trả lời"), known.unanswered)]


def papers_in_all(summary: FairSummary) -> Papers:
    shown = summary.agreements.total_value_shown
    return _papers(gettext("Cộng"), summary.agreements.total, shown)


def _papers(label: str, total: Total, shown: bool) -> Papers:
    if not shown:
        return Papers(label, total.papers, None, None)
    return Papers(label, total.papers, total.valued, total.value if total.valued else None)
