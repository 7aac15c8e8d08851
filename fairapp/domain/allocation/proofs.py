"""Whether a refusal's reason is true: asked of checker and objective, not of what made the reason.

Every number and name that the sentence states is worked out anew; a single other one, and it is not proved.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from fairapp.domain.allocation.checker import Rule, made_worse, violations
from fairapp.domain.allocation.instance import App, Instance, Plan
from fairapp.domain.allocation.lottery import is_drawn
from fairapp.domain.allocation.objective import Score, Term, score
from fairapp.domain.allocation.reasons import AMONG_OTHERS, Beside, Code, Refusal
from fairapp.domain.allocation.shares import fair_shares
from fairapp.domain.allocation.weights import Weights

Run = tuple[str, ...]
STATED = re.compile(r"%\((\w+)\)s")
BREAKS = {
    Code.MAXIMUM: Rule.MAXIMUM,
    Code.CAP: Rule.CAP,
    Code.TAKEN: Rule.TWICE,
    Code.NEED_TAKEN: Rule.TWICE,
    Code.ROWS_TAKEN: Rule.TWICE,
    Code.NEED_ROWS_TAKEN: Rule.TWICE,
    Code.ADJOINING: Rule.TWICE,
    Code.ZONE_MAXIMUM: Rule.ZONE_MAXIMUM,
}
"""What every place breaks that the application could have otherwise."""
OWN = frozenset({Term.PLACED, Term.STAR, Term.FIRST, Term.PAST, Term.EXTRA, Term.MERIT})


def is_proved(given: Instance, plan: Plan, weights: Weights, refusal: Refusal) -> bool:
    return Proofs(given, plan, weights).hold(refusal)


class Proofs:
    """A plan, made ready to have one refusal after the other proved."""

    def __init__(self, given: Instance, plan: Plan, weights: Weights) -> None:
        self.given, self.plan, self.weights = given, plan, weights
        self.shares = fair_shares(given)
        self.before = violations(given, plan)
        self.now = self._score(plan)
        self.drawn = is_drawn(given.apps)

    def hold(self, refusal: Refusal) -> bool:
        return _Proof(self, self.given.app[refusal.app], refusal).holds()

    def _score(self, plan: Plan) -> Score:
        return score(self.given, plan, self.weights, self.shares)

    def changed(self, app: App, run: Run, gone: set[str] = frozenset()) -> dict[str, Run]:
        return {id: booths for id, booths in self.plan.items() if id not in gone} | {app.id: run}

    def broken(self, plan: Plan) -> set[Rule]:
        return {wrong.rule for wrong in made_worse(self.before, violations(self.given, plan))}

    def worth(self, app: App, run: Run) -> int:
        """What it brings by being placed at all."""
        alone = score(self.given, {app.id: run}, self.weights, self.shares)
        return sum(line.value for line in alone.lines if line.term in OWN)

    def holders(self, booths: Run) -> set[str]:
        return {id for id, run in self.plan.items() if set(run) & set(booths)}


class _Proof:
    """One refusal against its plan."""

    def __init__(self, proofs: Proofs, app: App, refusal: Refusal) -> None:
        self.all, self.app, self.code, self.beside = proofs, app, refusal.code, refusal.beside
        self.given, self.values, self.sentence = proofs.given, refusal.values, refusal.sentence

    def holds(self) -> bool:
        stated = set(STATED.findall(self.sentence)) | (set(self.values) & {"instead", "at"})
        if stated != set(self.values) or (self.code in AMONG_OTHERS) != (self.beside is not None):
            return False
        return self._code_holds() and self._beside_holds() and self.facts() == self.values

    def facts(self) -> dict[str, object]:
        """Every value of the sentence as it ought to be."""
        named = {
            "until": self.app.cert_until,
            "end": self.given.fair_end,
            "size": self.app.size,
            "province": self.app.prov,
            "group": self.app.group,
            "asked": self.app.equivalents,
            "needs": ", ".join(sorted(self.app.needs)),
        }
        return {name: named[name] if name in named else self._number(name) for name in self.values}

    def _number(self, name: str) -> object:
        if name in ("used", "most"):
            return self._quota()[name]
        if name == "all":
            return len(self.fitting)
        if name == "free":
            return sum(not self.all.holders((b,)) and self._suits((b,), size=1) for b in self.given.booth)
        if name == "points":
            return self.own
        if name == "lowest":
            return min(self._alike.values())
        if name in ("instead", "at"):
            return self.values[name]  # judged by what it would mean
        return self._of_step(name)

    def _of_step(self, name: str) -> object:
        """What the step that the sentence speaks of changes."""
        if self.code == Code.COSTS:
            return -max(self._changes())
        if self.beside is None and name == "gain":
            return self._change(self.all.changed(self.app, self._at))
        if name in ("loss", "gain"):
            return abs(self._change(self._exchanged))
        after = self.all._score(self._exchanged)
        falls = {n.term: n.value - a.value for n, a in zip(self.all.now.lines, after.lines, strict=True)}
        worst = max(falls, key=lambda term: falls[term])
        return worst.value if name == "term" else falls[worst]

    def _quota(self) -> dict[str, int | None]:
        kind, most = (
            ("prov", self.given.province[self.app.prov].max)
            if self.code == Code.MAXIMUM
            else ("group", self.given.caps.get(self.app.group))
        )
        used = sum(other.equivalents for other in self._placed_like(kind))
        return {"used": used, "most": most}

    def _placed_like(self, kind: str) -> list[App]:
        placed = [self.given.app[id] for id in self.all.plan]
        return [other for other in placed if getattr(other, kind) == getattr(self.app, kind)]

    @cached_property
    def rows(self) -> list[Run]:
        """As many booths as it needs from every booth on, as far as the row goes."""
        found = []
        for booth in self.given.booths:
            run = [booth.id]
            while len(run) < self.app.size and (following := self.given.booth[run[-1]].next):
                run.append(following)
            found.append(tuple(run))
        return found

    @cached_property
    def fitting(self) -> list[Run]:
        """Where it could stand if it were alone, its certificate apart."""
        return [run for run in self.rows if self._suits(run)]

    def _suits(self, run: Run, size: int | None = None) -> bool:
        valid = replace(self.app, cert_until=self.given.fair_end, size=size or self.app.size)
        alone = replace(
            self.given, apps=(valid,), provinces=(), caps={}, locks={}, published={}, moved_at_most=None
        )
        return not violations(alone, {valid.id: run})

    @cached_property
    def tried(self) -> dict[Run, set[Rule]]:
        """Which rules each of these places would break."""
        return {run: self.all.broken(self.all.changed(self.app, run)) for run in self.fitting}

    @cached_property
    def own(self) -> int:
        return self.all.worth(self.app, self.rows[0])

    @cached_property
    def others(self) -> dict[str, int]:
        """What each of those is worth that the sentence speaks of."""
        if self.code in (Code.MAXIMUM, Code.CAP):
            ids = {one.id for one in self._placed_like("prov" if self.code == Code.MAXIMUM else "group")}
        else:
            ids = {id for run in self.fitting for id in self.all.holders(run)}
        return {id: self.all.worth(self.given.app[id], self.all.plan[id]) for id in ids}

    @property
    def _alike(self) -> dict[str, int]:
        kind = (self.app.space, self.app.size)
        return {
            id: n
            for id, n in self.others.items()
            if (self.given.app[id].space, self.given.app[id].size) == kind
        }

    @property
    def _at(self) -> Run:
        return tuple(str(self.values["at"]).split(", "))

    @property
    def _gone(self) -> set[str]:
        return self.all.holders(tuple(str(self.values["instead"]).split(", ")))

    @property
    def _exchanged(self) -> dict[str, Run]:
        return self.all.changed(self.app, self._at, self._gone)

    def _change(self, plan: Plan) -> int:
        return self.all._score(plan).z - self.all.now.z

    def _changes(self) -> Iterator[int]:
        return (
            self._change(self.all.changed(self.app, run)) for run, rules in self.tried.items() if not rules
        )

    def _code_holds(self) -> bool:
        if self.code == Code.CERTIFICATE:
            return self.app.cert_until < self.given.fair_end
        if self.code in (Code.NO_SUCH_PLACE, Code.NEVER_ADJOINING):
            singly = any(self._suits((b,), size=1) for b in self.given.booth)
            return not self.fitting and singly == (self.code == Code.NEVER_ADJOINING)
        tried = self.tried
        if self.code == Code.ZONE_MAXIMUM:
            tried = {run: rules for run, rules in tried.items() if Rule.TWICE not in rules}
        if self.code in BREAKS:
            return bool(tried) and all(BREAKS[self.code] in rules for rules in tried.values())
        best = max(self._changes(), default=None)
        if best is None or self.code == Code.FREE:
            return best is not None and self._at in tried and not tried[self._at] and best > 0
        return best < 0 if self.code == Code.COSTS else best == 0

    def _beside_holds(self) -> bool:
        if self.beside is None:
            return True
        if self.beside in (Beside.POINTS, Beside.EARLIER, Beside.DRAWN):
            return self._points_hold()
        if self.beside is Beside.NOBODY:
            return not any(self._could(gone, at) for at in self.fitting for gone in self._making_room(at))
        if self._at not in self.fitting or not self._could(self._gone, self._at):
            return False
        change = self._change(self._exchanged)
        return {Beside.LOSES: change < 0, Beside.EVEN: change == 0, Beside.GAINS: change > 0}[self.beside]

    def _points_hold(self) -> bool:
        tied = [id for id, n in self._alike.items() if n == self.own]
        if not self._alike or any(n < self.own for n in self.others.values()):
            return False
        if self.beside is Beside.POINTS:
            return not tied
        before = all(self.given.app[id].applied < self.app.applied for id in tied)
        return bool(tied) and before and self.all.drawn == (self.beside is Beside.DRAWN)

    def _making_room(self, at: Run) -> list[set[str]]:
        there = self.all.holders(at)
        return [there] if there else [{id} for id in self.others]

    def _could(self, gone: set[str], at: Run) -> bool:
        return not self.all.broken(self.all.changed(self.app, at, gone))
