"""Who stands where, with what: the booths of the published plan, their exhibitors and approved goods."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from fairapp.db import db
from fairapp.domain.errors import NotFound
from fairapp.domain.ocop import FEWEST_CERTIFIED_STARS
from fairapp.domain.producers import CertificateState, certificate_state
from fairapp.domain.text import N_
from fairapp.models import Application, ApplicationProduct, Assignment, Booth, Fair, Producer, Product, Site
from fairapp.services.allocation import published_rows

NO_BOOTH = N_("Hội chợ này không có gian đó.")


@dataclass(frozen=True)
class Good:
    """An approved product and how its certificate stands on a day."""

    product: Product
    certificate: CertificateState | None

    @property
    def stars(self) -> int:
        """Only a certificate that holds lets a product show its stars."""
        stars = self.product.stars or 0
        holds = self.certificate in (CertificateState.VALID, CertificateState.EXPIRING)
        return stars if holds and stars >= FEWEST_CERTIFIED_STARS else 0


@dataclass(frozen=True)
class Stand:
    """A booth and whose it is."""

    booth: Booth
    application: Application | None

    @property
    def producer(self) -> Producer | None:
        return self.application.producer if self.application else None

    def goods(self, today: date) -> list[Good]:
        """What was approved, by name; what the producer has taken back is no longer among it."""
        lines = self.application.goods if self.application else []
        products = sorted((line.product for line in lines), key=lambda product: product.sort_key)
        return [
            Good(product, certificate_state(product.expires_on, today))
            for product in products
            if product.removed_at is None
        ]

    def stars(self, today: date) -> dict[int, int]:
        """How many products have how many stars, the most stars first."""
        counted = Counter(good.stars for good in self.goods(today) if good.stars)
        return dict(sorted(counted.items(), reverse=True))


def list_stands(fair: Fair, site: Site | None = None, ids: Collection[int] | None = None) -> list[Stand]:
    """The booths that somebody has, in plan order; with their goods, in a fixed number of statements."""
    query = published_rows(fair.id).options(*_whole())
    if site is not None:
        query = query.where(Booth.site_id == site.id)
    if ids is not None:
        query = query.where(Booth.id.in_(ids))
    return [Stand(row.booth, row.application) for row in db.session.scalars(query)]


def get_stand(booth_id: int, fair: Fair) -> Stand:
    """One booth of the fair, whether somebody has it or nobody."""
    return _stand(_of_fair(fair.id).where(Booth.id == booth_id))


def find_stand(fair_id: int, key: str) -> Stand | None:
    """The booth that a sign stands at; None once it is off the plan."""
    booth = db.session.scalars(_of_fair(fair_id).where(Booth.key == key).order_by(Booth.id)).first()
    return None if booth is None else _with_exhibitor(booth)


def _stand(query: Select[tuple[Booth]]) -> Stand:
    booth = db.session.scalar(query)
    if booth is None:
        raise NotFound(NO_BOOTH)
    return _with_exhibitor(booth)


def _with_exhibitor(booth: Booth) -> Stand:
    rows = published_rows(booth.site.fair_id).where(Booth.id == booth.id).options(*_whole())
    row = db.session.scalars(rows).first()
    return Stand(booth, row.application if row else None)


def _of_fair(fair_id: int) -> Select[tuple[Booth]]:
    site = joinedload(Booth.site).joinedload(Site.fair)
    return select(Booth).join(Site, Site.id == Booth.site_id).where(Site.fair_id == fair_id).options(site)


def _whole() -> tuple:
    application = joinedload(Assignment.application)
    return (
        joinedload(Assignment.booth).joinedload(Booth.site),
        joinedload(Assignment.booth).joinedload(Booth.zone),
        application.joinedload(Application.producer).joinedload(Producer.unit),
        application.options(selectinload(Application.goods).joinedload(ApplicationProduct.product)),
    )
