"""Demo data: past fairs as the press reported them, and one fair under way."""

from collections.abc import Iterator

from sqlalchemy import func, select

from fairapp.db import db
from fairapp.models import Fair
from fairapp.seeds import units


def stands() -> bool:
    """Whether any fair is there already."""
    return bool(db.session.scalar(select(func.count()).select_from(Fair)))


def sow() -> Iterator[str]:
    """Fill the database step by step; each step gives a line that says what it made."""
    yield f"{units.sow()} administrative units"
