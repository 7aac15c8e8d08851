"""Parts of a snapshot: a delegation's for its lead, and one exhibitor's for itself."""

from functools import lru_cache

from sqlalchemy import select

from fairapp.db import db
from fairapp.domain.errors import NotFound
from fairapp.domain.facts import DelegationFact, FairFacts, from_json
from fairapp.domain.own_results import OwnResults, own_results
from fairapp.domain.slices import Brief, Slice, brief_of, slice_of
from fairapp.domain.text import N_
from fairapp.models import Application, Fair, Producer, Snapshot
from fairapp.services.reports.snapshots import published_of

NO_PART = N_("Bản chốt này không có phần của đoàn.")
NO_RESULTS = N_("Bản chốt này không có số liệu của gian hàng.")


def list_delegations(snapshot: Snapshot) -> tuple[DelegationFact, ...]:
    """Those that brought somebody, by name."""
    found = [one for one in _facts(snapshot.sha256, snapshot.facts).delegations if one.exhibitors]
    return tuple(sorted(found, key=lambda one: (one.name, one.id)))


def list_briefs(snapshot: Snapshot) -> list[Brief]:
    facts = _facts(snapshot.sha256, snapshot.facts)
    return [brief_of(facts, one) for one in list_delegations(snapshot)]


def slice_for(snapshot: Snapshot, delegation_id: int) -> Slice:
    """The delegation's part; a snapshot from before there were parts has none."""
    facts = _facts(snapshot.sha256, snapshot.facts)
    if all(one.id != delegation_id for one in facts.delegations):
        raise NotFound(NO_PART)
    query = select(Snapshot).where(Snapshot.fair_id == snapshot.fair_id, Snapshot.number <= snapshot.number)
    issues = [
        (one.number, _facts(one.sha256, one.facts))
        for one in db.session.scalars(query.order_by(Snapshot.number))
    ]
    return slice_of(issues, delegation_id, published_of(snapshot))


def results_for(snapshot: Snapshot, application: Application) -> OwnResults:
    """One exhibitor's own; one that was placed after the snapshot is not in it."""
    facts = _facts(snapshot.sha256, snapshot.facts)
    found = next((one for one in facts.exhibitors if one.id == application.id), None)
    if found is None:
        raise NotFound(NO_RESULTS)
    return own_results(facts, found)


def names_of(fair: Fair, ids: tuple[int, ...]) -> dict[int, str]:
    """What exhibitors are called today: facts hold numbers alone, so that they may be handed on."""
    query = select(Application.id, Producer.name).join(Producer, Producer.id == Application.producer_id)
    query = query.where(Application.fair_id == fair.id, Application.id.in_(ids))
    return dict(db.session.execute(query).all())


@lru_cache(maxsize=3)
def _facts(_fingerprint: str, text: str) -> FairFacts:
    return from_json(text)
