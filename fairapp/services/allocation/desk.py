"""Everything an allocation is decided from, read once: booths, accepted applications, quotas, the plan."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from fairapp.domain.allocation import How
from fairapp.domain.allocation.checker import Rule as Broken, Violation, made_worse, violations
from fairapp.domain.allocation.hand import unmet_need
from fairapp.domain.allocation.instance import App, Booth as Place, Instance
from fairapp.domain.allocation.locked import SENTENCES as RULED
from fairapp.domain.allocation.writing import plan_hash
from fairapp.domain.errors import Invalid, NotFound, Refusal
from fairapp.domain.ocop import get_group
from fairapp.domain.text import N_
from fairapp.models import AllocationPlan, Application, Assignment, Booth, Fair, Unplaced, Zone
from fairapp.services import applications, booths, fairs
from fairapp.services.allocation import history, rules
from fairapp.services.allocation.gathering import Keys, Sources, gather, keys_of
from fairapp.services.allocation.plans import current, published_booths
from fairapp.services.applications import members, parties, pavilions
from fairapp.services.applications.parties import Parties

GONE = N_("Đơn không còn ở trạng thái được nhận.")
SOMEHOW = frozenset({Broken.MINIMUM, Broken.ZONE_MINIMUM})
"""What no single step can be blamed for: it is missing until enough steps have been made."""


@dataclass
class Desk:
    """A fair's allocation as it stood in one plan when the desk was opened (None: nothing given yet)."""

    fair: Fair
    plan: AllocationPlan | None
    booths: dict[int, Booth]
    applications: dict[int, Application]
    zones: dict[int, Zone]
    parties: Parties
    sources: Sources

    @property
    def keys(self) -> Keys:
        return self.sources.keys

    def party_of(self, application: Application) -> tuple[str, str]:
        """Key and name of what brings an applicant: its delegation, or where there is none its province."""
        return _party(self.parties, self.fair, application)

    @cached_property
    def quotas(self) -> dict[str, int]:
        return {d.party: d.quota for d in self.parties.by_id.values()}

    @cached_property
    def party_names(self) -> dict[str, str]:
        named = dict(self.party_of(application) for application in self.applications.values())
        return named | {d.party: d.name for d in self.parties.by_id.values()}

    @cached_property
    def free_to_move(self) -> Instance:
        """The instance without locks: what a hand may do, and what locks are looked at against."""
        return gather(self.sources, {})

    @cached_property
    def given(self) -> Instance:
        """What engine and checker read, with the locks that can be kept."""
        return replace(self.free_to_move, locks=self._locks())

    def _locks(self) -> dict[str, tuple[str, ...]]:
        """A lock on a booth that has gone, or of an application withdrawn, cannot be kept.

        One against the organiser's own rules is: a run is refused until somebody lets go of either.
        """
        locked = {str(row.application_id) for row in self.rows if row.locked}
        places = {app: run for app, run in self.places.items() if app in locked}
        broken = {wrong.app for wrong in violations(self.free_to_move, places) if wrong.rule not in RULED}
        return {app: run for app, run in places.items() if app not in broken}

    @cached_property
    def places(self) -> dict[str, tuple[str, ...]]:
        """This plan as engine and checker write it: each application's booths in the order of their row."""
        place = self.free_to_move.booth
        return {
            str(application): tuple(
                sorted((self.keys.booths[id] for id in ids), key=lambda key: (place[key].row, place[key].pos))
            )
            for application, ids in self.booths_of.items()
        }

    @property
    def plan_hash(self) -> str:
        """What this plan is known by, as it stands."""
        return plan_hash(self.places)

    @property
    def rows(self) -> list[Assignment]:
        return self.plan.assignments if self.plan else []

    @cached_property
    def booths_of(self) -> dict[int, list[int]]:
        """application -> its booths, in plan order."""
        found: dict[int, list[int]] = defaultdict(list)
        for row in self.rows:
            found[row.application_id].append(row.booth_id)
        order = {booth_id: i for i, booth_id in enumerate(self.booths)}
        return {application: sorted(ids, key=order.__getitem__) for application, ids in sorted(found.items())}

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
        """application -> why the last run found no booth for it."""
        return {row.application_id: row for row in self.plan.unplaced} if self.plan else {}

    def numbers(self, application_id: int) -> list[str]:
        return [self.booths[b].number for b in self.booths_of.get(application_id, ())]

    def numbers_of(self, keys: Iterable[str]) -> list[str]:
        return [self.booths[self.keys.booth_of[key]].number for key in keys]

    def app(self, application_id: int) -> App:
        found = self.free_to_move.app.get(str(application_id))
        if found is None:
            raise NotFound(N_("Không có đơn được nhận nào như vậy."))
        return found

    def place(self, booth_id: int) -> Place:
        booth = self.booths.get(booth_id)
        if booth is None or booth.blocked:
            raise NotFound(N_("Gian này không có trên sơ đồ hoặc đã ngừng sử dụng."), field="booth")
        return self.free_to_move.booth[self.keys.booths[booth_id]]

    def problems(self) -> list[Violation]:
        """What keeps this plan from being published."""
        return violations(self.given, self.places)

    def worded(self, wrong: Violation) -> Refusal:
        """A broken rule as people read it: needs one by one, provinces, zones and groups by their names."""
        if wrong.rule is Broken.UNKNOWN_APP:
            return Invalid(GONE)
        if wrong.rule is Broken.NEEDS:
            given = self.free_to_move
            found = unmet_need(given, given.app[wrong.app or ""], given.booth[str(wrong.values["booth"])])
            if found:
                return found
        return Invalid(wrong.sentence, field="booth", **self.spoken(wrong.values))

    def spoken(self, values: Mapping[str, object]) -> dict[str, object]:
        """Values of a sentence that is told at once: goods, too, are named where it is told."""
        found = self.named(values)
        if "group" in values:
            found["group"] = get_group(str(values["group"]))
        if "groups" in values:
            found["groups"] = tuple(get_group(code) for code in values["groups"])
        return found

    def named(self, values: Mapping[str, object]) -> dict[str, object]:
        """Values with provinces, zones and booths by their names; goods and needs have words of their own."""
        zones = {key: self.zones[id].name for key, id in self.keys.zone_of.items()}
        words = {"province": self.party_names, "zone": zones}
        named = {
            name: words[name].get(str(value), value) if name in words else value
            for name, value in values.items()
        }
        if "zones" in values:
            named["zones"] = tuple(zones.get(key, key) for key in values["zones"])
        stands = {name: self._numbers_in(str(values[name])) for name in ("instead", "at") if name in values}
        return named | stands

    def _numbers_in(self, keys: str) -> str:
        """Booths of a stored reason by their numbers; one that has gone by what it was called."""
        known = self.keys.booth_of
        return ", ".join(self.booths[known[k]].number if k in known else k for k in keys.split(", "))

    def broken_by(self, places: Mapping[str, tuple[str, ...]]) -> list[Violation]:
        """What would be worse with other places than with these; minima wait for the last step."""
        before, after = (violations(self.free_to_move, plan) for plan in (self.places, places))
        return [wrong for wrong in made_worse(before, after) if wrong.rule not in SOMEHOW]

    def placed_by(self, *ways: How) -> int:
        """How many applications have booths that were given in one of these ways."""
        return len({row.application_id for row in self.rows if row.how in ways})


