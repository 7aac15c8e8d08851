"""A model of the gate, written apart from the program and as plainly as it goes: a list of scans, gone
through from the first to the last. It knows nothing of uploads, so it cannot depend on their order."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass
class Person:
    """One pass as the model sees it: where it is, since when, and its entries of each day."""

    inside: dict[int, tuple[datetime, date, object]]
    entries: dict[date, int]


def replay(scans):
    """{scan id: (word, nth, left_at)} for scans as plain dicts with these keys:

    id, at, day, area, out (bool), own ("ok", "override", or a refusal), told, let_in, again (minutes or None)
    """
    person, said = Person({}, {}), {}
    for scan in sorted(scans, key=lambda s: (s["at"], s["id"])):
        here = person.inside.get(scan["area"])
        if scan["out"]:
            if here is None:
                said[scan["id"]] = ["never_entered" if scan["own"] == "ok" else scan["own"], None, None]
            else:
                said[here[2]][2] = scan["at"]
                said[scan["id"]] = ["left" if scan["own"] == "ok" else "left_cancelled", None, None]
                del person.inside[scan["area"]]
            continue
        word = _coming_in(scan, here)
        if not scan["let_in"] or word not in ("welcome", "welcome_again", "overridden"):
            said[scan["id"]] = [word, None, None]
            continue
        if here is not None and here[1] == scan["day"]:
            said[here[2]][2] = scan["at"]
        person.entries[scan["day"]] = person.entries.get(scan["day"], 0) + 1
        person.inside[scan["area"]] = (scan["at"], scan["day"], scan["id"])
        said[scan["id"]] = [word, person.entries[scan["day"]], None]
    return {id: tuple(row) for id, row in said.items()}


def _coming_in(scan, here):
    if not scan["let_in"]:
        return scan["told"]
    if scan["own"] == "override":
        return "overridden"
    if scan["own"] != "ok":
        return scan["own"]
    if here is None or here[1] != scan["day"]:
        return "welcome"
    minutes = (scan["at"] - here[0]).total_seconds() / 60
    return "welcome_again" if scan["again"] is not None and minutes >= scan["again"] else "still_inside"
