"""Passes of the fair under way: booth staff, those the organiser names, and what happened to a few."""

from collections.abc import Sequence
from datetime import time
from random import Random

from fairapp.db import db
from fairapp.domain.pass_lines import Person
from fairapp.domain.passes import Kind, Role, days_to_bits
from fairapp.models import Pass
from fairapp.seeds.chance import stream
from fairapp.seeds.names import person
from fairapp.seeds.story import Story, told_at
from fairapp.services import passes

ISSUED, PRINTED, MENDED = -10, -6, -1  # days before the first one
PEOPLE = {  # role: how many, and whose people they are
    Role.ORGANISER: (12, ("Thường trực ban tổ chức", "Tổ thư ký", "Tổ hậu cần")),
    Role.SERVICE: (18, ("Bảo vệ", "Vệ sinh môi trường", "Điện nước", "Y tế")),
    Role.BUILDER: (14, ("Đội dàn dựng 1", "Đội dàn dựng 2")),
    Role.PRESS: (10, ("Báo tỉnh", "Đài truyền hình tỉnh", "Cổng thông tin điện tử")),
    Role.GUEST: (30, ("Đại biểu các sở, ngành", "Đoàn tỉnh bạn", "Hệ thống phân phối")),
}
LORRIES = 8
HALL_ONLY = 0b1  # the area behind gates A and B
REVOKED = ("Mất thẻ, đã báo ban tổ chức", "Cho người khác mượn thẻ")


def sow(story: Story) -> str:
    fair, actor, chance = story.live, story.organiser, stream("passes")
    with told_at(story.at(ISSUED, time(9))):
        issued = passes.issue_for_allocation(fair, actor).new
        named = {role: _named(story, chance, role) for role in PEOPLE}
        lorries = [Person(f"Xe tải {plate}") for plate in _plates(chance)]
        passes.add_people(fair, Role.SERVICE, Kind.VEHICLE, lorries, actor)
    badges = settle(story, chance)
    with told_at(story.at(MENDED, time(16))):
        _mend(story, issued, named)
    db.session.flush()
    return f"{len(badges)} passes"


def settle(story: Story, chance: Random) -> list[Pass]:
    """Numbers and links that come out the same each time, in the stead of secret ones; and print all."""
    query = db.select(Pass).where(Pass.fair_id == story.live.id, Pass.printed_at.is_(None)).order_by(Pass.id)
    badges = list(db.session.scalars(query))
    for badge in badges:
        badge.number, badge.link = number_and_link(chance)
        badge.printed_at = story.at(PRINTED, time(15))
    db.session.flush()
    return badges


def number_and_link(chance: Random) -> tuple[int, str]:
    return chance.getrandbits(40), f"demo-{chance.getrandbits(96):024x}"


def _named(story: Story, chance: Random, role: Role) -> Sequence[Pass]:
    number, lines = PEOPLE[role]
    people = [Person(person(chance, "quang-ninh"), lines[i % len(lines)]) for i in range(number)]
    return passes.add_people(story.live, role, Kind.PERSON, people, story.organiser)


def _plates(chance: Random) -> list[str]:
    """Plates of series that have not been given out."""
    return [f"14ZZ-{chance.randint(100, 999)}.{chance.randint(10, 99)}" for _ in range(LORRIES)]


def _mend(story: Story, issued: Sequence[Pass], named: dict[Role, Sequence[Pass]]) -> None:
    """What goes wrong before an opening: lost badges, new ones, guests of one day, cleaners of one hall."""
    for i, badge in enumerate(issued[5::90]):
        passes.revoke(badge, REVOKED[i % len(REVOKED)], story.organiser)
    for badge in issued[11::60]:
        passes.reprint(badge, story.organiser)
        badge.printed_at = story.at(MENDED, time(16, 30))
    for i, badge in enumerate(named[Role.GUEST][:6]):
        day = story.day(0 if i % 2 else 3)
        badge.first_day, badge.day_bits = day, days_to_bits(day, [day])
    for badge in named[Role.SERVICE][:5]:
        badge.zone_bits = HALL_ONLY
