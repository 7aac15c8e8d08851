"""When holders of passes come to the gates and leave again, and who comes with no pass of ours."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from fairapp.domain.calendar import at_local
from fairapp.domain.passes import Kind, PassBody, Role, RoleCode
from fairapp.domain.verdicts import Direction, Reason
from fairapp.models import Gate, Pass
from fairapp.seeds.chance import stream, weighted
from fairapp.seeds.live_fair.crowd import HOURS
from fairapp.seeds.live_fair.fair import whole_days
from fairapp.seeds.story import Story

IN, OUT = Direction.IN, Direction.OUT
STRANGERS = {  # a day, at all gates
    Reason.NOT_A_PASS: 13,
    Reason.NOT_THIS_FAIR: 5,
    Reason.BAD_SIGNATURE: 2,
    Reason.KEY_UNKNOWN: 1,
    Reason.ASK_SERVER: 2,
}
BOOTH = (Role.BOOTH_STAFF, Role.EXHIBITOR)


@dataclass(frozen=True)
class Coming:
    """Somebody at a gate; `old_badge` is one that a reprint has voided."""

    at: datetime
    gate: int
    direction: Direction
    old_badge: bool = False

    def as_shown(self, body: PassBody) -> PassBody:
        return replace(body, issue=body.issue - 1) if self.old_badge else body


def of(story: Story, badge: Pass, gates: list[Gate]) -> list[Coming]:
    """All that this holder did at the gates until now."""
    chance = stream(f"comings {badge.number}")
    days = whole_days(story, story.live)
    role = RoleCode(badge.role).role
    if badge.kind == Kind.VEHICLE:
        found = _lorry(chance, gates, story)
    elif badge.revoked_at:
        found = _refused(chance, gates, days[:1])
    elif role in BOOTH:
        found = _staff(chance, gates, days, badge)
    elif role is Role.VISITOR:
        found = _visitor(chance, gates, days, badge)
    elif role in (Role.GUEST, Role.PRESS):
        found = _guest(chance, gates, days, badge)
    elif role is Role.BUILDER:
        found = _builder(chance, gates, story)
    else:
        found = _colleague(chance, gates, days)
    return [coming for coming in found if coming.at <= story.now]


def strangers(story: Story, gates: list[Gate]) -> Iterator[tuple[Coming, Reason]]:
    """Codes of yoghurt cups, of other fairs, and a few that somebody made himself."""
    for day in whole_days(story, story.live):
        chance = stream(f"strangers {(day - story.day(0)).days}")
        for reason, number in STRANGERS.items():
            for _ in range(number):
                coming = Coming(_in_the_crowd(chance, day), chance.choice(gates).id, IN)
                if coming.at <= story.now:
                    yield coming, reason


def _staff(chance: Random, gates: list[Gate], days: list[date], badge: Pass) -> Iterator[Coming]:
    """Before the opening in, at noon out for some, late in the evening out for those who remember to."""
    door = gates[2 if badge.booth_numbers.startswith(("G", "R")) else chance.choice([0, 0, 1])].id
    for i, day in enumerate(days):
        if chance.random() > 0.93:
            continue
        came = _around(chance, day, time(7, 25), 22)
        yield Coming(came, door, IN, old_badge=badge.issue > 1 and i == 0)
        if badge.issue > 1 and i == 0:  # sent back for the new one
            yield Coming(came + timedelta(minutes=chance.randint(4, 15)), door, IN)
        if chance.random() < 0.42:
            out = _around(chance, day, time(11, 50), 30)
            if chance.random() < 0.94:
                yield Coming(out, door, OUT)
            yield Coming(out + timedelta(minutes=chance.randint(35, 85)), door, IN)
        if chance.random() < 0.74:
            yield Coming(_around(chance, day, time(21, 45), 20), door, OUT)


def _visitor(chance: Random, gates: list[Gate], days: list[date], badge: Pass) -> Iterator[Coming]:
    """Most come once, after they registered; a few too early in the morning, a few twice."""
    left = [day for day in days if at_local(day, time(21)) > badge.issued_at]
    if not left or chance.random() > 0.74:
        return
    for day in sorted(chance.sample(left, min(len(left), 2 if chance.random() < 0.14 else 1))):
        door = weighted(chance, {gates[0].id: 0.5, gates[1].id: 0.27, gates[2].id: 0.23})
        came = max(_in_the_crowd(chance, day), badge.issued_at + timedelta(minutes=10))
        if chance.random() < 0.03:
            came = at_local(day, time(7)) + timedelta(minutes=chance.randint(20, 55))
        if came >= at_local(day, time(21, 20)) or came < badge.issued_at:
            continue
        yield Coming(came, door, IN)
        if chance.random() < 0.62:
            yield Coming(came + timedelta(minutes=chance.randint(35, 190)), door, OUT)
        elif chance.random() < 0.06:  # tries to come in again without having been seen leaving
            yield Coming(came + timedelta(minutes=chance.randint(20, 90)), door, IN)


def _guest(chance: Random, gates: list[Gate], days: list[date], badge: Pass) -> Iterator[Coming]:
    """To the opening, some once more; whoever was invited for one day only likes to try another."""
    again = 0.7 if badge.day_bits.bit_count() == 1 else 0.25
    for i, day in enumerate(days):
        if chance.random() < (0.9 if i == 0 else again):
            came = _around(chance, day, time(8, 40) if i == 0 else time(15), 18)
            yield Coming(came, gates[0].id, IN)
            if chance.random() < 0.5:
                yield Coming(came + timedelta(minutes=chance.randint(60, 160)), gates[0].id, OUT)


def _colleague(chance: Random, gates: list[Gate], days: list[date]) -> Iterator[Coming]:
    """Organisers and services go in and out all day."""
    for day in days:
        at = _around(chance, day, time(6, 50), 20)
        for _ in range(chance.randint(1, 3)):
            door = chance.choice(gates).id
            yield Coming(at, door, IN)
            at += timedelta(minutes=chance.randint(60, 240))
            if chance.random() < 0.85:
                yield Coming(at, door, OUT)
            at += timedelta(minutes=chance.randint(20, 90))


def _builder(chance: Random, gates: list[Gate], story: Story) -> Iterator[Coming]:
    """On the days of building; one of them tries again when the fair is open."""
    for offset in (-2, -1):
        came = _around(chance, story.day(offset), time(7, 40), 15)
        yield Coming(came, gates[0].id, IN)
        yield Coming(came + timedelta(hours=chance.randint(8, 11)), gates[0].id, OUT)
    if chance.random() < 0.35:
        yield Coming(_around(chance, story.day(0), time(9, 30), 60), gates[1].id, IN)


def _lorry(chance: Random, gates: list[Gate], story: Story) -> Iterator[Coming]:
    came = _around(chance, story.day(-1), time(14), 90)
    yield Coming(came, gates[1].id, IN)
    yield Coming(came + timedelta(minutes=chance.randint(25, 70)), gates[1].id, OUT)


def _refused(chance: Random, gates: list[Gate], days: list[date]) -> Iterator[Coming]:
    for day in days:
        yield Coming(_around(chance, day, time(8, 10), 25), gates[0].id, IN)


def _around(chance: Random, day: date, clock: time, minutes: int) -> datetime:
    """About then: hardly ever more than twice as many minutes off."""
    off = max(-2.0, min(2.0, chance.gauss(0, 1))) * minutes
    return at_local(day, clock) + timedelta(seconds=round(off * 60))


def _in_the_crowd(chance: Random, day: date) -> datetime:
    return at_local(day, time(weighted(chance, HOURS))) + timedelta(seconds=chance.randint(0, 3599))
