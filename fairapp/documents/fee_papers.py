"""Fees on A4: the notice with the code that a bank's application reads, and the receipt of what was paid."""

from dataclasses import dataclass, field
from datetime import date, datetime

from flask import render_template
from flask_babel import force_locale

from fairapp.documents import pdf, qr
from fairapp.domain.money import in_words

STYLES = ("css/fee_sheet.css",)


@dataclass(frozen=True)
class Row:
    """One line of the notice; quantities are counted in hundredths."""

    label: str
    quantity: int
    unit: str
    unit_price: int
    amount: int


@dataclass(frozen=True)
class Account:
    """Where to pay. `purpose` is what the transfer has to carry, `payload` what the QR code says."""

    bank: str
    number: str
    holder: str
    purpose: str
    payload: str


@dataclass(frozen=True, kw_only=True)
class FeePaper:
    """What notice and receipt have in common, every text ready to print."""

    fair: str
    organisers: tuple[str, ...]
    place: str
    number: int
    payer: str
    payer_facts: tuple[tuple[str, str], ...]
    payable: int
    hotline: str = ""
    is_demo: bool = False


@dataclass(frozen=True, kw_only=True)
class FeeNotice(FeePaper):
    """One notice."""

    issued_at: datetime
    rows: tuple[Row, ...]
    charges: int
    subsidised: int
    paid: int
    due_on: date | None = None
    account: Account | None = None
    is_bundle: bool = False
    is_cancelled: bool = False

    @property
    def lacking(self) -> int:
        return max(0, self.payable - self.paid)


@dataclass(frozen=True)
class Received:
    """Money that came in or went back."""

    day: date
    how: str
    reference: str
    amount: int


@dataclass(frozen=True, kw_only=True)
class Receipt(FeePaper):
    """What was paid on one notice."""

    written_at: datetime
    received: tuple[Received, ...]
    noted_by: tuple[str, ...] = field(default=())

    @property
    def total(self) -> int:
        return sum(row.amount for row in self.received)


def notice(sheet: FeeNotice) -> bytes:
    """The PDF. It speaks Vietnamese, whoever prints it."""
    picture = qr.png_address(sheet.account.payload) if sheet.account else ""
    return _print("documents/fee_notice.html", sheet.issued_at, sheet.lacking, sheet=sheet, picture=picture)


def receipt(sheet: Receipt) -> bytes:
    """The PDF of what was paid."""
    return _print("documents/fee_receipt.html", sheet.written_at, sheet.total, sheet=sheet)


def _print(template: str, created_at: datetime, amount: int, **values: object) -> bytes:
    with force_locale("vi"):
        words = in_words(amount)
        html = render_template(template, words=words[0].upper() + words[1:], **values)
        return pdf.render(html, created_at=created_at, stylesheets=STYLES)
