"""Which invoices a payment is for, by the codes in its text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from fairapp.db import db
from fairapp.domain.bank_statement import Credit
from fairapp.domain.purpose_codes import find_codes
from fairapp.domain.settlement import LineState, line_state, split
from fairapp.models import Fair, FeeBundle, FeeInvoice, StatementLine
from fairapp.services.fees.balances import AT_ONCE, balances

Parts = tuple[tuple[FeeInvoice, int], ...]


@dataclass(frozen=True)
class Match:
    """A payment and what becomes of it: which part goes to which invoice."""

    credit: Credit
    state: LineState
    parts: Parts = ()


class Book:
    """The open invoices that codes lead to, and what each still lacks while payments are spread over them.

    A code leads to the exhibitor, not to the paper: who pays by an old notice pays the one that holds now.
    """

    def __init__(self, fair: Fair, codes: Iterable[str]) -> None:
        self._targets: dict[str, list[FeeInvoice]] = {}
        self._lacking: dict[int, int] = {}
        wanted = sorted(set(codes))
        for start in range(0, len(wanted), AT_ONCE):
            self._learn(fair, wanted[start : start + AT_ONCE])

    def match(self, credit: Credit) -> Match:
        """Spread a payment over its invoices; one that names several must be exactly what they lack."""
        known = [code for code in find_codes(credit.text) if self._targets.get(code)]
        invoices = list({i.id: i for code in known for i in self._targets[code]}.values())
        if not invoices:
            return Match(credit, LineState.UNKNOWN)
        lacking = [self._lacking[invoice.id] for invoice in invoices]
        if len(known) > 1 and credit.amount != sum(lacking):
            return Match(credit, LineState.UNKNOWN)
        return Match(credit, line_state(credit.amount, sum(lacking)), self._spread(credit.amount, invoices))

    def _spread(self, amount: int, invoices: Sequence[FeeInvoice]) -> Parts:
        parts = split(amount, [self._lacking[invoice.id] for invoice in invoices])
        for invoice, part in zip(invoices, parts, strict=True):
            self._lacking[invoice.id] = max(0, self._lacking[invoice.id] - part)
        return tuple((invoice, part) for invoice, part in zip(invoices, parts, strict=True) if part)

    def _learn(self, fair: Fair, codes: list[str]) -> None:
        applications = {code: [key] for code, key in db.session.execute(_by_code(fair, codes))}
        for bundle in db.session.scalars(_bundles(fair, codes)):
            applications[bundle.code] = [member.application_id for member in bundle.members]
        keys = {key for found in applications.values() for key in found}
        query = (
            select(FeeInvoice)
            .where(FeeInvoice.application_id.in_(keys), FeeInvoice.cancelled_at.is_(None))
            .order_by(FeeInvoice.number)
        )
        standing = {invoice.application_id: invoice for invoice in db.session.scalars(query)}
        for balance in balances(standing.values()):
            self._lacking[balance.invoice.id] = balance.lacking
        for code, found in applications.items():
            invoices = [standing[key] for key in found if key in standing]
            self._targets[code] = sorted(invoices, key=lambda invoice: invoice.number)


def forecast(fair: Fair, account: str, credits: Sequence[Credit]) -> list[Match]:
    """What taking these payments over would do, in their order; nothing is written."""
    known = _known_digests(fair, account, [credit.digest for credit in credits])
    fresh = [credit for credit in credits if credit.digest not in known]
    book = Book(fair, (code for credit in fresh for code in find_codes(credit.text)))
    return [
        Match(credit, LineState.DUPLICATE) if credit.digest in known else book.match(credit)
        for credit in credits
    ]


def _by_code(fair: Fair, codes: list[str]):  # noqa: ANN202  (a Select)
    query = select(FeeInvoice.code, FeeInvoice.application_id).join(Fair, Fair.id == FeeInvoice.fair_id)
    return query.where(FeeInvoice.code.in_(codes), Fair.owner_id == fair.owner_id)


def _bundles(fair: Fair, codes: list[str]):  # noqa: ANN202  (a Select)
    query = select(FeeBundle).join(Fair, Fair.id == FeeBundle.fair_id)
    return query.where(FeeBundle.code.in_(codes), Fair.owner_id == fair.owner_id).options(
        selectinload(FeeBundle.members)
    )


def _known_digests(fair: Fair, account: str, digests: Sequence[str]) -> set[str]:
    known: set[str] = set()
    for start in range(0, len(digests), AT_ONCE):
        query = select(StatementLine.digest).where(
            StatementLine.owner_id == fair.owner_id,
            StatementLine.account == account,
            StatementLine.digest.in_(digests[start : start + AT_ONCE]),
        )
        known.update(db.session.scalars(query))
    return known
