"""A province's lead: what its exhibitors owe, and one transfer for several of them."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.documents import qr
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Refusal
from fairapp.services import applications
from fairapp.services.applications import endorsement
from fairapp.services.fees import bundles, listing, papers
from fairapp.web import audiences, downloads
from fairapp.web.fees import pages
from fairapp.web.sentences import say
from fairapp.web.transaction import commits, refuse

bp = audiences.delegation("fees", __name__)

ALL = "/fairs/<int:delegation_id>/fees"
BUNDLE = ALL + "/bundles/<int:bundle_id>"
FEE = "/applications/<int:application_id>/fee"


@bp.get(ALL)
def index(delegation_id):
    return _index(endorsement.get_for_lead(delegation_id, current_user))


@bp.post(ALL)
@commits
def make_bundle(delegation_id):
    delegation = endorsement.get_for_lead(delegation_id, current_user)
    try:
        bundle = bundles.make(delegation, current_user, request.form.getlist("application", type=int))
    except Refusal as refusal:
        refuse()
        return _index(delegation, say(refusal)), refusal.status
    return redirect(url_for("delegation_fees.bundle", delegation_id=delegation.id, bundle_id=bundle.id))


@bp.get(BUNDLE)
def bundle(delegation_id, bundle_id):
    delegation, together = _together(delegation_id, bundle_id)
    account = papers.account_for_bundle(together)
    return render_template(
        "fees/bundle.html",
        delegation=delegation,
        fair=delegation.fair,
        together=together,
        account=account,
        code=qr.svg_path(account.payload) if account else None,
    )


@bp.get(BUNDLE + "/notice")
def bundle_notice(delegation_id, bundle_id):
    _delegation, together = _together(delegation_id, bundle_id)
    return downloads.pdf(papers.print_bundle(together), f"nop-chung-{together.bundle.number:04d}.pdf")


@bp.get(BUNDLE + "/code")
def bundle_code(delegation_id, bundle_id):
    _delegation, together = _together(delegation_id, bundle_id)
    return pages.picture(papers.account_for_bundle(together))


@bp.post(BUNDLE + "/cancel")
@commits
def cancel_bundle(delegation_id, bundle_id):
    delegation, together = _together(delegation_id, bundle_id)
    bundles.cancel(together.bundle, current_user)
    flash(_("Đã bỏ phiếu nộp chung. Các chủ thể tự nộp như trước."), "success")
    return redirect(url_for("delegation_fees.index", delegation_id=delegation.id))


@bp.get(FEE)
def show(application_id):
    return pages.show(_desk(application_id))


@bp.get(FEE + "/notice")
def notice(application_id):
    return pages.notice(_desk(application_id))


@bp.get(FEE + "/receipt")
def receipt(application_id):
    return pages.receipt(_desk(application_id))


@bp.get(FEE + "/code")
def code(application_id):
    return pages.own_picture(_desk(application_id))


def _desk(application_id: int) -> pages.Desk:
    places = endorsement.places_of(current_user)
    return pages.Desk(applications.get_for_places(application_id, places), bp.name)


def _together(delegation_id: int, bundle_id: int):
    delegation = endorsement.get_for_lead(delegation_id, current_user)
    found = bundles.get_for_delegation(bundle_id, delegation)
    return delegation, bundles.together(found, listing.list_delegation(delegation))


def _index(delegation, error: str = ""):
    members = listing.list_delegation(delegation)
    return render_template(
        "fees/delegation.html",
        delegation=delegation,
        fair=delegation.fair,
        members=members,
        held=listing.held_in_bundles(delegation.fair),
        bundles=bundles.list_for_delegation(delegation, members),
        error=error,
        today=local_day(now()),
    )
