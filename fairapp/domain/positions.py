"""Where in the halls a sponsor stood: places that proofs and gates name, found on the frozen plan.

A place is found only where its words name one thing on the plan and no second; nothing is guessed. The
letters of a drawing are those that name nothing else on it: a letter A at gate B would mislead.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_uppercase

from fairapp.domain.booths import FEATURE_LABELS, FeatureKind
from fairapp.domain.facts import BenefitFact, FairFacts, FeatureFact, PlaceFact, ProofFact, SponsorFact
from fairapp.domain.text import fold

MISREAD = frozenset("IOQ")  # as 1 and 0
BOOTH = "gian"  # the word before a booth's number, folded

Words = tuple[str, ...]
Thing = FeatureFact | PlaceFact


@dataclass(frozen=True)
class Position:
    """One benefit at one place; without a letter where the plan does not show the place."""

    letter: str
    place: str
    what: str
    seen: ProofFact | None


@dataclass(frozen=True)
class Spot:
    """A letter in the middle of what stands there, in centimetres."""

    letter: str
    x: int
    y: int


@dataclass(frozen=True)
class SpotFloor:
    """A hall with at least one of the sponsor's places in it."""

    site: str
    width: int
    depth: int
    booths: tuple[PlaceFact, ...]
    features: tuple[FeatureFact, ...]
    spots: tuple[Spot, ...]


@dataclass(frozen=True)
class Positions:
    floors: tuple[SpotFloor, ...] = ()
    rows: tuple[Position, ...] = ()


@dataclass(frozen=True)
class _Named:
    """A place as it was written; `site` where the writer had to choose one."""

    place: str
    what: str
    seen: ProofFact | None = None
    site: int | None = None


def positions(facts: FairFacts, sponsor: SponsorFact) -> Positions:
    """Every place of what was delivered; those on the plan first, in the order of their letters."""
    found = [(one, _find(facts, one)) for one in _named(facts, sponsor)]
    order = {site.id: n for n, site in enumerate(facts.sites)}
    things = sorted(
        {thing for _one, thing in found if thing},
        key=lambda thing: (order.get(thing.site, 0), thing.y, thing.x, _name(thing)),
    )
    letters = dict(zip(things, _letters(facts, len(things)), strict=True))
    rows = [Position(letters[thing] if thing else "", one.place, one.what, one.seen) for one, thing in found]
    return Positions(_floors(facts, letters), tuple(sorted(rows, key=_by_letter)))


def _named(facts: FairFacts, sponsor: SponsorFact) -> Iterator[_Named]:
    for benefit in sponsor.benefits:
        gate = _at_gate(facts, benefit)
        told = [_Named(proof.place, benefit.what, proof) for proof in benefit.proofs if proof.place]
        if gate and gate.place not in {one.place for one in told}:
            yield gate
        yield from told


def _at_gate(facts: FairFacts, benefit: BenefitFact) -> _Named | None:
    if not benefit.delivered:
        return None
    gates = (gate for gate in facts.gates if gate.id == benefit.gate)
    return next((_Named(gate.name, benefit.what, site=gate.site) for gate in gates), None)


def _find(facts: FairFacts, one: _Named) -> Thing | None:
    """What the words name: of several names in them the longest, if only one thing bears it."""
    words = _words(one.place)
    named: dict[int, list[Thing]] = {}
    for thing, name in _things(facts):
        if one.site in (None, thing.site) and _says(words, name):
            named.setdefault(len(name), []).append(thing)
    found = named[max(named)] if named else []
    return found[0] if len(found) == 1 else None


def _things(facts: FairFacts) -> Iterator[tuple[Thing, Words]]:
    for feature in facts.features:
        yield feature, _words(_name(feature))
    for booth in facts.places:
        yield booth, (BOOTH, *_words(booth.number))


def _name(thing: Thing) -> str:
    if isinstance(thing, PlaceFact):
        return thing.number
    return thing.label or FEATURE_LABELS[FeatureKind(thing.kind)]


def _says(words: Words, name: Words) -> bool:
    return any(words[n : n + len(name)] == name for n in range(len(words) - len(name) + 1))


def _words(text: str) -> Words:
    return tuple("".join(c if c.isalnum() else " " for c in fold(text)).split())


def _letters(facts: FairFacts, wanted: int) -> list[str]:
    """AA and so on when a plan uses up the alphabet."""
    taken = {thing.number[:1] for thing in facts.places}
    taken |= {word for gate in facts.gates for word in gate.name.split() if len(word) == 1}
    taken |= {word for thing in facts.features for word in thing.label.split() if len(word) == 1}
    usual = [letter for letter in ascii_uppercase if letter not in MISREAD]
    single = [letter for letter in usual if letter not in taken]
    return [*single, *(a + b for a in usual for b in usual)][:wanted]


def _floors(facts: FairFacts, letters: dict[Thing, str]) -> tuple[SpotFloor, ...]:
    floors = []
    for site in facts.sites:
        spots = tuple(
            Spot(letter, thing.x + thing.width // 2, thing.y + thing.depth // 2)
            for thing, letter in letters.items()
            if thing.site == site.id
        )
        if spots:
            booths = tuple(place for place in facts.places if place.site == site.id)
            features = tuple(feature for feature in facts.features if feature.site == site.id)
            floors.append(SpotFloor(site.name, *_size((*booths, *features)), booths, features, spots))
    return tuple(floors)


def _size(things: Iterable[Thing]) -> tuple[int, int]:
    """As far as something stands: the walls are not among the facts."""
    known = tuple(things)
    return max(one.x + one.width for one in known), max(one.y + one.depth for one in known)


def _by_letter(row: Position) -> tuple[bool, int, str, str, str]:
    seen = f"{row.seen.day} {row.seen.clock}" if row.seen else ""
    return not row.letter, len(row.letter), row.letter, row.what, seen
