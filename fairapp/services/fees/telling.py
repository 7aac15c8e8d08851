"""Each notice to pay announces itself: once, in the transaction in which it is made."""

from collections.abc import Sequence

from fairapp.documents import news_messages
from fairapp.models import FeeInvoice
from fairapp.services import notices
from fairapp.services.applications.telling import reader_of
from fairapp.services.fees.balances import balances
from fairapp.services.fees.paying import account_for
from fairapp.services.notices import News
from fairapp.services.producers.reaching import contacts_of


def tell_invoices(made: Sequence[FeeInvoice]) -> None:
    """What to pay, by when and how; the same text is what somebody passes on by Zalo."""
    contacts = contacts_of([invoice.application.producer for invoice in made])
    told = []
    for balance, contact in zip(balances(made), contacts, strict=True):
        invoice = balance.invoice
        path = f"/producer/applications/{invoice.application_id}/fee"
        message = news_messages.fee(
            reader_of(contact, invoice.fair, path),
            number=invoice.number,
            booths=invoice.booths,
            payable=invoice.payable,
            lacking=balance.lacking,
            due_on=invoice.due_on,
            account=account_for(balance),
            renews=invoice.replaces_id is not None,
        )
        key = f"fee:{invoice.id}"
        told.append(News(key, contact, message.subject, message.body, path, invoice.fair_id))
    notices.tell(told)
