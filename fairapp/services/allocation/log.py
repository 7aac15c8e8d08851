"""Every change of a fair's allocation: who, when, what and why."""

from sqlalchemy import func, select

from fairapp.db import db
from fairapp.domain.pages import Page, place
from fairapp.models import AuditEntry, Fair

SHOWN = 50


def list_history(fair: Fair, asked: int) -> Page[AuditEntry]:
    """The page of entries that is asked for, or the nearest there is, the newest first."""
    mine = (AuditEntry.fair_id == fair.id, AuditEntry.action.startswith("allocation."))
    query = select(AuditEntry).where(*mine).order_by(AuditEntry.id.desc())
    total = db.session.scalar(select(func.count()).select_from(AuditEntry).where(*mine)) or 0
    page, pages = place(total, asked, SHOWN)
    rows = db.session.scalars(query.limit(SHOWN).offset((page - 1) * SHOWN))
    return Page(list(rows), total, page, pages)
