"""On whose behalf a file is read: what may be known to this person, and what may be written."""

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import ColumnElement, and_, or_, select

from fairapp.db import db, now
from fairapp.domain.accounts import Role
from fairapp.domain.calendar import local_day
from fairapp.models import Application, Delegation, Fair, Producer, Site, Unit, User
from fairapp.services import places
from fairapp.services.applications import parties
from fairapp.services.applications.endorsement import Charge, charge_in, charge_of, places_of
from fairapp.services.applications.listing import SENT, at_places


@dataclass(frozen=True)
class Scope:
    """An organiser stands at a fair of its own; a lead at its provinces, and at one fair for applications."""

    actor: User
    fair: Fair | None = None
    site: Site | None = None

    @property
    def is_lead(self) -> bool:
        return self.actor.role == Role.DELEGATION

    @cached_property
    def units(self) -> dict[str, Unit]:
        """The provinces in which producers may be entered."""
        today = {unit.id: unit for unit in places.list_units(local_day(now()))}
        if not self.is_lead:
            return today
        return {id_: unit for id_, unit in today.items() if any(id_ in one.offered for one in self._charges)}

    def mine(self) -> ColumnElement[bool]:
        """Producers without an account for whom this person acts."""
        if not self.is_lead:
            return and_(Producer.user_id.is_(None), Producer.entered_by_id.in_(self._colleagues))
        of_units = Producer.unit_id.in_({unit for one in self._charges for unit in one.units})
        by_name = Producer.id.in_({id_ for one in self._charges for id_ in one.ids})
        own = and_(Producer.entered_by_id == self.actor.id, Producer.unit_id.in_(self.units))
        return and_(Producer.user_id.is_(None), or_(of_units, by_name, own))

    def known(self) -> ColumnElement[bool]:
        """The same, and those that have sent an application to where this person may read it."""
        sent = select(Application.producer_id).join(Application.producer).where(SENT, self._read())
        return or_(self.mine(), Producer.id.in_(sent.correlate(None)))

    def may_write(self, producer: Producer) -> bool:
        if producer.user_id is not None:
            return False
        if not self.is_lead:
            return producer.entered_by_id in self._colleagues
        if producer.entered_by_id == self.actor.id and producer.unit_id in self.units:
            return True
        return any(producer.unit_id in one.units or producer.id in one.ids for one in self._charges)

    def find_collective(self, producer: Producer) -> Delegation | None:
        """The collective with which it comes, where none of the lead's provinces brings it."""
        if any(producer.unit_id in parties.area(one) for one in self._led):
            return None
        return next((one for one in self._led if one.unit_id is None), None)

    def lock(self) -> None:
        """One file after the other, for a producer is recognised by more than one key could hold apart.

        The weaker lock leaves everybody else's rows that point here alone.
        """
        ids = sorted(self.units)
        query = select(Unit.id).where(Unit.id.in_(ids)).order_by(Unit.id)
        db.session.execute(query.with_for_update(key_share=True))

    @cached_property
    def _led(self) -> list[Delegation]:
        led = places_of(self.actor)
        return [one for one in led if self.fair is None or one.fair_id == self.fair.id]

    @cached_property
    def _charges(self) -> list[Charge]:
        if self.fair is None:
            return [charge_of(self.actor)]
        return [charge_in(delegation, self.actor) for delegation in self._led]

    @cached_property
    def _colleagues(self) -> frozenset[int]:
        query = select(User.id).where(
            User.role == Role.ORGANISER, User.organisation_id == self.actor.organisation_id
        )
        return frozenset(db.session.scalars(query))

    def _read(self) -> ColumnElement[bool]:
        if self.is_lead:
            return at_places(self._led)
        return Application.fair_id == (self.fair.id if self.fair else None)
