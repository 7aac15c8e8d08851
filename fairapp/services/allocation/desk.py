"""Everything an allocation is decided from, read once: booths, accepted applications, quotas, the plan."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from fairapp.domain.allocation.blocks import Block, Floor
from fairapp.domain.allocation.simple_check import Violation, violations
from fairapp.domain.allocation.spots import Input, Promise, Spot, Wish, the_input
from fairapp.domain.errors import NotFound
from fairapp.domain.ocop import group_of
from fairapp.domain.text import N_
from fairapp.models import AllocationPlan, Application, Assignment, Booth, Delegation, Fair, Unplaced
from fairapp.services import applications, booths, fairs
from fairapp.services.allocation.plans import current
from fairapp.services.applications import members, parties, pavilions
from fairapp.services.applications.parties import Parties


@dataclass
class Desk:
    """A fair's allocation as it stood in one plan when the desk was opened (None: nothing given yet)."""

    fair: Fair
    plan: AllocationPlan | None
    booths: dict[int, Booth]
    applications: dict[int, Application]
    parties: Parties
    kept: dict[int, Delegation]  # booth -> whose pavilion it belongs to
    ranks: dict[int, int]  # application -> where its lead put it

    @cached_property
    def quotas(self) -> dict[str, int]:
        return {d.party: d.quota for d in self.parties.by_id.values()}

    @cached_property
    def promises(self) -> dict[str, Promise]:
        return {
            d.party: Promise(d.least, {z.zone_id: (z.least, z.most) for z in d.zones})
            for d in self.parties.by_id.values()
            if d.least or d.zones
        }

    def party_of(self, application: Application) -> tuple[str, str]:
        """Key and name of what brings an applicant: its delegation, or where there is none its province."""
        producer = application.producer
        found = self.parties.find(self.fair.id, producer.id, producer.unit_id)
        return (found.party, found.name) if found else (producer.unit_id, producer.unit.name)

    @cached_property
    def given(self) -> Input:
        """What the rule and the checks read, with the locks that can be kept."""
        days = fairs.days(self.fair)
        spots = [spot(b, self.kept.get(b.id)) for b in self.booths.values() if not b.blocked]
        wishes = [
            wish(application, days, self.party_of(application), self.ranks.get(application.id))
            for application in self.applications.values()
        ]
        unlocked = the_input(spots, wishes, self.quotas, None, self.promises)
        return the_input(spots, wishes, self.quotas, self._locks(unlocked), self.promises)

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
    found = parties.read(fair)
    return Desk(
        fair=fair,
        plan=plan or current(fair),
        booths={booth.id: booth for booth in booths.list_for_fair(fair)},
        applications={application.id: application for application in applications.list_accepted(fair)},
        parties=found,
        kept=pavilions.map_booths(fair),
        ranks=members.ranks(fair, found),
    )


def spot(booth: Booth, kept: Delegation | None = None) -> Spot:
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
        party=kept.party if kept else None,
    )


def wish(application: Application, days: list[date], party: tuple[str, str], rank: int | None = None) -> Wish:
    """What the rule reads of an application. Stars count only where the certificate covers the fair."""
    goods = [line.product for line in application.goods]
    groups = Counter(group_of(product.leaf_code).code for product in goods)
    last_day = max(days, default=date.max)
    stars = [p.stars for p in goods if p.stars and p.expires_on and p.expires_on >= last_day]
    return Wish(
        id=application.id,
        province=party[0],
        province_name=party[1],
        submitted_at=application.submitted_at or application.created_at,
        stars=max(stars, default=0),
        kind=application.booth_kind,
        count=application.booth_count,
        power=application.power_watts,
        water=application.water,
        flame=application.open_flame,
        wished_zone=application.wished_zone_id,
        wished=application.wished,
        groups=tuple(sorted(groups, key=lambda code: (-groups[code], code))),
        rank=rank,
    )
