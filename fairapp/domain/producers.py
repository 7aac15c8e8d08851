"""Producers: the limits of what they tell about themselves, and the consent they give."""

import re
from datetime import date, timedelta
from enum import StrEnum

from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_, clean

# The words agreed to stand beside the box on the registration page; a change of words is a new version.
CONSENT_VERSION = "2026-01"
LONGEST_NAME = 200

# Renewing takes a council's session; three months ahead is when a producer has to begin.
EXPIRING_DAYS = 90


class CertificateState(StrEnum):
    """How long a certificate still holds."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"


_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_TAX_CODE = re.compile(r"\d{10}(-?\d{3})?|\d{12}")


def check_name(name: str, field: str = "name") -> str:
    """The cleaned name, or a sentence that says what is wrong with it."""
    cleaned = clean(name)
    if not cleaned:
        raise Invalid(N_("Hãy điền tên."), field=field)
    if len(cleaned) > LONGEST_NAME:
        raise Invalid(N_("Tên dài nhất %(n)d ký tự."), field=field, n=LONGEST_NAME)
    return cleaned


def check_tax_code(code: str) -> str:
    """Ten digits, thirteen for a branch, or the twelve of a household's owner; empty when there is none."""
    bare = re.sub(r"[ .]", "", clean(code))
    if bare and not _TAX_CODE.fullmatch(bare):
        raise Invalid(N_("Mã số thuế gồm 10, 12 hoặc 13 chữ số, ví dụ 5700101234."), field="tax_code")
    return bare


def check_email(address: str) -> str:
    """In lower case; empty when there is none."""
    cleaned = clean(address).lower()
    if cleaned and not _EMAIL.fullmatch(cleaned):
        raise Invalid(N_("Địa chỉ e-mail chưa đúng, ví dụ: ten@donvi.vn."), field="email")
    return cleaned


def certificate_state(expires_on: date | None, today: date) -> CertificateState | None:
    """None where there is no certificate to speak of."""
    if expires_on is None:
        return None
    if expires_on < today:
        return CertificateState.EXPIRED
    if expires_on < today + timedelta(days=EXPIRING_DAYS):
        return CertificateState.EXPIRING
    return CertificateState.VALID
