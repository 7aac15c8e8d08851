"""Agreements of which the press told, at their levels and with their counts."""

from datetime import date

from fairapp.domain.agreements import AgreementKind, AgreementLevel
from fairapp.models import Agreement, AgreementEvent, Fair
from fairapp.seeds import press
from fairapp.seeds.story import Story, save
from fairapp.services import agreements
from fairapp.services.agreements import AgreementFacts


def sow(story: Story) -> str:
    rows = press.events()
    known = {row["id"]: row for row in rows["events"]}
    signed_at = {
        id: _event(story.past[id], known[id])
        for id in dict.fromkeys(row["event"] for row in rows["agreements"])
    }
    save(list(signed_at.values()))
    made = [_agreement(story, row, signed_at[row["event"]]) for row in rows["agreements"]]
    return f"{sum(row.count for row in made)} agreements as reported"


def _event(fair: Fair, row: dict) -> AgreementEvent:
    """The place is the host's province, where a day is known; no source names a hall."""
    day = date.fromisoformat(row["from"]) if row["from"] else None
    return AgreementEvent(
        fair_id=fair.id, name=row["name"][:200], day=day, place=fair.unit.full_name if day else ""
    )


def _agreement(story: Story, row: dict, event: AgreementEvent) -> Agreement:
    terms = "; ".join(row.get("terms", ()))
    facts = AgreementFacts(
        kind=AgreementKind.MEMORANDUM,
        level=AgreementLevel(row["level"]),
        parties=(_capital(row["party_a"]), _capital(row["party_b"])),
        count=row["count"],
        terms=f"{_capital(terms)}." if terms else "",
        signed_on=event.day,
        source=row["source"],
        event_id=event.id,
    )
    return agreements.enter(story.organiser, story.past[row["event"]], facts, story.now)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
