"""The organiser's imports: producers, products and applications of a fair on behalf, booths of a site."""

from flask import abort
from flask_login import current_user

from fairapp.domain.exchange import Kind
from fairapp.models import ImportFile
from fairapp.services import fairs
from fairapp.services.exchange import Scope
from fairapp.web import audiences
from fairapp.web.applications.asked import wanted
from fairapp.web.booths.desk import find
from fairapp.web.booths.table import chosen
from fairapp.web.exchange import lists, pages
from fairapp.web.exchange.pages import Desk
from fairapp.web.transaction import commits

bp = audiences.organiser("imports", __name__)

FAIR = "/fairs/<int:fair_id>/imports"
ONE = FAIR + "/<int:file_id>"
NAMES = {kind.value for kind in Kind}


@bp.get(FAIR)
def index(fair_id):
    return pages.index(_desk(fair_id))


@bp.post(FAIR)
@commits
def upload(fair_id):
    return pages.upload(_desk(fair_id))


@bp.get(FAIR + "/<kind>/template.xlsx")
def template(fair_id, kind):
    desk = _desk(fair_id)
    return pages.template(desk, kind) if kind in NAMES else abort(404)


@bp.get(FAIR + "/<kind>/list.xlsx")
def take_away(fair_id, kind):
    """The list of a kind; applications as the address filters them."""
    desk = _desk(fair_id)
    return lists.send(desk.scope(Kind(kind), None), Kind(kind), wanted()) if kind in NAMES else abort(404)


@bp.get("/fairs/<int:fair_id>/sites/<int:site_id>/booths/list.xlsx")
def take_booths(fair_id, site_id):
    _fair, site = find(fair_id, site_id)
    return lists.send_booths(site, chosen(site))


@bp.get(ONE)
def show(fair_id, file_id):
    return pages.show(_desk(fair_id), file_id)


@bp.post(ONE + "/check")
@commits
def check(fair_id, file_id):
    return pages.check(_desk(fair_id), file_id)


@bp.post(ONE)
@commits
def take_over(fair_id, file_id):
    return pages.take_over(_desk(fair_id), file_id)


@bp.post(ONE + "/discard")
@commits
def discard(fair_id, file_id):
    return pages.discard(_desk(fair_id), file_id)


@bp.get(ONE + "/wrong.xlsx")
def wrong(fair_id, file_id):
    return pages.wrong(_desk(fair_id), file_id)


def _desk(fair_id: int) -> Desk:
    fair = fairs.get_for_organiser(fair_id, current_user)
    drawable = [site for site in fair.sites if site.hall is not None]

    def scope(kind: Kind, site_id: int | None) -> Scope:
        chosen_site = site_id or (drawable[0].id if drawable else 0)
        site = fairs.get_site(fair, chosen_site) if kind is Kind.BOOTHS else None
        return Scope(current_user, fair, site)

    return Desk(
        bp.name,
        {"fair_id": fair.id},
        [kind for kind in Kind if kind is not Kind.BOOTHS or drawable],
        [(str(site.id), site.name) for site in drawable],
        scope,
        # A lead's own files of this fair are the lead's.
        (ImportFile.fair_id == fair.id, ImportFile.actor.has(organisation_id=fair.owner_id)),
        "base_organiser.html",
        fair,
    )
