"""What sponsors were promised, and what they got."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ProofFact:
    """How a delivery can be seen; `photo` is the SHA-256 of the picture's bytes, `clock` local, as 08:30."""

    day: date
    clock: str
    delivered: int
    place: str
    note: str
    photo: str


@dataclass(frozen=True)
class BenefitFact:
    """A promise. `gate` is where it can be seen, `on_passes` whether it is printed on them."""

    what: str
    unit: str
    promised: int
    delivered: int
    proof: str
    shortfall: str
    make_good: str
    delivered_on: date | None
    due_on: date | None = None
    given_up: bool = False
    on_passes: bool = False
    gate: int | None = None
    proofs: tuple[ProofFact, ...] = ()


@dataclass(frozen=True)
class SponsorFact:
    id: int
    name: str
    tier: str
    contribution: int
    in_kind: str
    goals: str
    benefits: tuple[BenefitFact, ...]
