"""Criteria of a fair, and the sheets in which several reviewers score by them."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from fairapp.db import db, now
from fairapp.domain.applications import Move, Who
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.scoring import (
    DEFAULT_CRITERIA,
    POINTS,
    Spread,
    Weighed,
    check_criteria,
    score,
    spread,
)
from fairapp.domain.text import N_, clean_lines
from fairapp.models import Application, Assessment, AssessmentScore, Criterion, Fair, User
from fairapp.services import accounts
from fairapp.services.applications import recusal
from fairapp.services.applications.drafts import audit, check_move

LONGEST_COMMENT = 2_000
CHANGED = N_("Tiêu chí vừa được sửa nên điểm chưa được ghi. Hãy xem các tiêu chí mới rồi chấm lại.")
IN_USE = N_("Đã có người chấm theo “%(name)s” nên không xoá được. Hãy đặt trọng số 0.")
UNFINISHED = N_("Hãy cho điểm mọi tiêu chí, mỗi tiêu chí từ 1 đến 5.")


@dataclass(frozen=True)
class Sheet:
    """A finished sheet as colleagues see it."""

    reviewer: str
    score: int
    comment: str


@dataclass(frozen=True)
class Scoring:
    """What one reviewer is shown: `spread` and `sheets` only after having scored oneself."""

    criteria: list[Criterion]
    mark: str
    points: dict[int, int]  # position → points
    comment: str
    mine: int | None
    scored_by: int
    spread: Spread | None
    sheets: list[Sheet]

    @property
    def weight(self) -> int:
        return sum(criterion.weight for criterion in self.criteria)


def list_criteria(fair: Fair) -> list[Criterion]:
    """The fair's own; before it has any, the usual ones, which are not kept yet."""
    found = list(
        db.session.scalars(select(Criterion).where(Criterion.fair_id == fair.id).order_by(Criterion.position))
    )
    return found or [
        Criterion(position=n, name=name, weight=weight)
        for n, (name, weight) in enumerate(DEFAULT_CRITERIA, start=1)
    ]


def mark(criteria: Sequence[Criterion]) -> str:
    """Changes when a criterion does: points are given to what the reviewer read."""
    seen = "\n".join(f"{c.position}:{c.name}" for c in criteria)
    return hashlib.sha256(seen.encode()).hexdigest()[:16]


def save_criteria(fair: Fair, actor: User, rows: Mapping[int, Weighed], seen: str) -> None:
    """All criteria as they shall be, by position; a position that is missing goes."""
    present = _kept(fair)
    if mark(list(present.values())) != seen:
        raise Conflict(N_("Tiêu chí vừa được người khác sửa. Hãy xem lại rồi lưu lần nữa."))
    wanted = dict(zip(rows, check_criteria(list(rows.values())), strict=True))
    for position in present.keys() - wanted.keys():
        _remove(present[position])
    for position, row in wanted.items():
        criterion = present.get(position) or Criterion(fair_id=fair.id, position=position)
        criterion.name, criterion.weight = row.name, row.weight
        db.session.add(criterion)
    words = "; ".join(f"{row.name} ({row.weight})" for row in wanted.values())
    sentence = N_("Đặt tiêu chí chấm: %(criteria)s.")
    accounts.audit(
        actor, "fair.criteria", "fair", fair.id, sentence, fair_id=fair.id, private=True, criteria=words
    )
    db.session.flush()


def save_sheet(
    application: Application, actor: User, points: Mapping[int, int], comment: str, seen: str
) -> None:
    """One's own points and private remark; every criterion that weighs needs its points."""
    check_move(application, Move.DECLINE, Who.ORGANISER)  # scored as long as it may be decided
    recusal.check(actor, application)
    criteria = _kept(application.fair)
    if mark(list(criteria.values())) != seen:
        raise Conflict(CHANGED)
    given = {criteria[n].id: p for n, p in points.items() if n in criteria and p in POINTS}
    if score({c.id: c.weight for c in criteria.values()}, given) is None:
        raise Invalid(UNFINISHED)
    if len(comment) > LONGEST_COMMENT:
        raise Invalid(N_("Nhiều nhất %(max)d ký tự."), field="comment", max=LONGEST_COMMENT)
    if _write(application, actor, given, clean_lines(comment)):
        audit(actor, application, "score", N_("Chấm điểm đơn."), private=True)
    db.session.flush()


def look(application: Application, viewer: User) -> Scoring:
    """The sheets of one application, as far as this reviewer may see them: their own opinion comes first."""
    criteria = list_criteria(application.fair)
    weights = {c.id: c.weight for c in criteria if c.id is not None}
    sheets = _sheets(application)
    scores = {sheet.reviewer_id: _score(sheet, weights) for sheet in sheets if not sheet.recused}
    done = {reviewer: value for reviewer, value in scores.items() if value is not None}
    mine = next((sheet for sheet in sheets if sheet.reviewer_id == viewer.id), None)
    given = {line.criterion_id: line.points for line in mine.scores} if mine else {}
    open_ = viewer.id in done
    return Scoring(
        criteria=criteria,
        mark=mark(criteria),
        points={c.position: given[c.id] for c in criteria if c.id in given},
        comment=mine.comment if mine else "",
        mine=done.get(viewer.id),
        scored_by=len(done),
        spread=spread(list(done.values())) if open_ else None,
        sheets=_others(sheets, done, viewer) if open_ else [],
    )


def _others(sheets: list[Assessment], done: Mapping[int, int], viewer: User) -> list[Sheet]:
    return [
        Sheet(sheet.reviewer.name, done[sheet.reviewer_id], sheet.comment)
        for sheet in sheets
        if sheet.reviewer_id in done and sheet.reviewer_id != viewer.id
    ]


def _sheets(application: Application) -> list[Assessment]:
    query = (
        select(Assessment)
        .where(Assessment.application_id == application.id)
        .options(selectinload(Assessment.scores), joinedload(Assessment.reviewer))
        .order_by(Assessment.id)
    )
    return list(db.session.scalars(query))


def _score(sheet: Assessment, weights: Mapping[int, int]) -> int | None:
    return score(weights, {line.criterion_id: line.points for line in sheet.scores})


def _kept(fair: Fair) -> dict[int, Criterion]:
    """The fair's criteria by position; the usual ones become its own with the first that is written."""
    criteria = list_criteria(fair)
    for criterion in criteria:
        if criterion.id is None:
            criterion.fair_id = fair.id
            db.session.add(criterion)
    db.session.flush()
    return {criterion.position: criterion for criterion in criteria}


def _remove(criterion: Criterion) -> None:
    used = select(AssessmentScore.criterion_id).where(AssessmentScore.criterion_id == criterion.id).limit(1)
    if db.session.scalar(used) is not None:
        raise Conflict(IN_USE, name=criterion.name)
    db.session.delete(criterion)
    db.session.flush()


def _write(application: Application, actor: User, given: Mapping[int, int], comment: str) -> bool:
    """Whether anything changed."""
    sheet = recusal.sheet_of(actor, application)
    if sheet is None:
        sheet = Assessment(application_id=application.id, reviewer_id=actor.id)
        db.session.add(sheet)
    before = {line.criterion_id: line.points for line in sheet.scores}
    if before == dict(given) and sheet.comment == comment:
        return False
    kept = {line.criterion_id: line for line in sheet.scores}
    sheet.scores = [
        kept.get(criterion_id) or AssessmentScore(criterion_id=criterion_id) for criterion_id in given
    ]
    for line in sheet.scores:
        line.points = given[line.criterion_id]
    sheet.comment, sheet.saved_at = comment, now()
    return True
