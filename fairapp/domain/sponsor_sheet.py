"""What a sponsor reads of a fair, computed from frozen facts: its own promises, and sums of at least three.

Only what is known is told: who walked by is counted at gates and by passes, who looked is counted by nobody.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from fairapp.domain.attendance import VISITOR_ROLES
from fairapp.domain.changes import Change
from fairapp.domain.disclosure import FEWEST
from fairapp.domain.facts import BenefitFact, FairFacts, ProofFact, SponsorFact
from fairapp.domain.ocop import ProducerKind
from fairapp.domain.positions import Positions, positions
from fairapp.domain.sponsors import BenefitState, benefit_state
from fairapp.domain.summary import FairSummary

SMALL = (ProducerKind.COOPERATIVE, ProducerKind.COOPERATIVE_GROUP, ProducerKind.HOUSEHOLD)
AGAIN = "again"  # the question that is answered with a word; all others with points


@dataclass(frozen=True)
class Kept:
    """One promise and how it stands."""

    benefit: BenefitFact
    state: BenefitState


@dataclass(frozen=True)
class Proof:
    """A delivery as it was seen, with what it was of."""

    what: str
    unit: str
    promised: int
    seen: ProofFact


@dataclass(frozen=True)
class AtGate:
    """Visitors who came in past something, from the day on which it is known to have stood there."""

    what: str
    gate: str
    since: date | None
    entries: int


@dataclass(frozen=True)
class OnPasses:
    """Passes that carried something: all that were issued, and those that were scanned at a gate."""

    what: tuple[str, ...]
    issued: int
    scanned: int
    entries: int


@dataclass(frozen=True)
class Engagement:
    """What people did beyond coming. `days` are visits with a pass by those who had one."""

    registered: int
    registered_came: int
    visitors: int
    days: int

    @property
    def permille(self) -> int | None:
        return 1000 * self.registered_came // self.registered if self.registered else None


@dataclass(frozen=True)
class Rating:
    """What exhibitors thought of one thing, in points from 1 to 5."""

    aspect: str
    answers: int
    points: int

    @property
    def hundredths(self) -> int:
        """The mean, rounded to hundredths of a point."""
        return (200 * self.points + self.answers) // (2 * self.answers)


@dataclass(frozen=True)
class Feedback:
    asked: int
    answers: int
    ratings: tuple[Rating, ...]
    again: dict[str, int]


@dataclass(frozen=True)
class SponsorSheet:
    """Everything that a sponsor's report says, on the page, on paper and as a workbook."""

    summary: FairSummary
    sponsor: SponsorFact
    kept: tuple[Kept, ...]
    proofs: tuple[Proof, ...]
    at_gates: tuple[AtGate, ...]
    on_passes: OnPasses | None
    engagement: Engagement
    small: int
    stars: dict[int, int]
    feedback: Feedback | None
    positions: Positions
    before: int | None = None  # the issue that this one corrects
    corrections: tuple[Change, ...] = ()

    @property
    def delivered(self) -> int:
        return sum(one.state is BenefitState.DELIVERED for one in self.kept)

    @property
    def photos(self) -> tuple[str, ...]:
        """Digests of the pictures, each once."""
        return tuple(dict.fromkeys(proof.seen.photo for proof in self.proofs if proof.seen.photo))


def sponsor_sheet(facts: FairFacts, published: FairSummary, sponsor: SponsorFact) -> SponsorSheet:
    """From the published summary alone: a sponsor never reads a sum of fewer than three exhibitors."""
    if not published.published:
        raise ValueError("a sponsor's report is set from published figures")
    closed = facts.fair.closed
    return SponsorSheet(
        summary=published,
        sponsor=sponsor,
        kept=tuple(
            Kept(one, benefit_state(one.promised, one.delivered, closed, one.given_up))
            for one in sponsor.benefits
        ),
        proofs=_proofs(sponsor),
        at_gates=_at_gates(facts, sponsor),
        on_passes=_on_passes(facts, sponsor),
        engagement=_engagement(facts),
        small=sum(published.scale.by_kind.get(kind.value, 0) for kind in SMALL),
        stars=_stars(facts),
        feedback=_feedback(facts),
        positions=positions(facts, sponsor),
    )


def _proofs(sponsor: SponsorFact) -> tuple[Proof, ...]:
    found = [Proof(one.what, one.unit, one.promised, seen) for one in sponsor.benefits for seen in one.proofs]
    return tuple(sorted(found, key=lambda proof: (proof.seen.day, proof.seen.clock, proof.what)))


def _since(benefit: BenefitFact) -> date | None:
    days = [proof.day for proof in benefit.proofs]
    return min(days, default=benefit.delivered_on)


def _at_gates(facts: FairFacts, sponsor: SponsorFact) -> tuple[AtGate, ...]:
    names = {gate.id: gate.name for gate in facts.gates}
    placed = [one for one in sponsor.benefits if one.delivered and one.gate in names]
    return tuple(
        AtGate(one.what, names[one.gate or 0], _since(one), _entries_at(facts, one.gate, _since(one)))
        for one in placed
    )


def _entries_at(facts: FairFacts, gate: int | None, since: date | None) -> int:
    scanned = sum(
        row.entries
        for row in facts.entries
        if row.gate == gate and row.role in VISITOR_ROLES and (since is None or row.day >= since)
    )
    clicked = (row.n for row in facts.clicks if row.gate == gate and (since is None or row.day >= since))
    return scanned + sum(clicked)


def _on_passes(facts: FairFacts, sponsor: SponsorFact) -> OnPasses | None:
    what = tuple(one.what for one in sponsor.benefits if one.on_passes and one.delivered)
    if not what:
        return None
    return OnPasses(
        what=what,
        issued=sum(row.issued for row in facts.people),
        scanned=sum(row.came for row in facts.people),
        entries=sum(row.entries for row in facts.entries),
    )


def _engagement(facts: FairFacts) -> Engagement:
    registered = [row for row in facts.people if row.role == "visitor"]
    return Engagement(
        registered=sum(row.issued for row in registered),
        registered_came=sum(row.came for row in registered),
        visitors=sum(row.came for row in facts.people if row.role in VISITOR_ROLES),
        days=sum(row.first for row in facts.entries if row.role in VISITOR_ROLES),
    )


def _stars(facts: FairFacts) -> dict[int, int]:
    """Products that were brought, from five stars down; those without are 0."""
    counts: Counter[int] = Counter()
    for goods in facts.goods:
        counts[goods.stars or 0] += goods.n
    return dict(sorted(counts.items(), reverse=True))


def _feedback(facts: FairFacts) -> Feedback | None:
    """What fewer than three said is told to nobody else."""
    given: dict[str, Counter[str]] = {}
    for row in facts.feedback:
        given.setdefault(row.aspect, Counter())[row.answer] += row.n
    again = given.pop(AGAIN, Counter())
    ratings = tuple(
        Rating(aspect, answers.total(), sum(int(points) * n for points, n in answers.items()))
        for aspect, answers in given.items()
        if answers.total() >= FEWEST
    )
    if not ratings:
        return None
    words = dict(again) if again.total() >= FEWEST else {}
    return Feedback(len(facts.exhibitors), max(one.answers for one in ratings), ratings, words)