def open_desk(fair: Fair, plan: AllocationPlan | None = None) -> Desk:
    """The fair's working plan, or a given one, with all it is judged by; a constant number of statements."""
    found = parties.read(fair)
    stands, zones = booths.list_for_fair(fair), booths.list_zones_for_fair(fair)
    accepted = applications.list_accepted(fair)
    return Desk(
        fair=fair,
        plan=plan or current(fair),
        booths={booth.id: booth for booth in stands},
        applications={application.id: application for application in accepted},
        zones={zone.id: zone for zone in zones},
        parties=found,
        sources=_read(fair, found, stands, zones, accepted),
    )


def _read(
    fair: Fair, found: Parties, stands: list[Booth], zones: list[Zone], accepted: list[Application]
) -> Sources:
    days, rule = fairs.days(fair), rules.rule_of(fair)
    return Sources(
        fair=fair,
        days=days,
        booths=stands,
        features=booths.list_features_for_fair(fair),
        applications=accepted,
        keys=keys_of(stands, zones),
        party_of={a.id: _party(found, fair, a)[0] for a in accepted},
        delegations=list(found.by_id.values()),
        kept=pavilions.map_booths(fair),
        ranks=members.ranks(fair, found),
        editions=history.editions(fair, min(days)) if days else {},
        stood_badly=history.stood_badly(fair),
        caps=rules.caps_of(fair),
        mandatory=rules.mandatory_of(fair),
        published=published_booths(fair),
        lottery=rule.seed_text if rule.lottery else "",
    )


def _party(found: Parties, fair: Fair, application: Application) -> tuple[str, str]:
    producer = application.producer
    delegation = found.find(fair.id, producer.id, producer.unit_id)
    return (delegation.party, delegation.name) if delegation else (producer.unit_id, producer.unit.name)
