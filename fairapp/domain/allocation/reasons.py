"""Why an application stands nowhere: the rule that binds, why nobody makes room, and the numbers for it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from fairapp.domain.allocation.exchanges import Exchange, Exchanges
from fairapp.domain.allocation.instance import App, Instance, Plan
from fairapp.domain.allocation.lottery import is_drawn
from fairapp.domain.allocation.objective import points
from fairapp.domain.allocation.sentences import BETWEEN
from fairapp.domain.allocation.shares import may_come, may_stand, runs
from fairapp.domain.allocation.weights import Weights
from fairapp.domain.text import N_


class Code(StrEnum):
    """The rule that binds, in the order in which they are asked: the first that holds is the reason."""

    CERTIFICATE = "certificate"
    NO_SUCH_PLACE = "no_such_place"
    NEVER_ADJOINING = "never_adjoining"
    MAXIMUM = "maximum"
    CAP = "cap"
    TAKEN = "taken"
    NEED_TAKEN = "need_taken"
    ROWS_TAKEN = "rows_taken"
    NEED_ROWS_TAKEN = "need_rows_taken"
    ADJOINING = "adjoining"
    ZONE_MAXIMUM = "zone_maximum"
    COSTS = "costs"
    NO_GAIN = "no_gain"
    FREE = "free"


class Beside(StrEnum):
    """Where others have what it would need: why none of them makes room. The first that is true is said."""

    POINTS = "points"
    EARLIER = "earlier"
    DRAWN = "drawn"
    NOBODY = "nobody"
    LOSES = "loses"
    EVEN = "even"
    GAINS = "gains"


SENTENCES = {
    Code.CERTIFICATE: N_("Giấy chứng nhận hết hạn ngày %(until)s, hội chợ kết thúc ngày %(end)s."),
    Code.NO_SUCH_PLACE: N_("Sơ đồ không có gian nào đúng loại, đúng khu và có đủ những gì đơn cần."),
    Code.NEVER_ADJOINING: N_("Sơ đồ không có %(size)s gian liền nhau đáp ứng đơn này."),
    Code.MAXIMUM: N_("%(province)s đã có %(used)s/%(most)s gian, đơn cần thêm %(asked)s gian"),
    Code.CAP: N_("Nhóm hàng %(group)s đã có %(used)s/%(most)s gian, đơn cần thêm %(asked)s gian"),
    Code.TAKEN: N_("Cả %(all)s gian phù hợp đã xếp cho đơn khác"),
    Code.NEED_TAKEN: N_("Không còn gian trống có %(needs)s: cả %(all)s gian đã xếp cho đơn khác"),
    Code.ROWS_TAKEN: N_("Mọi chỗ có %(size)s gian liền nhau phù hợp đã có gian xếp cho đơn khác"),
    Code.NEED_ROWS_TAKEN: N_(
        "Không còn %(size)s gian liền nhau có %(needs)s: mọi chỗ như vậy đã có gian xếp cho đơn khác"
    ),
    Code.ADJOINING: N_("Không còn %(size)s gian liền nhau đáp ứng đơn này; còn %(free)s gian rời nhau."),
    Code.ZONE_MAXIMUM: N_("Hết chỉ tiêu của %(province)s ở các khu còn gian phù hợp."),
    Code.COSTS: N_("Còn chỗ trống, nhưng xếp đơn này vào đó làm phương án kém đi %(loss)s điểm."),
    Code.NO_GAIN: N_("Còn chỗ trống, nhưng xếp đơn này vào đó thì phương án không hơn điểm nào."),
    Code.FREE: N_("Còn chỗ trống: xếp đơn này vào gian %(at)s thì phương án hơn %(gain)s điểm."),
}
CLAUSES = {
    Beside.POINTS: N_(
        "đơn cùng loại và số gian thấp nhất trong số đó có %(lowest)s điểm, đơn này %(points)s điểm."
    ),
    Beside.EARLIER: N_(
        "đơn cùng loại và số gian thấp nhất trong số đó cũng có %(points)s điểm và nộp trước đơn này."
    ),
    Beside.DRAWN: N_(
        "đơn cùng loại và số gian thấp nhất trong số đó cũng có %(points)s điểm và trúng thăm trước đơn này."
    ),
    Beside.NOBODY: N_(
        "không đơn nào nhường thẳng chỗ được cho đơn này: đã khoá, hoặc đổi thì trái một điều bắt buộc."
    ),
    Beside.LOSES: N_(
        "nếu lấy gian %(instead)s lại để xếp đơn này vào gian %(at)s thì phương án kém đi %(loss)s điểm, "
        "mất nhiều nhất ở %(term)s (%(by)s điểm)."
    ),
    Beside.EVEN: N_(
        "nếu lấy gian %(instead)s lại để xếp đơn này vào gian %(at)s thì phương án không hơn điểm nào."
    ),
    Beside.GAINS: N_(
        "nếu lấy gian %(instead)s lại để xếp đơn này vào gian %(at)s thì phương án hơn %(gain)s điểm, nhưng "
        "cách đó chưa được chọn."
    ),
}
FORMER_LOSES = N_(
    "nếu lấy gian %(instead)s lại để xếp đơn này vào gian %(at)s thì phương án kém đi %(loss)s điểm, "
    "nặng nhất là %(term)s (%(by)s điểm)."
)
"""As it was said before: what was written down then is still to be read in either language."""
AMONG_OTHERS = frozenset(
    {Code.MAXIMUM, Code.CAP, Code.TAKEN, Code.NEED_TAKEN, Code.ROWS_TAKEN, Code.NEED_ROWS_TAKEN}
)
"""Reasons that are others: each goes on with one of the clauses."""


@dataclass(frozen=True)
class Refusal:
    """Why an application has no booth. Points of `values` are in hundredths."""

    app: str
    code: Code
    values: Mapping[str, object] = field(default_factory=dict)
    beside: Beside | None = None

    @property
    def sentence(self) -> str:
        head = SENTENCES[self.code]
        return BETWEEN.join((head, CLAUSES[self.beside])) if self.beside else head


def refusals(given: Instance, plan: Plan, weights: Weights) -> list[Refusal]:
    """One reason for each application that the plan leaves out."""
    asked = Asked(given, plan, weights)
    return [asked.why_not(app) for app in given.apps if app.id not in plan]


Found = tuple[Code, dict[str, object]]
Among = tuple[Code, dict[str, object], list[App]]


class Asked:
    """A plan, with what is asked of it again and again."""

    def __init__(self, given: Instance, plan: Plan, weights: Weights) -> None:
        self.given, self.weights = given, weights
        self.exchanges = Exchanges(given, plan, weights)
        self.holder = self.exchanges.holder
        self.taken = frozenset(self.holder)
        placed = [given.app[app] for app in plan]
        self.of_province = _by((app.prov, app) for app in placed)
        self.of_group = _by((app.group, app) for app in placed)
        self.drawn = is_drawn(given.apps)

    def why_not(self, app: App) -> Refusal:
        never = self._never(app)
        if never:
            return Refusal(app.id, *never)
        among = self._full(app) or self._all_taken(app)
        if among:
            code, values, others = among
            beside, numbers = self._beside(app, others)
            return Refusal(app.id, code, values | numbers, beside)
        return Refusal(app.id, *self._not_here(app))

    def _never(self, app: App) -> Found | None:
        if not may_come(self.given, app):
            return Code.CERTIFICATE, {"until": app.cert_until, "end": self.given.fair_end}
        if not any(may_stand(self.given, app, booth) for booth in self.given.booths):
            return Code.NO_SUCH_PLACE, {}
        if not any(True for _ in runs(self.given, app)):
            return Code.NEVER_ADJOINING, {"size": app.size}
        return None

    def _full(self, app: App) -> Among | None:
        quotas = (
            (Code.MAXIMUM, "province", app.prov, self.of_province, self.given.province[app.prov].max),
            (Code.CAP, "group", app.group, self.of_group, self.given.caps.get(app.group)),
        )
        for code, name, id, placed, most in quotas:
            others = placed.get(id, [])
            used = sum(other.equivalents for other in others)
            if most is not None and used + app.equivalents > most:
                return code, {name: id, "used": used, "most": most, "asked": app.equivalents}, others
        return None

    def _all_taken(self, app: App) -> Among | None:
        """Who wants several booths is told of places where so many adjoin, not of booths one by one."""
        fitting = [booth for booth in self.given.booths if may_stand(self.given, app, booth)]
        if any(booth.id not in self.holder for booth in fitting):
            return None
        needs = {"needs": ", ".join(sorted(app.needs))} if app.needs else {}
        if app.size > 1:
            fitting = [booth for run in runs(self.given, app) for booth in run]
            code, count = (Code.NEED_ROWS_TAKEN if needs else Code.ROWS_TAKEN), {"size": app.size}
        else:
            code, count = (Code.NEED_TAKEN if needs else Code.TAKEN), {"all": len(fitting)}
        others = {self.holder[booth.id].id: self.holder[booth.id] for booth in fitting}
        return code, count | needs, list(others.values())

    def _beside(self, app: App, others: list[App]) -> tuple[Beside, dict[str, object]]:
        """Points are told only where all of the others have as many; else what taking a place would mean."""
        own = points(app, self.weights)
        alike = [other for other in others if (other.space, other.size) == (app.space, app.size)]
        lowest = min((points(other, self.weights) for other in alike), default=0)
        if alike and all(points(other, self.weights) >= own for other in others):
            if lowest > own:
                return Beside.POINTS, {"lowest": lowest, "points": own}
            tied = [other for other in alike if points(other, self.weights) == own]
            if all(other.applied < app.applied for other in tied):
                return (Beside.DRAWN if self.drawn else Beside.EARLIER), {"points": own}
        best = self.exchanges.best(app, self._in_the_stead(app, others))
        return self._told(app, best) if best else (Beside.NOBODY, {})

    def _in_the_stead(self, app: App, others: list[App]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Who stands on its place goes; where it is free, one of the others makes room in the quota."""
        for gone, at in self.exchanges.places(app):
            yield from [(gone, at)] if gone else [((other.id,), at) for other in others]

    def _told(self, app: App, best: Exchange) -> tuple[Beside, dict[str, object]]:
        instead = ", ".join(booth for other in best.gone for booth in self.exchanges.plan[other])
        values: dict[str, object] = {"instead": instead, "at": ", ".join(best.at)}
        if best.change >= 0:
            return (Beside.GAINS, values | {"gain": best.change}) if best.change else (Beside.EVEN, values)
        turns = self.exchanges.turns(best.gone, app, best.at)
        term = min(turns, key=lambda term: turns[term])
        return Beside.LOSES, values | {"loss": -best.change, "term": term.value, "by": -turns[term]}

    def _not_here(self, app: App) -> Found:
        """There is something free that would suit it."""
        places = [(gone, at) for gone, at in self.exchanges.places(app) if not gone]
        if not places:
            free = [b for b in self.given.booths if b.id not in self.taken and may_stand(self.given, app, b)]
            return Code.ADJOINING, {"size": app.size, "free": len(free)}
        best = self.exchanges.best(app, places)
        if best is None:
            return Code.ZONE_MAXIMUM, {"province": app.prov}
        if best.change > 0:
            return Code.FREE, {"at": ", ".join(best.at), "gain": best.change}
        return (Code.COSTS, {"loss": -best.change}) if best.change else (Code.NO_GAIN, {})


def _by(pairs: Iterable[tuple[str, App]]) -> dict[str, list[App]]:
    found: dict[str, list[App]] = {}
    for key, app in pairs:
        found.setdefault(key, []).append(app)
    return found
