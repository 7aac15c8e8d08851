"""What the plan of the hall asks before booths are taken out of use."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from fairapp.db import db
from fairapp.domain.allocation import PlanState
from fairapp.domain.errors import Conflict
from fairapp.domain.text import N_
from fairapp.models import AllocationPlan, Assignment, Booth, Fair, Site

IN_FORCE = (PlanState.DRAFT, PlanState.PUBLISHED)


def require_nobody_there(booths: Sequence[Booth]) -> None:
    """Refuse while a draft or the published plan gives one of these to somebody; former plans do not count.

    It waits in line with whoever gives booths at that moment.
    """
    fairs = select(Site.fair_id).where(Site.id.in_([booth.site_id for booth in booths]))
    db.session.execute(select(Fair.id).where(Fair.id.in_(fairs)).with_for_update())
    taken = (
        select(Assignment)
        .join(Assignment.plan)
        .where(Assignment.booth_id.in_([booth.id for booth in booths]), AllocationPlan.state.in_(IN_FORCE))
        .options(joinedload(Assignment.booth), joinedload(Assignment.application))
        .order_by(Assignment.id)
        .limit(1)
    )
    row = db.session.scalar(taken)
    if row is not None:
        raise Conflict(
            N_("Gian %(number)s đang xếp cho %(name)s. Hãy thu hồi gian ở khâu Xếp gian và công bố trước."),
            number=row.booth.number,
            name=row.application.producer.name,
        )
