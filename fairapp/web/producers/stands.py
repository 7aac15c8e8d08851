"""A producer's booths on its first page: where they stand, passes, and the evening's figure.

The edge puts them together, because producers are an earlier chapter than booths given and what follows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fairapp.domain.applications import ApplicationState
from fairapp.domain.calendar import local_day
from fairapp.domain.fairs import Phase
from fairapp.models import Application
from fairapp.services import allocation, fairs, passes, sales
from fairapp.services.fees import bundles, listing
from fairapp.services.fees.balances import Balance, balance_of
from fairapp.services.sales import Diary

OVER = {Phase.CLOSED, Phase.CANCELLED}


@dataclass(frozen=True)
class Stand:
    """One application that has its booths. `evening` is today's page of the diary, if there is one."""

    application: Application
    diary: Diary
    passes: int
    limit: int
    phase: Phase
    evening: sales.DiaryDayView | None
    fee: Balance | None
    paid_for: bool  # its province has taken the fee over

    @property
    def numbers(self) -> str:
        return allocation.numbers(self.diary.booths)

    @property
    def owes(self) -> int:
        """What this exhibitor itself still has to pay."""
        return 0 if self.fee is None or self.paid_for else self.fee.lacking

    @property
    def is_silent_today(self) -> bool:
        return self.evening is not None and self.evening.begun and self.evening.entry is None


def stands(applications: Sequence[Application], now: datetime) -> list[Stand]:
    """The booths of these applications at fairs that are not over."""
    accepted = [a for a in applications if a.state is ApplicationState.ACCEPTED]
    going_on = [(a, fairs.phase(a.fair, now)) for a in accepted]
    return [
        _stand(application, phase, now)
        for application, phase in going_on
        if phase not in OVER and allocation.booths_of(application)
    ]


def _stand(application: Application, phase: Phase, now: datetime) -> Stand:
    diary = sales.read_diary(application, now)
    badges = passes.list_for_application(application)
    today = local_day(now)
    invoice = listing.find_for_application(application)
    return Stand(
        application,
        diary,
        sum(badge.revoked_at is None for badge in badges),
        passes.limit_of(application.fair, len(diary.booths)),
        phase,
        next((view for view in diary.days if view.day == today), None),
        balance_of(invoice) if invoice else None,
        bundles.find_holding(application) is not None,
    )
