"""`{{ value|label }}`: the word for a domain value, in the reader's language."""

from enum import Enum

from flask import Flask
from flask_babel import gettext
from wtforms.fields.choices import SelectChoice

from fairapp.domain import (
    accounts,
    agreements,
    allocation,
    application_form,
    applications,
    bank_statement,
    batches,
    booth_rows,
    booths,
    circulars,
    delegations,
    exchange,
    fairs,
    feedback,
    fees,
    follow_ups,
    inspections,
    letters,
    notices,
    ocop,
    papers,
    passes,
    reported,
    sales,
    settlement,
    sheets,
    sponsors,
    visitor_groups,
    visitors,
)

TABLES: tuple[dict, ...] = (
    accounts.LABELS,
    fairs.KIND_LABELS,
    fairs.HOLD_LABELS,
    fairs.PHASE_LABELS,
    fairs.BASIS_LABELS,
    fairs.GAP_LABELS,
    fairs.EXPIRY_RULE_LABELS,
    booths.BOOTH_KIND_LABELS,
    booths.PRICE_CLASS_LABELS,
    booths.FEATURE_LABELS,
    booth_rows.DIRECTION_LABELS,
    booth_rows.ALONG_LABELS,
    application_form.FIELD_ASK_LABELS,
    applications.STATE_LABELS,
    applications.DECISION_LABELS,
    delegations.DELEGATION_KIND_LABELS,
    delegations.CONFIRMATION_LABELS,
    allocation.HOW_LABELS,
    allocation.PRESET_LABELS,
    allocation.AIM_LABELS,
    fees.BASE_HOW_LABELS,
    fees.SURCHARGE_KIND_LABELS,
    fees.COVERS_LABELS,
    settlement.INVOICE_STATE_LABELS,
    settlement.ENTRY_KIND_LABELS,
    settlement.LINE_STATE_LABELS,
    bank_statement.COLUMN_LABELS,
    agreements.AGREEMENT_KIND_LABELS,
    agreements.LEVEL_LABELS,
    follow_ups.FOLLOW_ANSWER_LABELS,
    follow_ups.FOLLOW_STATE_LABELS,
    sales.DIARY_STATE_LABELS,
    sponsors.TIER_LABELS,
    batches.BATCH_KIND_LABELS,
    reported.REPORTED_LABELS,
    letters.LETTER_STATE_LABELS,
    notices.NOTICE_STATE_LABELS,
    circulars.LACK_LABELS,
    notices.CHANNEL_LABELS,
    exchange.KIND_LABELS,
    sheets.OUTCOME_LABELS,
    ocop.KIND_LABELS,
    ocop.MARK_LABELS,
    ocop.LEVEL_LABELS,
    papers.BELONGS_LABELS,
    papers.ASK_LABELS,
    papers.FINDING_LABELS,
    papers.PAPER_STATE_LABELS,
    inspections.POINT_LABELS,
    inspections.ATTENDANCE_LABELS,
    inspections.FINDING_STATE_LABELS,
    inspections.REPORT_KIND_LABELS,
    inspections.REPORT_STATE_LABELS,
    feedback.ASPECT_LABELS,
    feedback.AGAIN_LABELS,
    visitors.SOURCE_LABELS,
    visitors.PAPER_LABELS,
    visitor_groups.KIND_LABELS,
    passes.ROLE_NAMES,
)
# By type first: a StrEnum member equals its text, so members of two enumerations may be equal.
WORDS: dict[type, dict[Enum, str]] = {type(next(iter(table))): table for table in TABLES}


def label(value: Enum) -> str:
    """The word people use for a domain value."""
    return gettext(WORDS[type(value)][value])


def choices(kind: type[Enum]) -> list[SelectChoice]:
    """A form's choices for an enumeration, in its own order."""
    return [SelectChoice(member.value, label(member)) for member in kind]


def register(app: Flask) -> None:
    app.jinja_env.filters["label"] = label
