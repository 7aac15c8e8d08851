"""What is kept: columns, relationships, constraints. Importing this room registers every table."""

from fairapp.models.accounts import (
    AuditEntry,
    Organisation,
    PasswordLink,
    SignIn,
    SignInAttempt,
    SignInCode,
    User,
)
from fairapp.models.agreements import Agreement
from fairapp.models.allocation import AllocationPlan, Assignment, Unplaced
from fairapp.models.applications import (
    Acceptance,
    Application,
    ApplicationConfirmation,
    ApplicationPlace,
    ApplicationProduct,
    ApplicationStaff,
    Assessment,
    AssessmentScore,
    Consent,
    Criterion,
    Delegation,
    DelegationMember,
    DelegationZone,
    FormRule,
    Offer,
    OfferRule,
    PaperVerdict,
    PavilionBooth,
    ReviewerUnit,
    Vacancy,
)
from fairapp.models.booths import Booth, PlanFeature, Zone
from fairapp.models.circulars import Circular, CircularRound
from fairapp.models.exchange import ImportFile, ImportRow
from fairapp.models.exhibitors import Feedback
from fairapp.models.fairs import Fair, OpeningSession, Site
from fairapp.models.fees import (
    BankStatement,
    FeeBase,
    FeeBundle,
    FeeBundleMember,
    FeeEntry,
    FeeExtra,
    FeeInvoice,
    FeeLine,
    FeeRefundRule,
    FeeSchedule,
    FeeSubsidy,
    FeeSurcharge,
    StatementLine,
)
from fairapp.models.gate import Admission, Click, Gate, GateDuty, Scan
from fairapp.models.jobs import JobRun
from fairapp.models.letters import Letter
from fairapp.models.notices import Notice
from fairapp.models.papers import DocumentKind, Paper, PaperDemand
from fairapp.models.passes import FairKey, Pass
from fairapp.models.places import Unit
from fairapp.models.producers import Producer, Product
from fairapp.models.reports import ReportedFigure, Snapshot
from fairapp.models.sales import DiaryDay, DiaryLine
from fairapp.models.sponsors import Benefit, Sponsor
from fairapp.models.venues import Hall, Venue
from fairapp.models.visitors import Visitor

__all__ = [
    "Acceptance",
    "Admission",
    "Agreement",
    "AllocationPlan",
    "Application",
    "ApplicationConfirmation",
    "ApplicationPlace",
    "ApplicationProduct",
    "ApplicationStaff",
    "Assessment",
    "AssessmentScore",
    "Assignment",
    "AuditEntry",
    "BankStatement",
    "Benefit",
    "Booth",
    "Circular",
    "CircularRound",
    "Click",
    "Consent",
    "Criterion",
    "Delegation",
    "DelegationMember",
    "DelegationZone",
    "DiaryDay",
    "DiaryLine",
    "DocumentKind",
    "Fair",
    "FairKey",
    "FeeBase",
    "FeeBundle",
    "FeeBundleMember",
    "FeeEntry",
    "FeeExtra",
    "FeeInvoice",
    "FeeLine",
    "FeeRefundRule",
    "FeeSchedule",
    "FeeSubsidy",
    "FeeSurcharge",
    "Feedback",
    "FormRule",
    "Gate",
    "GateDuty",
    "Hall",
    "ImportFile",
    "ImportRow",
    "JobRun",
    "Letter",
    "Notice",
    "Offer",
    "OfferRule",
    "OpeningSession",
    "Organisation",
    "Paper",
    "PaperDemand",
    "PaperVerdict",
    "Pass",
    "PasswordLink",
    "PavilionBooth",
    "PlanFeature",
    "Producer",
    "Product",
    "ReportedFigure",
    "ReviewerUnit",
    "Scan",
    "SignIn",
    "SignInAttempt",
    "SignInCode",
    "Site",
    "Snapshot",
    "Sponsor",
    "StatementLine",
    "Unit",
    "Unplaced",
    "User",
    "Vacancy",
    "Venue",
    "Visitor",
    "Zone",
]
