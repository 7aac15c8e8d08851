"""Which delegations come, with how many booths, where they stand, and who leads them."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _, ngettext
from flask_login import current_user

from fairapp.domain.delegations import DelegationKind
from fairapp.domain.errors import Refusal
from fairapp.domain.places import MERGER
from fairapp.models import Booth, Delegation, Fair
from fairapp.services import booths, fairs, places
from fairapp.services.applications import delegations, leads, members, pavilions, quotas
from fairapp.web import audiences
from fairapp.web.accounts import pages
from fairapp.web.applications.delegation_forms import (
    KnownLeadForm,
    LeadForm,
    MoveForm,
    PavilionForm,
    QuotaForm,
    ShareForm,
)
from fairapp.web.applications.pavilion import pavilion_drawings
from fairapp.web.forms import options
from fairapp.web.labels import choices
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
            delegation = delegations.add(
                fair,
                current_user,
                kind=DelegationKind(form.kind.data),
                unit_id=form.unit.data or "",
                name=form.name.data or "",
                quota=form.quota.data,
                least=form.least.data or 0,
            )
            flash(_("Đã giao chỉ tiêu cho %(unit)s.", unit=delegation.name), "success")
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
            quotas.set_quota(
                delegation, current_user, form.quota.data, form.least.data or 0, zone_quotas(fair)
            )
            flash(_("Đã lưu chỉ tiêu của %(unit)s.", unit=delegation.name), "success")
            return redirect(url_for("organiser_delegations.index", fair_id=fair.id))
    return _show(fair, delegation, quota_form=form), 422


@bp.post(ONE + "/move")
@commits
def move(fair_id, delegation_id):
    """Booths of this delegation go to another."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    delegation = delegations.get_delegation(delegation_id, fair)
    form = _move_form(fair, delegation)
    status = 422
    if form.validate():
        try:
            taker = delegations.get_delegation(form.to.data, fair)
            quotas.move(
                delegation, taker, current_user, form.booths.data, form.note.data, form.seen.data or 0
            )
        except Refusal as refusal:
            form.refuse(refusal)
            status = refusal.status
        else:
            flash(
                _(
                    "Đã chuyển %(n)d gian của %(giver)s sang %(taker)s.",
                    n=form.booths.data,
                    giver=delegation.name,
                    taker=taker.name,
                ),
                "success",
            )
            return redirect(_address(delegation))
    return _show(fair, delegation, move_form=form), status


