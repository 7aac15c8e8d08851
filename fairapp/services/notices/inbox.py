"""A person's own notices."""

from datetime import datetime

from sqlalchemy import func, select

from fairapp.db import db
from fairapp.domain.errors import NotFound
from fairapp.domain.pages import Page, place
from fairapp.domain.text import N_
from fairapp.models import Notice, User

NO_NOTICE = N_("Không có thông báo này.")
A_PAGE = 30


def count_unread(user: User) -> int:
    query = select(func.count()).where(Notice.user_id == user.id, Notice.read_at.is_(None))
    return db.session.scalar(query) or 0


def list_for_user(user: User, page: int) -> Page[Notice]:
    """The newest first."""
    mine = Notice.user_id == user.id
    total = db.session.scalar(select(func.count()).where(mine)) or 0
    page, pages = place(total, page, A_PAGE)
    query = select(Notice).where(mine).order_by(Notice.id.desc()).limit(A_PAGE).offset((page - 1) * A_PAGE)
    return Page(list(db.session.scalars(query)), total, page, pages)


def list_latest(user: User, most: int) -> list[Notice]:
    query = select(Notice).where(Notice.user_id == user.id).order_by(Notice.id.desc())
    return list(db.session.scalars(query.limit(most)))


def get_for_user(notice_id: int, user: User) -> Notice:
    found = db.session.scalar(select(Notice).where(Notice.id == notice_id, Notice.user_id == user.id))
    if found is None:
        raise NotFound(NO_NOTICE)
    return found


def mark_read(notice: Notice, now: datetime) -> None:
    """The first opening counts."""
    if notice.read_at is None:
        notice.read_at = now
        db.session.flush()
