"""A delegation's members for its lead: in order, nominated, and unused booths given back."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _, ngettext
from flask_login import current_user

from fairapp.domain.delegations import stepped
from fairapp.domain.errors import Refusal
from fairapp.domain.phones import display
from fairapp.models import Delegation, DelegationMember
from fairapp.services.applications import delegations, endorsement, members, nominations, quotas
from fairapp.web import audiences
from fairapp.web.applications.delegation_forms import GiveBackForm, NominateForm
from fairapp.web.sentences import say
from fairapp.web.transaction import commits, refuse

bp = audiences.delegation("members", __name__)

ALL = "/fairs/<int:delegation_id>/members"
ONE = ALL + "/<int:member_id>"


@bp.get(ALL)
def index(delegation_id):
    return _index(endorsement.get_for_lead(delegation_id, current_user))


@bp.post(ALL)
@commits
def nominate(delegation_id):
    """A new link is in this answer and nowhere else, so there is no redirect."""
    delegation = endorsement.get_for_lead(delegation_id, current_user)
    form = NominateForm()
    status = 422
    if form.validate():
        try:
            row, token = nominations.nominate(
                delegation,
                current_user,
                name=form.name.data,
                contact=form.contact.data or "",
                address=address_of("{token}"),
            )
        except Refusal as refusal:
            form.refuse(refusal)
            status = refusal.status
        else:
            return _link(delegation, row, token)
    return _index(delegation, nominate_form=form), status


@bp.post(ONE + "/link")
@commits
def renew(delegation_id, member_id):
    delegation = endorsement.get_for_lead(delegation_id, current_user)
    row = nominations.get_for_delegation(member_id, delegation)
    return _link(delegation, row, nominations.renew(row, current_user, address_of("{token}")))


@bp.post(ONE + "/take-back")
@commits
def take_back(delegation_id, member_id):
    delegation = endorsement.get_for_lead(delegation_id, current_user)
    row = nominations.get_for_delegation(member_id, delegation)
    name = row.name
    nominations.take_back(row, current_user)
    flash(_("Đã rút đề cử %(name)s.", name=name), "success")
    return redirect(_address(delegation))


@bp.post(ALL + "/rank")
@commits
def rank(delegation_id):
    """The whole order in one go; without script, one step of one member (`up` or `down`)."""
    delegation = endorsement.get_for_lead(delegation_id, current_user)
    order = request.form.getlist("order")[:2_000]
    for name, step in (("up", -1), ("down", 1)):
        if key := request.form.get(name):
            order = stepped(order, key, step)
    try:
        members.rank(delegation, current_user, order, request.form.get("seen", -1, int))
    except Refusal as refusal:
        refuse()
        return _index(delegation, problem=say(refusal)), refusal.status
    flash(_("Đã lưu thứ tự thành viên."), "success")
    return redirect(_address(delegation))


@bp.post("/fairs/<int:delegation_id>/give-back")
@commits
def give_back(delegation_id):
    delegation = endorsement.get_for_lead(delegation_id, current_user)
    form = GiveBackForm()
    status = 422
    if form.validate():
        try:
            quotas.give_back(delegation, current_user, form.booths.data, form.note.data, form.seen.data or 0)
        except Refusal as refusal:
            form.refuse(refusal)
            status = refusal.status
        else:
            said = ngettext(
                "Đã trả lại %(num)d gian cho ban tổ chức.",
                "Đã trả lại %(num)d gian cho ban tổ chức.",
                form.booths.data,
            )
            flash(said, "success")
            return redirect(_address(delegation))
    return _index(delegation, give_form=form), status


def address_of(token: str) -> str:
    public_url = current_app.config["FAIRAPP"].public_url
    return f"{public_url}/nominations/{token}"


def _index(delegation: Delegation, problem: str = "", **forms):
    return render_template(
        "applications/members.html",
        delegation=delegation,
        fair=delegation.fair,
        share=delegations.share_of(delegation),
        members=members.roll(delegation),
        problem=problem,
        nominate_form=forms.get("nominate_form") or NominateForm(formdata=None),
        give_form=forms.get("give_form") or GiveBackForm(formdata=None, seen=delegation.quota),
    )


def _link(delegation: Delegation, row: DelegationMember, token: str):
    address = address_of(token)
    text = _(
        "%(delegation)s đề cử %(name)s tham gia %(fair)s. "
        "Mở đường dẫn này để nhận lời và làm đơn: %(address)s",
        delegation=delegation.full_name,
        name=row.name,
        fair=delegation.fair.name,
        address=address,
    )
    return render_template(
        "applications/link.html",
        title=_("Đường dẫn mời %(name)s", name=row.name),
        until=row.expires_at,
        address=address,
        text=text,
        contact=display(row.phone) if row.phone else "",
        written=bool(row.email),
        back=_address(delegation),
        back_word=_("Thành viên"),
    )


def _address(delegation: Delegation) -> str:
    return url_for("delegation_members.index", delegation_id=delegation.id)
