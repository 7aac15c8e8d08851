"""Making one pass: its number, its days, the key it is signed with, and the names it is found by."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from fairapp.db import db
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Invalid
from fairapp.domain.passes import Kind, Role, days_to_bits
from fairapp.domain.text import N_, clean, fold, person_sort_key
from fairapp.models import Application, Fair, Pass
from fairapp.services import fairs
from fairapp.services.passes.keys import key_for

WHOLE_WINDOW = {Role.BUILDER, Role.SERVICE, Role.ORGANISER}
"""Roles that come from the first day of building to the last of dismantling."""


@dataclass(frozen=True)
class Press:
    """Makes passes of one role for one fair: key and days are read once."""

    fair: Fair
    role: Role
    key_id: int
    days: list[date]

    def new(self, name: str, *, kind: Kind = Kind.PERSON, line: str = "", booths: str = "") -> Pass:
        badge = Pass(
            fair_id=self.fair.id,
            number=secrets.randbits(40),  # never reused: the unique key has the last word
            kind=int(kind),
            role=int(self.role.code),
            issue=1,
            key_id=self.key_id,
            first_day=self.days[0],
            day_bits=days_to_bits(self.days[0], self.days),
            holder_line=line,
            link=secrets.token_urlsafe(24),
        )
        set_holder(badge, name)
        set_booths(badge, booths)
        db.session.add(badge)
        return badge

    def for_booth(self, application: Application, name: str, numbers: str) -> Pass:
        badge = self.new(name, line=application.producer.name, booths=numbers)
        badge.application_id = application.id
        return badge


def press_for(fair: Fair, role: Role) -> Press:
    return Press(fair, role, key_for(fair).key_id, days_for(fair, role))


def set_holder(badge: Pass, name: str) -> None:
    """Write the name with what it is found and sorted by."""
    badge.holder_name = clean(name)
    badge.sort_key = person_sort_key(name)
    _set_folded(badge)


def set_booths(badge: Pass, numbers: str) -> None:
    """A badge that names another booth has to be printed again."""
    badge.booth_numbers = numbers[:60]
    badge.printed_at = None
    _set_folded(badge)


def _set_folded(badge: Pass) -> None:
    words = (badge.holder_name, badge.holder_line, badge.booth_numbers)
    badge.folded = fold(" ".join(word for word in words if word))


def days_for(fair: Fair, role: Role) -> list[date]:
    """The days that a role's pass is for."""
    open_days = fairs.days(fair)
    if not open_days:
        raise Invalid(N_("Hội chợ chưa có phiên mở cửa nên chưa cấp thẻ được."))
    if role not in WHOLE_WINDOW:
        return open_days
    first = min(local_day(site.build_from) for site in fair.sites)
    last = max(local_day(site.clear_by) for site in fair.sites)
    return [first + timedelta(days=i) for i in range((last - first).days + 1)]
