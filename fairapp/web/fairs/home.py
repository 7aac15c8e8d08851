"""The front page: what is on, what is coming, what was."""

from flask import render_template

from fairapp.db import now
from fairapp.domain.calendar import local_day
from fairapp.domain.fairs import ON_NOW, OVER, STILL_TO_COME, Phase
from fairapp.services import fairs, reports
from fairapp.web import audiences
from fairapp.web.fairs.said import say_first

bp = audiences.public("public", __name__)

SHOWN_PAST = 6


@bp.get("/")
def home():
    rows = fairs.list_public(now())
    on_now = [row for row in rows if row.phase in ON_NOW]
    past = [row for row in rows if row.phase in OVER][:SHOWN_PAST]
    coming = [row for row in rows if row.phase in STILL_TO_COME]
    return render_template(
        "fairs/home.html",
        on_now=on_now,
        today={row.fair.id: _hours(row.fair, local_day(now())) for row in on_now},
        coming=coming[::-1],  # the next one first
        applying=[row for row in fairs.list_open_for_application(now()) if row.phase is Phase.APPLYING],
        past=past,
        said={id_: say_first(f) for id_, f in reports.map_reported(row.fair for row in past).items()},
    )


def _hours(fair, day):
    """When any door of the fair is open on a day: the hours of its sites, joined where they overlap."""
    joined = []
    for opens, closes in sorted((s.opens, s.closes) for s in fairs.sessions(fair) if s.day == day):
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], closes))
        else:
            joined.append((opens, closes))
    return joined
