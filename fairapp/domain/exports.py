"""A snapshot whole: facts, rules, definitions and every figure, enough for a stranger to recompute them.

The facts are those whose canonical text is hashed: written again as the rule `fingerprint` says, they give
the same bytes.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from fairapp.domain.cells import Address, Cell, cells_of
from fairapp.domain.facts import from_json, sha256
from fairapp.domain.publication import publish_in_turn
from fairapp.domain.summary import FairSummary, Mismatch, summarise

FORMAT = "fairapp-snapshot-1"


@dataclass(frozen=True)
class Frozen:
    """A snapshot as the database keeps it."""

    number: int
    frozen_at: datetime
    sha256: str
    text: str
    earlier: tuple[tuple[int, str], ...] = ()
    """Number and text of the issues before it: what was told then decides what outsiders are told now."""


@dataclass(frozen=True)
class Difference:
    """A cell that is not what it was written down as; None where there is none."""

    cell: str
    stands: object
    computed: object


def export(frozen: Frozen) -> dict[str, Any]:
    """What `flask reports export` writes."""
    facts = from_json(frozen.text)
    summary = summarise(facts)
    return {
        "format": FORMAT,
        "number": frozen.number,
        "frozen_at": frozen.frozen_at.isoformat(),
        "sha256": frozen.sha256,
        "definitions": [asdict(one) for one in summary.definitions],
        "rules": [asdict(one) for one in summary.rules],
        "figures": _rows(summary),
        "published": _rows(published(frozen)),
        "checks": [asdict(one) for one in summary.checks],
        "facts": json.loads(frozen.text),
    }


def published(frozen: Frozen) -> FairSummary:
    """What outsiders are told of it."""
    issues = (*frozen.earlier, (frozen.number, frozen.text))
    return publish_in_turn((number, from_json(text)) for number, text in issues).summary


def to_text(exported: dict[str, Any]) -> str:
    """The same snapshot, the same bytes."""
    return json.dumps(exported, ensure_ascii=False, indent=1) + "\n"


def differences(frozen: Frozen, exported: dict[str, Any] | None = None) -> Iterator[Difference]:
    """Where the fingerprint, or a figure of an export, is not what the facts give."""
    computed = sha256(frozen.text)
    if frozen.sha256 != computed:
        yield Difference("sha256", frozen.sha256, computed)
    try:
        ours = export(frozen)
    except Mismatch as mismatch:  # names the two cells
        yield Difference("figures", str(mismatch), None)
    except (ValueError, TypeError, KeyError, AttributeError) as error:  # the text was tampered with
        yield Difference("facts", f"unreadable: {error}", None)
    else:
        if exported is not None:
            yield from _compare(exported, ours)


def _compare(given: dict[str, Any], ours: dict[str, Any]) -> Iterator[Difference]:
    for name in ("format", "number", "frozen_at", "sha256"):
        if given.get(name) != ours[name]:
            yield Difference(name, given.get(name), ours[name])
    for name in ("figures", "published"):
        yield from _compare_rows(name, given.get(name), ours[name], ("value", "evidence", "plus_minus"))
    yield from _compare_rows("definitions", given.get("definitions"), ours["definitions"])
    yield from _compare_rows("rules", given.get("rules"), ours["rules"])
    for name, rows in ours["facts"].items():
        stands = given["facts"].get(name) if isinstance(given.get("facts"), dict) else None
        if stands != rows:
            yield Difference(f"facts.{name}", *_first_apart(stands, rows))


def _compare_rows(
    name: str, given: Any, ours: list[dict], parts: tuple[str, ...] | None = None
) -> Iterator[Difference]:
    """Cell by cell, in our order, then what the export has besides."""
    stands, computed = _by_key(given), _by_key(ours)
    for key in [*computed, *(key for key in stands if key not in computed)]:
        one, other = stands.get(key), computed.get(key)
        if one != other:
            said = [row and ({p: row.get(p) for p in parts} if parts else row) for row in (one, other)]
            yield Difference(f"{name}: {key}", *_changed(*said))


def _by_key(rows: Any) -> dict[str, dict]:
    if not isinstance(rows, list):
        return {}
    return {str(row.get("cell", row.get("key"))): row for row in rows if isinstance(row, dict)}


def _changed(one: dict | None, other: dict | None) -> tuple[object, object]:
    """Of two rows only what is not the same in both."""
    if one is None or other is None:
        return one and one.get("value", one), other and other.get("value", other)
    apart = [part for part in other if one.get(part) != other[part]]
    if len(apart) == 1:
        return one.get(apart[0]), other[apart[0]]
    return {part: one.get(part) for part in apart}, {part: other[part] for part in apart}


def _first_apart(stands: Any, rows: Any) -> tuple[object, object]:
    if not isinstance(stands, list) or not isinstance(rows, list):
        return stands, rows
    for one, other in zip(stands, rows, strict=False):
        if one != other:
            return one, other
    return f"{len(stands)} rows", f"{len(rows)} rows"


def _rows(summary: FairSummary) -> list[dict[str, Any]]:
    return [_row(address, cell) for address, cell in cells_of(summary).items()]


def _row(address: Address, cell: Cell) -> dict[str, Any]:
    return {"cell": str(address), "figure": address.figure, "key": address.key, **asdict(cell)}
