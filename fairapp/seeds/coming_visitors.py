"""Visitors of the coming fair, which takes so many a day: one day is full already."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from fairapp.db import db
from fairapp.domain.passes import Role
from fairapp.domain.phones import to_e164
from fairapp.domain.visitors import CONSENT_VERSION
from fairapp.models import Visitor, VisitorDay
from fairapp.seeds.chance import awake, stream
from fairapp.seeds.live_fair.passes import number_and_link
from fairapp.seeds.names import person
from fairapp.seeds.story import Story, save
from fairapp.seeds.visiting import write_groups
from fairapp.services import fairs
from fairapp.services.passes.press import press_for
from fairapp.services.visitors.registering import set_name

LIMITS = (60, 120, None, 120, 150)
COMING = (10, 41, 27, 18, 9)  # each day, besides the groups
GROUPS = 2  # on the first day, which they fill


def sow(story: Story) -> str:
    fair, chance = story.coming, stream("coming visitors")
    days = fairs.days(fair)
    for day, most in zip(days, LIMITS, strict=True):
        if most is not None:
            db.session.add(VisitorDay(fair_id=fair.id, day=day, most=most))
    press = press_for(fair, Role.VISITOR)
    first = story.today - timedelta(days=9)
    for day, n in zip(days, COMING, strict=True):
        for _ in range(n):
            visitor = _visitor(story, chance, first)
            visitor.day = day
            [visitor] = save([visitor])
            badge = replace(press, days=[day]).new(visitor.name)
            badge.number, badge.link = number_and_link(chance)
            badge.visitor_id, badge.issued_at = visitor.id, visitor.created_at
    write_groups(story, fair, GROUPS, first, story.today, days[0])
    db.session.flush()
    return f"{sum(COMING)} visitors of the coming fair"


def _visitor(story: Story, chance: Random, first: date) -> Visitor:
    at = min(awake(chance, first, story.today), story.now)
    visitor = Visitor(
        fair_id=story.coming.id,
        phone=to_e164(f"0900 005 {chance.randint(0, 999):03}"),
        consent_version=CONSENT_VERSION,
        consent_at=at,
        created_at=at,
    )
    set_name(visitor, person(chance, "ha-noi"))
    return visitor
