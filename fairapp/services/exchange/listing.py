"""What a person may take away in the columns of a list: what it may know, and nothing else."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from fairapp.db import db
from fairapp.models import Application, Producer, Product
from fairapp.services.applications.endorsement import places_of
from fairapp.services.applications.listing import SENT, at_places, whole
from fairapp.services.applications.trays import Wanted, list_ids
from fairapp.services.exchange.scope import Scope


def list_producers(scope: Scope) -> list[Producer]:
    return list(db.session.scalars(_producers(scope)))


def list_products(scope: Scope) -> list[Product]:
    """Producer by producer."""
    query = _producers(scope).options(selectinload(Producer.products))
    made = (product for producer in db.session.scalars(query) for product in producer.products)
    return [product for product in made if product.removed_at is None]


def list_applications(scope: Scope, wanted: Wanted | None = None) -> list[Application]:
    """Sent ones; the organiser's as its list is filtered, the lead's of its provinces."""
    query = whole().join(Application.producer)
    if scope.is_lead:
        query = query.where(at_places(places_of(scope.actor)), SENT)
        order = (Application.fair_id, Producer.sort_key, Application.id)
        return list(db.session.scalars(query.order_by(*order)))
    ids = list_ids(scope.fair, wanted or Wanted()) if scope.fair else []
    found = {a.id: a for a in db.session.scalars(query.where(Application.id.in_(ids)))}
    return [found[id_] for id_ in ids]


def _producers(scope: Scope) -> Select[tuple[Producer]]:
    query = select(Producer).where(scope.known()).options(joinedload(Producer.unit))
    return query.order_by(Producer.sort_key, Producer.id)
