"""What came of the scans, held against the model that goes through the facts alone (tests/gate_model.py)."""

from datetime import datetime, timedelta

from fairapp.db import db
from fairapp.domain.calendar import local_day
from fairapp.domain.verdicts import Direction, Reason
from fairapp.models import Fair, Scan
from fairapp.services import gate as gates
from tests.gate_model import replay


def agree_with_the_model(fair: Fair, genuine: dict[str, dict] | None = None) -> list[Scan]:
    """All scans of the fair, once each of them amounts to what the model says, and the totals to them all.

    `genuine`: {id: what its phone sent} of scans whose passes were good at that moment. The model then hears
    from the phones when and what, and takes of the server's rows only whose pass it was.
    """
    scans = list(db.session.scalars(db.select(Scan).where(Scan.fair_id == fair.id)))
    by_pass: dict[int, list[Scan]] = {}
    for scan in scans:
        if scan.pass_id is not None:
            by_pass.setdefault(scan.pass_id, []).append(scan)
    for rows in by_pass.values():
        said = replay(_fact(row) if genuine is None else _sent(row, genuine[str(row.id)]) for row in rows)
        assert said == {row.id: (str(row.reason), row.nth, row.left_at) for row in rows}
    assert gates.compare_totals(fair) == {}
    return scans


def _moment(sent: dict) -> datetime:
    """When this was, by the right time: the phone's clock less what it knew to be wrong with it."""
    return datetime.fromisoformat(sent["at"]) - timedelta(milliseconds=sent["skew"])


def _sent(row: Scan, sent: dict) -> dict:
    at, out = _moment(sent), sent["direction"] == "out"
    return {
        "id": row.id,
        "at": at,
        "day": local_day(at),
        "area": row.gate.site_id,
        "out": out,
        "own": "ok",
        "told": sent["reason"],
        "let_in": not out and sent["reason"] in ("welcome", "welcome_again"),
        "again": row.again_after,
    }


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
