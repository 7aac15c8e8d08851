"""Scans at the gates, each judged by the gate's own rules, with the entries that followed."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import insert

from fairapp.db import db
from fairapp.domain.calendar import local
from fairapp.domain.gate import judge
from fairapp.domain.gate_bundle import Bundle, Seen, seen_key
from fairapp.domain.passes import PassBody
from fairapp.domain.verdicts import How, Reason
from fairapp.models import Admission, Gate, Pass, Scan
from fairapp.seeds.chance import stream, uuid7, weighted
from fairapp.seeds.live_fair import comings
from fairapp.seeds.live_fair.comings import Coming
from fairapp.seeds.live_fair.crowd import on_duty
from fairapp.seeds.story import Story
from fairapp.services import gate, passes
from fairapp.services.gate.scans import ADMITTED, LEFT

HOWS = {How.CAMERA: 0.86, How.HID: 0.11, How.TYPED: 0.03}


@dataclass
class Book:
    """What is written down at the gates: scans, and the entries they led to."""

    story: Story
    gates: dict[int, Gate]
    bundle: Bundle
    chance: Random = field(default_factory=lambda: stream("scans"))
    scans: list[dict] = field(default_factory=list)
    entries: list[dict] = field(default_factory=list)

    def walk(self, badge: Pass, comings: list[Coming]) -> None:
        """One holder's passages in their order."""
        body = passes.body_of(badge)
        inside: dict | None = None
        for coming in sorted(comings, key=lambda c: c.at):
            said = coming.as_shown(body)
            decision = judge(
                said, self.bundle, _seen(said, inside, self.bundle), coming.at, coming.gate, coming.direction
            )
            scan = self.write(coming, decision.reason, badge, said)
            if decision.reason in ADMITTED:
                inside = self._enter(badge, scan, inside)
            elif decision.reason in LEFT and inside:
                inside["left_at"] = coming.at

    def write(
        self, coming: Coming, reason: Reason, badge: Pass | None = None, said: PassBody | None = None
    ) -> dict:
        scan = {
            "id": uuid7(self.chance, coming.at),
            "gate_id": coming.gate,
            "pass_id": badge.id if badge else None,
            "user_id": on_duty(self.story, self.gates[coming.gate].name, coming.at),
            "issue": said.issue if said else None,
            "direction": coming.direction,
            "how": How.TYPED if reason is Reason.ASK_SERVER else weighted(self.chance, HOWS),
            "reason": reason,
            "day": local(coming.at).date(),
            "scanned_at": coming.at,
            "received_at": min(self.story.now, coming.at + self._delay()),
        }
        self.scans.append(scan)
        return scan

    def _delay(self) -> timedelta:
        """Now and then a phone is out of the network for a while."""
        seconds = self.chance.randint(300, 1500) if self.chance.random() < 0.02 else self.chance.randint(0, 2)
        return timedelta(seconds=seconds)

    def _enter(self, badge: Pass, scan: dict, last: dict | None) -> dict:
        same_day = last is not None and last["day"] == scan["day"]
        if last is not None and same_day and last["left_at"] is None:
            last["left_at"] = scan["scanned_at"]
        entry = {
            "pass_id": badge.id,
            "gate_id": scan["gate_id"],
            "scan_id": scan["id"],
            "day": scan["day"],
            "hour": local(scan["scanned_at"]).hour,
            "nth": last["nth"] + 1 if last is not None and same_day else 1,
            "entered_at": scan["scanned_at"],
            "left_at": None,
        }
        self.entries.append(entry)
        return entry


def sow(story: Story) -> str:
    gates = gate.list_for_fair(story.live)
    book = Book(story, {post.id: post for post in gates}, gate.bundle(gates[0]))
    query = db.select(Pass).where(Pass.fair_id == story.live.id).order_by(Pass.id)
    for badge in db.session.scalars(query):
        book.walk(badge, comings.of(story, badge, gates))
    for coming, reason in comings.strangers(story, gates):
        book.write(coming, reason)
    _save(book)
    return f"{len(book.scans)} scans, {len(book.entries)} entries with a pass"


def _save(book: Book) -> None:
    book.scans.sort(key=lambda row: (row["scanned_at"], row["id"]))
    book.entries.sort(key=lambda row: (row["entered_at"], row["scan_id"]))
    for table, rows in ((Scan, book.scans), (Admission, book.entries)):
        if rows:
            db.session.execute(insert(table), rows)


def _seen(said: PassBody, inside: dict | None, bundle: Bundle) -> Seen:
    if inside is None:
        return {}
    entered: datetime = inside["entered_at"]
    area = next(post["area"] for post in bundle["gates"] if post["id"] == inside["gate_id"])
    visit = {
        "inside": inside["left_at"] is None,
        "entered_at": entered.isoformat(),
        "gate": inside["gate_id"],
    }
    return {seen_key(said.number, area): visit}  # type: ignore[dict-item]
