"""What checks amount to: by session for the organiser, by exhibitor for itself and for its lead."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload, selectinload

from fairapp.db import db
from fairapp.domain.errors import NotFound
from fairapp.domain.inspections import (
    UNSETTLED,
    Attendance,
    Check,
    Finding,
    FindingState,
    Hours,
    Point,
    Word,
    attendance,
    findings_of,
    session_of,
)
from fairapp.domain.text import N_
from fairapp.models import Application, Booth, Fair, FloorCheck, FloorPhoto, FloorWord, Producer
from fairapp.services import fairs
from fairapp.services.inspections.stands import Stand, list_stands

URGENCY = [Attendance.UNATTENDED, Attendance.UNCHECKED, Attendance.ATTENDED]
NO_CHECK = N_("Không có lần kiểm tra này.")
NO_PHOTO = N_("Không có ảnh này.")


@dataclass(frozen=True)
class Line:
    """A booth in one session."""

    stand: Stand
    attendance: Attendance
    last: Check | None  # of this session
    unsettled: int  # findings of all days that wait to be mended


@dataclass(frozen=True)
class Overview:
    """One session: every booth that somebody has."""

    hours: Hours
    lines: list[Line]

    def count(self, state: Attendance) -> int:
        return sum(line.attendance is state for line in self.lines)

    def list(self, state: Attendance | None) -> list[Line]:
        """Who is away comes first, then who was not seen yet."""
        found = [line for line in self.lines if state is None or line.attendance is state]
        return sorted(found, key=lambda line: URGENCY.index(line.attendance))


@dataclass(frozen=True)
class Shown:
    """A check with its row and what became of its findings."""

    row: FloorCheck
    findings: list[Finding]
    words: dict[Point, list[FloorWord]]


def hours_of(fair: Fair) -> list[Hours]:
    sessions = fairs.sessions(fair)
    return [Hours(one.id, one.site_id, one.day, one.opens, one.closes) for one in sessions]


def read_overview(fair: Fair, hours: Hours) -> Overview:
    """How the booths of a session's site stand, in a fixed number of statements."""
    site = next(site for site in fair.sites if site.id == hours.site)
    of_site = [one for one in hours_of(fair) if one.site == hours.site]
    checks = list_checks(fair)
    waiting: dict[tuple[int, int | None], int] = {}
    for finding in findings_of(checks, _words([fair.id])):
        if finding.state in UNSETTLED:
            place = (finding.check.booth, finding.check.application)
            waiting[place] = waiting.get(place, 0) + 1
    here: dict[tuple[int, int | None], list[Check]] = {}
    for check in checks:
        if session_of(check.at, of_site) == hours:
            here.setdefault((check.booth, check.application), []).append(check)
    return Overview(hours, [_line(stand, here, waiting) for stand in list_stands(fair, site)])


def _line(stand: Stand, here: dict, waiting: dict) -> Line:
    place = (stand.booth.id, stand.application.id if stand.application else None)
    found = here.get(place, [])
    last = max(found, key=lambda check: (check.at, str(check.id)), default=None)
    return Line(stand, attendance(found), last, waiting.get(place, 0))


def list_checks(fair: Fair) -> list[Check]:
    """Every check of the fair as a fact: columns, for there are thousands."""
    columns = [getattr(FloorCheck, point.value) for point in Point]
    query = select(FloorCheck.id, FloorCheck.booth_id, FloorCheck.application_id, FloorCheck.at, *columns)
    rows = db.session.execute(query.where(FloorCheck.fair_id == fair.id))
    return [
        Check(id, booth, application, at, {p: v for p, v in zip(Point, said, strict=True) if v is not None})
        for id, booth, application, at, *said in rows
    ]


def check_of(row: FloorCheck) -> Check:
    return Check(row.id, row.booth_id, row.application_id, row.at, row.answers)


def list_findings(fair: Fair, states: Collection[FindingState] = ()) -> list[Finding]:
    """A fair's findings, the latest first; only those in one of the states, if any is named."""
    found = findings_of(list_checks(fair), _words([fair.id]))
    return [finding for finding in found if not states or finding.state in states]


