"""What a fair charges, the notices sent for it, and the money that came in."""

from fairapp.models.fees.invoices import FeeBundle, FeeBundleMember, FeeEntry, FeeInvoice, FeeLine
from fairapp.models.fees.schedules import (
    FeeBase,
    FeeExtra,
    FeeRefundRule,
    FeeSchedule,
    FeeSubsidy,
    FeeSurcharge,
)
from fairapp.models.fees.statements import BankStatement, StatementLine

__all__ = [
    "BankStatement",
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
    "StatementLine",
]
