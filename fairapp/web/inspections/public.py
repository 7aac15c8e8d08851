"""What any camera opens of a booth's sign: the producer, its goods and certificates, and a way to report."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from fairapp.db import begin_writing, let_go, now
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Refusal
from fairapp.domain.fairs import FairState
from fairapp.domain.signs import SignStanding
from fairapp.services import inspections
from fairapp.web import audiences
from fairapp.web.inspections.forms import ReportForm
from fairapp.web.origin import origin
from fairapp.web.transaction import commits

bp = audiences.public("signs", __name__)

SIGN = "/s/<path:token>"


@bp.get("/S/<path:token>", endpoint="read_capital")
@bp.get(SIGN)
def read(token):
    """On this or another host: letters may have come in any case."""
    return _page(token, *inspections.read(token), ReportForm().offer())


@bp.post(SIGN)
@commits
def report(token):
    """The picture is made new before the database is locked: gates go on scanning meanwhile."""
    let_go()
    form = ReportForm().offer()
    standing, stand = inspections.read(token)
    if stand is None or not form.validate():
        return _page(token, standing, stand, form, 422)
    try:
        content = form.photo.data.read() if form.photo.data else b""
        photo = inspections.take_photo(content) if content else None
        begin_writing()
        standing, stand = inspections.read(token)
        inspections.report(
            stand,
            kind=form.kind.data,
            text=form.text.data,
            phone=form.phone.data or "",
            consent=form.consent.data,
            photo=photo,
            address=origin(),
            now=now(),
        )
    except Refusal as refusal:
        form.refuse(refusal)
        standing, stand = inspections.read(token)
        return _page(token, standing, stand, form, refusal.status)
    flash(_("Đã gửi tới ban tổ chức. Cảm ơn đã phản ánh."), "success")
    return redirect(url_for("signs.read", token=token))


def _page(token, standing, stand, form, status=200):
    if stand is None:
        word = render_template("inspections/no_sign.html", standing=standing.value)
        return word, 404 if standing is SignStanding.FORGED else 200
    today, fair = local_day(now()), stand.booth.site.fair
    page = render_template(
        "inspections/stand.html",
        token=token,
        stand=stand,
        fair=fair,
        producer=stand.producer,
        goods=stand.goods(today),
        form=form,
        takes_reports=fair.state is FairState.ANNOUNCED,
        opened=bool(form.errors),
    )
    return page, status
