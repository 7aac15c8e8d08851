"""How a notice is paid: the account, the words of the transfer, and the code of both."""

from fairapp.documents.fee_papers import Account
from fairapp.domain.banks import get_bank
from fairapp.domain.vietqr import Transfer, payload
from fairapp.services.fees.balances import Balance

PURPOSE = "PHI GIAN HANG"


def account_for(balance: Balance) -> Account | None:
    """How to pay what an invoice still lacks; None when nothing is lacking."""
    invoice = balance.invoice
    if not balance.lacking or not invoice.account_number:
        return None
    return account(
        invoice.bank_bin, invoice.account_number, invoice.account_holder, invoice.code, balance.lacking
    )


def account(bin_: str, number: str, holder: str, code: str, amount: int) -> Account:
    bank, purpose = get_bank(bin_), f"{code} {PURPOSE}"
    code = payload(Transfer(bin_, number, amount, purpose))
    return Account(f"{bank.short} – {bank.name}", number, holder, purpose, code)
