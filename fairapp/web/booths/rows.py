"""The organiser's row generator, with a drawing of what would be added."""

from string import ascii_uppercase

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from fairapp.domain.booth_rows import Along, Direction
from fairapp.domain.booths import BoothKind
from fairapp.domain.errors import Refusal
from fairapp.domain.plan_rules import in_metres
from fairapp.services import booths
from fairapp.web import audiences
from fairapp.web.booths.desk import find, frame
from fairapp.web.booths.forms import RowsForm
from fairapp.web.sentences import say
from fairapp.web.transaction import commits

bp = audiences.organiser("rows", __name__)

ROWS = "/fairs/<int:fair_id>/sites/<int:site_id>/rows"


@bp.get(ROWS)
def new(fair_id, site_id):
    """The generator; with a query, filled from it (the preview without script)."""
    fair, site = find(fair_id, site_id)
    form = _asked(site)
    return render_template("booths/rows.html", **frame(fair, site), form=form, **_drawn(site, form))


@bp.get(ROWS + "/preview")
def preview(fair_id, site_id):
    """The drawing alone, fetched while one types."""
    _fair, site = find(fair_id, site_id)
    facts = _drawn(site, _asked(site))
    return render_template("booths/_preview.html", **facts), 422 if facts["sentences"] else 200


@bp.post(ROWS)
@commits
def create(fair_id, site_id):
    fair, site = find(fair_id, site_id)
    zones, form = booths.list_zones(site), RowsForm()
    form.offer(zones)
    if form.validate():
        facts = form.facts(zones, form.subsidy_by.data or "")
        with form.refusals():
            added = booths.add_rows(current_user, site, form.row_facts(), facts)
            flash(_("Đã thêm %(n)d gian vào sơ đồ.", n=len(added)), "success")
            return redirect(url_for("organiser_booths.plan", fair_id=fair.id, site=site.id))
    drawing = booths.drawing(site, grid=True)
    page = render_template(
        "booths/rows.html", **frame(fair, site), form=form, drawing=drawing, proposed=[], sentences=[]
    )
    return page, 422


def _asked(site) -> RowsForm:
    """Read from the query, which carries no token; the page adds one for what is sent afterwards."""
    values = request.args if _is_asked() else _proposal(site)
    form = RowsForm(values, meta={"csrf": False})
    form.offer(booths.list_zones(site))
    return form


def _is_asked() -> bool:
    return "per_row" in request.args


def _proposal(site) -> MultiDict:
    """Two rows of standard booths below what is there already, under the next letter."""
    standing = booths.list_for_site(site)
    lowest = max((booth.y_cm + booth.depth_cm for booth in standing), default=0)
    letters = {booth.number[0].upper() for booth in standing}
    per_row = max(1, min(10, (site.hall.width_cm - 600) // 300)) if site.hall else 10
    return MultiDict(
        {
            "x": "3",
            "y": in_metres(lowest + 300),
            "along": Along.WIDTH.value,
            "per_row": str(per_row),
            "rows": "2",
            "width": "3",
            "depth": "3",
            "row_aisle": "3",
            "back_to_back": "y",
            "prefix": next((letter for letter in ascii_uppercase if letter not in letters), ""),
            "first": "01",
            "direction": Direction.FORWARD.value,
            "kind": BoothKind.STANDARD.value,
            "zone": "",
            "power_watts": "500",
            "fee": "0",
            "subsidy": "0",
        }
    )


def _drawn(site, form) -> dict[str, object]:
    """The plan with the proposed booths, or the plan and the sentences that say why not."""
    sentences, proposed = [], []
    if form.validate():
        try:
            proposed = booths.propose(site, form.row_facts())
        except Refusal as refusal:
            sentences = [say(refusal)]
    else:
        sentences = [f"{field.label.text}: {error}" for field in form for error in field.errors]
    return {
        "drawing": booths.drawing(site, proposed=proposed, grid=True),
        "proposed": proposed,
        # What the page proposes by itself may find no room left in the hall: nobody has asked for it yet.
        "sentences": sentences if _is_asked() else [],
    }
