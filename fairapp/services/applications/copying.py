"""A new application begins with what the last one said: what still exists, and never somebody's word."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from fairapp.db import db
from fairapp.domain.application_form import FieldAsk, FormField
from fairapp.domain.applications import ApplicationState
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.text import N_
from fairapp.models import Application, User
from fairapp.services import booths
from fairapp.services.applications import drafts
from fairapp.services.applications.fields import READERS
from fairapp.services.applications.listing import whole
from fairapp.services.applications.wished import ANYWHERE, Wished, booth_of

NO_SOURCE = N_("Chưa có đơn nào đã gửi ở hội chợ trước để chép.")
# Commitments, consent and the look at one's papers are for one fair, and are given anew.
COPIED = (*(field.value for field in FormField), "goods")


@dataclass(frozen=True)
class Copied:
    """From which application, and what of it is no more."""

    source: Application
    left_out: list[str] = field(default_factory=list)


def may_copy(application: Application) -> bool:
    """Once, into a draft."""
    return application.state is ApplicationState.DRAFT and application.copied_from_id is None


def find_source(application: Application) -> Application | None:
    """The producer's latest application to another fair that was ever sent."""
    query = (
        select(Application)
        .where(
            Application.producer_id == application.producer_id,
            Application.id != application.id,
            Application.submitted_at.is_not(None),
        )
        .options(joinedload(Application.fair))
        .order_by(Application.submitted_at.desc(), Application.id.desc())
        .limit(1)
    )
    return db.session.scalar(query)


def copy(application: Application, actor: User, device: str = "") -> Copied:
    """Into the fields that nobody has typed in; what the form does not ask is left where it was."""
    found = find_source(application) if may_copy(application) else None
    if found is None:
        raise Conflict(NO_SOURCE)
    source = db.session.scalars(whole().where(Application.id == found.id)).one()
    asks, left_out = drafts.asks_of(application), []
    for name in COPIED:
        if name in application.saves or asks.get(name) is FieldAsk.HIDDEN:  # type: ignore[call-overload]
            continue
        value = _still(application, source, name, left_out)
        if value == READERS[name](application):
            continue
        try:
            drafts.keep(application, {name: value}, actor, device)
        except Invalid:  # more people than this fair gives passes, for instance
            left_out.append(name)
    application.copied_from_id = source.id
    drafts.audit(actor, application, "copy", N_("Chép từ đơn dự %(fair)s."), fair=source.fair.name)
    db.session.flush()
    return Copied(source, left_out)


def _still(application: Application, source: Application, name: str, left_out: list[str]) -> object:
    if name == "goods":
        gone = [line.product.name for line in source.goods if line.product.removed_at is not None]
        left_out += gone
        return [line.product_id for line in source.goods if line.product.removed_at is None]
    if name == "places":
        return [ANYWHERE] if source.anywhere else list(_places(application, source, left_out))
    return READERS[name](source)


def _places(application: Application, source: Application, left_out: list[str]) -> Iterable[Wished]:
    """Zones with the same letter and booths with the same number, where this fair has them."""
    zones = {zone.code: zone.id for zone in booths.list_zones_for_fair(application.fair)}
    for place in source.places:
        if place.zone is not None:
            if place.zone.code in zones:
                yield Wished(zone_id=zones[place.zone.code])
            else:
                left_out.append(place.zone.code)
            continue
        assert place.booth is not None
        try:
            yield Wished(booth_id=booth_of(application.fair_id, place.booth.number).id)
        except Invalid:
            left_out.append(place.booth.number)
