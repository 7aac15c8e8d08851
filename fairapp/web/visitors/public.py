"""Registering to visit a fair, coming on another day, and being forgotten again."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from fairapp.db import now
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import NotFound, Refusal
from fairapp.domain.text import N_
from fairapp.domain.visitors import is_limited, is_sold_out, still_to_come
from fairapp.models import Fair, Pass
from fairapp.services import fairs, passes, visitors
from fairapp.services.visitors import VisitFacts
from fairapp.web import audiences
from fairapp.web.filters import language
from fairapp.web.origin import origin
from fairapp.web.transaction import commits
from fairapp.web.visitors.forms import EraseForm, MoveForm, VisitForm

bp = audiences.public("visitors", __name__)


@bp.get("/fairs/<slug>/visit")
def visit(slug):
    fair = fairs.get_public(slug)
    return _visit(fair, VisitForm(coming_rooms(fair)))


@bp.post("/fairs/<slug>/visit")
@commits
def register(slug):
    fair = fairs.get_public(slug)
    form = VisitForm(coming_rooms(fair))
    if not form.validate():
        return _visit(fair, form), 422
    facts = VisitFacts(
        name=form.name.data,
        phone=form.phone.data or "",
        email=form.email.data or "",
        day=form.chosen_day,
        consent=form.consent.data,
        language=language(),
        once=form.number,
    )
    try:
        badge = passes.welcome(fair, visitors.register(fair, facts, origin()))
    except Refusal as refusal:
        form.refuse(refusal)
        return _visit(fair, form), refusal.status
    flash(_("Thẻ đã sẵn sàng. Hãy lưu trang này hoặc chụp lại mã để vào cổng."), "success")
    return redirect(url_for("passes.show", link=badge.link))


# ---- another day -------------------------------------------------------------------------------


@bp.get("/pass/<link>/day")
def ask_day(link):
    badge = _dated_pass(link)
    return _ask_day(badge, _move_form(badge))


@bp.post("/pass/<link>/day")
@commits
def change_day(link):
    badge = _dated_pass(link)
    form = _move_form(badge)
    if form.validate() and form.chosen_day is not None:
        try:
            passes.move_visitor(badge, form.chosen_day)
        except Refusal as refusal:
            form.refuse(refusal)
            return _ask_day(badge, form), refusal.status
        flash(_("Đã đổi ngày. Mã đã lưu hoặc in trước đây không còn dùng được."), "success")
        return redirect(url_for("passes.show", link=link))
    return _ask_day(badge, form), 422


def _move_form(badge: Pass) -> MoveForm:
    return MoveForm(coming_rooms(badge.fair), now_on=badge.visitor.day)


def _ask_day(badge: Pass, form: MoveForm):
    return render_template("visitors/day.html", badge=badge, fair=badge.fair, form=form)


def _dated_pass(link: str) -> Pass:
    """A pass for one day of a fair that limits them; a group moves as a whole, by its own page."""
    badge = _visitors_pass(link)
    fixed = badge.revoked_at is not None or badge.visitor.day is None or badge.visitor.group is not None
    if fixed or not is_limited(coming_rooms(badge.fair)):
        raise NotFound(N_("Thẻ này không đổi ngày được."))
    return badge


# ---- being forgotten ---------------------------------------------------------------------------


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


def _visitors_pass(link: str) -> Pass:
    """Only a visitor who is still known can be forgotten."""
    badge = passes.get_by_link(link)
    if badge.visitor is None:
        raise NotFound(N_("Không có dữ liệu khách nào ở địa chỉ này."))
    return badge


def coming_rooms(fair: Fair):
    """The days that somebody may still choose."""
    return still_to_come(visitors.list_rooms(fair), local_day(now()))


def _visit(fair: Fair, form: VisitForm):
    today = local_day(now())
    rooms = coming_rooms(fair)
    return render_template(
        "visitors/visit.html",
        fair=fair,
        form=form,
        days=fairs.days(fair),
        full=[room.day for room in rooms if room.is_full],
        sold_out=is_sold_out(rooms, today),
        takes=visitors.takes_visitors(fair, today),
    )
