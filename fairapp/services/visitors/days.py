"""How many registered visitors a day takes. Registrations wait for the day's row, one after the other."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import delete, func, select

from fairapp.db import db, now
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_
from fairapp.domain.visitors import MOST_A_DAY, DayRoom, choose_room, is_limited, require_room
from fairapp.models import Fair, User, Visitor, VisitorDay
from fairapp.services import fairs
from fairapp.services.accounts import audit


def list_rooms(fair: Fair) -> list[DayRoom]:
    """Every day of the fair with its limit and how many registered visitors it has."""
    limits, taken = _limits(fair), _taken(fair)
    return [DayRoom(day, limits.get(day), taken.get(day, 0)) for day in fairs.days(fair)]


def count_any_day(fair: Fair) -> int:
    """Visitors with a pass for every day: they registered when no day had a limit, and count against none."""
    holding = (Visitor.fair_id == fair.id, Visitor.day.is_(None), Visitor.ended_at.is_(None))
    return db.session.scalar(select(func.count(Visitor.id)).where(*holding)) or 0


def take(fair: Fair, day: date | None, n: int = 1) -> date | None:
    """Room for n more on this day; the day their passes are for, None where the fair limits none.

    Whoever comes second waits until the first is written, and is counted after.
    """
    rooms = list_rooms(fair)
    if not is_limited(rooms):
        return None
    room = choose_room(rooms, day, local_day(now()))
    if room.most is not None:
        require_room(_locked(fair, room), n)
    return room.day


def _locked(fair: Fair, room: DayRoom) -> DayRoom:
    """The same once nobody else is registering for it; what is read now is the last word."""
    held = select(VisitorDay.most).where(VisitorDay.fair_id == fair.id, VisitorDay.day == room.day)
    most = db.session.scalar(held.with_for_update())
    return DayRoom(room.day, most, _taken(fair, room.day).get(room.day, 0))


def set_limits(fair: Fair, wanted: Mapping[date, int | None], actor: User) -> None:
    """The organiser's limits, a day without one taking as many as come.

    A limit below what is registered already takes nobody's pass away: the day is full.
    """
    known = set(fairs.days(fair))
    for most in wanted.values():
        if most is not None and not 0 <= most <= MOST_A_DAY:
            raise Invalid(N_("Giới hạn là một số từ 0 đến %(most)d."), most=MOST_A_DAY)
    limits = {day: most for day, most in wanted.items() if most is not None and day in known}
    before = _limits(fair, lock=True)
    if limits == before:
        return
    gone = before.keys() - limits.keys()
    db.session.execute(delete(VisitorDay).where(VisitorDay.fair_id == fair.id, VisitorDay.day.in_(gone)))
    for day, most in limits.items():
        db.session.merge(VisitorDay(fair_id=fair.id, day=day, most=most))
    db.session.flush()
    said = {f"{day:%d/%m/%Y}": most for day, most in sorted(limits.items())}
    sentence = N_("Đặt giới hạn khách đăng ký theo ngày: %(limits)s.") if said else NO_LIMITS
    shown = ", ".join(f"{day}: {most}" for day, most in said.items())
    audit(actor, "visitor.limits", "fair", fair.id, sentence, fair_id=fair.id, limits=shown)


NO_LIMITS = N_("Bỏ giới hạn khách đăng ký theo ngày.")


def _limits(fair: Fair, *, lock: bool = False) -> dict[date, int]:
    query = (
        select(VisitorDay.day, VisitorDay.most).where(VisitorDay.fair_id == fair.id).order_by(VisitorDay.day)
    )
    return dict(db.session.execute(query.with_for_update() if lock else query).all())


def _taken(fair: Fair, only: date | None = None) -> dict[date, int]:
    holding = [Visitor.fair_id == fair.id, Visitor.ended_at.is_(None)]
    holding.append(Visitor.day == only if only else Visitor.day.is_not(None))
    query = select(Visitor.day, func.count()).where(*holding).group_by(Visitor.day)
    return dict(db.session.execute(query).all())
