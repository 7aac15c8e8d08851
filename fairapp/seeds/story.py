"""What the steps of the seed hand on to each other: the clock, the cast and the fairs made so far."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from fairapp.db import clock_at, db
from fairapp.domain.calendar import at_local, local_day
from fairapp.domain.text import fold, sort_key
from fairapp.models import (
    Application,
    AuditEntry,
    Delegation,
    Fair,
    GateDevice,
    GateSupervisor,
    Hall,
    Organisation,
    Producer,
    User,
)
from fairapp.services import accounts

Row = TypeVar("Row")


@dataclass
class Story:
    """Told at one moment; nothing in it happens later than that."""

    now: datetime
    owner: Organisation = field(init=False)
    stranger: Organisation = field(init=False)
    cast: dict[str, User] = field(default_factory=dict)  # by what they do here: organiser, lead …
    halls: dict[str, Hall] = field(default_factory=dict)
    past: dict[str, Fair] = field(default_factory=dict)  # by the id of their record
    producers: list[Producer] = field(default_factory=list)
    cooks: list[Producer] = field(default_factory=list)  # those who cook at their booth
    applications: list[Application] = field(default_factory=list)  # to the fair under way
    coming_applications: list[Application] = field(default_factory=list)
    live: Fair = field(init=False)
    coming: Fair = field(init=False)
    phones: dict[int, list[GateDevice]] = field(default_factory=dict)  # by the gate they stand at
    supervisor: GateSupervisor = field(init=False)
    delegations: dict[str, Delegation] = field(default_factory=dict)  # of the fair under way, by province

    @property
    def today(self) -> date:
        return local_day(self.now)

    @property
    def organiser(self) -> User:
        return self.cast["organiser"]

    def day(self, offset: int) -> date:
        """A day counted from the first day of the fair under way, which was the day before yesterday."""
        return self.today + timedelta(days=offset - 2)

    def at(self, offset: int, clock: time) -> datetime:
        return at_local(self.day(offset), clock)


@contextmanager
def told_at(moment: datetime) -> Iterator[None]:
    """What is done inside happened at this moment, down to the rows that are written last."""
    with clock_at(moment):
        yield
        db.session.flush()


def named(name: str) -> dict[str, str]:
    """The columns that searching and sorting by name need."""
    return {"name": name, "folded": fold(name), "sort_key": sort_key(name)}


def save(rows: list[Row]) -> list[Row]:
    """Add rows of one kind in their order and learn their ids."""
    db.session.add_all(rows)
    db.session.flush()
    return rows


def tell(
    at: datetime,
    actor: User | None,
    action: str,
    subject: tuple[str, object],
    sentence: str,
    *,
    fair: Fair | None = None,
    private: bool = False,
    **values: object,
) -> AuditEntry:
    """A decision in the record, dated when it was taken."""
    entry = accounts.audit(
        actor, action, *subject, sentence, fair_id=fair.id if fair else None, private=private, **values
    )
    entry.at = at
    return entry
