"""Scans at the gates, each judged by the gate's own rules, with what they amount to together."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random

from sqlalchemy import insert

from fairapp.db import db
from fairapp.domain.calendar import local_day, quarter_of
from fairapp.domain.gate import entitled, rule_for
from fairapp.domain.gate_bundle import Bundle
from fairapp.domain.gate_merge import Fact, merge
from fairapp.domain.passes import PassBody, Role
from fairapp.domain.verdicts import ADMITTED, Direction, How, Reason
from fairapp.models import Pass, Scan
from fairapp.seeds.chance import stream, uuid7, weighted
from fairapp.seeds.live_fair import comings
from fairapp.seeds.live_fair.comings import Coming
from fairapp.seeds.story import Story
from fairapp.services import gate, passes

HOWS = {How.CAMERA: 0.86, How.HID: 0.11, How.TYPED: 0.03}
SHARED = 0.03  # of visitors' entries: a friend shows the same code at another gate that has no network
EXCEPTIONS = 0.5  # of those sent away in the morning
WHYS = ("Quên quét RA lúc trưa.", "Đoàn đến sớm, đã báo trước.", "Máy ở cổng kia đọc nhầm chiều.")


@dataclass
class Book:
    """What is written down at the gates."""

    story: Story
    bundle: Bundle
    chance: Random = field(default_factory=lambda: stream("scans"))
    rows: list[dict] = field(default_factory=list)

    def walk(self, badge: Pass, comings: list[Coming]) -> None:
        """One holder's passages in their order."""
        body = passes.body_of(badge)
        facts: list[Fact] = []
        rows: list[dict] = []
        for coming in sorted(comings, key=lambda c: c.at):
            row, fact = self._judge(badge, coming.as_shown(body), coming, facts)
            rows.append(row)
            facts.append(fact)
        if body.role is Role.VISITOR:
            self._share(badge, body, facts, rows)
        outcomes = merge(facts)
        for row in rows:
            outcome = outcomes[row["id"]]
            row |= {"reason": outcome.reason, "nth": outcome.nth, "left_at": outcome.left_at}
        self.rows += rows

    def write(self, coming: Coming, reason: Reason) -> None:
        """A code that is none of ours."""
        row = self._row(coming, reason)
        self.rows.append(row | {"reason": reason, "own": reason, "told": reason})

    def _judge(self, badge: Pass, said: PassBody, coming: Coming, before: list[Fact]) -> tuple[dict, Fact]:
        own = entitled(said, self.bundle, coming.at, coming.gate, coming.direction).reason
        row = self._row(coming, own) | {"pass_id": badge.id, "issue": said.issue, "own": own}
        fact = self._fact(row, said)
        fact = self._told(fact, merge([*before, fact])[fact.id].reason)
        if fact.told == Reason.TOO_EARLY and self.chance.random() < EXCEPTIONS:
            fact = self._except(fact, row)
        row |= {"own": fact.own, "told": fact.told, "let_in": fact.let_in, "again_after": fact.again_after}
        return row, fact

    def _told(self, fact: Fact, reason: Reason) -> Fact:
        entering = fact.direction == Direction.IN
        return replace(fact, told=reason, let_in=entering and reason in ADMITTED)

    def _except(self, fact: Fact, row: dict) -> Fact:
        row |= {"supervisor_id": self.story.supervisor.id, "override_why": self.chance.choice(WHYS)}
        return replace(fact, own=Reason.OVERRIDDEN, let_in=True)

    def _share(self, badge: Pass, body: PassBody, facts: list[Fact], rows: list[dict]) -> None:
        entry = next((fact for fact in facts if fact.let_in), None)
        if entry is None or self.chance.random() >= SHARED:
            return
        at = entry.at + timedelta(minutes=self.chance.randint(2, 14))
        near = [post["id"] for post in self.bundle["gates"] if post["area"] == entry.area]
        other = self.chance.choice(near)
        if (
            at >= self.story.now
            or entitled(body, self.bundle, at, other, Direction.IN).reason != Reason.WELCOME
        ):
            return
        row = self._row(Coming(at, other, Direction.IN), Reason.WELCOME) | {"pass_id": badge.id, "issue": 1}
        fact = self._told(self._fact(row, body), Reason.WELCOME)
        rows.append(row | {"told": fact.told, "let_in": True, "again_after": fact.again_after})
        facts.append(fact)

    def _fact(self, row: dict, said: PassBody) -> Fact:
        post = next(post for post in self.bundle["gates"] if post["id"] == row["gate_id"])
        rule = rule_for(said, self.bundle)
        return Fact(
            id=row["id"],
            at=row["scanned_at"],
            day=row["day"],
            gate=row["gate_id"],
            area=post["area"],
            direction=row["direction"],
            own=row["own"],
            told=Reason.WELCOME,
            let_in=row["direction"] == Direction.IN,
            again_after=rule["again_after"] if rule else None,
        )

    def _row(self, coming: Coming, own: Reason) -> dict:
        phones = self.story.phones[coming.gate]
        received = min(self.story.now, coming.at + self._delay())
        return {
            "id": uuid7(self.chance, coming.at),
            "fair_id": self.story.live.id,
            "gate_id": coming.gate,
            "device_id": phones[coming.at.minute % len(phones)].id,
            "pass_id": None,
            "issue": None,
            "direction": coming.direction,
            "how": How.TYPED if own is Reason.ASK_SERVER else weighted(self.chance, HOWS),
            "day": local_day(coming.at),
            "quarter": quarter_of(coming.at),
            "scanned_at": coming.at,
            "time_doubtful": False,
            "received_at": received,
            "own": own,
            "told": own,
            "let_in": False,
            "again_after": None,
            "supervisor_id": None,
            "override_why": "",
            "nth": None,
            "left_at": None,
            "changed_at": received,
        }

    def _delay(self) -> timedelta:
        """Now and then a phone is out of the network for a while."""
        seconds = self.chance.randint(300, 1500) if self.chance.random() < 0.02 else self.chance.randint(0, 2)
        return timedelta(seconds=seconds)


def sow(story: Story) -> str:
    gates = gate.list_for_fair(story.live)
    query = db.select(Pass).where(Pass.fair_id == story.live.id).order_by(Pass.id)
    badges = list(db.session.scalars(query))
    book = Book(story, _bundle(story, badges))
    for badge in badges:
        book.walk(badge, comings.of(story, badge, gates))
    for coming, reason in comings.strangers(story, gates):
        book.write(coming, reason)
    book.rows.sort(key=lambda row: (row["scanned_at"], row["id"]))
    db.session.execute(insert(Scan), book.rows)
    gate.rebuild_totals(story.live)
    entries = sum(row["nth"] is not None for row in book.rows)
    return f"{len(book.rows)} scans, {entries} entries with a pass"


def _bundle(story: Story, badges: list[Pass]) -> Bundle:
    return {
        **gate.get_of_fair(story.live).bundle,
        "revoked": [badge.number for badge in badges if badge.revoked_at is not None],
        "superseded": {str(badge.number): badge.issue for badge in badges if badge.issue > 1},
    }
