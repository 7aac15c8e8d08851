"""Numbered snapshots: the same facts never get two numbers in a row, and never change."""

from datetime import datetime
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import defer, joinedload

from fairapp.db import db, now as clock
from fairapp.domain.changes import Change, changes
from fairapp.domain.errors import Conflict, NotFound
from fairapp.domain.exports import Frozen
from fairapp.domain.facts import FairFacts, from_json, sha256, to_json
from fairapp.domain.fairs import FairState
from fairapp.domain.publication import Issue, publish_issue
from fairapp.domain.summary import FairSummary, summarise
from fairapp.domain.text import N_
from fairapp.models import Fair, Snapshot, User
from fairapp.services import accounts
from fairapp.services.reports.gathering import gather_whole

NO_SUCH_SNAPSHOT = N_("Không có bản chốt số liệu này.")
ONLY_A_DRAFT = N_("Hội chợ còn là bản nháp nên chưa có số liệu để chốt.")
SHORTEST_HASH = 12


def freeze(fair: Fair, user: User | None, now: datetime | None = None) -> Snapshot:
    """Keep the facts as they are now, under the next number; unchanged facts keep their number."""
    if fair.state is FairState.DRAFT:
        raise Conflict(ONLY_A_DRAFT)
    moment = now or clock()
    facts = gather_whole(fair, moment)
    summarise(facts)  # facts that contradict themselves are never frozen
    text = to_json(facts)
    latest = find_latest(fair, lock=True)
    if latest is not None and latest.sha256 == sha256(text):
        latest.confirmed_at = moment
        db.session.flush()
        return latest
    snapshot = Snapshot(
        fair_id=fair.id,
        number=latest.number + 1 if latest else 1,
        facts=text,
        sha256=sha256(text),
        frozen_at=moment,
        frozen_by_id=user.id if user else None,
    )
    db.session.add(snapshot)
    db.session.flush()
    sentence = N_("Chốt số liệu lần %(number)d.")
    accounts.audit(user, "report.freeze", "fair", fair.id, sentence, fair_id=fair.id, number=snapshot.number)
    return snapshot


def list_snapshots(fair: Fair) -> list[Snapshot]:
    """The latest first, without their facts."""
    query = (
        select(Snapshot)
        .where(Snapshot.fair_id == fair.id)
        .options(joinedload(Snapshot.frozen_by), defer(Snapshot.facts))
        .order_by(Snapshot.number.desc())
    )
    return list(db.session.scalars(query))


def get_snapshot(fair: Fair, number: int) -> Snapshot:
    found = db.session.scalar(select(Snapshot).filter_by(fair_id=fair.id, number=number))
    if found is None:
        raise NotFound(NO_SUCH_SNAPSHOT)
    return found


def find_latest(fair: Fair, *, lock: bool = False) -> Snapshot | None:
    query = select(Snapshot).where(Snapshot.fair_id == fair.id).order_by(Snapshot.number.desc()).limit(1)
    return db.session.scalar(query.with_for_update() if lock else query)


def find_first_since(fair: Fair, moment: datetime) -> Snapshot | None:
    query = select(Snapshot).where(Snapshot.fair_id == fair.id, Snapshot.frozen_at >= moment)
    return db.session.scalar(query.order_by(Snapshot.number).limit(1))


def find_before(snapshot: Snapshot) -> Snapshot | None:
    """The issue that this one followed."""
    query = select(Snapshot).where(Snapshot.fair_id == snapshot.fair_id, Snapshot.number < snapshot.number)
    return db.session.scalar(query.order_by(Snapshot.number.desc()).limit(1))


def find_after(snapshot: Snapshot) -> Snapshot | None:
    """The newest issue, where there is a newer one."""
    query = select(Snapshot).where(Snapshot.fair_id == snapshot.fair_id, Snapshot.number > snapshot.number)
    return db.session.scalar(query.order_by(Snapshot.number.desc()).limit(1))


def published_changes_of(snapshot: Snapshot, before: Snapshot) -> tuple[Change, ...]:
    """What outsiders see to have changed; the issues are told so that a difference gives nobody away."""
    return changes(published_of(before), published_of(snapshot))


def list_by_hash(fingerprint: str) -> list[Snapshot]:
    """Snapshots whose fingerprint begins like this, the latest first; too short a beginning finds none."""
    wanted = fingerprint.strip().lower()
    if not SHORTEST_HASH <= len(wanted) <= 64 or any(c not in "0123456789abcdef" for c in wanted):
        return []
    query = (
        select(Snapshot)
        .where(Snapshot.sha256.startswith(wanted))
        .options(joinedload(Snapshot.fair))
        .order_by(Snapshot.frozen_at.desc(), Snapshot.id.desc())
    )
    return list(db.session.scalars(query))


def frozen(snapshot: Snapshot) -> Frozen:
    """The snapshot as plain values, to be written or verified."""
    query = select(Snapshot.number, Snapshot.facts).where(
        Snapshot.fair_id == snapshot.fair_id, Snapshot.number < snapshot.number
    )
    earlier = tuple((number, text) for number, text in db.session.execute(query.order_by(Snapshot.number)))
    return Frozen(snapshot.number, snapshot.frozen_at, snapshot.sha256, snapshot.facts, earlier)


def facts_of(snapshot: Snapshot) -> FairFacts:
    return from_json(snapshot.facts)


def summary_of(snapshot: Snapshot) -> FairSummary:
    """The organiser's figures of a snapshot."""
    return summarise(facts_of(snapshot))


def published_of(snapshot: Snapshot) -> FairSummary:
    """The figures that sponsors and the public may read, told after those of the earlier issues; worked out
    once for each fingerprint."""
    query = select(Snapshot.number, Snapshot.sha256).where(
        Snapshot.fair_id == snapshot.fair_id, Snapshot.number <= snapshot.number
    )
    issues: list[Issue] = []
    for number, fingerprint in db.session.execute(query.order_by(Snapshot.number)):
        issues.append(_issue(number, fingerprint, tuple(issues)))
    return issues[-1].summary


@lru_cache(maxsize=128)  # fairs of many issues: one that does not fit is worked out at every look
def _issue(number: int, fingerprint: str, earlier: tuple[Issue, ...]) -> Issue:
    text = db.session.scalar(select(Snapshot.facts).where(Snapshot.sha256 == fingerprint).limit(1))
    return publish_issue(from_json(text or ""), number, earlier)
