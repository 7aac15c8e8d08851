"""Finding the fair, the site and the plan of a request."""

from flask import render_template, url_for
from flask_login import current_user

from fairapp.db import now
from fairapp.services import booths, fairs
from fairapp.web.booths.forms import SelectionForm, zone_choices


def find(fair_id: int, site_id: int):
    """The organiser's fair and one of its sites."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    return fair, fairs.get_site(fair, site_id)


def frame(fair, site) -> dict[str, object]:
    """What every page of a plan needs around it."""
    return {"fair": fair, "site": site, "phase": fairs.phase(fair, now())}


def draw(fair, site, **facts):
    """The plan with links to its booths and features, and lines by the metre."""
    ids = {"fair_id": fair.id, "site_id": site.id}
    return booths.drawing(
        site,
        href=lambda booth: url_for("organiser_booths.booth", booth_id=booth.id, **ids),
        feature_href=lambda feature: url_for("organiser_zones.index", **ids) + f"#feature-{feature.id}",
        grid=True,
        **facts,
    )


def selection_form(zones, form=None) -> SelectionForm:
    form = form or SelectionForm(None)
    form.zone.choices = zone_choices(zones)
    return form


def plan_page(fair, site, *, chosen=(), selection=None):
    """The plan, with the booths that are chosen and the form for what to do with them."""
    listed, drawing = booths.list_for_site(site), draw(fair, site)
    return render_template(
        "booths/plan.html",
        **frame(fair, site),
        drawing=drawing,
        booths=listed,
        corners=sum(1 for booth in drawing.booths if booth.corner),
        chosen=[booth for booth in listed if booth.id in set(chosen)],
        selection=selection or selection_form(booths.list_zones(site)),
    )
