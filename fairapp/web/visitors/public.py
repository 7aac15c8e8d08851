"""Registering to visit a fair, and being forgotten again."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from fairapp.db import now
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import NotFound, Refusal
from fairapp.domain.text import N_
from fairapp.models import Fair
from fairapp.services import fairs, passes, visitors
from fairapp.web import audiences
from fairapp.web.origin import origin
from fairapp.web.transaction import commits
from fairapp.web.visitors.forms import EraseForm, VisitForm

bp = audiences.public("visitors", __name__)


@bp.get("/fairs/<slug>/visit")
def visit(slug):
    return _visit(fairs.get_public(slug), VisitForm())


@bp.post("/fairs/<slug>/visit")
@commits
def register(slug):
    fair, form = fairs.get_public(slug), VisitForm()
    if not form.validate():
        return _visit(fair, form), 422
    try:
        visitor = visitors.register(
            fair,
            name=form.name.data,
            phone=form.phone.data or "",
            email=form.email.data or "",
            consent=form.consent.data,
            address=origin(),
        )
        badge = passes.issue_for_visitor(fair, visitor)
    except Refusal as refusal:
        form.refuse(refusal)
        return _visit(fair, form), refusal.status
    flash(_("Thẻ đã sẵn sàng. Hãy lưu trang này hoặc chụp lại mã để vào cổng."), "success")
    return redirect(url_for("passes.show", link=badge.link))


@bp.get("/pass/<link>/erase")
def ask_erase(link):
    badge = _visitors_pass(link)
    return render_template("visitors/erase.html", badge=badge, fair=badge.fair, form=EraseForm())


@bp.post("/pass/<link>/erase")
@commits
def erase(link):
    badge, form = _visitors_pass(link), EraseForm()
    if not form.validate():
        return render_template("visitors/erase.html", badge=badge, fair=badge.fair, form=form), 422
    passes.erase_visitor(badge)
    flash(_("Đã xoá họ tên và thông tin liên hệ."), "success")
    return redirect(url_for("passes.show", link=link))


def _visitors_pass(link: str):
    """Only a visitor who is still known can be forgotten."""
    badge = passes.get_by_link(link)
    if badge.visitor is None:
        raise NotFound(N_("Không có dữ liệu khách nào ở địa chỉ này."))
    return badge


def _visit(fair: Fair, form: VisitForm):
    return render_template(
        "visitors/visit.html",
        fair=fair,
        form=form,
        days=fairs.days(fair),
        takes=visitors.takes_visitors(fair, local_day(now())),
    )
