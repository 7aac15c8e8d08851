"""Next year's edition: a draft cloned from the fair under way, its halls held tentatively."""

from datetime import time

from fairapp.domain import editions
from fairapp.seeds.live_fair.fair import season
from fairapp.seeds.story import Story, told_at
from fairapp.services import booths, fairs


def sow(story: Story) -> str:
    first = editions.proposal(story.day(0))
    name = f"Hội chợ OCOP Quảng Ninh – {season(first)}"
    with told_at(story.at(-2, time(9))):
        edition = fairs.clone(story.organiser, story.live, name=name, first=first)
        edition.fair.illustrative = True
        for old, new in edition.sites:
            booths.copy_plan(old, new)
    return f"a draft: {name}"
