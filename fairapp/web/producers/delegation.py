"""The same pages for the lead of a province, who writes for producers without a telephone."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.services import papers, producers
from fairapp.services.applications import endorsement
from fairapp.web import audiences
from fairapp.web.producers import pages
from fairapp.web.producers.forms import EnteredProfileForm
from fairapp.web.producers.pages import Desk
from fairapp.web.transaction import commits

bp = audiences.delegation("producers", __name__)

ONE = "/producers/<int:producer_id>"


@bp.get("/producers")
def index():
    mine = endorsement.charge_of(current_user)
    listed = producers.list_without_account(mine.units, mine.ids)
    return render_template("producers/entered.html", producers=listed, leads=bool(mine.offered))


@bp.get("/producers/new")
def new():
    return render_template("producers/enter.html", form=_entered_form())


@bp.post("/producers/new")
@commits
def enter():
    form = _entered_form()
    if form.validate():
        with form.refusals():
            producer = producers.enter(
                current_user, form.profile(), endorsement.charge_of(current_user).offered
            )
            flash(_("Đã ghi %(name)s. Hãy thêm sản phẩm.", name=producer.name), "success")
            return redirect(url_for("delegation_producers.list_products", producer_id=producer.id))
    return render_template("producers/enter.html", form=form), 422


@bp.get(ONE + "/profile")
def profile(producer_id):
    return pages.profile(_desk(producer_id))


@bp.post(ONE + "/profile")
@commits
def save_profile(producer_id):
    return pages.save_profile(_desk(producer_id))


@bp.get(ONE + "/products")
def list_products(producer_id):
    return pages.list_products(_desk(producer_id))


@bp.get(ONE + "/products/new")
def new_product(producer_id):
    return pages.new_product(_desk(producer_id))


@bp.post(ONE + "/products/new")
@commits
def add_product(producer_id):
    return pages.add_product(_desk(producer_id))


@bp.get(ONE + "/products/<int:product_id>")
def product(producer_id, product_id):
    return pages.product(_desk(producer_id), product_id)


@bp.post(ONE + "/products/<int:product_id>")
@commits
def save_product(producer_id, product_id):
    return pages.save_product(_desk(producer_id), product_id)


@bp.post(ONE + "/products/<int:product_id>/remove")
@commits
def remove_product(producer_id, product_id):
    return pages.remove_product(_desk(producer_id), product_id)


@bp.get(ONE + "/papers")
def list_papers(producer_id):
    return pages.list_papers(_desk(producer_id))


@bp.post(ONE + "/papers")
@commits
def add_paper(producer_id):
    return pages.add_paper(_desk(producer_id))


@bp.get(ONE + "/papers/<int:paper_id>")
def paper(producer_id, paper_id):
    return pages.send_paper(papers.get_paper(paper_id, _desk(producer_id).producer))


@bp.post(ONE + "/papers/<int:paper_id>/remove")
@commits
def remove_paper(producer_id, paper_id):
    return pages.remove_paper(_desk(producer_id), paper_id)


def _desk(producer_id: int) -> Desk:
    mine = endorsement.charge_of(current_user)
    producer = producers.get_without_account(producer_id, mine.units, mine.ids)
    return Desk("delegation_producers", producer, {"producer_id": producer_id}, units=mine.offered)


def _entered_form() -> EnteredProfileForm:
    """Only the provinces that this person leads are offered."""
    mine = endorsement.charge_of(current_user).offered
    form = pages.profile_form(EnteredProfileForm, units=mine)
    if len(mine) == 1 and not form.is_submitted():
        form.unit.data = next(iter(mine))
    return form
