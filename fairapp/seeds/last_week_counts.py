"""Visitors of the small fair that is over were counted by sample: a lawn has no gate."""

import uuid
from datetime import time, timedelta
from random import Random

from fairapp.db import db
from fairapp.domain.calendar import at_local
from fairapp.domain.counting import Open, draw
from fairapp.models import Count, CountPlan, CountSpell, Fair
from fairapp.seeds.chance import stream
from fairapp.seeds.story import Story, told_at
from fairapp.services import counting

POINTS = {
    "Lối vào từ hồ Đống Đa": "cạnh bảng chỉ dẫn, đếm người bước lên bãi cỏ",
    "Lối vào từ bãi xe": "sau chốt gửi xe, đếm người đi về phía gian hàng",
}
SEED = "phiên chợ"
CROWD = (0.4, 0.8, 1.2, 1.1, 0.6, 0.5, 0.5, 0.7, 0.9, 1.2, 1.7, 1.6, 0.9)  # by hour from eight


def count_visitors(story: Story, fair: Fair) -> None:
    """One counter, two points, a count an hour each; two were missed and one was struck out."""
    (site,) = fair.sites
    chance = stream("counts of last week")
    with told_at(story.at(-20, time(15))):
        points = [counting.add_point(site, story.organiser, *facts) for facts in POINTS.items()]
        plan = CountPlan(site_id=site.id, an_hour=1, counters=1, seed=SEED)
        db.session.add(plan)
        db.session.flush()
    hours = [Open(session.day, session.opens, session.closes) for session in site.sessions]
    drawn = draw(range(len(points)), hours, plan.an_hour, plan.counters, plan.seed)
    missed = set(chance.sample(range(len(drawn)), 2))
    counts = []
    for i, one in enumerate(drawn):
        begins = at_local(one.begins.date(), one.begins.time())
        spell = CountSpell(point=points[one.point], begins_at=begins, counter=one.counter + 1)
        db.session.add(spell)
        if i not in missed:
            busy = CROWD[one.begins.hour - 8] * (34, 15)[one.point]
            counts.append(_count(spell, round(chance.gauss(busy, busy / 6)), chance))
    db.session.add_all(counts)
    db.session.flush()
    with told_at(counts[4].received_at + timedelta(hours=2)):
        counting.strike(fair, counts[4], story.organiser, "Máy rơi, bấm nhầm nhiều lần.")


def _count(spell: CountSpell, people: int, chance: Random) -> Count:
    asked = min(8, people)
    return Count(
        id=uuid.UUID(int=chance.getrandbits(128), version=4),
        spell=spell,
        seconds=600,
        people=people,
        asked=asked,
        first=sum(chance.random() < 0.72 for _ in range(asked)),
        received_at=spell.begins_at + timedelta(minutes=14),
    )
