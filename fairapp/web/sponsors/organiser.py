"""The organiser's sponsors, and the inventory of what was promised to them."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.domain.errors import Refusal
from fairapp.domain.fairs import FairState
from fairapp.services import accounts, fairs, passwords, sponsors
from fairapp.web import audiences
from fairapp.web.accounts import pages
from fairapp.web.sponsors.forms import AccountForm, benefit_form, sponsor_form
from fairapp.web.transaction import commits

bp = audiences.organiser("sponsors", __name__)

FAIR = "/fairs/<int:fair_id>/sponsors"
ONE = FAIR + "/<int:sponsor_id>"
BENEFIT = ONE + "/benefits/<int:benefit_id>"


@bp.get(FAIR)
def index(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    found = sponsors.list_for_fair(fair)
    rows = [
        (sponsor, [sponsors.state_of(benefit, fair) for benefit in sponsor.benefits]) for sponsor in found
    ]
    tasks = sponsors.list_tasks(fair, now())
    return render_template("sponsors/index.html", fair=fair, rows=rows, tasks=len(tasks))


@bp.get(FAIR + "/new")
def new(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return render_template("sponsors/form.html", fair=fair, form=sponsor_form(), sponsor=None)


@bp.post(FAIR + "/new")
@commits
def create(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = sponsor_form()
    if form.validate():
        with form.refusals():
            sponsor = sponsors.add(current_user, fair, form.facts())
            flash(_("Đã thêm %(name)s. Hãy ghi các quyền lợi đã hứa.", name=sponsor.name), "success")
            return redirect(url_for("organiser_sponsors.show", fair_id=fair.id, sponsor_id=sponsor.id))
    return render_template("sponsors/form.html", fair=fair, form=form, sponsor=None), 422


@bp.get(ONE)
def show(fair_id, sponsor_id):
    fair, sponsor = _get(fair_id, sponsor_id)
    return _page(fair, sponsor, benefit_form(fair), AccountForm())


@bp.get(ONE + "/edit")
def edit(fair_id, sponsor_id):
    fair, sponsor = _get(fair_id, sponsor_id)
    return render_template("sponsors/form.html", fair=fair, form=sponsor_form(sponsor), sponsor=sponsor)


@bp.post(ONE + "/edit")
@commits
def save(fair_id, sponsor_id):
    fair, sponsor = _get(fair_id, sponsor_id)
    form = sponsor_form(sponsor)
    if form.validate():
        with form.refusals():
            sponsors.change(current_user, sponsor, form.facts())
            flash(_("Đã sửa nhà tài trợ."), "success")
            return redirect(url_for("organiser_sponsors.show", fair_id=fair.id, sponsor_id=sponsor.id))
    return render_template("sponsors/form.html", fair=fair, form=form, sponsor=sponsor), 422


@bp.post(ONE + "/remove")
@commits
def remove(fair_id, sponsor_id):
    fair, sponsor = _get(fair_id, sponsor_id)
    sponsors.remove(current_user, sponsor)
    flash(_("Đã xoá nhà tài trợ. Các bản đã chốt giữ nguyên."), "success")
    return redirect(url_for("organiser_sponsors.index", fair_id=fair.id))


@bp.post(ONE + "/account")
@commits
def open_account(fair_id, sponsor_id):
    fair, sponsor = _get(fair_id, sponsor_id)
    form = AccountForm()
    if form.validate():
        password = passwords.one_time_password()
        known = _is_known(form.contact.data)
        with form.refusals():
            user = sponsors.open_account(current_user, sponsor, form.contact.data, password)
            return render_template(
                "sponsors/account_made.html",
                fair=fair,
                sponsor=sponsor,
                user=user,
                password=None if known else password,
            )
    return _page(fair, sponsor, benefit_form(fair), form), 422


@bp.post(ONE + "/account/password")
@commits
def give_password(fair_id, sponsor_id):
    fair, sponsor = _get(fair_id, sponsor_id)
    back = url_for("organiser_sponsors.show", fair_id=fair.id, sponsor_id=sponsor.id)
    return pages.give_password(
        fair, sponsor.user, back, sponsor.name, lambda: sponsors.give_password(current_user, sponsor)
    )


@bp.post(ONE + "/benefits")
@commits
def add_benefit(fair_id, sponsor_id):
    fair, sponsor = _get(fair_id, sponsor_id)
    form = benefit_form(fair)
    if form.validate():
        with form.refusals():
            sponsors.promise(current_user, sponsor, form.facts(), now())
            flash(_("Đã thêm quyền lợi."), "success")
            return redirect(url_for("organiser_sponsors.show", fair_id=fair.id, sponsor_id=sponsor.id))
    return _page(fair, sponsor, form, AccountForm()), 422


@bp.post(ONE + "/benefits/standard")
@commits
def add_standard(fair_id, sponsor_id):
    fair, sponsor = _get(fair_id, sponsor_id)
    new = sponsors.promise_standard(current_user, sponsor)
    if new:
        flash(_("Đã chép %(n)s quyền lợi chuẩn của hạng.", n=new), "success")
    else:
        flash(_("Không có quyền lợi chuẩn nào chưa chép."), "info")
    return redirect(url_for("organiser_sponsors.show", fair_id=fair.id, sponsor_id=sponsor.id))


@bp.get(BENEFIT)
def benefit(fair_id, sponsor_id, benefit_id):
    fair, sponsor = _get(fair_id, sponsor_id)
    found = sponsors.get_benefit(benefit_id, sponsor)
    return _benefit_page(fair, sponsor, found, benefit_form(fair, found))


@bp.post(BENEFIT)
@commits
def save_benefit(fair_id, sponsor_id, benefit_id):
    fair, sponsor = _get(fair_id, sponsor_id)
    found = sponsors.get_benefit(benefit_id, sponsor)
    form = benefit_form(fair, found)
    if form.validate():
        with form.refusals():
            sponsors.deliver(current_user, found, form.facts(), now())
            flash(_("Đã ghi quyền lợi."), "success")
            return redirect(url_for("organiser_sponsors.show", fair_id=fair.id, sponsor_id=sponsor.id))
    return _benefit_page(fair, sponsor, found, form), 422


@bp.post(BENEFIT + "/remove")
@commits
def remove_benefit(fair_id, sponsor_id, benefit_id):
    fair, sponsor = _get(fair_id, sponsor_id)
    sponsors.take_back(current_user, sponsors.get_benefit(benefit_id, sponsor))
    flash(_("Đã xoá quyền lợi."), "success")
    return redirect(url_for("organiser_sponsors.show", fair_id=fair.id, sponsor_id=sponsor.id))


def _get(fair_id: int, sponsor_id: int):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return fair, sponsors.get_for_fair(sponsor_id, fair)


def _is_known(contact: str) -> bool:
    """Whether the sponsor's person has an account already: its password is its own business."""
    try:
        return accounts.find_by_contact(*accounts.read_contact(contact)) is not None
    except Refusal:
        return False


def _page(fair, sponsor, form, account_form):
    return render_template(
        "sponsors/show.html",
        fair=fair,
        sponsor=sponsor,
        benefits=[(benefit, sponsors.state_of(benefit, fair)) for benefit in sponsor.benefits],
        form=form,
        account_form=account_form,
        over=fair.state is FairState.CLOSED,
    )


def _benefit_page(fair, sponsor, found, form):
    return render_template(
        "sponsors/benefit.html",
        fair=fair,
        sponsor=sponsor,
        benefit=found,
        proofs=sponsors.proofs_of(found),
        form=form,
        over=fair.state is FairState.CLOSED,
    )
