"""The clicker: people without a pass, counted as facts with ids, like scans."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from fairapp.db import db
from fairapp.domain.calendar import local, local_day
from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_
from fairapp.models import Click, Gate, User
from fairapp.services.gate.scans import LATEST

KINDS = ("adult", "child")
MOST = 50  # people one click may stand for


@dataclass(frozen=True)
class Tap:
    """One click as the phone sends it; `undoes` names the click it takes back."""

    id: uuid.UUID
    at: datetime
    kind: str
    n: int
    undoes: uuid.UUID | None = None


def record_clicks(gate: Gate, user: User, taps: list[Tap], now: datetime) -> int:
    """Keep the clicks that are new and give the number of people counted at this gate today."""
    known = set(db.session.scalars(select(Click.id).where(Click.id.in_([tap.id for tap in taps]))))
    for tap in taps:
        if tap.id in known:
            continue
        _check(tap, gate)
        # As with scans: what lies in the future, or too far back to be believed, counts as made now.
        moment = tap.at if now - LATEST <= tap.at <= now else now
        db.session.add(
            Click(
                id=tap.id,
                gate_id=gate.id,
                user_id=user.id,
                undoes_id=tap.undoes,
                kind=tap.kind,
                n=tap.n,
                day=local_day(moment),
                hour=local(moment).hour,
                at=moment,
            )
        )
        known.add(tap.id)
        db.session.flush()  # a later click may take this one back
    return count_clicks_today(gate, now)


def count_clicks_today(gate: Gate, now: datetime) -> int:
    return count_clicks(gate, local_day(now))


def count_clicks(gate: Gate, day: date) -> int:
    query = select(func.coalesce(func.sum(Click.n), 0)).where(Click.gate_id == gate.id, Click.day == day)
    return int(db.session.scalar(query) or 0)


def _check(tap: Tap, gate: Gate) -> None:
    if tap.kind not in KINDS:
        raise Invalid(N_("Chỉ đếm người lớn hoặc trẻ em."))
    if tap.undoes is None:
        if not 1 <= tap.n <= MOST:
            raise Invalid(N_("Mỗi lần bấm đếm từ 1 đến %(most)d người."), most=MOST)
        return
    taken = db.session.get(Click, tap.undoes)
    if taken is None or taken.gate_id != gate.id or taken.n != -tap.n or taken.undoes_id is not None:
        raise Invalid(N_("Không có lần bấm nào như vậy để rút lại."))
    if db.session.scalar(select(Click.id).where(Click.undoes_id == tap.undoes)):
        raise Invalid(N_("Lần bấm này đã được rút lại rồi."))
