"""Running totals: kept by each upload in its own transaction, and worked out anew to be compared."""

from collections import Counter
from datetime import date, datetime
from typing import NamedTuple, Protocol

from sqlalchemy import Row, delete, insert, select

from fairapp.db import INSERTS, db
from fairapp.domain import gate_totals
from fairapp.domain.calendar import local_day, quarter_of
from fairapp.domain.passes import Kind, RoleCode
from fairapp.domain.verdicts import Direction, Reason
from fairapp.models import Click, Fair, Gate, GateTotal, Pass, Scan, Site
from fairapp.services.gate.prepared import Prepared


class Place(NamedTuple):
    """Where and when something is counted."""

    gate: int
    day: date
    quarter: int
    device: int


class Key(NamedTuple):
    place: Place
    what: str


class Amounts(Protocol):
    """What a scan amounts to: an Outcome, or a row of the table."""

    reason: Reason
    nth: int | None
    left_at: datetime | None


HOLDERS = {code.value: code.role.value for code in RoleCode}


def holder(role: int, kind: int) -> str:
    return gate_totals.VEHICLE if kind == Kind.VEHICLE else HOLDERS[role]


def count(
    counted: Counter[Key],
    place: Place,
    direction: Direction,
    amounts: Amounts | Row,
    let_in: bool,
    holder: str,
    n: int,
) -> None:
    """Put one scan down under everything that it counts for, or take it off again."""
    for what in gate_totals.of_scan(direction, amounts.reason, let_in, amounts.nth, amounts.left_at, holder):
        counted[Key(place, what)] += n


def add(counted: Counter[Key]) -> None:
    """Add to what is there, in one order for everybody, so that no two uploads wait for each other."""
    rows = [_row(key, n) for key, n in sorted(counted.items()) if n]
    if rows:
        ADD.run(rows)


def recount(fair: Fair) -> Counter[Key]:
    """The totals as the facts have them, however long that takes."""
    counted: Counter[Key] = Counter()
    scans = (
        select(
            *(Scan.gate_id, Scan.day, Scan.quarter, Scan.device_id, Scan.direction, Scan.let_in),
            *(Scan.reason, Scan.nth, Scan.left_at, Pass.role, Pass.kind),
        )
        .outerjoin(Pass, Pass.id == Scan.pass_id)
        .where(Scan.fair_id == fair.id)
    )
    for row in db.session.execute(scans.execution_options(yield_per=5000)):
        place = Place(row.gate_id, row.day, row.quarter, row.device_id or 0)
        name = holder(row.role, row.kind) if row.role is not None else ""
        count(counted, place, row.direction, row, row.let_in, name, 1)
    clicks = select(Click.gate_id, Click.day, Click.at, Click.device_id, Click.kind, Click.counted)
    for row in db.session.execute(clicks.where(Click.gate_id.in_(_gates(fair)))):
        counted[of_click(row.gate_id, row.at, row.device_id or 0, row.kind)] += row.counted
    return Counter({key: n for key, n in counted.items() if n})


def of_click(gate: int, at: datetime, device: int, kind: str) -> Key:
    place = Place(gate, local_day(at), quarter_of(at), device)
    return Key(place, f"{gate_totals.CLICK}:{kind}")


def read(fair: Fair) -> Counter[Key]:
    """The totals as they stand."""
    rows = db.session.execute(select(GateTotal.__table__).where(GateTotal.gate_id.in_(_gates(fair))))
    return Counter({Key(Place(r.gate_id, r.day, r.quarter, r.device_id), r.what): r.n for r in rows if r.n})


def compare(fair: Fair) -> dict[Key, tuple[int, int]]:
    """Where the totals differ from the facts: what stands, and what should."""
    stands, should = read(fair), recount(fair)
    return {
        key: (stands[key], should[key]) for key in stands.keys() | should.keys() if stands[key] != should[key]
    }


def rebuild(fair: Fair) -> None:
    """Put the totals down anew from the facts."""
    db.session.execute(delete(GateTotal).where(GateTotal.gate_id.in_(_gates(fair))))
    rows = [_row(key, n) for key, n in sorted(recount(fair).items())]
    if rows:
        db.session.execute(insert(GateTotal), rows)


def _gates(fair: Fair):  # noqa: ANN202
    return select(Gate.id).join(Site).where(Site.fair_id == fair.id)


def _row(key: Key, n: int) -> dict:
    gate, day, quarter, device = key.place
    return {"gate_id": gate, "day": day, "quarter": quarter, "what": key.what, "device_id": device, "n": n}


def _adding(dialect: str):  # noqa: ANN202
    statement = INSERTS[dialect](GateTotal.__table__)
    return statement.on_conflict_do_update(
        index_elements=["gate_id", "day", "quarter", "what", "device_id"],
        set_={"n": GateTotal.n + statement.excluded.n},
    )


ADD = Prepared({dialect: _adding(dialect) for dialect in INSERTS})
