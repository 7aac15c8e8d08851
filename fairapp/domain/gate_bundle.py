"""What a gate phone keeps, and what the rules read.

The bundle is what a phone keeps: a plain dict that JSON carries unchanged (`Bundle` below). It
names nobody. Numbers used as keys are strings, as JSON wants. Every time of day in it is local to
the fair; `utc_offset` (minutes) leads there from UTC, so a phone set to another zone judges the same.

    {"fair": {"id": 7, "name": "Hội chợ OCOP"},
     "utc_offset": 420,
     "keys": {"1": {"public": "64 hex digits", "refused": false}},
     "zones": [{"bit": 0, "name": "Cổng A"}],
     "gates": [{"id": 3, "site": 1, "area": 1, "name": "Cổng A", "zone": 0, "kinds": [0, 1]}],
     "sessions": [{"site": 1, "day": "2026-11-20", "opens": "08:00", "closes": "21:30", "kind": "fair"}],
     "rules": {"visitor": {"zones": null, "days": ["fair"], "before": 0, "after": 0, "again_after": null}},
     "revoked": [88012345],
     "superseded": {"88012346": 2}}

A session is open from `opens` (that minute is in) to `closes` (that minute is out, "24:00" is the end
of the day); a role may enter `before` minutes earlier and `after` minutes later, within the same day.
`zones` of a rule are those whose gates the role may use; null leaves that to the pass. Someone who is
inside may come in again without having left `again_after` minutes after the last entry: 0 is at once,
null never. `kinds` of a gate are the kinds of passes it takes, 0 persons and 1 vehicles; a rule named
"vehicle" goes before the role's own.

`area` is what somebody at this gate walks into and out of: gates of one area share who is inside.
`seen` is what is known of that: {"88012347/1": {"inside": true, "entered_at": "…Z", "gate": 3}}, the
pass's number and the area leading to the entry that stands. An entry of an earlier day no longer bars
the way in. How bundle and `seen` travel is told in docs/gate-protocol.md.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypedDict

from fairapp.domain.passes import Role


class DayKind(StrEnum):
    """What goes on in the hall that day; CLOSED is a day without visitors between two fair days."""

    BUILD_UP = "build_up"
    FAIR = "fair"
    CLOSED = "closed"
    DISMANTLING = "dismantling"


class FairName(TypedDict):
    id: int
    name: str


class Key(TypedDict):
    public: str
    refused: bool


class Zone(TypedDict):
    bit: int
    name: str


class GatePost(TypedDict):
    id: int
    site: int
    area: int
    name: str
    zone: int
    kinds: list[int]


class Session(TypedDict):
    site: int
    day: str
    opens: str
    closes: str
    kind: str


class Rule(TypedDict):
    zones: list[int] | None
    days: list[str]
    before: int
    after: int
    again_after: int | None


class Bundle(TypedDict):
    fair: FairName
    utc_offset: int
    keys: dict[str, Key]
    zones: list[Zone]
    gates: list[GatePost]
    sessions: list[Session]
    rules: dict[str, Rule]
    revoked: list[int]
    superseded: dict[str, int]


class Visit(TypedDict):
    inside: bool
    entered_at: str
    gate: int


Seen = Mapping[str, Visit]


def seen_key(number: int, area: int) -> str:
    """Under what `seen` keeps a pass in an area."""
    return f"{number}/{area}"


def minutes(clock: str) -> int:
    """The minute of the day of "07:30"; "24:00" is its end."""
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def site_sessions(
    site: int, opening: list[tuple[date, time, time]], build_from: datetime, clear_by: datetime
) -> list[Session]:
    """The sessions of one site from the first day of building to the last of dismantling (local times).

    Days without opening hours are built up, closed or dismantled all day long; taking down begins
    when the last session closes.
    """
    fair_days = sorted(day for day, _, _ in opening)
    sessions = [_session(site, day, f"{o:%H:%M}", f"{c:%H:%M}", DayKind.FAIR) for day, o, c in opening]
    if fair_days:
        last_close = max(closes for day, _, closes in opening if day == fair_days[-1])
        sessions.append(_session(site, fair_days[-1], f"{last_close:%H:%M}", "24:00", DayKind.DISMANTLING))
    for offset in range((clear_by.date() - build_from.date()).days + 1):
        day = build_from.date() + timedelta(days=offset)
        if day not in fair_days:
            opens = f"{build_from:%H:%M}" if day == build_from.date() else "00:00"
            closes = f"{clear_by:%H:%M}" if day == clear_by.date() else "24:00"
            sessions.append(_session(site, day, opens, closes, _kind_of(day, fair_days)))
    return sorted(sessions, key=lambda session: (session["day"], session["opens"]))


def _session(site: int, day: date, opens: str, closes: str, kind: DayKind) -> Session:
    return {"site": site, "day": day.isoformat(), "opens": opens, "closes": closes, "kind": str(kind)}


def _kind_of(day: date, fair_days: list[date]) -> DayKind:
    """What is done on a day without opening hours."""
    if not fair_days or day < fair_days[0]:
        return DayKind.BUILD_UP
    return DayKind.DISMANTLING if day > fair_days[-1] else DayKind.CLOSED


ALL_DAY_KINDS = [DayKind.BUILD_UP, DayKind.FAIR, DayKind.CLOSED, DayKind.DISMANTLING]
WORKING_DAYS = [DayKind.BUILD_UP, DayKind.FAIR, DayKind.DISMANTLING]


def _rule(days: list[DayKind], before: int = 0, after: int = 0, again_after: int | None = None) -> Rule:
    return {
        "zones": None,
        "days": [str(day) for day in days],
        "before": before,
        "after": after,
        "again_after": again_after,
    }


USUAL_RULES: dict[str, Rule] = {
    str(role): rule
    for role, rule in {
        Role.EXHIBITOR: _rule(WORKING_DAYS, before=90, after=60),
        Role.BOOTH_STAFF: _rule(WORKING_DAYS, before=90, after=60),
        Role.BUILDER: _rule([DayKind.BUILD_UP, DayKind.DISMANTLING], again_after=0),
        Role.ORGANISER: _rule(ALL_DAY_KINDS, before=24 * 60, after=24 * 60, again_after=0),
        Role.GUEST: _rule([DayKind.FAIR], before=30),
        Role.PRESS: _rule([DayKind.FAIR], before=60),
        Role.SERVICE: _rule(ALL_DAY_KINDS, before=180, after=180, again_after=0),
        Role.VISITOR: _rule([DayKind.FAIR]),
    }.items()
}
"""What a fair begins with."""

VEHICLE_RULE = "vehicle"
"""The rule of vehicles, whatever their holder's role; without it the role's own holds for them, too."""
