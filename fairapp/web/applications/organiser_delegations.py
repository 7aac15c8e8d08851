"""Which provinces come, with how many booths at most, and who leads them."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.models import Delegation, Fair
from fairapp.services import fairs, places
from fairapp.services.applications import delegations
from fairapp.web import audiences
from fairapp.web.accounts import pages
from fairapp.web.applications.forms import KnownLeadForm, LeadForm, QuotaForm, ShareForm
from fairapp.web.forms import options
from fairapp.web.transaction import commits

bp = audiences.organiser("delegations", __name__)

FAIR = "/fairs/<int:fair_id>/delegations"
ONE = FAIR + "/<int:delegation_id>"


@bp.get(FAIR)
def index(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _index(fair, _share_form(fair))


@bp.post(FAIR)
@commits
def add(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = _share_form(fair)
    if form.validate():
        with form.refusals():
            delegation = delegations.add(fair, current_user, unit_id=form.unit.data, quota=form.quota.data)
            flash(_("Đã giao chỉ tiêu cho %(unit)s.", unit=delegation.unit.name), "success")
            return redirect(url_for("organiser_delegations.index", fair_id=fair.id))
    return _index(fair, form), 422


@bp.get(ONE)
def show(fair_id, delegation_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _show(fair, delegations.get_delegation(delegation_id, fair))


@bp.post(ONE + "/quota")
@commits
def set_quota(fair_id, delegation_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    delegation = delegations.get_delegation(delegation_id, fair)
    form = QuotaForm()
    if form.validate():
        with form.refusals():
            delegations.set_quota(delegation, current_user, form.quota.data)
            flash(_("Đã lưu chỉ tiêu của %(unit)s.", unit=delegation.unit.name), "success")
            return redirect(url_for("organiser_delegations.index", fair_id=fair.id))
    return _show(fair, delegation, quota_form=form), 422


@bp.post(ONE + "/remove")
@commits
def remove(fair_id, delegation_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    delegation = delegations.get_delegation(delegation_id, fair)
    delegations.remove(delegation, current_user)
    flash(_("Đã bỏ chỉ tiêu của %(unit)s.", unit=delegation.unit.name), "success")
    return redirect(url_for("organiser_delegations.index", fair_id=fair.id))


@bp.post(ONE + "/lead")
@commits
def appoint(fair_id, delegation_id):
    """A new account's password is in this answer and nowhere else, so there is no redirect."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    delegation = delegations.get_delegation(delegation_id, fair)
    form = LeadForm()
    if form.validate():
        with form.refusals():
            password = delegations.appoint(
                delegation, current_user, name=form.name.data, contact=form.contact.data
            )
            return render_template(
                "applications/lead_made.html", fair=fair, delegation=delegation, password=password
            )
    return _show(fair, delegation, lead_form=form), 422


@bp.post(ONE + "/lead/password")
@commits
def give_password(fair_id, delegation_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    delegation = delegations.get_delegation(delegation_id, fair)
    back = url_for("organiser_delegations.show", fair_id=fair.id, delegation_id=delegation.id)
    return pages.give_password(
        fair,
        delegation.lead,
        back,
        delegation.unit.name,
        lambda: delegations.give_password(delegation, current_user),
    )


@bp.post(ONE + "/known-lead")
@commits
def hand_to(fair_id, delegation_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    delegation = delegations.get_delegation(delegation_id, fair)
    form = _known_form()
    if form.validate():
        lead = next(user for user in delegations.list_leads(current_user) if user.id == form.lead.data)
        delegations.hand_to(delegation, current_user, lead)
        flash(_("Đã giao %(name)s làm đầu mối.", name=lead.name), "success")
        return redirect(url_for("organiser_delegations.index", fair_id=fair.id))
    return _show(fair, delegation, known_form=form), 422


def _index(fair: Fair, form: ShareForm):
    shares = delegations.shares(fair)
    return render_template(
        "applications/delegations.html",
        fair=fair,
        shares=shares,
        quota=sum(share.delegation.quota for share in shares),
        taken=sum(share.taken_booths for share in shares),
        form=form,
    )


def _show(fair: Fair, delegation: Delegation, **forms):
    return render_template(
        "applications/share.html",
        fair=fair,
        delegation=delegation,
        share=next(s for s in delegations.shares(fair) if s.delegation is delegation),
        quota_form=forms.get("quota_form") or QuotaForm(formdata=None, obj=delegation),
        lead_form=forms.get("lead_form") or LeadForm(formdata=None),
        known_form=forms.get("known_form") or _known_form(fresh=True),
    )


def _share_form(fair: Fair) -> ShareForm:
    """Provinces that have a quota already are not offered again."""
    form = ShareForm()
    given = {share.delegation.unit_id for share in delegations.shares(fair)}
    offered = [(unit, name) for unit, name in places.choices_today() if unit not in given]
    form.unit.choices = options([("", _("Chọn tỉnh, thành phố")), *offered])
    return form


def _known_form(fresh: bool = False) -> KnownLeadForm:
    form = KnownLeadForm(formdata=None) if fresh else KnownLeadForm()
    people = [
        (user.id, f"{user.name}, {user.phone or user.email}") for user in delegations.list_leads(current_user)
    ]
    form.lead.choices = options([("", _("Chọn một người")), *people])
    return form
