"""From a fair's rows to the instance that engine and checker read. It names booths, and nobody."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from fairapp.domain.allocation.hand import FLAME, POWER, WATER
from fairapp.domain.allocation.instance import STANDARD, App, Booth as Place, Instance, Province
from fairapp.domain.allocation.lottery import drawn
from fairapp.domain.allocation.ranking import ranked
from fairapp.domain.allocation.reading import MILLION
from fairapp.domain.booths import BoothKind
from fairapp.domain.fairs import ExpiryRule
from fairapp.domain.geometry import is_corner
from fairapp.domain.ocop import group_of
from fairapp.models import Application, Booth, Delegation, Fair, PlanFeature, Zone
from fairapp.services.allocation.floors import Lie
from fairapp.services.allocation.history import by_site, is_at_entrance

SPACES = {BoothKind.STANDARD: STANDARD, BoothKind.RAW: "plot", BoothKind.PAVILION: "pav"}
"""A plot counts as one booth, as in every quota of a fair: not as the raw space of an instance file."""
LORRY_KG = 1_000
LEAST_STARS = 3
NO_END = date(9999, 12, 31)


@dataclass(frozen=True)
class Keys:
    """What booths and zones are called: their number or code, with the site's where two sites share it."""

    booths: Mapping[int, str]
    zones: Mapping[int, str]

    @cached_property
    def booth_of(self) -> dict[str, int]:
        return {key: id for id, key in self.booths.items()}

    @cached_property
    def zone_of(self) -> dict[str, int]:
        return {key: id for id, key in self.zones.items()}


def keys_of(booths: Iterable[Booth], zones: Iterable[Zone]) -> Keys:
    return Keys(
        _unique({booth.id: (booth.number, booth.site_id) for booth in booths}),
        _unique({zone.id: (zone.code, zone.site_id) for zone in zones}),
    )


def _unique(named: Mapping[int, tuple[str, int]]) -> dict[int, str]:
    times = Counter(name for name, _ in named.values())
    return {id: name if times[name] == 1 else f"{name}@{site}" for id, (name, site) in named.items()}


@dataclass(frozen=True, kw_only=True)
class Sources:
    """All that an instance is made from, as it was read."""

    fair: Fair
    days: list[date]
    booths: list[Booth]
    features: list[PlanFeature]
    applications: list[Application]
    keys: Keys
    party_of: Mapping[int, str]  # application → what brings it
    delegations: list[Delegation]
    kept: Mapping[int, Delegation]  # booth → whose pavilion it belongs to
    ranks: Mapping[int, int]  # application → where its lead put it
    editions: Mapping[int, int]  # producer → earlier fairs
    stood_badly: frozenset[int]  # producers
    caps: Mapping[str, int]
    mandatory: Mapping[str, tuple[int, ...]]  # group → zones
    published: Mapping[int, list[int]]  # application → its booths
    lottery: str  # the text that settles ties; empty: who sent first

    @cached_property
    def lie_of(self) -> dict[int, Lie]:
        """Booth → where it lies, over all sites."""
        return {id: lie for lies in by_site(self.booths, self.features).values() for id, lie in lies.items()}

    def first_of(self, booths: Iterable[int]) -> str:
        """The booth that comes first in its row."""
        return self.keys.booths[min(booths, key=lambda id: (self.lie_of[id].row, self.lie_of[id].pos))]

    @cached_property
    def powers(self) -> list[int]:
        """What booths have, from little to much: a need is the least of these that will do."""
        return sorted({booth.power_watts for booth in self.booths})


def gather(sources: Sources, locks: Mapping[str, tuple[str, ...]]) -> Instance:
    """The same rows give the same instance."""
    apps = ranked(
        (_app(sources, application) for application in sources.applications),
        {str(id): rank for id, rank in sources.ranks.items()},
    )
    zone = sources.keys.zones
    return Instance(
        name=sources.fair.slug,
        fair_end=max(sources.days, default=date.min),
        booths=tuple(_place(sources, booth) for booth in sources.booths),
        apps=drawn(apps, sources.lottery) if sources.lottery else apps,
        provinces=_provinces(sources),
        locks=dict(locks),
        published={str(id): sources.first_of(booths) for id, booths in sources.published.items()},
        caps=dict(sources.caps),
        mandatory={group: tuple(sorted(zone[id] for id in ids)) for group, ids in sources.mandatory.items()},
    )


