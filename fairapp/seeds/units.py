"""The administrative units of today and of before 01/07/2025."""

from fairapp.db import db
from fairapp.domain.places import load_units
from fairapp.domain.text import fold, sort_key
from fairapp.models import Unit


def sow() -> int:
    """Add every unit that is not there yet; successors first, because keys point at them."""
    known = set(db.session.scalars(db.select(Unit.id)))
    units = [unit for unit in load_units() if unit.id not in known]
    for unit in sorted(units, key=lambda unit: unit.successor is not None):
        db.session.add(
            Unit(
                id=unit.id,
                name=unit.name,
                full_name=unit.full_name,
                folded=fold(unit.name),
                sort_key=sort_key(unit.name),
                code=unit.code,
                region=unit.region,
                valid_from=unit.valid_from,
                valid_to=unit.valid_to,
                successor_id=unit.successor,
            )
        )
        db.session.flush()
    return len(units)
