"""Things an exhibitor hires besides its booth, counted by the organiser."""

from collections.abc import Mapping

from sqlalchemy import select

from fairapp.db import db
from fairapp.domain.errors import Invalid, NotFound
from fairapp.domain.fees import SurchargeKind
from fairapp.domain.text import N_
from fairapp.models import Application, Fair, FeeExtra, FeeSurcharge, User
from fairapp.services import accounts
from fairapp.services.fairs import require_open_book
from fairapp.services.fees.schedules import NO_ROW, find_schedule, wait_in_line

MOST_PIECES = 1_000


def list_items(fair: Fair) -> list[FeeSurcharge]:
    """What can be hired by the piece."""
    schedule = find_schedule(fair)
    rows = schedule.surcharges if schedule else []
    return [row for row in rows if row.kind is SurchargeKind.ITEM]


def quantities(application: Application) -> dict[int, int]:
    """Pieces by their surcharge."""
    query = select(FeeExtra).where(FeeExtra.application_id == application.id)
    return {row.surcharge_id: row.quantity for row in db.session.scalars(query)}


def set_quantities(fair: Fair, actor: User, application: Application, wanted: Mapping[int, int]) -> None:
    """The notice that was sent stays as it is until notices are renewed."""
    require_open_book(fair)
    wait_in_line(fair)
    items = {row.id: row for row in list_items(fair)}
    rows = {
        row.surcharge_id: row
        for row in db.session.scalars(select(FeeExtra).where(FeeExtra.application_id == application.id))
    }
    for key, quantity in wanted.items():
        if key not in items:
            raise NotFound(NO_ROW)
        if not 0 <= quantity <= MOST_PIECES:
            raise Invalid(N_("Hãy nhập một số từ 0 đến %(most)d."), field=f"item_{key}", most=MOST_PIECES)
        _set(rows.get(key), application, key, quantity)
    db.session.flush()
    accounts.audit(
        actor,
        "fee.extras",
        "application",
        application.id,
        N_("Ghi đồ thuê thêm: %(items)s."),
        fair_id=fair.id,
        items=", ".join(f"{items[key].label} × {quantity}" for key, quantity in wanted.items()),
    )


def _set(row: FeeExtra | None, application: Application, surcharge_id: int, quantity: int) -> None:
    if row is None and quantity:
        db.session.add(FeeExtra(surcharge_id=surcharge_id, application_id=application.id, quantity=quantity))
    elif row is not None and quantity:
        row.quantity = quantity
    elif row is not None:
        db.session.delete(row)
