"""Every change of a fair's allocation: who, when, what and why."""

from sqlalchemy import func, select

from fairapp.db import db
from fairapp.models import AuditEntry, Fair

SHOWN = 50


def list_history(fair: Fair, page: int = 1) -> tuple[list[AuditEntry], int]:
    """One page of entries, the newest first, and how many there are in all."""
    mine = (AuditEntry.fair_id == fair.id, AuditEntry.action.startswith("allocation."))
    query = select(AuditEntry).where(*mine).order_by(AuditEntry.id.desc())
    total = db.session.scalar(select(func.count()).select_from(AuditEntry).where(*mine)) or 0
    return list(db.session.scalars(query.limit(SHOWN).offset((page - 1) * SHOWN))), total
