"""What came of the scans, held against the model that goes through the facts alone (tests/gate_model.py)."""

from fairapp.db import db
from fairapp.domain.verdicts import Direction, Reason
from fairapp.models import Fair, Scan
from fairapp.services import gate as gates
from tests.gate_model import replay


def agree_with_the_model(fair: Fair) -> list[Scan]:
    """All scans of the fair, once each of them amounts to what the model says, and the totals to them all."""
    scans = list(db.session.scalars(db.select(Scan).where(Scan.fair_id == fair.id)))
    by_pass: dict[int, list[Scan]] = {}
    for scan in scans:
        if scan.pass_id is not None:
            by_pass.setdefault(scan.pass_id, []).append(scan)
    for rows in by_pass.values():
        said = replay(_fact(row) for row in rows)
        assert said == {row.id: (str(row.reason), row.nth, row.left_at) for row in rows}
    assert gates.compare_totals(fair) == {}
    return scans


def _fact(row: Scan) -> dict:
    own = {Reason.WELCOME: "ok", Reason.OVERRIDDEN: "override"}.get(row.own, str(row.own))
    return {
        "id": row.id,
        "at": row.scanned_at,
        "day": row.day,
        "area": row.gate.site_id,
        "out": row.direction == Direction.OUT,
        "own": own,
        "told": str(row.told),
        "let_in": row.let_in,
        "again": row.again_after,
    }
