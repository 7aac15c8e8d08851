"""The pages on which an organiser and a lead write to many: the same, each with its own addresses."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _, ngettext
from flask_login import current_user

from fairapp.db import now
from fairapp.domain.calendar import local_day
from fairapp.domain.circulars import PLACES, CircularState
from fairapp.domain.errors import Refusal
from fairapp.domain.notices import ChannelKind, NoticeState
from fairapp.models import Circular
from fairapp.services import applications, circulars, notices
from fairapp.services.circulars import Desk
from fairapp.web.circulars.forms import CircularForm
from fairapp.web.sentences import say
from fairapp.web.transaction import refuse


@dataclass(frozen=True)
class Work:
    """A desk with the addresses of its pages, and the pages above them."""

    desk: Desk
    blueprint: str
    values: dict[str, int]
    crumbs: list[tuple[str, str]]

    @property
    def layout(self) -> str:
        return "base.html" if self.desk.delegation else "base_organiser.html"

    def url(self, view: str, **values: object) -> str:
        return url_for(f"{self.blueprint}.{view}", **self.values, **values)


def index(work: Work):
    return _page(work, "index", circulars=circulars.list_for(work.desk), State=CircularState)


def new(work: Work):
    return _form(work, _blank(work), None)


def create(work: Work):
    form = _blank(work)
    if form.validate():
        with form.refusals():
            circular = circulars.create(work.desk, form.draft(), local_day(now()))
            return redirect(work.url("preview", circular_id=circular.id))
    return _form(work, form, None), 422


def edit(work: Work, circular_id: int):
    circular = circulars.get(work.desk, circular_id)
    if circular.state is not CircularState.DRAFT:
        return redirect(work.url("show", circular_id=circular.id))
    form = _blank(work)
    form.show(circular)
    return _form(work, form, circular)


def save(work: Work, circular_id: int):
    circular = circulars.get(work.desk, circular_id, lock=True)
    form = _blank(work)
    if form.validate():
        with form.refusals():
            circulars.save(circular, form.draft(), _version(), local_day(now()))
            return redirect(work.url("preview", circular_id=circular.id))
    return _form(work, form, circular), 422


def preview(work: Work, circular_id: int):
    circular = circulars.get(work.desk, circular_id)
    if circular.state is not CircularState.DRAFT:
        return redirect(work.url("show", circular_id=circular.id))
    return _preview(work, circular)


def send(work: Work, circular_id: int):
    """A second press finds it sent and is shown what the first one did."""
    circular = circulars.get(work.desk, circular_id, lock=True)
    try:
        told = circulars.send(circular, current_user, _version(), now())
    except Refusal as refusal:
        refuse()
        return _preview(work, circular, say(refusal)), refusal.status
    if told:
        flash(ngettext("Đã gửi tới %(num)d đơn vị.", "Đã gửi tới %(num)d đơn vị.", told), "success")
    return redirect(work.url("show", circular_id=circular.id))


def discard(work: Work, circular_id: int):
    circular = circulars.get(work.desk, circular_id, lock=True)
    circulars.discard(circular, _version())
    flash(_("Đã bỏ bản nháp."), "success")
    return redirect(work.url("index"))


def stop(work: Work, circular_id: int):
    circular = circulars.get(work.desk, circular_id, lock=True)
    circulars.stop(circular, current_user, now())
    flash(_("Đã thôi nhắc lại."), "success")
    return redirect(work.url("show", circular_id=circular.id))


def show(work: Work, circular_id: int):
    circular = circulars.get(work.desk, circular_id)
    if circular.state is CircularState.DRAFT:
        return redirect(work.url("preview", circular_id=circular.id))
    which, text = circulars.notices_of(circular), circulars.group_text(circular)
    return _ledger(work, "show", which, circular=circular, group_text=text)


def ledger(work: Work):
    return _ledger(work, "ledger", circulars.all_notices(work.desk), circular=None)


def handed(work: Work, notice_id: int):
    notice = notices.mark_handed(notice_id, circulars.all_notices(work.desk), current_user, now())
    flash(_("Đã ghi: %(name)s đã được nhắn.", name=notice.name), "success")
    kept = {name: request.form[name] for name in ("tray", "page") if request.form.get(name)}
    circular_id = request.form.get("circular", type=int)
    if circular_id or work.desk.delegation:
        back = circular_id or notice.circular_id
        return redirect(work.url("show", circular_id=back, **kept, _anchor=f"notice-{notice.id}"))
    return redirect(work.url("ledger", **kept, _anchor=f"notice-{notice.id}"))


def _ledger(work: Work, template: str, which, **values):
    wanted = notices.Wanted(request.args.get("tray", ""), request.args.get("page", 1, int))
    return _page(
        work,
        template,
        tally=notices.tally(which),
        sent=notices.list_sent(which, wanted),
        wanted=wanted,
        Kind=ChannelKind,
        State=NoticeState,
        **values,
    )


def _preview(work: Work, circular: Circular, problem: str = ""):
    today = local_day(now())
    return _page(
        work,
        "preview",
        circular=circular,
        run=circulars.dry_run(circular, today),
        sample=circulars.sample(circular, request.args.get("n", 1, int), today),
        problem=problem,
        units=dict(applications.units_of(work.desk.fair)),
        places=PLACES,
    )


def _form(work: Work, form: CircularForm, circular: Circular | None):
    return _page(work, "form", form=form, circular=circular, places=PLACES)


def _page(work: Work, name: str, **values):
    return render_template(f"circulars/{name}.html", work=work, fair=work.desk.fair, **values)


def _blank(work: Work) -> CircularForm:
    form = CircularForm()
    form.offer(None if work.desk.delegation else applications.units_of(work.desk.fair))
    return form


def _version() -> int:
    return request.form.get("version", 0, int)
