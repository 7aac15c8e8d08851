"""What an exhibitor and the lead of its province both see: what to pay, and how."""

from dataclasses import dataclass

from flask import Response, render_template, url_for

from fairapp.db import now
from fairapp.documents import qr
from fairapp.documents.fee_papers import Account
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import NotFound
from fairapp.domain.text import N_
from fairapp.models import Application
from fairapp.services.fees import bundles, listing, papers, paying
from fairapp.services.fees.balances import balance_of
from fairapp.web import downloads

NO_CODE = N_("Không còn khoản nào phải nộp nên không có mã.")
SCALE = 8  # pixels a module: a banking application reads it from the phone's pictures


@dataclass(frozen=True)
class Desk:
    """Who is looking, by the blueprint whose addresses the page uses."""

    application: Application
    blueprint: str

    @property
    def acting(self) -> bool:
        return self.blueprint.startswith("delegation")

    def url(self, view: str) -> str:
        return url_for(f"{self.blueprint}.{view}", application_id=self.application.id)


def show(desk: Desk):
    invoice = listing.find_for_application(desk.application)
    balance = balance_of(invoice) if invoice else None
    account = paying.account_for(balance) if balance else None
    return render_template(
        "fees/mine.html",
        desk=desk,
        application=desk.application,
        fair=desk.application.fair,
        invoice=invoice,
        balance=balance,
        account=account,
        code=qr.svg_path(account.payload) if account else None,
        standing=papers.standing(invoice.entries) if invoice else [],
        bundle=bundles.find_holding(desk.application),
        earlier=listing.list_earlier(invoice) if invoice else [],
        today=local_day(now()),
    )


def notice(desk: Desk):
    balance = balance_of(listing.get_for_application(desk.application))
    return downloads.pdf(papers.print_notice(balance), f"thong-bao-{balance.invoice.number:04d}.pdf")


def receipt(desk: Desk):
    balance = balance_of(listing.get_for_application(desk.application))
    return downloads.pdf(papers.print_receipt(balance), f"bien-nhan-{balance.invoice.number:04d}.pdf")


def picture(account: Account | None) -> Response:
    """The code as a picture to keep: who pays from the phone that shows the page cannot scan it."""
    if account is None:
        raise NotFound(NO_CODE)
    response = Response(qr.png(account.payload, SCALE), mimetype="image/png")
    name = account.purpose.split()[0]
    response.headers["Content-Disposition"] = f"attachment; filename={name}.png"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def own_picture(desk: Desk) -> Response:
    return picture(paying.account_for(balance_of(listing.get_for_application(desk.application))))
