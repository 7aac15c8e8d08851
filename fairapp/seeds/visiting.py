"""Groups of visitors, for the fair under way and the coming one."""

from dataclasses import replace
from datetime import date

from fairapp.db import db
from fairapp.domain.passes import Role
from fairapp.domain.phones import to_e164
from fairapp.domain.text import fold, sort_key
from fairapp.domain.visitor_groups import GroupKind
from fairapp.domain.visitors import CONSENT_VERSION, Source
from fairapp.models import Fair, Visitor, VisitorGroup
from fairapp.seeds.chance import awake, stream
from fairapp.seeds.live_fair.passes import number_and_link
from fairapp.seeds.names import person
from fairapp.seeds.story import Story, save
from fairapp.services.passes.press import press_for
from fairapp.services.visitors.registering import set_name

KINDS = (
    (GroupKind.SCHOOL, "Lớp 5A Trường Tiểu học Hạ Long", 32),
    (GroupKind.DELEGATION, "Hội Phụ nữ phường Hồng Gai", 18),
    (GroupKind.COMPANY, "Công đoàn Công ty Than Hà Tu", 26),
    (GroupKind.SCHOOL, "Lớp 8C Trường THCS Trọng Điểm", 38),
    (GroupKind.DELEGATION, "Câu lạc bộ Hưu trí Bãi Cháy", 14),
    (GroupKind.FAMILY, "Đoàn du lịch Vịnh Hạ Long", 22),
)


def write_groups(
    story: Story, fair: Fair, count: int, first: date, last: date, day: date | None
) -> list[VisitorGroup]:
    """Groups that registered between two days; some of their people are named."""
    chance = stream(f"groups {fair.slug}")
    press = press_for(fair, Role.VISITOR)
    press = replace(press, days=[day]) if day else press
    groups = []
    for i, (kind, name, size) in enumerate(KINDS[:count]):
        at = min(awake(chance, first, last), story.now)
        contact = person(chance, "quang-ninh")
        agreed = {"fair_id": fair.id, "consent_version": CONSENT_VERSION, "consent_at": at, "created_at": at}
        group = VisitorGroup(
            **agreed,
            kind=kind,
            name=name,
            folded=fold(f"{name} {contact}"),
            sort_key=sort_key(name),
            contact=contact,
            phone=to_e164(f"0900 004 {i:03}"),
            day=day,
            link=number_and_link(chance)[1],
        )
        named = size if i % 2 == 0 else 0
        people = [
            Visitor(**agreed, source=Source.GROUP, group=group, place=place, day=day)
            for place in range(1, size + 1)
        ]
        for visitor in people:
            set_name(visitor, person(chance, "quang-ninh") if visitor.place <= named else "", name)
        for visitor in save([group, *people])[1:]:
            badge = press.new(visitor.name or f"Khách {visitor.place}", line=name)
            badge.number, badge.link = number_and_link(chance)
            badge.visitor_id, badge.issued_at = visitor.id, at
        groups.append(group)
    db.session.flush()
    return groups
