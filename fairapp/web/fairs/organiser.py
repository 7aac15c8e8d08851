"""The organiser's desk: the fairs of an organisation, and one fair from draft to announcement."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.domain import phones
from fairapp.domain.errors import Refusal
from fairapp.domain.fairs import Basis, FairKind, FairState, registration_days
from fairapp.domain.pages import cut
from fairapp.services import booths, fairs, places, venues
from fairapp.services.fairs import FairFacts
from fairapp.web import audiences
from fairapp.web.fairs.forms import CancelForm, FairForm
from fairapp.web.fairs.steps import steps
from fairapp.web.forms import Form, options
from fairapp.web.labels import choices
from fairapp.web.sentences import say
from fairapp.web.transaction import commits, refuse

bp = audiences.organiser("fairs", __name__)

PER_PAGE = 50
LOG = 20  # lines of the fair's book on its first page
PAST = 50  # earlier uses on a hall's page


@bp.get("/fairs")
def index():
    q, kind, sort = (request.args.get(name, "") for name in ("q", "kind", "sort"))
    rows = fairs.list_for_organiser(current_user, now(), q, _member(FairKind, kind))
    if sort.lstrip("-") == "name":
        rows.sort(key=lambda row: row.fair.sort_key, reverse=sort.startswith("-"))
    elif sort == "days":
        rows.reverse()
    shown = cut(rows, request.args.get("page", 1, type=int), PER_PAGE)
    return render_template(
        "fairs/index.html",
        rows=shown.rows,
        total=shown.total,
        page=shown.page,
        pages=shown.pages,
        q=q,
        kind=kind,
        kinds=[(c.value, c.label) for c in choices(FairKind)],
        sort=sort or "-days",
    )


@bp.get("/fairs/new")
def new():
    return render_template("fairs/form.html", form=_form(), editing=None)


@bp.post("/fairs")
@commits
def create():
    form = _form()
    if form.validate():
        with form.refusals():
            fair = fairs.create(current_user, _facts(form))
            flash(_("Đã lập bản nháp. Tiếp theo: chọn địa điểm, sảnh và ngày mở cửa."), "success")
            return redirect(url_for("organiser_sites.new", fair_id=fair.id))
    return render_template("fairs/form.html", form=form, editing=None), 422


@bp.get("/fairs/<int:fair_id>")
def show(fair_id):
    return _desk(fairs.get_for_organiser(fair_id, current_user), CancelForm(None))


@bp.get("/fairs/<int:fair_id>/edit")
def edit(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return render_template("fairs/form.html", fair=fair, form=_form(fair), editing=fair)


@bp.post("/fairs/<int:fair_id>")
@commits
def save(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = _form()
    if form.validate():
        with form.refusals():
            fairs.change(current_user, fair, _facts(form))
            flash(_("Đã lưu thông tin hội chợ."), "success")
            return redirect(url_for("organiser_fairs.show", fair_id=fair.id))
    return render_template("fairs/form.html", fair=fair, form=form, editing=fair), 422


@bp.post("/fairs/<int:fair_id>/announce")
@commits
def announce(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    try:
        fairs.announce(current_user, fair)
    except Refusal as refusal:
        refuse()
        flash(say(refusal), "danger")
        return _desk(fair, CancelForm(None)), refusal.status
    flash(_("Đã công bố. Trang công khai của hội chợ đã mở."), "success")
    return redirect(url_for("organiser_fairs.show", fair_id=fair.id))


@bp.post("/fairs/<int:fair_id>/cancel")
@commits
def cancel(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = CancelForm()
    if form.validate():
        with form.refusals():
            fairs.cancel(current_user, fair, form.reason.data or "")
            flash(_("Đã huỷ hội chợ. Các sảnh đã giữ được trả lại."), "success")
            return redirect(url_for("organiser_fairs.show", fair_id=fair.id))
    return _desk(fair, form), 422


@bp.get("/fairs/<int:fair_id>/sites")
def sites(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return render_template(
        "fairs/sites.html",
        fair=fair,
        hours={site.id: fairs.list_hours(site) for site in fair.sites},
        beside={site.id: fairs.list_beside(site) for site in fair.sites},
    )


@bp.get("/halls/<int:hall_id>")
def hall(hall_id):
    """Who holds a hall and when: every organiser sees every claim, or halls would be asked for in vain."""
    hall = venues.get_hall(hall_id)
    uses = fairs.list_uses(hall)
    moment = now()
    return render_template(
        "fairs/hall.html",
        hall=hall,
        coming=[site for site in uses if site.clear_by > moment],
        past=[site for site in reversed(uses) if site.clear_by <= moment][:PAST],
        mine=current_user.organisation_id,
    )


def _desk(fair, cancel_form: Form):
    listed, taken = fairs.listed(fair, now()), fairs.takes_applications(fair, now())
    return render_template(
        "fairs/show.html",
        fair=fair,
        phase=listed.phase,
        days=listed.days,
        steps=steps(listed.phase, fair.apply_until is not None and fair.apply_until <= now()),
        takes_applications=taken,
        gaps=fairs.list_gaps(fair),
        beside={site.id: fairs.list_beside(site) for site in fair.sites},
        hours={site.id: fairs.list_hours(site) for site in fair.sites},
        booth_count=booths.count_for_fair(fair),
        registration=registration_days(fair.basis_kind, listed.days[0]) if listed.days else None,
        log=fairs.list_log(fair, LOG),
        cancel_form=cancel_form,
        is_open_book=fair.state in (FairState.DRAFT, FairState.ANNOUNCED),
    )


def _form(fair=None) -> FairForm:
    form = FairForm(obj=fair)
    form.kind.choices, form.basis_kind.choices = choices(FairKind), choices(Basis)
    form.unit.choices = options([("", _("Chọn tỉnh, thành phố")), *_units(fair)])
    if not form.is_submitted():
        form.passes_per_booth.data = fair.passes_per_booth if fair else 3
        form.basis_kind.data = (fair.basis_kind if fair else Basis.PROGRAMME).value
        if fair is not None:
            form.kind.data, form.unit.data = fair.kind.value, fair.unit_id
            form.organisers.data = "\n".join(fair.organisers)
            form.hotline.data = phones.display(fair.hotline) if fair.hotline else ""
    return form


def _units(fair) -> list[tuple[str, str]]:
    """Today's provinces, and the one of a past fair that has since been merged away."""
    today = places.choices_today()
    if fair is None or fair.unit_id in dict(today):
        return today
    return [(fair.unit_id, fair.unit.name), *today]


def _facts(form: FairForm) -> FairFacts:
    return FairFacts(
        kind=FairKind(form.kind.data),
        name=form.name.data,
        unit_id=form.unit.data,
        organisers=tuple(line for line in form.organisers.data.splitlines() if line),
        theme=form.theme.data or "",
        basis_kind=Basis(form.basis_kind.data),
        basis_number=form.basis_number.data or "",
        basis_date=form.basis_date.data,
        basis_issuer=form.basis_issuer.data or "",
        hotline=form.hotline.data or "",
        passes_per_booth=form.passes_per_booth.data,
        apply_from=form.apply_from.data,
        apply_until=form.apply_until.data,
    )


def _member(kind, value):
    return kind(value) if value in set(kind) else None