def get_rows(fair: Fair, ids: Collection[UUID]) -> dict[UUID, FloorCheck]:
    """These checks with booth and exhibitor."""
    query = _whole().where(FloorCheck.fair_id == fair.id, FloorCheck.id.in_(ids))
    return {row.id: row for row in db.session.scalars(query)}


def list_for_applications(ids: Collection[int]) -> list[Shown]:
    """The checks of these exhibitors, the latest first."""
    if not ids:
        return []
    rows = list(db.session.scalars(_whole().where(FloorCheck.application_id.in_(ids))))
    return _shown(rows)


def get_for_fair(check_id: UUID, fair: Fair) -> Shown:
    """One check, with what later checks of the same exhibitor at the same booth made of it."""
    row = _get(FloorCheck.id == check_id, FloorCheck.fair_id == fair.id)
    same = (
        FloorCheck.booth_id == row.booth_id,
        FloorCheck.application_id.is_not_distinct_from(row.application_id),
    )
    return next(
        shown for shown in _shown(list(db.session.scalars(_whole().where(*same)))) if shown.row is row
    )


def get_for_application(check_id: UUID, application: Application) -> FloorCheck:
    return _get(FloorCheck.id == check_id, FloorCheck.application_id == application.id)


def get_photo_for_fair(photo_id: UUID, fair: Fair) -> FloorPhoto:
    return _photo(photo_id, FloorCheck.fair_id == fair.id)


def get_photo_for_application(photo_id: UUID, application: Application) -> FloorPhoto:
    return _photo(photo_id, FloorCheck.application_id == application.id)


def latest_of(fair: Fair) -> datetime | None:
    """When the last check came in."""
    query = select(FloorCheck.received_at).where(FloorCheck.fair_id == fair.id)
    return db.session.scalar(query.order_by(FloorCheck.received_at.desc()).limit(1))


def _photo(photo_id: UUID, condition: ColumnElement[bool]) -> FloorPhoto:
    query = select(FloorPhoto).join(FloorCheck).where(FloorPhoto.id == photo_id, condition)
    found = db.session.scalar(query.where(FloorPhoto.stored_name.is_not(None)))
    if found is None:
        raise NotFound(NO_PHOTO)
    return found


def _get(*conditions: ColumnElement[bool]) -> FloorCheck:
    found = db.session.scalar(_whole().where(*conditions))
    if found is None:
        raise NotFound(NO_CHECK)
    return found


def _shown(rows: Sequence[FloorCheck]) -> list[Shown]:
    said: dict[UUID, dict[Point, list[FloorWord]]] = {}
    query = select(FloorWord).where(FloorWord.check_id.in_([row.id for row in rows])).order_by(FloorWord.at)
    for word in db.session.scalars(query.options(joinedload(FloorWord.user))):
        said.setdefault(word.check_id, {}).setdefault(word.point, []).append(word)
    words = {
        (check, point): {one.word for one in spoken}
        for check, points in said.items()
        for point, spoken in points.items()
    }
    found: dict[UUID, list[Finding]] = {}
    for finding in findings_of([check_of(row) for row in rows], words):
        found.setdefault(finding.check.id, []).append(finding)
    ordered = sorted(rows, key=lambda row: (row.at, str(row.id)), reverse=True)
    return [Shown(row, found.get(row.id, []), said.get(row.id, {})) for row in ordered]


def _words(fair_ids: Collection[int]) -> dict[tuple[UUID, Point], set[Word]]:
    query = select(FloorWord.check_id, FloorWord.point, FloorWord.word).join(FloorCheck)
    found: dict[tuple[UUID, Point], set[Word]] = {}
    for check, point, word in db.session.execute(query.where(FloorCheck.fair_id.in_(fair_ids))):
        found.setdefault((check, point), set()).add(word)
    return found


def _whole() -> Select[tuple[FloorCheck]]:
    application = joinedload(FloorCheck.application)
    return select(FloorCheck).options(
        joinedload(FloorCheck.booth).joinedload(Booth.site),
        application.joinedload(Application.producer).joinedload(Producer.unit),
        joinedload(FloorCheck.device),
        selectinload(FloorCheck.photos),
    )
