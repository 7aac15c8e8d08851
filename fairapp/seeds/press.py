"""What the press said of past fairs, read from the project's own files of facts."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from fairapp.domain.fairs import FairKind

FACTS = Path(__file__).resolve().parent.parent / "data"

# Signings without a fair of their own: kept, so that what was signed there has a place.
SIGNINGS = {"E15"}
PHASES = {
    "plan": "theo kế hoạch",
    "opening": "nêu khi khai mạc",
    "under_way": "nêu khi đang diễn ra",
    "results": "kết quả sau hội chợ",
}
ONLY_OPENING = "Chỉ biết ngày khai mạc."
NO_DATE = "Không nguồn nào nêu ngày."
OFFICIALS_ONLY = {"E13"}  # whose note names who was there, which is nobody's business here


@dataclass(frozen=True)
class Figure:
    """One number as it was said."""

    what: str
    value: int
    qualifier: str
    source: str
    note: str


@dataclass(frozen=True)
class Place:
    """Where a past fair was held, and on which days there."""

    name: str
    days: tuple[date, ...]


@dataclass(frozen=True)
class Record:
    """A past fair as it is known."""

    id: str
    kind: FairKind
    name: str
    unit: str
    days: tuple[date, ...]
    places: tuple[Place, ...]
    organisers: tuple[str, ...]
    figures: tuple[Figure, ...]
    source: str
    address: str = ""


def events() -> dict:
    return json.loads((FACTS / "events.json").read_text(encoding="utf-8"))


def read_records() -> list[Record]:
    """Every past fair in Việt Nam that the files know; of the longer list only those with full dates."""
    rows = events()["events"]
    held = [row for row in rows if row["units"] and (row["kind"] or row["id"] in SIGNINGS)]
    press = json.loads((FACTS / "press_fairs.json").read_text(encoding="utf-8"))["fairs"]
    dated = [row for row in press if row["from"] and row["to"]]
    return [*map(_event, held), *map(_press_fair, dated)]


def _event(row: dict) -> Record:
    days = _days(row)
    note = None if row["id"] in OFFICIALS_ONLY else row.get("note")
    said = [row.get("period"), note, _published(row), _caveat(row, days)]
    return Record(
        id=row["id"],
        kind=FairKind(row["kind"] or FairKind.CONFERENCE),
        name=row["name"],
        unit=row["units"][0],
        days=days,
        places=_places(row, days),
        organisers=tuple(_capital(name) for name in row.get("organisers", ())),
        figures=tuple(_figure(figure, row["source"], "") for figure in row.get("figures", ())),
        source=_source([row["source"]], said),
        address=row.get("address", ""),
    )


def _press_fair(row: dict) -> Record:
    days, sources = _days(row), row["sources"]
    said = [row.get("fee"), row.get("note"), _zones(row), _caveat(row, days)]
    phase = PHASES[row["phase"]]
    return Record(
        id=row["id"],
        kind=FairKind(row["kind"]),
        name=row["name"],
        unit=row["unit"],
        days=days,
        places=_places(row, days),
        organisers=(),
        figures=tuple(_figure(figure, "; ".join(sources), phase) for figure in row["figures"]),
        source=_source(sources, said),
    )


def _days(row: dict) -> tuple[date, ...]:
    """From the first to the last day, the extension included, without the days on which it was closed."""
    if not row["from"]:
        return ()
    first = date.fromisoformat(row["from"])
    last = date.fromisoformat(row.get("extended_to") or row["to"] or row["from"])
    closed = set(row.get("closed", ()))
    days = (first + timedelta(days=i) for i in range((last - first).days + 1))
    return tuple(day for day in days if day.isoformat() not in closed)


def _places(row: dict, days: tuple[date, ...]) -> tuple[Place, ...]:
    """One place as a rule; some fairs had several, each with days of its own."""
    if not days:
        return ()
    if "sites" in row:
        return tuple(Place(site["name"], _days({"to": None, "from": None, **site})) for site in row["sites"])
    venue = row.get("venue", "")
    if len(row.get("units", ())) > 1:
        return (Place(f"Hà Nội – {venue}", days), Place(f"TP. Hồ Chí Minh – {venue}", days))
    return (Place(_capital(venue) or "Địa điểm không được nêu", days),)


def _figure(figure: dict, source: str, phase: str) -> Figure:
    note = "; ".join(part for part in (figure.get("note"), phase) if part)
    return Figure(figure["what"], figure["value"], figure["qualifier"], figure.get("source", source), note)


def _zones(row: dict) -> str:
    parts = [f"{name} {number}" for name, number in row.get("zones", ()) if number]
    return f"Các khu: {'; '.join(parts)}." if parts else ""


def _published(row: dict) -> str:
    day = row.get("published")
    return f"Nguồn đăng ngày {date.fromisoformat(day):%d/%m/%Y}." if day else ""


def _caveat(row: dict, days: tuple[date, ...]) -> str:
    if not days:
        return NO_DATE
    return "" if row["to"] or "khai mạc" in row.get("note", "") else ONLY_OPENING


def _source(sources: list[str], said: list[str | None]) -> str:
    sentences = [_sentence(part) for part in said if part]
    return " ".join(["; ".join(sources) + ".", *sentences])


def _sentence(text: str) -> str:
    return _capital(text) if text.endswith(".") else f"{_capital(text)}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
