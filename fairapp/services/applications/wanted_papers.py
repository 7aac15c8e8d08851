"""Which papers a fair wants of its applicants, and how each stands: for one or for all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, and_, select

from fairapp.db import db
from fairapp.domain.ocop import FEWEST_CERTIFIED_STARS, ProducerKind, is_food
from fairapp.domain.papers import About, Filed, Standing, standings
from fairapp.models import (
    Application,
    ApplicationProduct,
    Fair,
    Paper,
    PaperVerdict,
    Producer,
    Product,
)
from fairapp.services import fairs, papers


@dataclass(frozen=True)
class _Applicant:
    """As much of an application as its papers depend on."""

    producer_id: int
    producer_kind: ProducerKind
    goods: Sequence[About]


def standings_of(application: Application) -> list[Standing]:
    """Every wanted paper of one application."""
    goods = [about_of(line.product) for line in application.goods if line.product.removed_at is None]
    producer = application.producer
    applicant = _Applicant(producer.id, producer.kind, goods)
    filed = _filed(application.fair_id, select(Producer.id).where(Producer.id == producer.id))
    return _judge(application.fair, {application.id: applicant}, filed)[application.id]


def standings_of_all(fair: Fair, ids: Iterable[int] | Select) -> dict[int, list[Standing]]:
    """The same for these applications to the fair, in a fixed number of statements however many they are."""
    chosen = and_(Application.fair_id == fair.id, Application.id.in_(ids))
    goods: dict[int, list[About]] = {}
    for application_id, product in db.session.execute(
        select(ApplicationProduct.application_id, Product)
        .join(Product, Product.id == ApplicationProduct.product_id)
        .join(Application, Application.id == ApplicationProduct.application_id)
        .where(chosen, Product.removed_at.is_(None))
        .order_by(Product.id)
    ):
        goods.setdefault(application_id, []).append(about_of(product))
    rows = db.session.execute(
        select(Application.id, Producer.id, Producer.kind).join(Application.producer).where(chosen)
    ).all()
    applicants = {row[0]: _Applicant(row[1], row[2], goods.get(row[0], [])) for row in rows}
    filed = _filed(fair.id, select(Application.producer_id).where(chosen))
    return _judge(fair, applicants, filed)


def failing(fair: Fair, ids: Iterable[int] | Select) -> dict[int, int]:
    """How many required papers are not as they should be, for each application that has any such."""
    counted = {
        application_id: sum(standing.fails for standing in found)
        for application_id, found in standings_of_all(fair, ids).items()
    }
    return {application_id: n for application_id, n in counted.items() if n}


def about_of(product: Product) -> About:
    """A product as its papers see it."""
    return About(
        id=product.id,
        name=product.name,
        is_food=is_food(product.leaf_code),
        certified=product.stars is not None and product.stars >= FEWEST_CERTIFIED_STARS,
        issued_on=product.issued_on,
        expires_on=product.expires_on,
    )


def _judge(
    fair: Fair, applicants: dict[int, _Applicant], filed: dict[int, list[Filed]]
) -> dict[int, list[Standing]]:
    rows = papers.list_rows(fair)
    demands = {kind: papers.demands_of(rows, kind) for kind in ProducerKind}
    days: list[date] = fairs.days(fair)
    return {
        application_id: standings(
            demands[applicant.producer_kind], applicant.goods, filed.get(applicant.producer_id, ()), days
        )
        for application_id, applicant in applicants.items()
    }


def _filed(fair_id: int, producer_ids: Select) -> dict[int, list[Filed]]:
    """Current papers by producer, with this fair's verdicts, in one statement."""
    verdict = and_(PaperVerdict.paper_id == Paper.id, PaperVerdict.fair_id == fair_id)
    query = (
        select(
            Paper.producer_id,
            Paper.id,
            Paper.kind_id,
            Paper.product_id,
            Paper.uploaded_at,
            Paper.issued_on,
            Paper.expires_on,
            PaperVerdict.finding,
            PaperVerdict.reason,
        )
        .outerjoin(PaperVerdict, verdict)
        .where(Paper.producer_id.in_(producer_ids), Paper.superseded_at.is_(None))
    )
    found: dict[int, list[Filed]] = {}
    for producer_id, *facts, finding, reason in db.session.execute(query):
        found.setdefault(producer_id, []).append(Filed(*facts, finding=finding, reason=reason or ""))
    return found
