"""One fair in figures, computed from frozen facts and from nothing else.

Every table adds up to the figure above it, or `checks.check` says which two cells disagree.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date

from fairapp.domain import agreements, follow_ups
from fairapp.domain.agreements import AgreementKind, AgreementLevel, Signing, Total
from fairapp.domain.attendance import Audience, audience
from fairapp.domain.checks import Check, Mismatch, check
from fairapp.domain.definitions import SINCE, definitions_of, rules_of
from fairapp.domain.facts import DefinitionFact, FairFact, FairFacts, ReportedFact, RuleFact, SponsorFact
from fairapp.domain.follow_ups import FollowAnswer, Outcomes
from fairapp.domain.takings import Coverage, Sales, coverage, sales
from fairapp.domain.unanswered import Unanswered, unanswered

__all__ = ["Agreements", "FairSummary", "Mismatch", "Scale", "checked", "summarise"]


@dataclass(frozen=True)
class Scale:
    """How large the fair was. Net is floor given to exhibitors, gross the whole hall."""

    booths: int
    taken: int
    net_cm2: int
    gross_cm2: int
    exhibitors: int
    units: int
    units_now: int
    products: int
    starred: int
    by_kind: dict[str, int]


@dataclass(frozen=True)
class Agreements:
    """What was signed. In a version for outsiders a value that few papers make up is left out."""

    total: Total
    levels: dict[AgreementLevel, Total]
    kinds: dict[AgreementKind, Total]
    events: dict[str, Total] = field(default_factory=dict)
    outcomes: Outcomes | None = None
    values_shown: bool = True
    total_value_shown: bool = True
    kind_values_shown: bool = True


@dataclass(frozen=True)
class FairSummary:
    """The whole fair; `published` is the version for outsiders, with small groups merged."""

    fair: FairFact
    days: tuple[date, ...]
    venues: tuple[str, ...]
    scale: Scale
    audience: Audience
    sales: Sales
    coverage: Coverage
    agreements: Agreements
    reported: tuple[ReportedFact, ...]
    sponsors: tuple[SponsorFact, ...]
    unanswered: Unanswered | None = None
    definitions: tuple[DefinitionFact, ...] = ()
    rules: tuple[RuleFact, ...] = ()
    checks: tuple[Check, ...] = field(default=(), compare=False)
    published: bool = False
    sums_of: int | None = None
    """The number of the earlier issue whose sums of sales outsiders still read."""

    def define(self, key: str) -> DefinitionFact | None:
        """What a figure means, in the words that were frozen with it."""
        return next((one for one in self.definitions if one.key == key), None)


def summarise(facts: FairFacts) -> FairSummary:
    """The organiser's version: everything, checked."""
    summary = FairSummary(
        fair=facts.fair,
        days=tuple(sorted({session.day for session in facts.sessions})),
        venues=tuple(dict.fromkeys(site.venue or site.name for site in facts.sites)),
        scale=_scale(facts),
        audience=audience(facts),
        sales=sales(facts),
        coverage=coverage(facts),
        agreements=_agreements(facts),
        reported=facts.reported,
        sponsors=facts.sponsors,
        unanswered=unanswered(facts) if facts.layout >= SINCE else None,
        definitions=definitions_of(facts),
        rules=rules_of(facts),
    )
    return checked(summary)


def checked(summary: FairSummary) -> FairSummary:
    """The same with the comparisons that were made; `Mismatch` where two cells disagree."""
    return replace(summary, checks=check(summary))


def _scale(facts: FairFacts) -> Scale:
    usable = [booth for booth in facts.booths if not booth.blocked]
    taken = [booth for booth in usable if booth.exhibitor is not None]
    kinds = Counter(exhibitor.kind for exhibitor in facts.exhibitors)
    return Scale(
        booths=len(usable),
        taken=len(taken),
        net_cm2=sum(booth.area_cm2 for booth in taken),
        gross_cm2=sum(site.gross_cm2 for site in facts.sites),
        exhibitors=len(facts.exhibitors),
        units=len({exhibitor.unit for exhibitor in facts.exhibitors}),
        units_now=len({exhibitor.unit_now for exhibitor in facts.exhibitors}),
        products=sum(goods.n for goods in facts.goods),
        starred=sum(goods.n for goods in facts.goods if goods.stars),
        by_kind=dict(kinds.most_common()),
    )


def _agreements(facts: FairFacts) -> Agreements:
    signings = [
        Signing(AgreementKind(fact.kind), AgreementLevel(fact.level), fact.count, fact.value)
        for fact in facts.agreements
    ]
    return Agreements(
        total=agreements.in_all(signings),
        levels=agreements.by_level(signings),
        kinds=agreements.by_kind(signings),
        events=agreements.by_event(
            sorted(
                zip((fact.event for fact in facts.agreements), signings, strict=True),
                key=lambda pair: (not pair[0], pair[0]),
            )
        ),
        outcomes=_outcomes(facts),
    )


def _outcomes(facts: FairFacts) -> Outcomes | None:
    """What became of the papers, once anybody has said so."""
    if not any(fact.answer for fact in facts.agreements):
        return None
    return follow_ups.outcomes(
        (fact.count, FollowAnswer(fact.answer) if fact.answer else None, fact.delivered)
        for fact in facts.agreements
    )
