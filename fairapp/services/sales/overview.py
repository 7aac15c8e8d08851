"""The organiser's view of a day: who answered, province by province, and who is still silent."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, and_, select

from fairapp.db import db
from fairapp.domain.accounts import Role
from fairapp.domain.allocation import PlanState
from fairapp.domain.applications import ApplicationState
from fairapp.domain.fairs import FairState
from fairapp.domain.sales import DiaryState, state_of
from fairapp.domain.text import fold
from fairapp.models import (
    AllocationPlan,
    Application,
    Assignment,
    Booth,
    Delegation,
    DiaryDay,
    Fair,
    OpeningSession,
    Producer,
    Site,
    Unit,
    User,
)
from fairapp.services.applications.parties import of_any
from fairapp.services.notices import Addressee
from fairapp.services.places import Later, as_of, reading_day


@dataclass(frozen=True)
class Line:
    """One exhibitor's day."""

    application_id: int
    producer: str
    producer_folded: str
    producer_sort: str
    phone: str
    unit: str
    unit_sort: str
    booths: tuple[str, ...]
    state: DiaryState
    total: int
    orders: int
    orders_value: int
    transfer: int | None
    agreements: int
    entered_as: Role | None
    changed: bool

    @property
    def entered_for(self) -> bool:
        """Whether somebody else answered."""
        return self.entered_as not in (None, Role.PRODUCER)


@dataclass(frozen=True)
class Province:
    """A province's day: its exhibitors, how many answered, and what they sold."""

    name: str
    expected: int
    reported: int
    nothing_sold: int
    total: int

    @property
    def unanswered(self) -> int:
        return self.expected - self.reported - self.nothing_sold


@dataclass(frozen=True)
class Overview:
    """A day of the whole fair; `total` is what was declared, and says nothing of the silent."""

    day: date
    lines: list[Line]

    @property
    def total(self) -> int:
        return sum(line.total for line in self.lines)

    @property
    def orders_value(self) -> int:
        return sum(line.orders_value for line in self.lines)

    @property
    def split(self) -> list[Line]:
        """Who said how much of it was transferred."""
        return [line for line in self.lines if line.transfer is not None]

    @property
    def transfer(self) -> int:
        return sum(line.transfer or 0 for line in self.split)

    @property
    def split_total(self) -> int:
        return sum(line.total for line in self.split)

    def count(self, state: DiaryState) -> int:
        return sum(line.state is state for line in self.lines)

    @property
    def silent(self) -> list[Line]:
        return [line for line in self.lines if line.state is DiaryState.NONE]

    @property
    def provinces(self) -> list[Province]:
        """By the Vietnamese alphabet."""
        groups: defaultdict[tuple[str, str], list[Line]] = defaultdict(list)
        for line in self.lines:
            groups[line.unit_sort, line.unit].append(line)
        return [_province(name, lines) for (_, name), lines in sorted(groups.items())]


@dataclass(frozen=True)
class Silent:
    """An exhibitor to be reminded, and where a notice would reach it."""

    application_id: int
    to: Addressee


def read_overview(
    fair: Fair, day: date, units_now: bool = False, delegation: Delegation | None = None
) -> Overview:
    """One statement, however many exhibitors there are; provinces as of that day, or as they are today.

    With a delegation only its members.
    """
    lines: dict[int, Line] = {}
    query = _exhibitors(fair.id, day, reading_day(day, units_now))
    if delegation is not None:
        query = query.where(of_any([delegation]))
    for row in db.session.execute(query):
        known = lines.get(row.id)
        booths = (*(known.booths if known else ()), row.number)
        lines[row.id] = Line(
            row.id,
            row.name,
            row.folded,
            row.sort_key,
            row.phone,
            row.unit,
            row.unit_sort,
            booths,
            state_of(row.total, bool(row.nothing_sold)),
            row.total or 0,
            row.orders or 0,
            row.orders_value or 0,
            row.transfer,
            row.agreements or 0,
            row.entered_as,
            row.changed_at is not None,
        )
    return Overview(day, list(lines.values()))


