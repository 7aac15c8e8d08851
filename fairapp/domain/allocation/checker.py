"""What is wrong with a plan. Plain and short, written apart from the engine: it shares none of its steps."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from fairapp.domain.allocation.instance import STANDARD, App, Instance, Plan
from fairapp.domain.text import N_


class Rule(StrEnum):
    """The hard rules, in the order in which they are looked at."""

    UNKNOWN_APP = "unknown_app"
    UNKNOWN_BOOTH = "unknown_booth"
    SIZE = "size"
    CERTIFICATE = "certificate"
    RESERVED = "reserved"
    KIND = "kind"
    NEEDS = "needs"
    ONLY = "only"
    MANDATORY = "mandatory"
    ADJOINING = "adjoining"
    TWICE = "twice"
    LOCK = "lock"
    MAXIMUM = "maximum"
    MINIMUM = "minimum"
    ZONE_MAXIMUM = "zone_maximum"
    ZONE_MINIMUM = "zone_minimum"
    CAP = "cap"
    MOVED = "moved"


SENTENCES = {
    Rule.UNKNOWN_APP: N_("Không có đơn này."),
    Rule.UNKNOWN_BOOTH: N_("Không có gian %(booth)s."),
    Rule.SIZE: N_("Đơn cần %(size)s gian nhưng có %(given)s gian."),
    Rule.CERTIFICATE: N_("Giấy chứng nhận hết hạn ngày %(until)s, hội chợ kết thúc ngày %(end)s."),
    Rule.RESERVED: N_("Gian %(booth)s được giữ lại, không xếp cho ai."),
    Rule.KIND: N_("Gian %(booth)s không đúng loại gian mà đơn đăng ký."),
    Rule.NEEDS: N_("Gian %(booth)s thiếu %(needs)s."),
    Rule.ONLY: N_("Gian %(booth)s dành cho đoàn khác."),
    Rule.MANDATORY: N_("Nhóm hàng %(group)s không được xếp ở khu %(zone)s."),
    Rule.ADJOINING: N_("Các gian %(booths)s không liền nhau trong một dãy."),
    Rule.TWICE: N_("Gian %(booth)s được xếp cho hai đơn: %(apps)s."),
    Rule.LOCK: N_("Gian đã khoá bị đổi."),
    Rule.MAXIMUM: N_("%(province)s có %(used)s gian, vượt chỉ tiêu %(most)s gian."),
    Rule.MINIMUM: N_("%(province)s có %(used)s gian, dưới mức tối thiểu %(least)s gian."),
    Rule.ZONE_MAXIMUM: N_("%(province)s có %(used)s gian ở khu %(zone)s, vượt chỉ tiêu %(most)s gian."),
    Rule.ZONE_MINIMUM: N_("%(province)s có %(used)s gian ở khu %(zone)s, dưới mức %(least)s gian."),
    Rule.CAP: N_("Nhóm hàng %(group)s có %(used)s gian, vượt mức %(most)s gian."),
    Rule.MOVED: N_("%(moved)s đơn đổi chỗ so với phương án đã công bố, chỉ cho phép %(most)s."),
}


@dataclass(frozen=True)
class Violation:
    """One broken rule, and of which application where it is one's."""

    rule: Rule
    app: str | None = None
    values: dict[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return SENTENCES[self.rule]

    def __str__(self) -> str:
        text = self.sentence % self.values if self.values else self.sentence
        return f"{self.app}: {text}" if self.app else text


def violations(given: Instance, plan: Plan) -> list[Violation]:
    """Every hard rule this plan breaks; an empty list means that it may be shown."""
    wrong: list[Violation] = []
    for app_id, booths in sorted(plan.items()):
        app = given.app.get(app_id)
        wrong += _of_one(given, app, booths) if app else [Violation(Rule.UNKNOWN_APP, app_id)]
    for booth_id, apps in sorted(_holders(plan).items()):
        if len(apps) > 1:
            wrong.append(Violation(Rule.TWICE, None, {"booth": booth_id, "apps": ", ".join(apps)}))
    for app_id, booths in sorted(given.locks.items()):
        if tuple(plan.get(app_id, ())) != tuple(booths):
            wrong.append(Violation(Rule.LOCK, app_id))
    wrong += [*_provinces(given, plan), *_zones(given, plan), *_caps(given, plan), *_moved(given, plan)]
    return wrong


def made_worse(before: list[Violation], after: list[Violation]) -> list[Violation]:
    """What is wrong after a step and was not before, or was less so: it is this step that is to blame."""
    known = {_of_what(wrong): _excess(wrong) for wrong in before}
    return [wrong for wrong in after if known.get(_of_what(wrong), -1) < _excess(wrong)]


def _of_what(wrong: Violation) -> tuple[object, ...]:
    words = (wrong.values.get(name) for name in ("province", "zone", "group", "booth", "booths", "apps"))
    return wrong.rule, wrong.app, *words


def _excess(wrong: Violation) -> int:
    """How far beyond its bound a number is; 0 where there is none."""
    numbers = {name: int(str(wrong.values.get(name, 0))) for name in ("used", "moved", "most", "least")}
    most, least = numbers["most"], numbers["least"]
    return least - numbers["used"] if "least" in wrong.values else numbers["used"] + numbers["moved"] - most


def _holders(plan: Plan) -> dict[str, list[str]]:
    holders: dict[str, list[str]] = {}
    for app_id, booths in sorted(plan.items()):
        for booth_id in booths:
            holders.setdefault(booth_id, []).append(app_id)
    return holders


def _of_one(given: Instance, app: App, booths: tuple[str, ...]) -> Iterator[Violation]:
    if len(booths) != app.size:
        yield Violation(Rule.SIZE, app.id, {"size": app.size, "given": len(booths)})
    if app.cert_until < given.fair_end:
        yield Violation(Rule.CERTIFICATE, app.id, {"until": app.cert_until, "end": given.fair_end})
    for booth_id in booths:
        if booth_id in given.booth:
            yield from _of_booth(given, app, booth_id)
        else:
            yield Violation(Rule.UNKNOWN_BOOTH, app.id, {"booth": booth_id})
    follow = [given.booth[b].next if b in given.booth else None for b in booths[:-1]]
    if follow != list(booths[1:]):
        yield Violation(Rule.ADJOINING, app.id, {"booths": ", ".join(booths)})


def _of_booth(given: Instance, app: App, booth_id: str) -> Iterator[Violation]:
    booth, named = given.booth[booth_id], {"booth": booth_id}
    if booth.reserved:
        yield Violation(Rule.RESERVED, app.id, named)
    if booth.kind != app.space:
        yield Violation(Rule.KIND, app.id, named)
    if app.needs - booth.feat:
        yield Violation(Rule.NEEDS, app.id, {**named, "needs": ", ".join(sorted(app.needs - booth.feat))})
    if booth.only is not None and booth.only != app.prov:
        yield Violation(Rule.ONLY, app.id, named)
    zones = given.mandatory.get(app.group) if app.space == STANDARD else None
    if zones is not None and booth.zone not in zones:
        yield Violation(Rule.MANDATORY, app.id, {"group": app.group, "zone": booth.zone})


def _runs(given: Instance, app: App) -> Iterator[list[str]]:
    """Where the application could stand in an empty hall."""
    for booth in given.booths:
        run: list[str] = []
        here: str | None = booth.id
        while here and len(run) < app.size and not any(_of_booth(given, app, here)):
            run.append(here)
            here = given.booth[here].next
        if len(run) == app.size:
            yield run


def _valid(given: Instance, app: App) -> bool:
    return app.cert_until >= given.fair_end


def _known(given: Instance, plan: Plan) -> list[App]:
    return [given.app[app_id] for app_id in plan if app_id in given.app]


def _provinces(given: Instance, plan: Plan) -> Iterator[Violation]:
    used: Counter[str] = Counter()
    for app in _known(given, plan):
        used[app.prov] += app.equivalents
    for province in given.provinces:
        values = {"province": province.id, "used": used[province.id]}
        if used[province.id] > province.max:
            yield Violation(Rule.MAXIMUM, None, {**values, "most": province.max})
        if used[province.id] < province.min:
            own = [app for app in given.apps if app.prov == province.id and _valid(given, app)]
            asked = sum(app.equivalents for app in own if any(_runs(given, app)))
            if used[province.id] < min(province.min, asked):
                yield Violation(Rule.MINIMUM, None, {**values, "least": province.min})


def _zones(given: Instance, plan: Plan) -> Iterator[Violation]:
    """Quotas of a province in one zone, in booths (a raw plot: its equivalents)."""
    used: Counter[tuple[str, str]] = Counter()
    for app in _known(given, plan):
        for booth_id in plan[app.id]:
            if booth_id in given.booth:
                used[app.prov, given.booth[booth_id].zone] += app.equivalents // app.size
    for province in given.provinces:
        for zone, (least, most) in sorted(province.zones.items()):
            n = used[province.id, zone]
            values = {"province": province.id, "zone": zone, "used": n}
            if n > most:
                yield Violation(Rule.ZONE_MAXIMUM, None, {**values, "most": most})
            if n < least and n < _asked_in(given, province.id, zone):
                yield Violation(Rule.ZONE_MINIMUM, None, {**values, "least": least})


def _asked_in(given: Instance, province: str, zone: str) -> int:
    """How much of the zone the province's applications could take up: those that fit wholly in it."""
    own = [app for app in given.apps if app.prov == province and _valid(given, app)]
    inside = [
        app
        for app in own
        if any(all(given.booth[id].zone == zone for id in run) for run in _runs(given, app))
    ]
    return sum(app.equivalents for app in inside)


def _caps(given: Instance, plan: Plan) -> Iterator[Violation]:
    used: Counter[str] = Counter()
    for app in _known(given, plan):
        used[app.group] += app.equivalents
    for group, most in sorted(given.caps.items()):
        if used[group] > most:
            yield Violation(Rule.CAP, None, {"group": group, "used": used[group], "most": most})


def _moved(given: Instance, plan: Plan) -> Iterator[Violation]:
    if given.moved_at_most is None:
        return
    still = {app_id: start for app_id, start in given.published.items() if app_id in given.app}
    moved = sum(not plan.get(app_id) or plan[app_id][0] != start for app_id, start in still.items())
    if moved > given.moved_at_most:
        yield Violation(Rule.MOVED, None, {"moved": moved, "most": given.moved_at_most})
