"""One order for the rows of an instance that depends neither on their ids nor on how a file lists them."""

from dataclasses import dataclass
from functools import cached_property

from fairapp.domain.allocation.instance import App, Booth, Instance, Province


@dataclass(frozen=True)
class Canon:
    """Booths row by row, provinces and applications by what they are; an id decides only between equals."""

    given: Instance

    @cached_property
    def booths(self) -> list[Booth]:
        heads = [booth for booth in self.given.booths if booth.id not in self.given.previous]
        found: list[Booth] = []
        for head in sorted(heads, key=_where):
            here: Booth | None = head
            while here:
                found.append(here)
                here = self.given.booth[here.next] if here.next else None
        return found

    @cached_property
    def booth_index(self) -> dict[str, int]:
        return {booth.id: n for n, booth in enumerate(self.booths)}

    @cached_property
    def provinces(self) -> list[Province]:
        own: dict[str, list[tuple[object, ...]]] = {province.id: [] for province in self.given.provinces}
        for app in self.given.apps:
            own[app.prov].append(self._what(app))
        return sorted(
            self.given.provinces,
            key=lambda p: (p.max, p.min, p.share, p.host, sorted(p.zones.items()), sorted(own[p.id]), p.id),
        )

    @cached_property
    def province_index(self) -> dict[str, int]:
        return {province.id: n for n, province in enumerate(self.provinces)}

    @cached_property
    def apps(self) -> list[App]:
        return sorted(
            self.given.apps, key=lambda app: (self._what(app), self.province_index[app.prov], app.id)
        )

    @cached_property
    def app_index(self) -> dict[str, int]:
        return {app.id: n for n, app in enumerate(self.apps)}

    def _what(self, app: App) -> tuple[object, ...]:
        """Everything but its own name and its province's; who applied first comes first."""
        index = self.booth_index
        prefs = [(kind, index.get(id, -1) if kind == "booth" else id) for kind, id in app.prefs]
        numbers = (app.stars, app.past, app.merit, app.goods, app.first, app.bad_before)
        fixed = [index.get(id, -1) for id in self.given.locks.get(app.id, ())]
        old = index.get(self.given.published.get(app.id, ""), -1)
        words = (app.space, app.group, app.line, sorted(app.needs))
        return (app.applied, app.size, *numbers, *words, repr(prefs), fixed, old, app.cert_until)


def _where(booth: Booth) -> tuple[object, ...]:
    return booth.hall, booth.row, booth.pos, booth.x, booth.y, booth.kind, booth.zone, booth.island, booth.id