def choose(overview: Overview, q: str, unit: str, state: str, sort: str) -> list[Line]:
    """The lines that a search, filters and a sort key ask for."""
    wanted = fold(q)
    found = [
        line
        for line in overview.lines
        if (not wanted or wanted in line.producer_folded or wanted in fold(" ".join(line.booths)))
        and (not unit or line.unit == unit)
        and (not state or line.state == state)
    ]
    keys = {
        "name": lambda line: (line.producer_sort, line.application_id),
        "unit": lambda line: (line.unit_sort, line.producer_sort, line.application_id),
        "total": lambda line: (line.total, line.producer_sort, line.application_id),
    }
    key = keys.get(sort.removeprefix("-"), keys["name"])
    return sorted(found, key=key, reverse=sort.startswith("-"))


def list_fairs_open(day: date) -> list[Fair]:
    """The fairs that keep diaries for this day; closed ones keep the book open until the next morning."""
    open_then = select(Site.fair_id).join(OpeningSession).where(OpeningSession.day == day)
    kept = Fair.state.in_((FairState.ANNOUNCED, FairState.CLOSED))
    query = select(Fair).where(kept, Fair.id.in_(open_then))
    return list(db.session.scalars(query.order_by(Fair.id)))


def list_silent(fair_id: int, day: date) -> list[Silent]:
    """Exhibitors without an answer for a day."""
    silent = silent_ids(fair_id, day).subquery()
    query = (
        select(Application.id, Producer.name, User.email, Producer.email, Producer.phone, User.phone, User.id)
        .select_from(Application)
        .join(silent, silent.c.id == Application.id)
        .join(Producer, Producer.id == Application.producer_id)
        .outerjoin(User, User.id == Producer.user_id)
        .order_by(Application.id)
    )
    return [
        Silent(id, Addressee(name, account_email or email or "", phone or own or "", "vi", user_id))
        for id, name, account_email, email, phone, own, user_id in db.session.execute(query)
    ]


def silent_ids(fair_id: int, day: date) -> Select[tuple[int]]:
    """The applications that owe an answer for a day."""
    exhibitors = _exhibitors(fair_id, day, day).subquery()
    return select(exhibitors.c.id).where(exhibitors.c.total.is_(None)).distinct()


def _exhibitors(fair_id: int, day: date, units_on: date):  # noqa: ANN202  (a Select of labelled columns)
    """A row for every booth, open on that day, of every exhibitor; the answer beside it if there is one."""
    unit = as_of(units_on)
    return (
        select(
            Application.id,
            Producer.name,
            Producer.folded,
            Producer.sort_key,
            Producer.phone,
            unit.name.label("unit"),
            unit.sort_key.label("unit_sort"),
            Booth.number,
            DiaryDay.total,
            DiaryDay.nothing_sold,
            DiaryDay.orders,
            DiaryDay.orders_value,
            DiaryDay.transfer,
            DiaryDay.agreements,
            DiaryDay.entered_as,
            DiaryDay.changed_at,
        )
        .select_from(Application)
        .join(Producer, Producer.id == Application.producer_id)
        .join(Unit, Unit.id == Producer.unit_id)
        .outerjoin(Later, Later.id == Unit.successor_id)
        .join(Assignment, Assignment.application_id == Application.id)
        .join(AllocationPlan, AllocationPlan.id == Assignment.plan_id)
        .join(Booth, Booth.id == Assignment.booth_id)
        .outerjoin(DiaryDay, and_(DiaryDay.application_id == Application.id, DiaryDay.day == day))
        .where(
            Application.fair_id == fair_id,
            Application.state == ApplicationState.ACCEPTED,
            AllocationPlan.fair_id == fair_id,
            AllocationPlan.state == PlanState.PUBLISHED,
            Booth.site_id.in_(select(OpeningSession.site_id).where(OpeningSession.day == day)),
        )
        .order_by(Producer.sort_key, Application.id, Booth.position)
    )


def _province(name: str, lines: list[Line]) -> Province:
    return Province(
        name,
        len(lines),
        sum(line.state is DiaryState.REPORTED for line in lines),
        sum(line.state is DiaryState.NOTHING_SOLD for line in lines),
        sum(line.total for line in lines),
    )
