"""People without a pass, clicked in at the gates: peaks after ten and after seven in the evening."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from sqlalchemy import insert

from fairapp.db import db
from fairapp.domain.calendar import at_local, local
from fairapp.models import Click, Gate
from fairapp.seeds.chance import stream, uuid7, weighted
from fairapp.seeds.live_fair.fair import whole_days
from fairapp.seeds.story import Story
from fairapp.services import gate

# How a day's visitors come, by the hour of the fair's clock.
HOURS = {8: 3, 9: 8, 10: 13, 11: 10, 12: 5, 13: 4, 14: 6, 15: 8, 16: 9, 17: 7, 18: 8, 19: 13, 20: 9, 21: 2}
PEOPLE = (9_200, 10_400, 11_300, 10_800, 9_900)  # on each day of the fair, before chance
AT_WEEKENDS = 1.12
SHARES = (0.5, 0.27, 0.23)  # of the gates
GROUPS = {1: 22, 2: 30, 3: 14, 4: 12, 5: 6, 6: 5, 8: 4, 10: 3, 15: 2, 25: 1.5, 40: 0.5}
CHILDREN, MISTAKES = 0.16, 0.008


def sow(story: Story) -> str:
    gates = gate.list_for_fair(story.live)
    rows: list[dict] = []
    for day in whole_days(story, story.live):
        chance = stream(f"crowd {(day - story.day(0)).days}")
        for post, share in zip(gates, SHARES, strict=True):
            rows += _at_gate(story, chance, post, share, day)
    rows.sort(key=lambda row: row["at"])
    if rows:
        db.session.execute(insert(Click), rows)
    return f"{sum(row['n'] for row in rows)} people clicked in"


def _at_gate(story: Story, chance: Random, post: Gate, share: float, day: date) -> Iterator[dict]:
    total = PEOPLE[(day - story.day(0)).days] * share * (AT_WEEKENDS if day.weekday() >= 5 else 1)
    for hour, weight in HOURS.items():
        people = round(total * weight / sum(HOURS.values()) * chance.uniform(0.88, 1.12))
        while people > 0:
            at = at_local(day, time(hour)) + timedelta(seconds=chance.randint(0, 3599))
            n = min(people, weighted(chance, GROUPS))
            people -= n
            yield from _click(story, chance, post, at, n)


def _click(story: Story, chance: Random, post: Gate, at: datetime, n: int) -> Iterator[dict]:
    """One press of the button, and now and then a wrong one taken back at once."""
    kind = "child" if chance.random() < CHILDREN else "adult"
    row = _row(chance, story, post, at, kind, n)
    wrong = chance.random() < MISTAKES
    undo = {**row, "id": uuid7(chance, at), "n": -n, "counted": -n, "undoes_id": row["id"]}
    undo["at"] = undo["received_at"] = at + timedelta(seconds=4)
    again = _row(chance, story, post, at + timedelta(seconds=9), kind, n)
    for each in [row, undo, again] if wrong else [row]:
        if each["received_at"] <= story.now:
            yield each


def _row(chance: Random, story: Story, post: Gate, at: datetime, kind: str, n: int) -> dict:
    phones = story.phones[post.id]
    return {
        "id": uuid7(chance, at),
        "gate_id": post.id,
        "device_id": phones[at.minute % len(phones)].id,
        "undoes_id": None,
        "kind": kind,
        "n": n,
        "counted": n,
        "day": local(at).date(),
        "hour": local(at).hour,
        "at": at,
        "received_at": at + timedelta(seconds=2),
    }
