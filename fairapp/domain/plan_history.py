"""A plan's history: what each step changed, thing by thing, and what it takes to go back or to compare.

A plan's state is what stands on it in plain values, by (what, key): ("booth", "3fa9") → {"number": "A01", …}.
A change holds of one thing what was and what is: all of it when the thing came or went, else the fields that
differ. Undoing, going back to a saved version and telling two versions apart are all done with changes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple

Facts = Mapping[str, object]
State = Mapping["Name", Facts]

PLACE = ("x", "y", "width", "depth")
WHAT = ("underlay", "zone", "feature", "booth")  # booths stand in zones, so zones come first and go last


class Name(NamedTuple):
    """What kind of thing, and which."""

    what: str
    key: str


@dataclass(frozen=True)
class Change:
    """What happened to one thing; None before: it came, None after: it went."""

    what: str
    key: str
    before: Facts | None
    after: Facts | None

    @property
    def name(self) -> Name:
        return Name(self.what, self.key)

    def as_json(self) -> dict[str, object]:
        return asdict(self)


class Clash(Exception):
    """The plan is not as a change found it; `names` are the things that are otherwise."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.names = list(names)
        super().__init__(", ".join(name.key for name in self.names))


@dataclass(frozen=True)
class StepFacts:
    """Of a step what undo and redo look at: whether it is itself an undo or a redo, and was undone since."""

    version: int
    turns: int | None = None
    undone: bool = False


def read(rows: Iterable[Mapping]) -> list[Change]:
    """Changes as they were kept."""
    return [Change(row["what"], row["key"], row["before"], row["after"]) for row in rows]


def differences(old: State, new: State) -> list[Change]:
    """What it takes to come from one state to the other."""
    found = []
    for name in sorted({*old, *new}, key=lambda name: (WHAT.index(name.what), name.key)):
        before, after = old.get(name), new.get(name)
        if before is None or after is None:
            found.append(Change(*name, before, after))
        elif differing := _differing(before, after):
            was = {field: before.get(field) for field in differing}
            found.append(Change(*name, was, {field: after[field] for field in differing}))
    return found


def _differing(before: Facts, after: Facts) -> list[str]:
    """A place is one thing: whoever moved a booth since has moved all of it."""
    differing = {field for field in after if after[field] != before.get(field)}
    whole = {field for field in PLACE if field in after} if differing.intersection(PLACE) else set()
    return [field for field in after if field in differing | whole]


def inverse(changes: Iterable[Change]) -> list[Change]:
    return [Change(change.what, change.key, change.after, change.before) for change in changes]


def apply(state: State, changes: Iterable[Change]) -> dict[Name, Facts]:
    """The state after the changes; Clash names everything that is not as the changes found it."""
    result, clashes = dict(state), []
    for change in changes:
        facts = result.get(change.name)
        if (facts is None) != (change.before is None) or any(
            facts is not None and facts.get(field) != value for field, value in (change.before or {}).items()
        ):
            clashes.append(change.name)
        elif change.after is None:
            del result[change.name]
        else:
            result[change.name] = {**(facts or {}), **change.after}
    if clashes:
        raise Clash(clashes)
    return result


def back(state: State, steps: Iterable[Sequence[Change]]) -> dict[Name, Facts]:
    """The state before these steps, the latest first. Later changes of what they touched are overruled."""
    result = dict(state)
    for changes in steps:
        for change in changes:
            if change.before is None:
                result.pop(change.name, None)
            else:
                result[change.name] = {**result.get(change.name, {}), **change.before}
    return result


def touched(changes: Iterable[Change]) -> set[Name]:
    return {change.name for change in changes}


def to_undo(steps: Iterable[StepFacts]) -> StepFacts | None:
    """Of one person's steps, in order, the latest that is neither undone nor itself an undo or a redo."""
    own = [step for step in steps if step.turns is None and not step.undone]
    return own[-1] if own else None


def to_redo(steps: Iterable[StepFacts]) -> StepFacts | None:
    """Of the undone steps the one undone last; a new step leaves nothing to be done again."""
    known, waiting = {}, []
    for step in steps:
        known[step.version] = step
        if step.turns is None:
            waiting = []
        elif waiting and waiting[-1] == step.turns:
            waiting.pop()  # done again
        else:
            waiting.append(step.turns)
    return known[waiting[-1]] if waiting else None
