"""VietQR: a transfer's account, amount and purpose as a bank's application reads them from a QR code.

EMVCo's merchant-presented format with NAPAS's own field 38: fields of two digits, two digits of length and a
value, closed by a CRC-16. A code may have a right checksum and be broken all the same, so both are looked at.
"""

import binascii
import re
from dataclasses import dataclass

from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_

GUID = "A000000727"
TO_ACCOUNT, TO_CARD = "QRIBFTTA", "QRIBFTTC"
DONG = "704"
LONGEST_PURPOSE = 25
MOST_AMOUNT = 10**13 - 1

BROKEN = N_("Mã VietQR bị hỏng: độ dài ghi trong mã không khớp với nội dung.")
BAD_CHECKSUM = N_("Mã VietQR bị hỏng: sai số kiểm tra.")
NOT_VIETQR = N_("Đây không phải mã chuyển khoản VietQR.")
NO_SERVICE = N_("Mã VietQR thiếu dịch vụ chuyển tiền nên ngân hàng không đọc được.")
BAD_ACCOUNT = N_("Mã VietQR thiếu ngân hàng hoặc số tài khoản nhận.")
BAD_AMOUNT = N_("Số tiền trong mã VietQR không đúng.")
BAD_PURPOSE = N_("Nội dung chuyển khoản chỉ gồm chữ không dấu, chữ số và dấu cách, nhiều nhất 25 ký tự.")


@dataclass(frozen=True)
class Transfer:
    """To whom, how much and what for; no amount means that the payer types it."""

    bin: str
    account: str
    amount: int | None = None
    purpose: str = ""
    service: str = TO_ACCOUNT


def payload(transfer: Transfer) -> str:
    """What the QR code says."""
    _check(transfer)
    if not re.fullmatch(rf"[0-9A-Za-z ]{{0,{LONGEST_PURPOSE}}}", transfer.purpose, re.ASCII):
        raise Invalid(BAD_PURPOSE)
    account = _field("00", transfer.bin) + _field("01", transfer.account)
    fields = [
        ("00", "01"),
        ("01", "11" if transfer.amount is None else "12"),
        ("38", _field("00", GUID) + _field("01", account) + _field("02", transfer.service)),
        ("53", DONG),
        ("54", "" if transfer.amount is None else str(transfer.amount)),
        ("58", "VN"),
        ("62", _field("08", transfer.purpose) if transfer.purpose else ""),
    ]
    written = "".join(_field(name, value) for name, value in fields if value) + "6304"
    return written + checksum(written)


def parse(text: str) -> Transfer:
    """The transfer that a code asks for; a broken code is refused with what is wrong with it."""
    fields = _fields(text)
    names = list(fields)
    if names[:1] != ["00"] or fields["00"] != "01" or names[-1] != "63":
        raise Invalid(NOT_VIETQR)
    if fields["63"] != checksum(text[:-4]):
        raise Invalid(BAD_CHECKSUM)
    if fields.get("53") != DONG or fields.get("58") != "VN" or "38" not in fields:
        raise Invalid(NOT_VIETQR)
    napas = _fields(fields["38"])
    if napas.get("00") != GUID:
        raise Invalid(NOT_VIETQR)
    if napas.get("02") not in (TO_ACCOUNT, TO_CARD):
        raise Invalid(NO_SERVICE)
    to = _fields(napas.get("01", ""))
    amount = fields.get("54")
    if amount is not None and not re.fullmatch(r"[0-9]{1,13}", amount):
        raise Invalid(BAD_AMOUNT)
    more = _fields(fields.get("62", ""))
    transfer = Transfer(
        bin=to.get("00", ""),
        account=to.get("01", ""),
        amount=None if amount is None else int(amount),
        purpose=more.get("08", ""),
        service=napas["02"],
    )
    _check(transfer)
    return transfer


def checksum(text: str) -> str:
    """CRC-16/CCITT-FALSE in four capital hex digits."""
    return f"{binascii.crc_hqx(text.encode(), 0xFFFF):04X}"


def _check(transfer: Transfer) -> None:
    if not re.fullmatch(r"[0-9]{6}", transfer.bin) or not re.fullmatch(
        r"[0-9A-Za-z]{1,19}", transfer.account
    ):
        raise Invalid(BAD_ACCOUNT)
    if transfer.amount is not None and not 0 < transfer.amount <= MOST_AMOUNT:
        raise Invalid(BAD_AMOUNT)


def _field(name: str, value: str) -> str:
    return f"{name}{len(value):02d}{value}"


def _fields(text: str) -> dict[str, str]:
    """Fields one after the other, none twice, with nothing left over."""
    found: dict[str, str] = {}
    at = 0
    while at < len(text):
        head = text[at : at + 4]
        if not re.fullmatch(r"[0-9]{4}", head) or head[:2] in found:
            raise Invalid(BROKEN)
        end = at + 4 + int(head[2:])
        if end > len(text) or end == at + 4:
            raise Invalid(BROKEN)
        found[head[:2]] = text[at + 4 : end]
        at = end
    return found
