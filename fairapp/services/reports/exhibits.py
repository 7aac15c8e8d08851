"""Who exhibited where, with what, and what was sold: the facts of a fair's stands."""

from collections import Counter, defaultdict
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from fairapp.db import db
from fairapp.domain import facts as f, ocop, places
from fairapp.domain.ocop import ProducerKind
from fairapp.models import (
    Application,
    ApplicationProduct,
    Assignment,
    Booth,
    DiaryDay,
    DiaryLine,
    Fair,
    PlanFeature,
    Producer,
    Product,
    Site,
    Zone,
)
from fairapp.services import allocation


def diary(fair: Fair) -> tuple[tuple[f.DiaryFact, ...], tuple[f.LineFact, ...]]:
    """Answers and their lines in one statement: a figure changed meanwhile is seen whole or not at all."""
    query = (
        select(
            DiaryDay.application_id,
            DiaryDay.day,
            DiaryDay.total,
            DiaryDay.orders,
            DiaryDay.orders_value,
            func.sum(DiaryLine.amount),
            Product.leaf_code,
            Product.stars,
        )
        .join(Application, Application.id == DiaryDay.application_id)
        .outerjoin(DiaryLine, DiaryLine.diary_day_id == DiaryDay.id)
        .outerjoin(Product, Product.id == DiaryLine.product_id)
        .where(Application.fair_id == fair.id)
        .group_by(DiaryDay.id, Product.leaf_code, Product.stars)
    )
    answers: dict[tuple[int, date], f.DiaryFact] = {}
    parts: Counter[tuple[int, date, str, int | None]] = Counter()
    groups: dict[str, str] = {}
    for exhibitor, day, total, orders, orders_value, amount, leaf, stars in db.session.execute(query):
        if (exhibitor, day) not in answers:
            answers[exhibitor, day] = f.DiaryFact(exhibitor, day, total, orders, orders_value)
        if amount is not None:
            if leaf not in groups:
                groups[leaf] = ocop.group_of(leaf).code
            parts[exhibitor, day, groups[leaf], stars] += int(amount)
    return tuple(answers.values()), tuple(f.LineFact(*cell, amount) for cell, amount in parts.items())


def booths(fair: Fair) -> tuple[f.BoothFact, ...]:
    """Every booth, with the exhibitor that the published plan gives it to."""
    given = _assigned(fair).subquery()
    query = (
        select(
            Booth.number,
            Booth.site_id,
            Booth.kind,
            Booth.width_cm * Booth.depth_cm,
            Booth.blocked,
            given.c.application_id,
        )
        .join(Site, Site.id == Booth.site_id)
        .outerjoin(given, given.c.booth_id == Booth.id)
        .where(Site.fair_id == fair.id)
    )
    return tuple(
        f.BoothFact(number, site, kind.value, area, blocked is not None, exhibitor)
        for number, site, kind, area, blocked, exhibitor in db.session.execute(query)
    )


def booth_places(fair: Fair) -> tuple[f.PlaceFact, ...]:
    """Where each booth stands on its floor."""
    where = (Booth.x_cm, Booth.y_cm, Booth.width_cm, Booth.depth_cm)
    query = (
        select(Booth.site_id, Booth.number, Zone.code, *where)
        .join(Site, Site.id == Booth.site_id)
        .outerjoin(Zone, Zone.id == Booth.zone_id)
        .where(Site.fair_id == fair.id)
    )
    return tuple(
        f.PlaceFact(site, number, zone or "", *place)
        for site, number, zone, *place in db.session.execute(query)
    )


def features(fair: Fair) -> tuple[f.FeatureFact, ...]:
    """What else stands there, as the plan names it."""
    where = (PlanFeature.x_cm, PlanFeature.y_cm, PlanFeature.width_cm, PlanFeature.depth_cm)
    query = (
        select(PlanFeature.site_id, PlanFeature.kind, PlanFeature.label, *where)
        .join(Site, Site.id == PlanFeature.site_id)
        .where(Site.fair_id == fair.id)
    )
    return tuple(
        f.FeatureFact(site, kind.value, label, *place)
        for site, kind, label, *place in db.session.execute(query)
    )


def exhibitors(fair: Fair, first_day: date) -> tuple[tuple[f.ExhibitorFact, ...], tuple[f.GoodsFact, ...]]:
    """Who took part, with the province as it was on the fair's first day and as it is now, and what they
    brought, by product group and stars. One statement: goods and their exhibitors fit together."""
    query = (
        select(Application.id, Producer.kind, Producer.unit_id, Product.id, Product.leaf_code, Product.stars)
        .join(Producer, Producer.id == Application.producer_id)
        .outerjoin(ApplicationProduct, ApplicationProduct.application_id == Application.id)
        .outerjoin(Product, Product.id == ApplicationProduct.product_id)
        .where(took_part(fair))
    )
    known: dict[int, tuple[ProducerKind, str]] = {}
    products: dict[int, tuple[str, int | None]] = {}
    brought: defaultdict[int, Counter[str]] = defaultdict(Counter)
    best: defaultdict[int, int] = defaultdict(int)
    for id, kind, unit_id, product, leaf, stars in db.session.execute(query):
        known[id] = kind, unit_id
        if product is not None:
            products[product] = group, _ = ocop.group_of(leaf).code, stars
            brought[id][group] += 1
            best[id] = max(best[id], stars or 0)
    people = tuple(
        f.ExhibitorFact(
            id,
            kind.value,
            name_then(unit_id, first_day),
            name_now(unit_id),
            _most(brought[id]),
            best[id] or None,
        )
        for id, (kind, unit_id) in known.items()
    )
    goods = Counter(products.values())
    return people, tuple(f.GoodsFact(group, stars, n) for (group, stars), n in goods.items())


def _most(groups: Counter[str]) -> str:
    """The group of most products, the first of equals; nothing where nothing was brought."""
    return min(groups, key=lambda group: (-groups[group], group), default="")


def name_then(unit_id: str, day: date) -> str:
    """The province as it was on the fair's first day; of a later one the name is all that is known."""
    unit = places.unit_then(places.get_unit(unit_id), day)
    term = unit.term_on(day)
    return term.name if term else unit.name


def name_now(unit_id: str) -> str:
    return places.unit_now(places.get_unit(unit_id)).name


def _assigned(fair: Fair) -> Select[tuple[int, int]]:
    """Booths and applications of the published plan."""
    columns = (Assignment.booth_id, Assignment.application_id)
    return allocation.published_rows(fair.id).with_only_columns(*columns).order_by(None)


def took_part(fair: Fair) -> ColumnElement[bool]:
    """Placed by the published plan, or kept a diary before losing the place."""
    assigned = _assigned(fair).subquery()
    return and_(
        Application.fair_id == fair.id,
        or_(
            Application.id.in_(select(assigned.c.application_id)),
            Application.id.in_(select(DiaryDay.application_id)),
        ),
    )
