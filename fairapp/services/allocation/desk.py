"""Everything an allocation is decided from, read once: booths, accepted applications, quotas, the plan."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import select

from fairapp.db import db
from fairapp.domain.allocation_blocks import Block, Floor
from fairapp.domain.allocation_check import Violation, violations
from fairapp.domain.allocation_input import Input, Spot, Wish, the_input
from fairapp.domain.errors import NotFound
from fairapp.domain.ocop import group_of
from fairapp.domain.text import N_
from fairapp.models import AllocationPlan, Application, Assignment, Booth, Delegation, Fair, Unplaced
from fairapp.services import applications, booths, fairs
from fairapp.services.allocation.plans import current


@dataclass
class Desk:
    """A fair's allocation as it stood in one plan when the desk was opened (None: nothing given yet)."""

    fair: Fair
    plan: AllocationPlan | None
    booths: dict[int, Booth]
    applications: dict[int, Application]
    quotas: dict[str, int]

    @cached_property
    def given(self) -> Input:
        """What the rule and the checks read, with the locks that can be kept."""
        days = fairs.days(self.fair)
        spots = [spot(booth) for booth in self.booths.values() if not booth.blocked]
        wishes = [wish(application, days) for application in self.applications.values()]
        unlocked = the_input(spots, wishes, self.quotas)
        return the_input(spots, wishes, self.quotas, self._locks(unlocked))

    def _locks(self, given: Input) -> dict[int, list[int]]:
        """A lock on a booth that has gone, or of an application withdrawn, cannot be kept."""
        locked = {row.application_id: self.booths_of[row.application_id] for row in self.rows if row.locked}
        broken = {violation.application for violation in violations(given, locked)}
        return {application: ids for application, ids in locked.items() if application not in broken}

    @property
    def rows(self) -> list[Assignment]:
        return self.plan.assignments if self.plan else []

    @cached_property
    def booths_of(self) -> dict[int, list[int]]:
        """application -> its booths, in plan order."""
        found: dict[int, list[Booth]] = defaultdict(list)
        for row in self.rows:
            found[row.application_id].append(row.booth)
        order = {booth_id: i for i, booth_id in enumerate(self.booths)}
        return {
            application: sorted((b.id for b in given), key=lambda b: order.get(b, -1))
            for application, given in sorted(found.items())
        }

    @cached_property
    def rows_of(self) -> dict[int, list[Assignment]]:
        found: dict[int, list[Assignment]] = defaultdict(list)
        for row in self.rows:
            found[row.application_id].append(row)
        return found

    @cached_property
    def holders(self) -> dict[int, str]:
        """booth -> the name of who has it."""
        return {row.booth_id: row.application.producer.name for row in self.rows}

    @cached_property
    def left_out(self) -> dict[int, Unplaced]:
        """application -> why the rule last found no booth for it."""
        return {row.application_id: row for row in self.plan.unplaced} if self.plan else {}

    @cached_property
    def floor(self) -> Floor:
        return Floor(self.given.spots)

    def block(self, application_id: int) -> Block:
        """The booths of an application as the rule sees them; blocked ones are not among them."""
        spots = self.given.spot_by_id
        return tuple(spots[b] for b in self.booths_of.get(application_id, ()) if b in spots)

    def numbers(self, application_id: int) -> list[str]:
        return [self.booths[b].number for b in self.booths_of.get(application_id, ()) if b in self.booths]

    def wish(self, application_id: int) -> Wish:
        found = self.given.wish_by_id.get(application_id)
        if found is None:
            raise NotFound(N_("Không có đơn được nhận nào như vậy."))
        return found

    def spot(self, booth_id: int) -> Spot:
        found = self.given.spot_by_id.get(booth_id)
        if found is None:
            raise NotFound(N_("Gian này không có trên sơ đồ hoặc đã ngừng sử dụng."), field="booth")
        return found

    def province_booths(self, province: str, without: int) -> set[int]:
        """The booths of a province's other applications."""
        wishes = self.given.wish_by_id
        return {
            booth
            for application, ids in self.booths_of.items()
            if application != without and application in wishes and wishes[application].province == province
            for booth in ids
            if booth in self.floor.lines
        }

    def problems(self) -> list[Violation]:
        """What keeps this plan from being published."""
        return violations(self.given, self.booths_of)


def open_desk(fair: Fair, plan: AllocationPlan | None = None) -> Desk:
    """The fair's working plan, or a given one, with all it is judged by; a constant number of statements."""
    return Desk(
        fair=fair,
        plan=plan or current(fair),
        booths={booth.id: booth for booth in booths.list_for_fair(fair)},
        applications={application.id: application for application in applications.list_accepted(fair)},
        quotas=dict(
            db.session.execute(
                select(Delegation.unit_id, Delegation.quota).where(Delegation.fair_id == fair.id)
            ).all()
        ),
    )


def spot(booth: Booth) -> Spot:
    return Spot(
        id=booth.id,
        site=booth.site_id,
        number=booth.number,
        position=booth.position,
        kind=booth.kind,
        x=booth.x_cm,
        y=booth.y_cm,
        width=booth.width_cm,
        depth=booth.depth_cm,
        open_sides=booth.open_sides,
        zone=booth.zone_id,
        zone_name=booth.zone.name if booth.zone else "",
        group=booth.zone.group_code if booth.zone else None,
        power=booth.power_watts,
        water=booth.water,
        flame=booth.open_flame,
    )


def wish(application: Application, days: list[date]) -> Wish:
    """What the rule reads of an application. Stars count only where the certificate covers the fair."""
    goods = [line.product for line in application.goods]
    groups = Counter(group_of(product.leaf_code).code for product in goods)
    last_day = max(days, default=date.max)
    stars = [p.stars for p in goods if p.stars and p.expires_on and p.expires_on >= last_day]
    return Wish(
        id=application.id,
        province=application.producer.unit_id,
        province_name=application.producer.unit.name,
        submitted_at=application.submitted_at or application.created_at,
        stars=max(stars, default=0),
        kind=application.booth_kind,
        count=application.booth_count,
        power=application.power_watts,
        water=application.water,
        flame=application.open_flame,
        wished_zone=application.wished_zone_id,
        groups=tuple(sorted(groups, key=lambda code: (-groups[code], code))),
    )
