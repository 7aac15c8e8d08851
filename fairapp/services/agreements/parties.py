"""Who of those that sign is known here: an exhibitor of the fair, or a unit or its office."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from fairapp.db import db
from fairapp.domain.agreements import unit_of
from fairapp.domain.applications import ApplicationState
from fairapp.domain.text import fold
from fairapp.models import Application, Fair, Producer

EXHIBITS = (ApplicationState.ACCEPTED,)


@dataclass(frozen=True)
class Party:
    """A name as it was typed, and whom it stands for."""

    name: str
    producer_id: int | None = None
    unit_id: str | None = None


def recognise(fair: Fair, names: Sequence[str], on: date | None, own: int | None) -> list[Party]:
    """Each name with whom it surely means; `own` is the exhibitor that enters, first if it is not named."""
    known = _exhibitors(fair, names)
    found = [_party(name, known, on) for name in names]
    if own is not None and all(party.producer_id != own for party in found):
        found[0] = Party(found[0].name, own)
    return found


def list_suggestions(fair: Fair) -> list[str]:
    """The exhibitors' names, for a form that completes them."""
    query = select(Producer.name).join(Application, Application.producer_id == Producer.id)
    query = query.where(Application.fair_id == fair.id, Application.state.in_(EXHIBITS))
    return list(db.session.scalars(query.order_by(Producer.sort_key, Producer.id)))


def _party(name: str, known: dict[str, list[int]], on: date | None) -> Party:
    """Of two exhibitors with one name neither is meant for sure."""
    producers = known.get(fold(name), [])
    if len(producers) == 1:
        return Party(name, producers[0])
    return Party(name, unit_id=unit_of(name, on))


def _exhibitors(fair: Fair, names: Sequence[str]) -> dict[str, list[int]]:
    query = (
        select(Producer.folded, Producer.id)
        .join(Application, Application.producer_id == Producer.id)
        .where(
            Application.fair_id == fair.id,
            Application.state.in_(EXHIBITS),
            Producer.folded.in_([fold(name) for name in names]),
        )
    )
    found: defaultdict[str, list[int]] = defaultdict(list)
    for folded, id in db.session.execute(query):
        found[folded].append(id)
    return found
