"""Scans as rows: the passes held meanwhile, what is known of them, and the statements of an upload."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Row, bindparam, or_, select, update

from fairapp.db import INSERTS, db
from fairapp.models import Pass, Scan
from fairapp.services.gate.prepared import Prepared


class HeldPass(NamedTuple):
    """A pass as the gate needs it, its row locked until the end of the transaction."""

    id: int
    fair_id: int
    number: int
    kind: int
    role: int
    issue: int
    key_id: int
    zone_bits: int
    first_day: date
    day_bits: int
    holder_line: str
    booth_numbers: str
    reissued_at: datetime | None
    revoked_at: datetime | None


PASS = [getattr(Pass, name) for name in HeldPass._fields]


def hold(numbers: Iterable[int], fair_id: int) -> list[HeldPass]:
    """The passes, each held until the end of the transaction, in one order for everybody."""
    wanted = sorted(numbers)
    if not wanted:
        return []
    found = db.session.connection().execute(HOLD, {"numbers": wanted, "fair": fair_id})
    return [HeldPass(*row) for row in found]


def stored(passes: list[int], ids: list[UUID]) -> list[Row]:
    """Every scan of these passes so far, and what is there under these ids."""
    if not ids:
        return []
    if len(passes) <= 1 and len(ids) == 1:
        return STORED_OF_ONE.rows({"pass": passes[0] if passes else None, "id": ids[0]})
    return list(db.session.connection().execute(STORED, {"passes": passes, "ids": ids}))


def change(rows: Sequence[dict]) -> None:
    """In the order given, for no two rows may ever have the same `nth`."""
    if rows:
        CHANGE.run(rows)


def insert(rows: Sequence[dict]) -> None:
    if rows:
        INSERT.run(rows)


HOLD = (
    select(*PASS)
    .where(Pass.number.in_(bindparam("numbers", expanding=True)), Pass.fair_id == bindparam("fair"))
    .order_by(Pass.id)
    .with_for_update()
)
_kept = select(
    Scan.id,
    Scan.pass_id,
    Scan.gate_id,
    Scan.device_id,
    Scan.direction,
    Scan.day,
    Scan.quarter,
    Scan.scanned_at,
    Scan.own,
    Scan.told,
    Scan.let_in,
    Scan.again_after,
    Scan.reason,
    Scan.nth,
    Scan.left_at,
)
STORED = _kept.where(
    or_(Scan.pass_id.in_(bindparam("passes", expanding=True)), Scan.id.in_(bindparam("ids", expanding=True)))
)
STORED_OF_ONE = Prepared(_kept.where(or_(Scan.pass_id == bindparam("pass"), Scan.id == bindparam("id"))))
CHANGE = Prepared(
    update(Scan.__table__)
    .where(Scan.id == bindparam("scan"))
    .values({name: bindparam(name) for name in ("reason", "nth", "left_at", "changed_at")})
)
# The same scan over another connection may be faster; then this one changes nothing.
INSERT = Prepared(
    {
        name: insert(Scan.__table__).on_conflict_do_nothing(index_elements=["id"])
        for name, insert in INSERTS.items()
    }
)
