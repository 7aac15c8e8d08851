"""What a phone sends, read and in its types."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from fairapp.domain.verdicts import Direction, How, Reason


@dataclass(frozen=True, slots=True)
class Override:
    """A supervisor's word; `proof` comes from the PIN (domain/gate_pins.py)."""

    supervisor: int
    why: str
    proof: str


@dataclass(frozen=True, slots=True)
class SentScan:
    """One scan. `reason` is what the phone said before any override; None asks the server to say it."""

    id: uuid.UUID
    code: str
    gate: int
    direction: Direction
    how: How
    at: datetime
    skew: int | None = None
    reason: Reason | None = None
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class SentClick:
    """One press of the clicker; `undoes` names the one it takes back."""

    id: uuid.UUID
    gate: int
    at: datetime
    kind: str
    n: int
    skew: int | None = None
    undoes: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Dead:
    """An item that nobody can read: what it was, and what is wrong with it."""

    id: str | None
    body: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Phone:
    """How a phone does, in its own words. `clock` is what it showed when sending."""

    clock: datetime
    battery: int | None = None
    unsent: int | None = None
    version: str = ""
    skew: int | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """An upload: the phone, what can be read, and what cannot."""

    phone: Phone
    cursor: str | None = None
    tell: bool = False
    scans: list[SentScan] = field(default_factory=list)
    clicks: list[SentClick] = field(default_factory=list)
    dead: list[Dead] = field(default_factory=list)
