"""The lead's imports: producers without an account, their products, and their applications to a fair."""

from flask import abort
from flask_login import current_user

from fairapp.domain.errors import Invalid
from fairapp.domain.exchange import Kind
from fairapp.domain.text import N_
from fairapp.models import ImportFile
from fairapp.services.applications import delegations
from fairapp.services.exchange import Scope
from fairapp.web import audiences
from fairapp.web.exchange import lists, pages
from fairapp.web.exchange.pages import Desk
from fairapp.web.transaction import commits

bp = audiences.delegation("imports", __name__)

ALL = "/imports"
ONE = ALL + "/<int:file_id>"
KINDS = (Kind.PRODUCERS, Kind.PRODUCTS, Kind.APPLICATIONS)
NAMES = {kind.value for kind in KINDS}


@bp.get(ALL)
def index():
    return pages.index(_desk())


@bp.post(ALL)
@commits
def upload():
    return pages.upload(_desk())


@bp.get(ALL + "/<kind>/template.xlsx")
def template(kind):
    return pages.template(_desk(), kind) if kind in NAMES else abort(404)


@bp.get(ALL + "/<kind>/list.xlsx")
def take_away(kind):
    return lists.send(Scope(current_user), Kind(kind)) if kind in NAMES else abort(404)


@bp.get(ONE)
def show(file_id):
    return pages.show(_desk(), file_id)


@bp.post(ONE + "/check")
@commits
def check(file_id):
    return pages.check(_desk(), file_id)


@bp.post(ONE)
@commits
def take_over(file_id):
    return pages.take_over(_desk(), file_id)


@bp.post(ONE + "/discard")
@commits
def discard(file_id):
    return pages.discard(_desk(), file_id)


@bp.get(ONE + "/wrong.xlsx")
def wrong(file_id):
    return pages.wrong(_desk(), file_id)


def _desk() -> Desk:
    shares = delegations.shares_of_lead(current_user)
    led = {share.delegation.fair_id: share.delegation.fair for share in shares}

    def scope(kind: Kind, fair_id: int | None) -> Scope:
        if kind is not Kind.APPLICATIONS:
            return Scope(current_user)
        if fair_id not in led:
            raise Invalid(N_("Hãy chọn hội chợ."), field="place")
        return Scope(current_user, led[fair_id])

    return Desk(
        bp.name,
        {},
        KINDS if led else (),
        [(str(fair.id), fair.name) for fair in led.values()],
        scope,
        (ImportFile.actor_id == current_user.id,),
        "base.html",
    )