@bp.post(ONE + "/pavilion")
@commits
def set_pavilion(fair_id, delegation_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    delegation = delegations.get_delegation(delegation_id, fair)
    form = _pavilion_form(fair)
    if form.validate():
        with form.refusals():
            chosen = pavilions.set_booths(
                delegation, current_user, (form.booths.data or "").replace(",", " ").split(), form.zone.data
            )
            flash(
                ngettext("Đã dành %(num)d gian chung.", "Đã dành %(num)d gian chung.", len(chosen)), "success"
            )
            return redirect(_address(delegation))
    return _show(fair, delegation, pavilion_form=form), 422


@bp.get(FAIR + "/history")
def history(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return render_template("applications/quota_history.html", fair=fair, history=quotas.list_history(fair))


@bp.post(ONE + "/remove")
@commits
def remove(fair_id, delegation_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    delegation = delegations.get_delegation(delegation_id, fair)
    delegations.remove(delegation, current_user)
    flash(_("Đã bỏ chỉ tiêu của %(unit)s.", unit=delegation.name), "success")
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
            password = leads.appoint(delegation, current_user, name=form.name.data, contact=form.contact.data)
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
        delegation.name,
        lambda: leads.give_password(delegation, current_user),
    )


@bp.post(ONE + "/known-lead")
@commits
def hand_to(fair_id, delegation_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    delegation = delegations.get_delegation(delegation_id, fair)
    form = _known_form()
    if form.validate():
        lead = next(user for user in leads.list_leads(current_user) if user.id == form.lead.data)
        leads.hand_to(delegation, current_user, lead)
        flash(_("Đã giao %(name)s làm đầu mối.", name=lead.name), "success")
        return redirect(url_for("organiser_delegations.index", fair_id=fair.id))
    return _show(fair, delegation, known_form=form), 422


def _index(fair: Fair, form: ShareForm):
    shares = delegations.shares(fair)
    return render_template(
        "applications/delegations.html",
        fair=fair,
        shares=shares,
        two_readings=fairs.first_day(fair) < MERGER,
        together=delegations.by_unit_now(shares) if request.args.get("units") == "now" else None,
        quota=sum(share.delegation.quota for share in shares),
        taken=sum(share.taken_booths for share in shares),
        booths=booths.count_for_fair(fair),
        form=form,
    )


def _show(fair: Fair, delegation: Delegation, **forms):
    kept = pavilions.list_booths(delegation)
    share = delegations.share_of(delegation)
    return render_template(
        "applications/share.html",
        fair=fair,
        delegation=delegation,
        share=share,
        others=len(delegations.shares(fair)) - 1,
        zones=_zone_rows(fair, delegation),
        members=members.roll(delegation),
        pavilion=kept,
        drawings=pavilion_drawings(kept),
        history=quotas.list_history(fair, delegation),
        quota_form=forms.get("quota_form") or QuotaForm(formdata=None, obj=delegation),
        move_form=forms.get("move_form") or _move_form(fair, delegation, fresh=True),
        pavilion_form=forms.get("pavilion_form") or _pavilion_form(fair, kept),
        lead_form=forms.get("lead_form") or LeadForm(formdata=None),
        known_form=forms.get("known_form") or _known_form(fresh=True),
    )


def _zone_rows(fair: Fair, delegation: Delegation) -> list[tuple[object, int | None, int | None]]:
    """Each zone with the least and the most that this delegation has in it; None: no bound of its own."""
    bounds = {zone.zone_id: (zone.least, zone.most) for zone in delegation.zones}
    return [(zone, *bounds.get(zone.id, (None, None))) for zone in quotas.zones_of(fair)]


def zone_quotas(fair: Fair) -> dict[int, tuple[int, int]] | None:
    """What was typed zone by zone; None where the page had no zones. A zone left empty has no bound."""
    if "zones" not in request.form:
        return None
    typed = {}
    for zone in quotas.zones_of(fair):
        least, most = (request.form.get(f"zone-{zone.id}-{end}", type=int) for end in ("least", "most"))
        if most is not None or least:
            typed[zone.id] = (least or 0, most if most is not None else (least or 0))
    return typed


def _move_form(fair: Fair, delegation: Delegation, fresh: bool = False) -> MoveForm:
    form = MoveForm(formdata=None, seen=delegation.quota) if fresh else MoveForm()
    others = [s.delegation for s in delegations.shares(fair) if s.delegation is not delegation]
    form.to.choices = options([("", _("Chọn đoàn nhận")), *((d.id, d.name) for d in others)])
    return form


def _pavilion_form(fair: Fair, kept: Sequence[Booth] | None = None) -> PavilionForm:
    if kept is None:
        form = PavilionForm()
    else:
        form = PavilionForm(formdata=None, booths=", ".join(booth.number for booth in kept))
    zones = [(zone.id, f"{zone.code} – {zone.name}") for zone in quotas.zones_of(fair)]
    form.zone.choices = options([("", _("Không thêm cả khu")), *zones])
    return form


def _address(delegation: Delegation) -> str:
    return url_for("organiser_delegations.show", fair_id=delegation.fair_id, delegation_id=delegation.id)


def _share_form(fair: Fair) -> ShareForm:
    """Provinces that have a quota already are not offered again."""
    form = ShareForm()
    form.kind.choices = choices(DelegationKind)
    given = {share.delegation.unit_id for share in delegations.shares(fair)}
    offered = [(u.id, u.name) for u in places.list_units(fairs.first_day(fair)) if u.id not in given]
    form.unit.choices = options([("", _("Chọn tỉnh, thành phố")), *offered])
    return form


def _known_form(fresh: bool = False) -> KnownLeadForm:
    form = KnownLeadForm(formdata=None) if fresh else KnownLeadForm()
    people = [
        (user.id, f"{user.name}, {user.phone or user.email}") for user in leads.list_leads(current_user)
    ]
    form.lead.choices = options([("", _("Chọn một người")), *people])
    return form
