"""Taking booths out of use, from the board or from the plan of the hall: nobody may stand there."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from fairapp.db import db
from fairapp.domain.allocation import PlanState
from fairapp.domain.errors import Conflict, NotFound, Refusal
from fairapp.domain.text import N_
from fairapp.models import AllocationPlan, Assignment, Booth, Fair, Site, User
from fairapp.services import booths

IN_FORCE = (PlanState.DRAFT, PlanState.PUBLISHED)


def block(fair: Fair, actor: User, booth_id: int, reason: str) -> None:
    """Take a booth of this fair out of use with a reason, or, where it was, into use again."""
    booth = db.session.scalar(
        select(Booth).join(Booth.site).where(Booth.id == booth_id, Site.fair_id == fair.id)
    )
    if booth is None:
        raise NotFound(N_("Sơ đồ này không có gian đó."), field="booth")
    if booth.blocked:
        booths.unblock(actor, booth.site, [booth])
    else:
        require_nobody_there([booth])
        booths.block(actor, booth.site, [booth], reason)


def require_nobody_there(stands: Sequence[Booth]) -> None:
    """Refuse while a draft or the published plan gives one of these to somebody; former plans do not count.

    It waits in line with whoever gives booths at that moment.
    """
    fairs = select(Site.fair_id).where(Site.id.in_([booth.site_id for booth in stands]))
    db.session.execute(select(Fair.id).where(Fair.id.in_(fairs)).with_for_update(key_share=True))
    refusal = find_refusal(stands)
    if refusal is not None:
        raise refusal


def find_refusal(stands: Sequence[Booth]) -> Refusal | None:
    """Who keeps one of these from being taken out of use; None: nobody."""
    taken = (
        select(Assignment)
        .join(Assignment.plan)
        .where(Assignment.booth_id.in_([booth.id for booth in stands]), AllocationPlan.state.in_(IN_FORCE))
        .options(joinedload(Assignment.booth), joinedload(Assignment.application))
        .order_by(Assignment.id)
        .limit(1)
    )
    row = db.session.scalar(taken)
    if row is None:
        return None
    return Conflict(
        N_("Gian %(number)s đang xếp cho %(name)s. Hãy thu hồi gian ở khâu Xếp gian và công bố trước."),
        number=row.booth.number,
        name=row.application.producer.name,
    )
