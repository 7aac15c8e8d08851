"""Who came with whom, whom a lead writes for, and what each exhibitor sold: facts of a fair's parts."""

from collections import Counter, defaultdict
from datetime import date

from sqlalchemy import and_, func, or_, select

from fairapp.db import db
from fairapp.domain import facts as f, ocop
from fairapp.domain.accounts import Role
from fairapp.domain.passes import Kind
from fairapp.models import (
    Application,
    DiaryDay,
    DiaryLine,
    Fair,
    Pass,
    Producer,
    Product,
    Scan,
)
from fairapp.services.applications import parties
from fairapp.services.reports.exhibits import name_now, name_then, took_part


def delegations(fair: Fair, first_day: date) -> tuple[f.DelegationFact, ...]:
    """Each with the exhibitors it brought; one that brought nobody is named, too."""
    known = parties.read(fair)
    query = (
        select(Application.id, Application.producer_id, Producer.unit_id)
        .join(Producer, Producer.id == Application.producer_id)
        .where(took_part(fair))
    )
    brought: defaultdict[int, list[int]] = defaultdict(list)
    for id, producer_id, unit_id in db.session.execute(query):
        found = known.find(fair.id, producer_id, unit_id)
        if found is not None:
            brought[found.id].append(id)
    return tuple(
        f.DelegationFact(
            delegation.id,
            name_then(delegation.unit_id, first_day) if delegation.unit_id else delegation.own_name,
            name_now(delegation.unit_id) if delegation.unit_id else delegation.own_name,
            tuple(sorted(brought[delegation.id])),
        )
        for delegation in known.by_id.values()
    )


def written(fair: Fair) -> tuple[f.WrittenFact, ...]:
    """Answers that a lead wrote, and all of those for whom only a lead can."""
    query = (
        select(DiaryDay.application_id, DiaryDay.day)
        .join(Application, Application.id == DiaryDay.application_id)
        .join(Producer, Producer.id == Application.producer_id)
        .where(
            Application.fair_id == fair.id,
            or_(DiaryDay.entered_as == Role.DELEGATION, Producer.user_id.is_(None)),
        )
    )
    return tuple(f.WrittenFact(*row) for row in db.session.execute(query))


def sold(fair: Fair) -> tuple[f.SoldFact, ...]:
    """What was entered for each product, in all days."""
    cell = (DiaryDay.application_id, Product.name, Product.leaf_code, Product.stars)
    query = (
        select(*cell, func.sum(DiaryLine.amount))
        .join(DiaryLine, DiaryLine.diary_day_id == DiaryDay.id)
        .join(Product, Product.id == DiaryLine.product_id)
        .join(Application, Application.id == DiaryDay.application_id)
        .where(Application.fair_id == fair.id)
        .group_by(*cell)
    )
    amounts: Counter[tuple[int, str, str, int | None]] = Counter()
    for exhibitor, product, leaf, stars, amount in db.session.execute(query):
        amounts[exhibitor, product, ocop.group_of(leaf).code, stars] += int(amount)
    return tuple(f.SoldFact(*cell, amount) for cell, amount in amounts.items())


def staff(fair: Fair) -> tuple[f.StaffFact, ...]:
    """Passes of people, by exhibitor."""
    query = (
        select(Pass.application_id, func.count(Pass.id.distinct()), func.count(Scan.pass_id.distinct()))
        .outerjoin(Scan, and_(Scan.pass_id == Pass.id, Scan.nth.is_not(None)))
        .where(
            Pass.fair_id == fair.id,
            Pass.application_id.is_not(None),
            Pass.kind == int(Kind.PERSON),
            Pass.revoked_at.is_(None),
        )
        .group_by(Pass.application_id)
    )
    return tuple(f.StaffFact(*row) for row in db.session.execute(query))