def _place(sources: Sources, booth: Booth) -> Place:
    lie, keys, kept = sources.lie_of[booth.id], sources.keys, sources.kept.get(booth.id)
    return Place(
        id=keys.booths[booth.id],
        hall=booth.site_id,
        zone=keys.zones[booth.zone_id] if booth.zone_id is not None else "",
        island=lie.island,
        row=lie.row,
        pos=lie.pos,
        x=booth.x_cm // 100,
        y=booth.y_cm // 100,
        kind=SPACES[booth.kind],
        group=(booth.zone.group_code or "") if booth.zone else "",
        corner=is_corner(booth.open_sides),
        entrance=is_at_entrance(lie),
        feat=_features(sources, booth),
        price=booth.fee,
        next=keys.booths[lie.next] if lie.next is not None else None,
        reserved=bool(booth.blocked),
        facing=tuple(sorted(keys.booths[id] for id in lie.facing)),
        loading=(lie.away.unloading or 0) // 100,
        only=kept.party if kept else None,
    )


def _features(sources: Sources, booth: Booth) -> frozenset[str]:
    has = {WATER: booth.water, FLAME: booth.open_flame}
    power = {f"{POWER}{watts}" for watts in sources.powers if watts <= booth.power_watts}
    return frozenset(power | {name for name, there in has.items() if there})


def _needs(sources: Sources, application: Application) -> frozenset[str]:
    needs = {WATER: application.water, FLAME: application.open_flame}
    found = {name for name, needed in needs.items() if needed}
    if sources.powers and application.power_watts > sources.powers[0]:
        enough = (watts for watts in sources.powers if watts >= application.power_watts)
        found.add(f"{POWER}{next(enough, application.power_watts)}")
    return frozenset(found)


def _app(sources: Sources, application: Application) -> App:
    goods = [line.product for line in application.goods]
    leaves = Counter(product.leaf_code for product in goods)
    groups = Counter(group_of(product.leaf_code).code for product in goods)
    past = sources.editions.get(application.producer_id, 0)
    return App(
        id=str(application.id),
        prov=sources.party_of[application.id],
        space=SPACES[application.booth_kind],
        size=application.booth_count,
        group=_commonest(groups),
        line=_commonest(leaves) or f"#{application.id}",
        stars=max(LEAST_STARS, stars_of(application, sources.days)),
        cert_until=_valid_until(application, sources.fair.expiry_rule),
        needs=_needs(sources, application),
        prefs=_prefs(sources, application),
        first=past == 0,
        past=past,
        applied=application.submitted_at or application.created_at,
        goods=LORRY_KG if application.lorry else 0,
        bad_before=application.producer_id in sources.stood_badly,
    )


def stars_of(application: Application, days: list[date]) -> int:
    """The most stars of its goods, counted only where the certificate covers the fair."""
    last = max(days, default=date.max)
    products = (line.product for line in application.goods)
    stars = [p.stars for p in products if p.stars and p.expires_on and p.expires_on >= last]
    return max(stars, default=0)


def _valid_until(application: Application, rule: ExpiryRule) -> date:
    """The day on which its first certificate ends; a fair that only warns lets nothing end."""
    ends = [line.product.expires_on for line in application.goods if line.product.expires_on]
    return min(ends, default=NO_END) if rule is ExpiryRule.BLOCK else NO_END


def _prefs(sources: Sources, application: Application) -> tuple[tuple[str, str], ...]:
    """Up to three wishes, dearest first; one for what is no longer on the plan is passed over."""
    named = {"booth": sources.keys.booths, "zone": sources.keys.zones}
    return tuple((what, named[what][id]) for what, id in application.wished if id in named[what])


def _commonest(times: Counter[str]) -> str:
    return min(times, key=lambda code: (-times[code], code), default="")


def _provinces(sources: Sources) -> tuple[Province, ...]:
    """Every delegation, and every province that comes without one: its share is what it asks for."""
    asked: Counter[str] = Counter()
    for application in sources.applications:
        asked[sources.party_of[application.id]] += application.booth_count
    delegations = {d.party: d for d in sources.delegations}
    weight = {party: asked[party] for party in asked} | {d.party: d.quota for d in sources.delegations}
    total = sum(weight.values()) or 1
    return tuple(
        _province(sources, party, delegations.get(party), weight[party] * MILLION // total)
        for party in sorted(weight)
    )


def _province(sources: Sources, party: str, delegation: Delegation | None, share: int) -> Province:
    zones = sources.keys.zones
    return Province(
        id=party,
        min=delegation.least if delegation else 0,
        max=delegation.quota if delegation else len(sources.booths),
        share=share,
        host=bool(delegation and delegation.unit_id == sources.fair.unit_id) or party == sources.fair.unit_id,
        zones={zones[z.zone_id]: (z.least, z.most) for z in delegation.zones} if delegation else {},
    )
