"""How large the fair was, and what its sponsors got."""

from flask_babel import gettext

from fairapp.domain.facts import SponsorFact
from fairapp.domain.ocop import KIND_LABELS, ProducerKind
from fairapp.domain.summary import FairSummary


def kinds_of_exhibitors(summary: FairSummary) -> list[tuple[str, int]]:
    return [(gettext(KIND_LABELS[ProducerKind(kind)]), n) for kind, n in summary.scale.by_kind.items()]


def count_delivered(sponsor: SponsorFact) -> int:
    """How many of a sponsor's promises were kept in full."""
    return sum(benefit.delivered >= benefit.promised for benefit in sponsor.benefits)
