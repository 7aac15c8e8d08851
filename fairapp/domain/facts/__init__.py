"""What is frozen of a fair: plain facts whose canonical JSON is hashed.

A summary is computed from nothing else, so the same facts always give the same figures, on every page
and on every sheet of paper, as long as the bytes are kept.
"""

from fairapp.domain.facts.canonical import from_json, sha256, to_json
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
from fairapp.domain.facts.sponsors import BenefitFact, ProofFact, SponsorFact
from fairapp.domain.facts.trade import AgreementFact, DiaryFact, GoodsFact, LineFact, SoldFact, WrittenFact
from fairapp.domain.facts.whole import LAYOUT, FairFacts
from fairapp.domain.facts.words import (
    DefinitionFact,
    EditionDayFact,
    EditionFact,
    FeedbackFact,
    PartFact,
    ReportedFact,
    RuleFact,
)

__all__ = [
    "LAYOUT",
    "AgreementFact",
    "BenefitFact",
    "BoothFact",
    "ClickFact",
    "CountFact",
    "DefinitionFact",
    "DelegationFact",
    "DiaryFact",
    "EditionDayFact",
    "EditionFact",
    "EntryFact",
    "ExhibitorFact",
    "FairFact",
    "FairFacts",
    "FeatureFact",
    "FeedbackFact",
    "GateFact",
    "GoodsFact",
    "LineFact",
    "PartFact",
    "PeopleFact",
    "PlaceFact",
    "PointFact",
    "ProofFact",
    "ReportedFact",
    "RuleFact",
    "SessionFact",
    "SiteFact",
    "SoldFact",
    "SponsorFact",
    "StaffFact",
    "WrittenFact",
    "from_json",
    "sha256",
    "to_json",
]
