"""Everything that is frozen of a fair, together."""

from dataclasses import dataclass
from datetime import date

from fairapp.domain.facts.ground import (
    BoothFact,
    DelegationFact,
    ExhibitorFact,
    FairFact,
    FeatureFact,
    GateFact,
    PlaceFact,
    SessionFact,
    SiteFact,
    StaffFact,
)
from fairapp.domain.facts.people import ClickFact, CountFact, EntryFact, PeopleFact, PointFact
from fairapp.domain.facts.sponsors import SponsorFact
from fairapp.domain.facts.trade import AgreementFact, DiaryFact, GoodsFact, LineFact, SoldFact, WrittenFact
from fairapp.domain.facts.words import (
    DefinitionFact,
    EditionFact,
    FeedbackFact,
    PartFact,
    ReportedFact,
    RuleFact,
)

LAYOUT = 3
"""Raised when the facts take another shape; a snapshot says which one it was written in."""


@dataclass(frozen=True)
class FairFacts:
    """Everything a summary may look at. `begun` are the days whose doors had opened."""

    fair: FairFact
    begun: tuple[date, ...]
    sites: tuple[SiteFact, ...] = ()
    sessions: tuple[SessionFact, ...] = ()
    gates: tuple[GateFact, ...] = ()
    booths: tuple[BoothFact, ...] = ()
    places: tuple[PlaceFact, ...] = ()
    features: tuple[FeatureFact, ...] = ()
    exhibitors: tuple[ExhibitorFact, ...] = ()
    goods: tuple[GoodsFact, ...] = ()
    entries: tuple[EntryFact, ...] = ()
    clicks: tuple[ClickFact, ...] = ()
    points: tuple[PointFact, ...] = ()
    counts: tuple[CountFact, ...] = ()
    people: tuple[PeopleFact, ...] = ()
    diary: tuple[DiaryFact, ...] = ()
    lines: tuple[LineFact, ...] = ()
    agreements: tuple[AgreementFact, ...] = ()
    sold: tuple[SoldFact, ...] = ()
    staff: tuple[StaffFact, ...] = ()
    delegations: tuple[DelegationFact, ...] = ()
    written: tuple[WrittenFact, ...] = ()
    reported: tuple[ReportedFact, ...] = ()
    editions: tuple[EditionFact, ...] = ()
    parts: tuple[PartFact, ...] = ()
    sponsors: tuple[SponsorFact, ...] = ()
    definitions: tuple[DefinitionFact, ...] = ()
    rules: tuple[RuleFact, ...] = ()
    feedback: tuple[FeedbackFact, ...] = ()
    layout: int = LAYOUT
