"""The organiser's booths as a table: every cell an input, the whole saved at once."""

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.domain.errors import Invalid
from fairapp.domain.pages import cut
from fairapp.domain.plan_history import Name
from fairapp.domain.text import N_, fold
from fairapp.services import allocation, booths
from fairapp.services.applications.pavilion_keeping import keeping_pavilions
from fairapp.services.applications.wish_keeping import keeping_wishes
from fairapp.services.booths import Row
from fairapp.web import audiences
from fairapp.web.booths.desk import find, frame
from fairapp.web.booths.forms import SelectionForm, TableForm, TableRow, equipment_of, place_of
from fairapp.web.sentences import say
from fairapp.web.transaction import commits, refuse

bp = audiences.organiser("table", __name__)

TABLE = "/fairs/<int:fair_id>/sites/<int:site_id>/booths"
PER_PAGE = 100


@bp.get(TABLE)
def show(fair_id, site_id):
    fair, site = find(fair_id, site_id)
    zones = booths.list_zones(site)
    q, zone = _asked()
    shown = cut(chosen(site), request.args.get("page", 1, type=int), PER_PAGE)
    return _page(fair, site, zones, replace(shown, rows=_rows(shown.rows, zones)), q=q, zone=zone)


@bp.post(TABLE)
@commits
def save(fair_id, site_id):
    fair, site = find(fair_id, site_id)
    zones, form = booths.list_zones(site), TableForm()
    sent = set(request.form.getlist("row", type=int))
    rows = _rows([b for b in booths.list_for_site(site) if b.id in sent], zones, request.form)
    judged = [form.validate(), *(row.validate() for _booth, row in rows)]  # every row, not up to the first
    if all(judged):
        rows = _without_untouched(site, form.seen.data, rows, zones)
        with form.refusals():
            wrong = booths.change_table(current_user, site, _facts(rows, zones), seen=form.seen.data)
            if not wrong:
                flash(_("Đã lưu bảng gian."), "success")
                return redirect(url_for("organiser_table.show", fair_id=fair.id, site_id=site.id))
            _put_at_cells(rows, wrong)
    return _page(fair, site, zones, cut(rows, 1, len(rows) or 1), form), 422


@bp.post(TABLE + "/selection")
@commits
def selection(fair_id, site_id):
    """Merge, block or remove the booths that are marked."""
    fair, site = find(fair_id, site_id)
    form = SelectionForm()
    if form.validate():
        with form.refusals():
            with keeping_wishes(site, agreed=form.anyway.data), keeping_pavilions(current_user, site):
                done = _act(form, site, _marked(site))
            flash(done, "success")
            return redirect(url_for("organiser_table.show", fair_id=fair.id, site_id=site.id))
    zones = booths.list_zones(site)
    shown = cut(chosen(site), 1, PER_PAGE)
    return _page(fair, site, zones, replace(shown, rows=_rows(shown.rows, zones)), selection=form), 422


def _without_untouched(site, seen, rows, zones):
    """Where somebody has changed the plan meanwhile, lines that were only read are shown as they are now."""
    if seen >= booths.plan_of(site).version:
        return rows
    old = booths.compare(site, max(seen, 0)).old
    return [
        (booth, row)
        if _typed(booth, row, zones) != old.get(Name("booth", booth.key))
        else _rows([booth], zones)[0]
        for booth, row in rows
    ]


def _typed(booth, row, zones) -> dict[str, object]:
    """The line as it was sent, as the plan's history would tell it."""
    facts = vars(row.facts(zones, booth.subsidy_by))
    zone, price_class = facts.pop("zone"), facts.pop("price_class")
    return {
        "number": row.number.data,
        **vars(row.rect()),
        **facts,
        "kind": facts["kind"].value,
        "zone": zone.key if zone else None,
        "price_class": price_class.value if price_class else None,
        "blocked": booth.blocked,
    }


def _marked(site):
    ids = request.form.getlist("booth", type=int)
    if not ids:
        raise Invalid(N_("Hãy chọn ít nhất một gian."))
    return booths.get_booths(site, ids)


def _act(form, site, marked) -> str:
    """Do what the button said; gives the sentence for the page."""
    numbers = ", ".join(booth.number for booth in marked)
    action = form.action.data
    if action == "merge":
        merged = booths.merge(current_user, site, marked)
        return _("Đã ghép thành gian %(number)s.", number=merged.number)
    if action == "block":
        allocation.require_nobody_there(marked)
        booths.block(current_user, site, marked, form.reason.data or "")
        return _("Không dùng: %(numbers)s.", numbers=numbers)
    if action == "unblock":
        booths.unblock(current_user, site, marked)
        return _("Dùng lại: %(numbers)s.", numbers=numbers)
    if action == "remove":
        booths.remove(current_user, site, marked)
        return _("Đã xoá: %(numbers)s.", numbers=numbers)
    raise Invalid(N_("Hãy chọn việc cần làm với các gian này."))


def chosen(site):
    """The booths that the address asks for."""
    q, zone = _asked()
    return [b for b in booths.list_for_site(site) if fold(q) in fold(b.number) and _in_zone(b, zone)]


def _asked() -> tuple[str, str]:
    return request.args.get("q", ""), request.args.get("zone", "")


def _rows(shown, zones, formdata=None):
    rows = []
    for booth in shown:
        row = TableRow(formdata, prefix=f"b{booth.id}-", data=equipment_of(booth) | place_of(booth))
        row.offer(zones)
        rows.append((booth, row))
    return rows


def _facts(rows, zones) -> dict[int, Row]:
    return {
        booth.id: Row(row.number.data, row.rect(), row.facts(zones, booth.subsidy_by)) for booth, row in rows
    }


def _put_at_cells(rows, wrong) -> None:
    refuse()
    by_id = {booth.id: row for booth, row in rows}
    for id_, refusal in wrong:
        field = by_id[id_][refusal.field or "number"]
        field.errors = [*field.errors, say(refusal)]


def _in_zone(booth, zone: str) -> bool:
    return not zone or str(booth.zone_id or "none") == zone


def _page(fair, site, zones, shown, form=None, q="", zone="", selection=None):
    version, missed = booths.plan_of(site).version, []
    if form is not None and form.seen.data is not None and form.seen.data < version:
        missed = [(step, say(step)) for step in booths.list_steps(site, after=form.seen.data)]
        form.seen.data, form.seen.raw_data = version, None  # who has read it may send once more
    return render_template(
        "booths/table.html",
        **frame(fair, site),
        form=form or TableForm(None, data={"seen": version}),
        missed=missed,
        marked=set(request.form.getlist("booth", type=int)),
        rows=shown.rows,
        wrong=sum(1 for _booth, row in shown.rows if row.errors),
        selection=selection or SelectionForm(None),
        zones=[("none", _("Không thuộc khu nào")), *((str(z.id), f"{z.code} · {z.name}") for z in zones)],
        zone_value=zone,
        q=q,
        page=shown.page,
        pages=shown.pages,
        total=shown.total,
    )
