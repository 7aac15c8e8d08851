"""Delegations with their quotas, producers' applications, and what becomes of them."""

from fairapp.models.applications.application import (
    Application,
    ApplicationPlace,
    ApplicationProduct,
    ApplicationStaff,
)
from fairapp.models.applications.delegations import (
    Delegation,
    DelegationMember,
    DelegationZone,
    PavilionBooth,
)
from fairapp.models.applications.form import FormRule
from fairapp.models.applications.offers import Offer, OfferRule, Vacancy
from fairapp.models.applications.review import (
    Assessment,
    AssessmentScore,
    Criterion,
    PaperVerdict,
    ReviewerUnit,
)
from fairapp.models.applications.words import Acceptance, ApplicationConfirmation, Consent

__all__ = [
    "Acceptance",
    "Application",
    "ApplicationConfirmation",
    "ApplicationPlace",
    "ApplicationProduct",
    "ApplicationStaff",
    "Assessment",
    "AssessmentScore",
    "Consent",
    "Criterion",
    "Delegation",
    "DelegationMember",
    "DelegationZone",
    "FormRule",
    "Offer",
    "OfferRule",
    "PaperVerdict",
    "PavilionBooth",
    "ReviewerUnit",
    "Vacancy",
]
