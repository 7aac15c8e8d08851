"""Who registered to visit the fair under way, each with a pass: at home, in a group, at a kiosk."""

from datetime import datetime, time, timedelta
from random import Random

from fairapp.db import db
from fairapp.domain.passes import Role
from fairapp.domain.phones import to_e164
from fairapp.domain.text import fold, person_sort_key
from fairapp.domain.visitors import CONSENT_VERSION, LabelPaper, Source
from fairapp.models import Visitor, VisitorKiosk
from fairapp.seeds.chance import awake, stream
from fairapp.seeds.live_fair.passes import number_and_link
from fairapp.seeds.names import person
from fairapp.seeds.story import Story, save
from fairapp.seeds.visiting import write_groups
from fairapp.services.passes.press import press_for

VISITORS = 600
KIOSKS = (("Máy tính bảng cổng chính", LabelPaper.LABEL), ("Bàn hướng dẫn", LabelPaper.A6))
GROUPS = 6


def sow(story: Story) -> str:
    chance = stream("visitors")
    kiosks = _kiosks(story)
    rows = sorted((_visitor(story, chance, i) for i in range(VISITORS)), key=lambda v: v.created_at)
    visitors = save([visitor for visitor in rows if visitor.created_at <= story.now])
    press = press_for(story.live, Role.VISITOR)
    for i, visitor in enumerate(visitors):
        if visitor.created_at >= story.at(0, time(0)):
            visitor.source, visitor.kiosk_id = Source.KIOSK, kiosks[i % len(kiosks)].id
        badge = press.new(visitor.name)
        badge.number, badge.link = number_and_link(chance)
        badge.visitor_id, badge.issued_at = visitor.id, visitor.created_at
    db.session.flush()
    groups = write_groups(story, story.live, GROUPS, story.day(-12), story.day(-1), None)
    return f"{len(visitors)} registered visitors, {len(groups)} groups"


def _kiosks(story: Story) -> list[VisitorKiosk]:
    at = story.at(-1, time(16))
    return save(
        [
            VisitorKiosk(
                fair_id=story.live.id, name=name, paper=paper, enrolled_at=at, last_seen_at=story.now
            )
            for name, paper in KIOSKS
        ]
    )


def _visitor(story: Story, chance: Random, i: int) -> Visitor:
    name, at = person(chance, "quang-ninh"), _registered_at(story, chance)
    return Visitor(
        fair_id=story.live.id,
        name=name,
        folded=fold(name),
        sort_key=person_sort_key(name),
        phone=to_e164(f"0900 003 {i:03}") if chance.random() < 0.85 else "",
        email=f"khach{i}@example.com" if chance.random() < 0.3 else "",
        consent_version=CONSENT_VERSION,
        consent_at=at,
        created_at=at,
    )


def _registered_at(story: Story, chance: Random) -> datetime:
    """Some weeks ahead, most in the last days, some on the way to the gate."""
    day = story.today - timedelta(days=int(min(chance.expovariate(1 / 5), 40)))
    return awake(chance, day, day)
