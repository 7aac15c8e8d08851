"""What became of notices, for whoever sent them. The caller says which are its own."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, select

from fairapp.db import db
from fairapp.domain.errors import NotFound
from fairapp.domain.letters import LetterState
from fairapp.domain.notices import ChannelKind, NoticeState, state_of_letter
from fairapp.domain.pages import Page, place
from fairapp.models import Letter, Notice, User
from fairapp.services.notices.channels import Sent
from fairapp.services.notices.inbox import NO_NOTICE

A_PAGE = 50
UNREACHED = and_(Notice.email == "", Notice.read_at.is_(None), Notice.handed_at.is_(None))
NARROWED = {
    "unread": and_(Notice.user_id.is_not(None), Notice.read_at.is_(None)),
    "trouble": Letter.state.in_((LetterState.FAILED, LetterState.SENDING)),
    "call": UNREACHED,
}


@dataclass(frozen=True)
class Wanted:
    """Which rows are asked for: a page of those in one tray of NARROWED, or of all."""

    tray: str = ""
    page: int = 1


@dataclass(frozen=True)
class Tally:
    """How many were told, and how they stand by channel; `to_call`: no e-mail, not read, nobody called."""

    total: int
    states: dict[ChannelKind, Counter[NoticeState]]
    to_call: int

    def count(self, kind: ChannelKind, *states: NoticeState) -> int:
        return sum(self.states[kind][state] for state in states)


def list_sent(mine: ColumnElement[bool], wanted: Wanted, size: int = A_PAGE) -> Page[Sent]:
    """The newest first, in two statements."""
    query = _with_letters().where(mine)
    if wanted.tray in NARROWED:
        query = query.where(NARROWED[wanted.tray])
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    page, pages = place(total, wanted.page, size)
    rows = db.session.execute(query.order_by(Notice.id.desc()).limit(size).offset((page - 1) * size))
    return Page([_sent(*row) for row in rows], total, page, pages)


def tally(mine: ColumnElement[bool]) -> Tally:
    """In one statement, however many recipients."""
    facts = (
        select(
            Notice.user_id.is_not(None).label("account"),
            Notice.read_at.is_not(None).label("read"),
            Notice.handed_at.is_not(None).label("handed"),
            (Notice.phone != "").label("phone"),
            UNREACHED.label("unreached"),
            (Letter.attempts > 0).label("tried"),
            Letter.state,
        )
        .select_from(Notice)
        .outerjoin(Letter, Letter.key == Notice.key)
        .where(mine)
        .subquery()
    )
    grouped = select(*facts.c, func.count()).group_by(*facts.c)
    states: dict[ChannelKind, Counter[NoticeState]] = {kind: Counter() for kind in ChannelKind}
    total = to_call = 0
    for account, read, handed, phone, unreached, tried, letter, n in db.session.execute(grouped):
        total, to_call = total + n, to_call + (n if unreached else 0)
        if account:
            states[ChannelKind.INBOX][NoticeState.READ if read else NoticeState.SENT] += n
        if letter:
            states[ChannelKind.EMAIL][state_of_letter(letter, int(bool(tried)))] += n
        if handed or phone:
            states[ChannelKind.BY_HAND][NoticeState.DONE if handed else NoticeState.TO_DO] += n
    return Tally(total, states, to_call)


def mark_handed(notice_id: int, mine: ColumnElement[bool], actor: User, now: datetime) -> Notice:
    """Somebody passed it on by hand; the first who says so stands there by name."""
    found = db.session.scalar(select(Notice).where(Notice.id == notice_id, mine).with_for_update())
    if found is None:
        raise NotFound(NO_NOTICE)
    if found.handed_at is None:
        found.handed_at, found.handed_by = now, actor.name
        db.session.flush()
    return found


def _with_letters() -> Select[tuple[Notice, LetterState, int, str, datetime]]:
    letter = (Letter.state, Letter.attempts, Letter.error, Letter.sent_at)
    return select(Notice, *letter).outerjoin(Letter, Letter.key == Notice.key)


def _sent(
    notice: Notice, state: LetterState | None, attempts: int | None, error: str | None, at: datetime | None
) -> Sent:
    return Sent(notice, state, attempts or 0, error or "", at)
