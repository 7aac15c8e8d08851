"""The organiser's notices to pay: who owes what, sending them, and the money on each."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Refusal
from fairapp.domain.settlement import EntryKind, InvoiceState
from fairapp.services import allocation, fairs
from fairapp.services.fees import (
    bundles,
    entries,
    extras,
    issuing,
    listing,
    papers,
    paying,
    schedules,
    statements,
    totals,
)
from fairapp.services.fees.balances import balance_of
from fairapp.services.fees.listing import Wanted
from fairapp.web import audiences, downloads
from fairapp.web.fees.forms import RefundForm, receive_form
from fairapp.web.labels import label
from fairapp.web.sentences import say
from fairapp.web.transaction import commits, refuse

bp = audiences.organiser("fees", __name__)

FAIR = "/fairs/<int:fair_id>/fees"
ONE = FAIR + "/<int:invoice_id>"
STATES = {state.value: state for state in InvoiceState}


@bp.get(FAIR)
def index(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    wanted = read_wanted()
    return render_template(
        "fees/index.html",
        fair=fair,
        wanted=wanted,
        shown=listing.list_page(fair, wanted),
        totals=totals.totals(fair),
        states=InvoiceState,
        state_choices=[(state.value, label(state)) for state in InvoiceState],
        unit_choices=[(unit.id, unit.name) for unit in listing.units_of(fair)],
        bundles=bundles.list_for_fair(fair),
        held=listing.held_in_bundles(fair),
        unknown=statements.count_unknown(fair),
        schedule=schedules.find_schedule(fair),
        outlook=issuing.outlook(fair),
        published=allocation.published(fair),
        today=local_day(now()),
    )


def read_wanted() -> Wanted:
    """What the list's address asks for; the list to take away is asked for in the same words."""
    return Wanted(
        q=request.args.get("q", "").strip(),
        unit=request.args.get("unit", ""),
        state=STATES.get(request.args.get("state", "")),
        sort=request.args.get("sort", "name"),
        page=request.args.get("page", 1, type=int),
    )


@bp.get(FAIR + "/issue")
def review(fair_id):
    return _review(fairs.get_for_organiser(fair_id, current_user))


@bp.post(FAIR + "/issue")
@commits
def issue(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    try:
        done = issuing.issue(fair, current_user, request.form.get("seen", ""))
    except Refusal as refusal:
        refuse()
        return _review(fair, say(refusal)), refusal.status
    flash(
        _(
            "Đã lập %(new)d thông báo mới, thay %(renewed)d, huỷ %(gone)d.",
            new=len(done.new),
            renewed=len(done.renewed),
            gone=len(done.leaving),
        ),
        "success",
    )
    return redirect(url_for("organiser_fees.index", fair_id=fair.id))


@bp.get(ONE)
def show(fair_id, invoice_id):
    return _page(*_get(fair_id, invoice_id))


@bp.post(ONE + "/receive")
@commits
def receive(fair_id, invoice_id):
    fair, invoice = _get(fair_id, invoice_id)
    form = receive_form()
    if form.validate():
        with form.refusals():
            entries.receive(
                fair,
                current_user,
                invoice,
                EntryKind(form.kind.data),
                form.amount.data,
                form.day.data,
                form.note.data,
            )
            flash(_("Đã ghi khoản nhận, kèm tên người ghi."), "success")
            return _back(fair, invoice)
    return _page(fair, invoice, receive=form), 422


@bp.post(ONE + "/refund")
@commits
def refund(fair_id, invoice_id):
    fair, invoice = _get(fair_id, invoice_id)
    form = RefundForm(prefix="refund-")
    if form.validate():
        with form.refusals():
            entries.refund(fair, current_user, invoice, form.amount.data, form.day.data, form.note.data)
            flash(_("Đã ghi khoản hoàn, kèm tên người ghi."), "success")
            return _back(fair, invoice)
    return _page(fair, invoice, refund=form), 422


@bp.post(ONE + "/entries/<int:entry_id>/take-back")
@commits
def take_back(fair_id, invoice_id, entry_id):
    fair, invoice = _get(fair_id, invoice_id)
    entries.take_back(fair, current_user, invoice, entry_id)
    flash(_("Đã bỏ khoản ghi nhầm. Dòng sao kê của nó, nếu có, chờ xử lý lại."), "success")
    return _back(fair, invoice)


@bp.post(ONE + "/extras")
@commits
def save_extras(fair_id, invoice_id):
    fair, invoice = _get(fair_id, invoice_id)
    wanted = {item.id: request.form.get(f"item_{item.id}", 0, type=int) for item in extras.list_items(fair)}
    try:
        extras.set_quantities(fair, current_user, invoice.application, wanted)
    except Refusal as refusal:
        refuse()
        return _page(fair, invoice, extras_error=say(refusal)), refusal.status
    flash(_("Đã ghi đồ thuê thêm. Hãy lập lại thông báo để gửi số mới."), "success")
    return _back(fair, invoice)


@bp.get(ONE + "/notice")
def notice(fair_id, invoice_id):
    _fair, invoice = _get(fair_id, invoice_id)
    return downloads.pdf(papers.print_notice(balance_of(invoice)), f"thong-bao-{invoice.number:04d}.pdf")


@bp.get(ONE + "/receipt")
def receipt(fair_id, invoice_id):
    _fair, invoice = _get(fair_id, invoice_id)
    return downloads.pdf(papers.print_receipt(balance_of(invoice)), f"bien-nhan-{invoice.number:04d}.pdf")


def _get(fair_id: int, invoice_id: int):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return fair, listing.get_for_fair(invoice_id, fair)


def _back(fair, invoice):
    return redirect(url_for("organiser_fees.show", fair_id=fair.id, invoice_id=invoice.id))


def _review(fair, error: str = ""):
    return render_template(
        "fees/issue.html",
        fair=fair,
        outlook=issuing.outlook(fair),
        published=allocation.published(fair),
        schedule=schedules.find_schedule(fair),
        error=error,
    )


def _page(fair, invoice, receive=None, refund=None, extras_error=""):
    balance, today = balance_of(invoice), local_day(now())
    return render_template(
        "fees/invoice.html",
        fair=fair,
        invoice=invoice,
        balance=balance,
        account=paying.account_for(balance),
        receive=receive or receive_form(amount=balance.lacking or None, kind="cash", day=today),
        refund=refund
        or RefundForm(None, prefix="refund-", data={"amount": balance.refundable, "day": today}),
        reversed_ids={entry.reverses_id for entry in invoice.entries},
        standing=papers.standing(invoice.entries),
        items=extras.list_items(fair),
        quantities=extras.quantities(invoice.application),
        extras_error=extras_error,
        earlier=listing.list_earlier(invoice),
        bundle=bundles.find_holding(invoice.application),
        log=listing.list_log(invoice),
        today=today,
    )
