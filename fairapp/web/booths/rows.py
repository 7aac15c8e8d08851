"""What the row generator would add, before it is added."""

from string import ascii_uppercase

from flask import jsonify, request
from werkzeug.datastructures import MultiDict

from fairapp.domain.booth_rows import Along, Direction
from fairapp.domain.booths import BoothKind
from fairapp.domain.errors import Refusal
from fairapp.domain.plan_rules import in_metres
from fairapp.services import booths
from fairapp.web import audiences
from fairapp.web.booths.desk import find
from fairapp.web.booths.forms import RowsForm
from fairapp.web.sentences import say

bp = audiences.organiser("rows", __name__)


@bp.get("/fairs/<int:fair_id>/sites/<int:site_id>/rows")
def preview(fair_id, site_id):
    """The proposed booths as numbers and rectangles, or the sentences that say why not."""
    _fair, site = find(fair_id, site_id)
    form = rows_form(site, request.args)
    if not form.validate():
        said = [f"{field.label.text}: {error}" for field in form for error in field.errors]
        return jsonify(sentences=said), 422
    try:
        proposed = booths.propose(site, form.row_facts())
    except Refusal as refusal:
        return jsonify(sentences=[say(refusal)]), 422
    return jsonify(booths=[{"number": new.number, **vars(new.rect)} for new in proposed])


def rows_form(site, values: MultiDict | None = None) -> RowsForm:
    """The generator's form: as it is typed, or with what suggests itself."""
    form = RowsForm(values if values is not None else _proposal(site), meta={"csrf": False})
    form.offer(booths.list_zones(site))
    return form


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
            "price_class": "",
        }
    )
