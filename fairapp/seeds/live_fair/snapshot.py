"""The figures of the fair under way, frozen once: sponsors have an interim report to read."""

from fairapp.seeds.story import Story
from fairapp.services import reports


def sow(story: Story) -> str:
    snapshot = reports.freeze(story.live, story.organiser, story.now)
    return f"snapshot {snapshot.number}: {snapshot.sha256[:12]}"
