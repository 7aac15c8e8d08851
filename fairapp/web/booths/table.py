"""The organiser's booths as a table: every cell an input, the whole saved at once."""

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.domain.pages import cut
from fairapp.domain.text import fold
from fairapp.services import booths
from fairapp.services.booths import Row
from fairapp.web import audiences
from fairapp.web.booths.desk import find, frame, selection_form
from fairapp.web.booths.forms import TableForm, TableRow, equipment_of
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
        with form.refusals():
            wrong = booths.change_table(current_user, site, _facts(rows, zones))
            if not wrong:
                flash(_("Đã lưu bảng gian."), "success")
                return redirect(url_for("organiser_table.show", fair_id=fair.id, site_id=site.id))
            _put_at_cells(rows, wrong)
    return _page(fair, site, zones, cut(rows, 1, len(rows) or 1), form), 422


def chosen(site):
    """The booths that the address asks for."""
    q, zone = _asked()
    return [b for b in booths.list_for_site(site) if fold(q) in fold(b.number) and _in_zone(b, zone)]


def _asked() -> tuple[str, str]:
    return request.args.get("q", ""), request.args.get("zone", "")


def _rows(shown, zones, formdata=None):
    rows = []
    for booth in shown:
        row = TableRow(formdata, prefix=f"b{booth.id}-", data=equipment_of(booth))
        row.offer(zones)
        rows.append((booth, row))
    return rows


def _facts(rows, zones) -> dict[int, Row]:
    return {booth.id: Row(row.number.data, row.facts(zones, booth.subsidy_by)) for booth, row in rows}


def _put_at_cells(rows, wrong) -> None:
    refuse()
    by_id = {booth.id: row for booth, row in rows}
    for id_, refusal in wrong:
        field = by_id[id_][refusal.field or "number"]
        field.errors = [*field.errors, say(refusal)]


def _in_zone(booth, zone: str) -> bool:
    return not zone or str(booth.zone_id or "none") == zone


def _page(fair, site, zones, shown, form=None, q="", zone=""):
    return render_template(
        "booths/table.html",
        **frame(fair, site),
        form=form or TableForm(None),
        rows=shown.rows,
        wrong=sum(1 for _booth, row in shown.rows if row.errors),
        selection=selection_form(zones),
        zones=[("none", _("Không thuộc khu nào")), *((str(z.id), f"{z.code} · {z.name}") for z in zones)],
        zone_value=zone,
        q=q,
        page=shown.page,
        pages=shown.pages,
        total=shown.total,
    )
