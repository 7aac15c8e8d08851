"""Telephone numbers: read as people type them, kept as E.164, shown as people say them."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_, clean

HOME = "VN"

EMPTY = N_("Hãy nhập số điện thoại.")
NOT_A_NUMBER = N_("Số điện thoại chỉ gồm chữ số, dấu cách, dấu chấm, gạch nối và dấu + ở đầu.")
NOT_IN_USE = N_("Số điện thoại này không đúng. Số di động có 10 chữ số, như 0912 345 678.")


def to_e164(text: str) -> str:
    """+84912345678, or Invalid with a sentence; numbers without a country are Vietnamese."""
    typed = clean(text)
    if not typed:
        raise Invalid(EMPTY)
    if not set(typed) <= set("0123456789 .-–()/+"):  # the library would read letters as keys
        raise Invalid(NOT_A_NUMBER)
    try:
        number = phonenumbers.parse(typed, HOME)
    except NumberParseException:
        raise Invalid(NOT_IN_USE) from None
    if not phonenumbers.is_valid_number(number):
        raise Invalid(NOT_IN_USE)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def display(e164: str) -> str:
    """0912 345 678 for a Vietnamese number, +856 20 … for a foreign one."""
    number = phonenumbers.parse(e164)
    at_home = phonenumbers.region_code_for_number(number) == HOME
    return phonenumbers.format_number(
        number, PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    )
