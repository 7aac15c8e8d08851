"""The allocation of the fair under way: run by the rule, published, then mended once by hand."""

from datetime import time

from fairapp.db import db
from fairapp.domain.errors import Refusal
from fairapp.models import Application
from fairapp.seeds.story import Story, told_at
from fairapp.services import allocation, booths

RUN, PUBLISHED, MENDED = -20, -16, -12  # days before the first one
WHY = "Chủ thể cần gian có vòi nước để rửa hải sản, đã thống nhất với đoàn."


def sow(story: Story) -> str:
    fair, actor = story.live, story.organiser
    with told_at(story.at(RUN, time(10, 30))):
        plan = allocation.run(fair, actor)
        placed, left = len({row.application_id for row in plan.assignments}), len(plan.unplaced)
    with told_at(story.at(PUBLISHED, time(9))):
        allocation.publish(fair, actor)
    with told_at(story.at(MENDED, time(15, 10))):
        moved = _move_one_to_water(story)
        allocation.publish(fair, actor, WHY)
    db.session.flush()
    return f"its allocation, {placed} placed, {left} not, {moved} moved by hand"


def _move_one_to_water(story: Story) -> int:
    """The first exhibitor with cold goods that the organiser's own tool lets move to a booth with water."""
    placed = allocation.map_booths(story.live)
    taken = {number for numbers in placed.values() for number in numbers}
    free = [
        booth
        for booth in booths.list_for_site(story.live.sites[0])
        if booth.number not in taken and not booth.blocked and booth.kind == "standard"
    ]
    for application in filter(_is_cold, story.applications):
        seen = placed.get(application.id)
        for booth in free if seen else ():
            try:
                allocation.give(story.live, story.organiser, application.id, booth.id, seen)
            except Refusal:
                continue
            return 1
    return 0


def _is_cold(application: Application) -> bool:
    return application.cold_storage and application.booth_count == 1
