"""Agreements of which the press told, at their levels and with their counts."""

from datetime import date

from fairapp.domain.agreements import AgreementKind, AgreementLevel
from fairapp.models import Agreement
from fairapp.seeds import press
from fairapp.seeds.story import Story, save


def sow(story: Story) -> str:
    rows = press.events()
    days = {row["id"]: row["from"] for row in rows["events"]}
    saved = save([_agreement(story, row, days[row["event"]]) for row in rows["agreements"]])
    return f"{sum(row.count for row in saved)} agreements as reported"


def _agreement(story: Story, row: dict, day: str | None) -> Agreement:
    terms = "; ".join(row.get("terms", ()))
    return Agreement(
        fair=story.past[row["event"]],
        kind=AgreementKind.MEMORANDUM,
        level=AgreementLevel(row["level"]),
        party_a=_capital(row["party_a"]),
        party_b=_capital(row["party_b"]),
        count=row["count"],
        terms=f"{_capital(terms)}." if terms else "",
        signed_on=date.fromisoformat(day) if day else None,
        source=row["source"],
        entered_by_id=story.organiser.id,
        entered_at=story.now,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
