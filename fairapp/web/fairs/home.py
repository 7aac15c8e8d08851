"""The front page: what is on, what is coming, what was."""

from flask import render_template

from fairapp.db import now
from fairapp.domain.fairs import ON_NOW, OVER, STILL_TO_COME, Phase
from fairapp.services import fairs, reports
from fairapp.web import audiences
from fairapp.web.fairs.said import say_first

bp = audiences.public("public", __name__)

SHOWN_PAST = 6


@bp.get("/")
def home():
    rows = fairs.list_public(now())
    past = [row for row in rows if row.phase in OVER][:SHOWN_PAST]
    coming = [row for row in rows if row.phase in STILL_TO_COME]
    return render_template(
        "fairs/home.html",
        on_now=[row for row in rows if row.phase in ON_NOW],
        coming=coming[::-1],  # the next one first
        applying=[row for row in fairs.list_open_for_application(now()) if row.phase is Phase.APPLYING],
        past=past,
        said={id_: say_first(f) for id_, f in reports.map_reported(row.fair for row in past).items()},
    )
