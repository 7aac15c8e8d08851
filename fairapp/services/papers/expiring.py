"""Papers and certificates that run out soon, for the job that warns."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from fairapp.db import db
from fairapp.domain.papers import WARNED_BEFORE
from fairapp.domain.text import Bilingual
from fairapp.models import DocumentKind, Paper, Product
from fairapp.services.papers.kinds import get_of_house

CERTIFICATE = "certificate"  # the kind of the house by which a product's own certificate is named


@dataclass(frozen=True)
class Expiring:
    """A paper with its last day; `key` names both, so that a renewed one is told of anew."""

    key: str
    producer_id: int
    title: Bilingual
    product: str
    expires_on: date


def list_expiring(today: date) -> list[Expiring]:
    """Every paper that nothing newer has replaced and every product's certificate, the nearest end first."""
    last = today + timedelta(days=max(WARNED_BEFORE))
    found = [*_papers(today, last), *_certificates(today, last)]
    return sorted(found, key=lambda one: (one.expires_on, one.key))


def _papers(first: date, last: date) -> list[Expiring]:
    query = (
        select(Paper.id, Paper.producer_id, Paper.expires_on, DocumentKind, Product.name)
        .join(DocumentKind, DocumentKind.id == Paper.kind_id)
        .outerjoin(Product, Product.id == Paper.product_id)
        .where(Paper.superseded_at.is_(None), Paper.expires_on.between(first, last))
        .where(DocumentKind.certifies.is_(False), Product.removed_at.is_(None))
    )
    return [
        Expiring(f"paper:{paper_id}:{day.isoformat()}", producer_id, kind.names, product or "", day)
        for paper_id, producer_id, day, kind, product in db.session.execute(query)
        if day is not None
    ]


def _certificates(first: date, last: date) -> list[Expiring]:
    title = get_of_house(CERTIFICATE).names
    query = select(Product.id, Product.producer_id, Product.expires_on, Product.name).where(
        Product.removed_at.is_(None), Product.expires_on.between(first, last)
    )
    return [
        Expiring(f"certificate:{product_id}:{day.isoformat()}", producer_id, title, product, day)
        for product_id, producer_id, day, product in db.session.execute(query)
        if day is not None
    ]
