"""An exhibitor's own booth: where it is, what it has, when the fair is open, and why here."""

from itertools import groupby

from flask import render_template
from flask_login import current_user

from fairapp.models import Booth
from fairapp.services import allocation, applications, fairs, producers
from fairapp.services.fees import listing
from fairapp.web import audiences
from fairapp.web.allocation.looks import own_drawing

FACTS = ("kind", "width_cm", "depth_cm", "open_sides", "power_watts", "water", "open_flame", "fee", "subsidy")

bp = audiences.producer("allocation", __name__)


@bp.get("/applications/<int:application_id>/booth")
def show(application_id):
    producer = producers.get_for_user(current_user)
    application = applications.get_for_producer(application_id, producer)
    rows = allocation.assignments_of(application)
    booths = [row.booth for row in rows]
    plan = allocation.published(application.fair)
    return render_template(
        "allocation/show.html",
        application=application,
        fair=application.fair,
        rows=rows,
        booths=booths,
        groups=[list(alike) for _, alike in groupby(booths, _facts)],
        drawing=own_drawing(booths[0], {booth.id for booth in booths}) if booths else None,
        site=booths[0].site if booths else None,
        hours=fairs.list_hours(booths[0].site) if booths else [],
        plan=plan,
        left_out=allocation.find_left_out(plan, application),
        has_fee_notice=listing.find_for_application(application) is not None,
    )


def _facts(booth: Booth) -> list[object]:
    """What an exhibitor is told of a booth; neighbours that are alike are told of together."""
    return [len(booth.open_sides) if name == "open_sides" else getattr(booth, name) for name in FACTS]
