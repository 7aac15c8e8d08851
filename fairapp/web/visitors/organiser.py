"""The organiser's registered visitors: how many a day, who, their passes, and how many a day takes."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.documents.workbooks import Kind
from fairapp.domain.calendar import local_day, parse_day
from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_
from fairapp.domain.visitors import CONSENTS, GROUP_CONSENTS, KEPT_DAYS, Source, is_limited
from fairapp.models import Fair, Visitor
from fairapp.services import fairs, passes, visitors
from fairapp.services.visitors import Wanted
from fairapp.web import audiences
from fairapp.web.downloads import Column, send_csv, send_list
from fairapp.web.labels import label
from fairapp.web.sentences import say
from fairapp.web.transaction import commits, refuse
from fairapp.web.visitors.forms import EraseForm, RevokeForm, read_limit

bp = audiences.organiser("visitors", __name__)

FAIR = "/fairs/<int:fair_id>/visitors"
ONE = FAIR + "/<int:visitor_id>"
COLUMNS = (
    Column(N_("Họ và tên"), lambda visitor: _called(visitor), width=28),
    Column(N_("Đoàn"), lambda visitor: visitor.group.name if visitor.group else "", width=28),
    Column(
        N_("Số điện thoại"), lambda visitor: visitor.phone or (visitor.group.phone if visitor.group else "")
    ),
    Column(
        "E-mail", lambda visitor: visitor.email or (visitor.group.email if visitor.group else ""), width=28
    ),
    Column(N_("Ngày đến"), lambda visitor: visitor.day, Kind.DAY, 14),
    Column(N_("Đăng ký ở"), lambda visitor: label(visitor.source)),
    Column(N_("Đăng ký lúc"), lambda visitor: visitor.created_at, Kind.MOMENT),
    Column(N_("Đồng ý bản"), lambda visitor: visitor.consent_version, width=12),
    Column(N_("Đồng ý lúc"), lambda visitor: visitor.consent_at, Kind.MOMENT),
    Column(N_("Thu hồi lúc"), lambda visitor: visitor.ended_at, Kind.MOMENT),
)


@bp.get(FAIR)
def index(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    wanted = _wanted()
    return render_template(
        "visitors/index.html",
        fair=fair,
        wanted=wanted,
        listed=visitors.list_for_fair(fair, wanted),
        counts=visitors.count_by_source(fair),
        sources=[(source.value, label(source)) for source in Source],
        address=current_app.config["FAIRAPP"].public_url + url_for("visitors.visit", slug=fair.slug),
        takes=visitors.takes_visitors(fair, local_day(now())),
        kept=KEPT_DAYS,
        **_by_day(fair),
    )


@bp.get(FAIR + "/list.xlsx")
def take_away(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return send_list(_("Khách tham quan"), _file(fair), COLUMNS, visitors.list_all(fair, _wanted()))


@bp.get(FAIR + "/list.csv")
def take_away_csv(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return send_csv(_("Khách tham quan"), _file(fair), COLUMNS, visitors.list_all(fair, _wanted()))


def _file(fair: Fair) -> str:
    return f"khach-tham-quan-{fair.slug}"


def _wanted() -> Wanted:
    source = request.args.get("source", "")
    return Wanted(
        q=request.args.get("q", ""),
        day=parse_day(request.args.get("day", "")),
        source=Source(source) if source in set(Source) else None,
        ended=request.args.get("ended") == "1",
        sort=request.args.get("sort", "-at"),
        page=request.args.get("page", 1, type=int),
    )


def _by_day(fair: Fair) -> dict[str, object]:
    rooms = visitors.list_rooms(fair)
    any_day = visitors.count_any_day(fair)
    return {"rooms": rooms, "limited": is_limited(rooms), "any_day": any_day}


def _called(visitor: Visitor) -> str:
    return visitor.name or _("Khách %(n)d", n=visitor.place)


# ---- how many a day takes ----------------------------------------------------------------------


@bp.get(FAIR + "/limits")
def limits(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _limits(fair)


@bp.post(FAIR + "/limits")
@commits
def set_limits(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    typed = {day: request.form.get(f"day-{day}", "") for day in fairs.days(fair)}
    wrong, wanted = [], {}
    for day, text in typed.items():
        try:
            wanted[day] = read_limit(text)
        except ValueError:
            wrong.append(day)
    if wrong:
        refuse()
        return _limits(fair, typed, wrong), 422
    try:
        visitors.set_limits(fair, wanted, current_user)
    except Invalid as refusal:
        refuse()
        return _limits(fair, typed, list(typed), say(refusal)), 422
    flash(_("Đã lưu giới hạn khách đăng ký."), "success")
    return redirect(url_for("organiser_visitors.index", fair_id=fair.id))


def _limits(fair: Fair, typed=None, wrong=(), problem: str = ""):
    found = _by_day(fair)
    shown = typed or {r.day: "" if r.most is None else str(r.most) for r in found["rooms"]}
    return render_template(
        "visitors/limits.html",
        fair=fair,
        typed=shown,
        wrong=wrong,
        problem=problem,
        **found,
    )


# ---- one visitor -------------------------------------------------------------------------------


@bp.get(ONE)
def show(fair_id, visitor_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _show(fair, visitors.get_for_fair(visitor_id, fair), RevokeForm(None))


@bp.post(ONE + "/resend")
@commits
def resend(fair_id, visitor_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    visitor = visitors.get_for_fair(visitor_id, fair)
    passes.resend(visitor, current_user)
    flash(_("Thẻ được gửi lại tới %(email)s.", email=visitor.email), "success")
    return redirect(url_for("organiser_visitors.show", fair_id=fair.id, visitor_id=visitor.id))


@bp.post(ONE + "/revoke")
@commits
def revoke(fair_id, visitor_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    visitor, form = visitors.get_for_fair(visitor_id, fair), RevokeForm()
    if form.validate():
        with form.refusals():
            passes.revoke_visitor(visitor, form.reason.data, current_user)
            flash(_("Đã thu hồi thẻ. Cổng không cho thẻ này vào nữa."), "success")
            return redirect(url_for("organiser_visitors.show", fair_id=fair.id, visitor_id=visitor.id))
    return _show(fair, visitor, form), 422


@bp.post(ONE + "/erase")
@commits
def erase(fair_id, visitor_id):
    """At the wish of somebody who called: the same as their own page does."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    visitor = visitors.get_for_fair(visitor_id, fair)
    passes.erase_visitor(passes.find_for_visitor(visitor), current_user)
    flash(_("Đã xoá họ tên và thông tin liên hệ."), "success")
    return redirect(url_for("organiser_visitors.index", fair_id=fair.id))


def _show(fair: Fair, visitor: Visitor, form: RevokeForm):
    words = GROUP_CONSENTS if visitor.group else CONSENTS
    return render_template(
        "visitors/show.html",
        fair=fair,
        visitor=visitor,
        called=_called(visitor),
        badge=passes.find_for_visitor(visitor),
        consent=words.get(visitor.consent_version, ""),
        kept=KEPT_DAYS,
        form=form,
        erase_form=EraseForm(None),
    )
