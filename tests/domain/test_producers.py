"""What a producer tells about itself."""

from datetime import date
from unicodedata import normalize

import pytest

from fairapp.domain.errors import Invalid
from fairapp.domain.producers import CertificateState, certificate_state, check_name, check_tax_code

TODAY = date(2026, 11, 1)


def test_a_name_is_cleaned_and_composed():
    typed = normalize("NFD", "  Hợp tác xã   Bình Minh ")
    assert check_name(typed) == "Hợp tác xã Bình Minh"


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "a" * 201])
def test_an_empty_or_endless_name_is_refused_at_its_field(name):
    with pytest.raises(Invalid) as refusal:
        check_name(name, "producer_name")
    assert refusal.value.field == "producer_name"


def test_a_name_may_hold_an_emoji():
    assert check_name("Mật ong rừng 🍯") == "Mật ong rừng 🍯"


@pytest.mark.parametrize(
    "code", ["5700101234", "5700101234-001", "5700101234001", "001099012345", "", "5700 101 234"]
)
def test_tax_codes_of_companies_branches_and_households(code):
    assert check_tax_code(code) == code.replace(" ", "")


@pytest.mark.parametrize("code", ["57001", "57001012345", "5700101234-01", "MST5700101234"])
def test_other_tax_codes_are_refused(code):
    with pytest.raises(Invalid) as refusal:
        check_tax_code(code)
    assert refusal.value.field == "tax_code"


@pytest.mark.parametrize(
    ("expires_on", "state"),
    [
        (None, None),
        (date(2026, 10, 31), CertificateState.EXPIRED),
        (date(2026, 11, 1), CertificateState.EXPIRING),
        (date(2027, 1, 29), CertificateState.EXPIRING),
        (date(2027, 1, 30), CertificateState.VALID),
    ],
)
def test_a_certificate_holds_to_its_last_day_and_warns_three_months_before(expires_on, state):
    assert certificate_state(expires_on, TODAY) is state
