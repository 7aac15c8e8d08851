"""Provinces at the fair under way, their leads and quotas."""

from datetime import time

from fairapp.domain.accounts import Role
from fairapp.models import User
from fairapp.seeds.accounts import account
from fairapp.seeds.chance import stream
from fairapp.seeds.names import lists, person
from fairapp.seeds.story import Story, save, told_at
from fairapp.services.applications import delegations, leads

HOST, HOST_QUOTA = "quang-ninh", 46
TO_SPARE = 2


def sow(story: Story) -> str:
    makers = {p["unit"]: sum(line["makers"] for line in p["lines"]) for p in lists()["provinces"]}
    by_unit = _leads(story, list(makers))
    with told_at(story.at(-79, time(10))):
        for unit, number in makers.items():
            quota = HOST_QUOTA if unit == HOST else number + TO_SPARE
            delegation = delegations.add(story.live, story.organiser, unit_id=unit, quota=quota)
            leads.hand_to(delegation, story.organiser, by_unit[unit])
            story.delegations[unit] = delegation
    for producer in story.producers:
        if producer.user is None:
            producer.entered_by_id = by_unit[producer.unit_id].id
    return f"{len(makers)} delegations"


def _leads(story: Story, units: list[str]) -> dict[str, User]:
    chance = stream("leads")
    leads = {
        unit: account(person(chance, unit), f"doan.{unit}@ocop.example", Role.DELEGATION)
        for unit in units
        if unit != "son-la"
    }
    save(list(leads.values()))
    return {**leads, "son-la": story.cast["lead"]}
