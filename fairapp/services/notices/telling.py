"""Telling: the row of the inbox and what the carriers take, in the transaction of what is told."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from fairapp.db import INSERTS, db
from fairapp.models import Notice
from fairapp.services.notices.channels import CARRIERS, News


def tell(news: Sequence[News]) -> None:
    """To many at once in as many statements as to one; what was told under its key is passed over."""
    if not news:
        return
    insert = INSERTS[db.session.connection().dialect.name](Notice)
    unless_told = insert.on_conflict_do_nothing(index_elements=[Notice.key])
    db.session.execute(unless_told, [_row(one) for one in news])
    for carrier in CARRIERS:
        carrier.carry([one for one in news if carrier.reaches(one.to)])


def list_told(keys: Collection[str]) -> set[str]:
    """Which of these were told already."""
    return set(db.session.scalars(select(Notice.key).where(Notice.key.in_(keys)))) if keys else set()


def _row(one: News) -> dict[str, object]:
    to = one.to
    return {
        "key": one.key,
        "fair_id": one.fair_id,
        "circular_id": one.circular_id,
        "user_id": to.user_id,
        "name": to.name,
        "email": to.email,
        "phone": to.phone,
        "subject": one.subject,
        "body": one.body,
        "path": one.path,
    }
