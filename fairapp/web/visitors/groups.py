"""A group registers by its contact, who prints the passes and changes the list by a secret address."""

from io import BytesIO

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _, ngettext

from fairapp.db import now
from fairapp.documents.pass_sheet import Paper
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Refusal
from fairapp.domain.visitor_groups import GroupKind, read_names, seats
from fairapp.domain.visitors import is_sold_out
from fairapp.models import Fair, VisitorGroup
from fairapp.services import fairs, gate, passes, visitors
from fairapp.services.visitors import GroupFacts
from fairapp.web import audiences
from fairapp.web.filters import language
from fairapp.web.origin import origin
from fairapp.web.transaction import commits
from fairapp.web.visitors.forms import ChangeGroupForm, EraseForm, GroupForm
from fairapp.web.visitors.public import coming_rooms

bp = audiences.public("visitor_groups", __name__)

NEW = "/fairs/<slug>/visit/group"
ONE = "/visit/group/<link>"
PAPERS = (Paper.CARDS, Paper.A4)


@bp.get(NEW)
def new(slug):
    fair = fairs.get_public(slug)
    return _new(fair, GroupForm(coming_rooms(fair)))


@bp.post(NEW)
@commits
def register(slug):
    fair = fairs.get_public(slug)
    form = GroupForm(coming_rooms(fair))
    if not form.validate():
        return _new(fair, form), 422
    try:
        group = visitors.register_group(fair, _facts(form, form.consent.data), origin())
        passes.welcome_group(group)
    except Refusal as refusal:
        form.refuse(refusal)
        return _new(fair, form), refusal.status
    flash(
        _("Đã đăng ký. Hãy giữ đường dẫn của trang này: in thẻ, sửa danh sách hay huỷ đều ở đây."), "success"
    )
    return redirect(url_for("visitor_groups.show", link=group.link))


@bp.get(ONE)
def show(link):
    group = visitors.get_by_link(link)
    return render_template(
        "visitors/group.html",
        group=group,
        fair=group.fair,
        badges=passes.list_for_group(group),
        may_change=visitors.takes_visitors(group.fair, local_day(now())),
        address=request.url,
    )


@bp.get(ONE + "/passes.pdf")
def sheet(link):
    """The passes that hold, ten cards or four badges a page."""
    group = visitors.get_by_link(link)
    badges = [badge for badge in passes.list_for_group(group) if badge.revoked_at is None]
    paper = request.args.get("paper", Paper.CARDS)
    if paper not in PAPERS or not badges or passes.is_shut_out(badges[0]):
        abort(404)
    printed = passes.draw_sheet(group.fair, badges, Paper(paper), gate.ways_in(group.fair, badges))
    return send_file(
        BytesIO(printed), "application/pdf", as_attachment=True, download_name="the-doan-khach.pdf"
    )


@bp.get(ONE + "/edit")
def edit(link):
    group = visitors.get_by_link(link)
    form = _edit_form(group)
    for field in ("kind", "name", "contact", "phone", "email"):
        form[field].data = getattr(group, field)
    form.size.data = len(group.people)
    form.names.data = "\n".join(visitor.name for visitor in group.people if visitor.name)
    return _edit(group, form)


@bp.post(ONE + "/edit")
@commits
def save(link):
    group = visitors.get_by_link(link, lock=True)
    form = _edit_form(group)
    if not form.validate():
        return _edit(group, form), 422
    try:
        passes.change_group(group, _facts(form, consent=True))
    except Refusal as refusal:
        form.refuse(refusal)
        return _edit(visitors.get_by_link(link), form), refusal.status
    flash(_("Đã lưu. Ai còn trong danh sách vẫn dùng thẻ cũ, trừ khi đổi ngày."), "success")
    return redirect(url_for("visitor_groups.show", link=link))


@bp.get(ONE + "/cancel")
def ask_cancel(link):
    group = visitors.get_by_link(link)
    return render_template("visitors/cancel_group.html", group=group, fair=group.fair, form=EraseForm())


@bp.post(ONE + "/cancel")
@commits
def cancel(link):
    group, form = visitors.get_by_link(link, lock=True), EraseForm()
    if not form.validate():
        return render_template("visitors/cancel_group.html", group=group, fair=group.fair, form=form), 422
    slug, n = group.fair.slug, passes.cancel_group(group)
    flash(
        ngettext(
            "Đã huỷ %(num)d thẻ và xoá dữ liệu của đoàn.", "Đã huỷ %(num)d thẻ và xoá dữ liệu của đoàn.", n
        ),
        "success",
    )
    return redirect(url_for("visitor_groups.new", slug=slug))


def _facts(form: ChangeGroupForm, consent: bool) -> GroupFacts:
    return GroupFacts(
        kind=GroupKind(form.kind.data),
        name=form.name.data,
        contact=form.contact.data,
        seats=seats(form.size.data, read_names(form.names.data or "")),
        phone=form.phone.data or "",
        email=form.email.data or "",
        day=form.chosen_day,
        consent=consent,
        language=language(),
        once=form.number,
    )


def _edit_form(group: VisitorGroup) -> ChangeGroupForm:
    return ChangeGroupForm(coming_rooms(group.fair), now_on=group.day)


def _new(fair: Fair, form: GroupForm):
    today = local_day(now())
    rooms = coming_rooms(fair)
    return render_template(
        "visitors/new_group.html",
        fair=fair,
        form=form,
        days=fairs.days(fair),
        full=[room.day for room in rooms if room.is_full],
        sold_out=is_sold_out(rooms, today),
        takes=visitors.takes_visitors(fair, today),
    )


def _edit(group: VisitorGroup, form: ChangeGroupForm):
    return render_template("visitors/edit_group.html", group=group, fair=group.fair, form=form)
