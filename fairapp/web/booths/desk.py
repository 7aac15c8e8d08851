"""Finding the fair, the site and the plan of a request."""

from flask_login import current_user

from fairapp.db import now
from fairapp.services import booths, fairs


def find(fair_id: int, site_id: int):
    """The organiser's fair and one of its sites."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    return fair, fairs.get_site(fair, site_id)


def frame(fair, site) -> dict[str, object]:
    """What every page of a plan needs around it."""
    return {"fair": fair, "site": site, "phase": fairs.phase(fair, now())}


def draw(site, **facts):
    """The plan as it stands, with lines by the metre."""
    return booths.drawing(site, grid=True, **facts)
