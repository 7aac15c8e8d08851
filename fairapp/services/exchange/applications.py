"""Applications from a list: begun, filled and sent by the same verbs as on their pages.

A row is tried inside a savepoint. A dry run takes each of them back, so that it meets the rules as they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from fairapp.db import db
from fairapp.domain.application_sheets import APPLICATIONS
from fairapp.domain.applications import ApplicationState
from fairapp.domain.errors import Invalid, NotFound, Refusal
from fairapp.domain.gaps import Missing
from fairapp.domain.phones import to_e164
from fairapp.domain.sheets import Fault, Outcome
from fairapp.domain.text import N_, clean, fold
from fairapp.models import Application, Fair, Producer, Zone
from fairapp.services import booths
from fairapp.services.applications import Attendant, drafts, fair_form, members, promises
from fairapp.services.applications.endorsement import endorse_own
from fairapp.services.applications.fields import READERS
from fairapp.services.applications.telling import tell_entered
from fairapp.services.applications.wished import Wished, booth_of
from fairapp.services.exchange.lines import Line
from fairapp.services.exchange.registry import Registry
from fairapp.services.exchange.scope import Scope

NO_ZONE = N_("Hội chợ không có khu hoặc gian “%(typed)s”.")
NO_GOODS = N_("Chủ thể chưa có sản phẩm “%(typed)s”. Hãy nhập sản phẩm trước.")
PLAIN = (
    *("booth_kind", "booth_count", "water", "open_flame"),
    *("cold_storage", "lorry", "lorry_plate", "introduction"),
)
# Columns whose field in the form has another name.
KEYS = {"places": "zone", "power_kw": "power_watts", "cold_kw": "cold_watts", "commitments": "committed"}

LINES = ("wishes", "introduction", "lorry_plate")


class _Back(Exception):
    """Ends a savepoint that is not to stand."""


def take(scope: Scope, lines: Sequence[Line], *, write: bool) -> None:
    """Judge each row, and with `write` do what it says."""
    if scope.fair is None:
        raise NotFound(N_("Không có hội chợ này."))
    registry = Registry(scope, lines, products=True)
    zones = {fold(zone.code): zone for zone in booths.list_zones_for_fair(scope.fair)}
    for line in lines:
        try:
            producer = registry.get(line.whose)
            registry.require_mine(producer)
            with _tried(line, write):
                _take(scope, producer, _wanted(scope.fair, line.values, producer, zones), line)
        except Refusal as refusal:
            line.refuse(APPLICATIONS, refusal)


@contextmanager
def _tried(line: Line, write: bool) -> Iterator[None]:
    try:
        with db.session.begin_nested():
            yield
            if not write or line.faults:
                raise _Back
    except _Back:
        return


def _take(scope: Scope, producer: Producer, wanted: Mapping[str, object], line: Line) -> None:
    assert scope.fair is not None
    known = drafts.find(producer, scope.fair)
    if known is not None:
        line.change(APPLICATIONS, _differing(known, wanted))
        if line.outcome is Outcome.SAME and known.state is not ApplicationState.DRAFT:
            return
    collective = scope.find_collective(producer) if scope.is_lead else None
    if collective is not None:
        members.join(collective, producer)
    application = known or drafts.begin(producer, scope.fair, scope.actor)
    drafts.keep(application, wanted)
    gaps = drafts.submit(application, scope.actor)
    for gap in gaps:
        line.faults.append(_fault(gap))
    if gaps:
        line.outcome, line.changes = Outcome.WRONG, []
        return
    line.outcome = Outcome.CHANGED if known is not None else Outcome.NEW
    if scope.is_lead:
        endorse_own(application, scope.actor)
    else:
        tell_entered(application, scope.actor)


def _wanted(fair: Fair, values: dict, producer: Producer, zones: Mapping[str, Zone]) -> dict[str, object]:
    """What the row says, as the application's own fields take it."""
    said = {key: values[key] for key in PLAIN if key in values}
    said |= {key: values[head] for key, head in KEYS.items() if head in values and key != "places"}
    if "zone" in values:
        said["places"] = [_place(fair, zones, typed) for typed in values["zone"]]
    if "wishes" in values:
        said["wishes"] = values["wishes"]
    if "goods" in values:
        made = {fold(p.name): p.id for p in producer.products if p.removed_at is None}
        said["goods"] = [_good(made, name) for name in values["goods"]]
    if "staff" in values:
        said["staff"] = [Attendant(*person) for person in values["staff"]]
    return said


def _place(fair: Fair, zones: Mapping[str, Zone], typed: str) -> Wished:
    """A zone by its letter, else a booth by its number."""
    zone = zones.get(fold(typed))
    if zone is not None:
        return Wished(zone_id=zone.id)
    try:
        return Wished(booth_id=booth_of(fair.id, typed).id)
    except Invalid as refusal:
        raise Invalid(NO_ZONE, field="zone", typed=typed) from refusal


def _good(made: Mapping[str, int], name: str) -> int:
    if fold(name) not in made:
        raise Invalid(NO_GOODS, field="goods", typed=name)
    return made[fold(name)]


def _differing(known: Application, wanted: Mapping[str, object]) -> list[str]:
    differing = [key for key, value in wanted.items() if _now(known, key) != _comparable(key, value)]
    return [KEYS.get(key, key) for key in differing]


def _now(known: Application, key: str) -> object:
    now = READERS[key](known)
    if key == "staff":
        return [(person.name, person.phone, person.position) for person in known.staff]
    if key in LINES:  # a cell has one line
        return clean(str(now))
    if key == "commitments":
        return not promises.left(known, fair_form.read(known.fair).commitments)
    return set(now) if key == "goods" else now  # type: ignore[call-overload]


def _comparable(key: str, value: object) -> object:
    if key == "booth_kind":
        return str(value)
    if key == "goods":
        return set(value)  # type: ignore[call-overload]
    if key == "staff":
        return [(p.name, to_e164(p.phone) if p.phone else "", p.position) for p in value]  # type: ignore[attr-defined]
    return clean(str(value)) if key in LINES else value


def _fault(gap: Missing) -> Fault:
    key = KEYS.get(gap.field, gap.field)
    head = next((c.head for c in APPLICATIONS.columns if c.key == key), "")
    return Fault(head, gap.sentence, gap.values)
