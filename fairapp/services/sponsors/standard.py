"""What a tier promises at a fair: a list that a sponsor gets a copy of, its own from then on."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from fairapp.db import db, insert_once
from fairapp.domain.errors import Conflict, NotFound
from fairapp.domain.sponsors import TIER_LABELS, Tier
from fairapp.domain.text import N_
from fairapp.models import Benefit, Fair, Sponsor, TierPromise, User
from fairapp.services import accounts

NO_SUCH_LINE = N_("Danh mục của hạng này không có dòng đó.")
THERE_ALREADY = N_("Danh mục của hạng này đã có dòng “%(what)s”.")


@dataclass(frozen=True)
class StandardFacts:
    """One line of what a tier promises."""

    tier: Tier
    what: str
    unit: str = ""
    promised: int = 1
    due_on: date | None = None


def list_standard(fair: Fair) -> dict[Tier, list[TierPromise]]:
    """Every tier with its lines, in the order in which they were written."""
    query = select(TierPromise).where(TierPromise.fair_id == fair.id).order_by(TierPromise.id)
    lists: dict[Tier, list[TierPromise]] = {tier: [] for tier in Tier}
    for line in db.session.scalars(query):
        lists[line.tier].append(line)
    return lists


def get_standard(line_id: int, fair: Fair) -> TierPromise:
    found = db.session.scalar(
        select(TierPromise).where(TierPromise.id == line_id, TierPromise.fair_id == fair.id)
    )
    if found is None:
        raise NotFound(NO_SUCH_LINE)
    return found


def add_standard(actor: User, fair: Fair, facts: StandardFacts) -> None:
    new = insert_once(
        TierPromise,
        fair_id=fair.id,
        tier=facts.tier,
        what=facts.what,
        unit=facts.unit,
        promised=facts.promised,
        due_on=facts.due_on,
    )
    if not new:
        raise Conflict(THERE_ALREADY, field="what", what=facts.what)
    _note(
        actor, fair, "tier.add", N_("Thêm quyền lợi chuẩn hạng %(tier)s: %(what)s."), facts.tier, facts.what
    )


def remove_standard(actor: User, fair: Fair, line: TierPromise) -> None:
    """Sponsors that have a copy keep it."""
    sentence = N_("Bỏ quyền lợi chuẩn hạng %(tier)s: %(what)s.")
    _note(actor, fair, "tier.remove", sentence, line.tier, line.what)
    db.session.delete(line)
    db.session.flush()


def give(sponsor: Sponsor) -> int:
    """Copy what its tier promises and it does not have yet; gives how many lines came."""
    has = {benefit.what for benefit in sponsor.benefits}
    lines = select(TierPromise).where(
        TierPromise.fair_id == sponsor.fair_id, TierPromise.tier == sponsor.tier
    )
    new = [line for line in db.session.scalars(lines.order_by(TierPromise.id)) if line.what not in has]
    for line in new:
        copy = Benefit(what=line.what, unit=line.unit, promised=line.promised, due_on=line.due_on)
        sponsor.benefits.append(copy)
    db.session.flush()
    return len(new)


def _note(actor: User, fair: Fair, action: str, sentence: str, tier: Tier, what: str) -> None:
    word = TIER_LABELS[tier]
    accounts.audit(actor, action, "fair", fair.id, sentence, fair_id=fair.id, tier=word, what=what)
