"""Why an application stands nowhere: a code for the rule that binds, with the numbers that prove it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from fairapp.domain.allocation.instance import App, Booth, Instance, Plan
from fairapp.domain.allocation.objective import points, score
from fairapp.domain.allocation.shares import fair_shares, may_come, may_stand, runs
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


SENTENCES = {
    Code.CERTIFICATE: N_("Giấy chứng nhận hết hạn ngày %(until)s, hội chợ kết thúc ngày %(end)s."),
    Code.NO_SUCH_PLACE: N_("Sơ đồ không có gian nào đúng loại, đúng khu và có đủ những gì đơn cần."),
    Code.NEVER_ADJOINING: N_("Sơ đồ không có %(size)s gian liền nhau đáp ứng đơn này."),
    Code.MAXIMUM: N_(
        "%(province)s đã có %(used)s/%(most)s gian, đơn cần thêm %(asked)s gian; đơn thấp nhất được xếp "
        "của tỉnh có %(lowest)s điểm, đơn này %(points)s điểm."
    ),
    Code.CAP: N_(
        "Nhóm hàng %(group)s đã có %(used)s/%(most)s gian, đơn cần thêm %(asked)s gian; đơn thấp nhất được "
        "xếp của nhóm có %(lowest)s điểm, đơn này %(points)s điểm."
    ),
    Code.TAKEN: N_(
        "Cả %(all)s gian phù hợp đã xếp cho đơn khác; đơn thấp nhất trong số đó có %(lowest)s điểm, đơn này "
        "%(points)s điểm."
    ),
    Code.NEED_TAKEN: N_(
        "Không còn gian trống có %(needs)s: cả %(all)s gian đã xếp cho đơn khác; đơn thấp nhất trong số đó "
        "có %(lowest)s điểm, đơn này %(points)s điểm."
    ),
    Code.ROWS_TAKEN: N_(
        "Mọi chỗ có %(size)s gian liền nhau phù hợp đã xếp cho đơn khác; đơn thấp nhất trong số đó có "
        "%(lowest)s điểm, đơn này %(points)s điểm."
    ),
    Code.NEED_ROWS_TAKEN: N_(
        "Không còn %(size)s gian liền nhau có %(needs)s: mọi chỗ như vậy đã xếp cho đơn khác; đơn thấp nhất "
        "trong số đó có %(lowest)s điểm, đơn này %(points)s điểm."
    ),
    Code.ADJOINING: N_("Không còn %(size)s gian liền nhau đáp ứng đơn này; còn %(free)s gian rời nhau."),
    Code.ZONE_MAXIMUM: N_("Hết chỉ tiêu của %(province)s ở các khu còn gian phù hợp."),
    Code.COSTS: N_("Còn chỗ trống, nhưng xếp đơn này vào đó làm phương án kém đi %(loss)s điểm."),
}


@dataclass(frozen=True)
class Refusal:
    """Why an application has no booth. Points of `values` are in hundredths."""

    app: str
    code: Code
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return SENTENCES[self.code]


def refusals(given: Instance, plan: Plan, weights: Weights) -> list[Refusal]:
    """One reason for each application that the plan leaves out."""
    asked = _Asked(given, plan, weights)
    return [asked.why_not(app) for app in given.apps if app.id not in plan]


class _Asked:
    """A plan, with what is asked of it again and again."""

    def __init__(self, given: Instance, plan: Plan, weights: Weights) -> None:
        self.given, self.plan, self.weights = given, plan, weights
        self.holder = {b: given.app[app] for app, booths in plan.items() for b in booths}
        placed = [given.app[app] for app in plan]
        self.of_province = _sum_up((app.prov, app) for app in placed)
        self.of_group = _sum_up((app.group, app) for app in placed)
        self.shares = fair_shares(given)

    def why_not(self, app: App) -> Refusal:
        code, values = self._never(app) or self._quota(app) or self._taken(app) or self._loss(app)
        return Refusal(app.id, code, values)

    def _never(self, app: App) -> tuple[Code, dict[str, object]] | None:
        if not may_come(self.given, app):
            return Code.CERTIFICATE, {"until": app.cert_until, "end": self.given.fair_end}
        if not any(may_stand(self.given, app, booth) for booth in self.given.booths):
            return Code.NO_SUCH_PLACE, {}
        if not any(True for _ in runs(self.given, app)):
            return Code.NEVER_ADJOINING, {"size": app.size}
        return None

    def _quota(self, app: App) -> tuple[Code, dict[str, object]] | None:
        quotas = (
            (Code.MAXIMUM, "province", app.prov, self.of_province, self.given.province[app.prov].max),
            (Code.CAP, "group", app.group, self.of_group, self.given.caps.get(app.group)),
        )
        for code, name, id, placed, most in quotas:
            used = sum(other.equivalents for other in placed.get(id, ()))
            if most is not None and used + app.equivalents > most:
                values = {name: id, "used": used, "most": most, "asked": app.equivalents}
                return code, values | self._points(app, placed.get(id, ()))
        return None

    def _points(self, app: App, placed: list[App] | tuple[App, ...]) -> dict[str, object]:
        lowest = min((points(other, self.weights) for other in placed), default=0)
        return {"lowest": lowest, "points": points(app, self.weights)}

    def _taken(self, app: App) -> tuple[Code, dict[str, object]] | None:
        fitting = [booth for booth in self.given.booths if may_stand(self.given, app, booth)]
        free = [booth for booth in fitting if booth.id not in self.holder]
        if not free:
            return self._all_taken(app, fitting)
        places = self.free_runs(app)
        if not places:
            return Code.ADJOINING, {"size": app.size, "free": len(free)}
        if not any(self.zones_hold(app, run) for run in places):
            return Code.ZONE_MAXIMUM, {"province": app.prov}
        return None

    def _all_taken(self, app: App, fitting: list[Booth]) -> tuple[Code, dict[str, object]]:
        """Who wants several booths is told of places where so many adjoin, not of booths one by one."""
        needs = {"needs": ", ".join(sorted(app.needs))} if app.needs else {}
        if app.size > 1:
            fitting = [booth for run in runs(self.given, app) for booth in run]
            code, count = (Code.NEED_ROWS_TAKEN if needs else Code.ROWS_TAKEN), {"size": app.size}
        else:
            code, count = (Code.NEED_TAKEN if needs else Code.TAKEN), {"all": len(fitting)}
        return code, count | needs | self._points(app, [self.holder[booth.id] for booth in fitting])

    def free_runs(self, app: App) -> list[tuple[Booth, ...]]:
        return list(runs(self.given, app, frozenset(self.holder)))

    def zones_hold(self, app: App, run: tuple[Booth, ...]) -> bool:
        quotas = self.given.province[app.prov].zones
        used = Counter(self.given.booth[b].zone for b, other in self.holder.items() if other.prov == app.prov)
        for booth in run:
            used[booth.zone] += app.equivalents // app.size
        return all(used[zone] <= most for zone, (_, most) in quotas.items())

    def _loss(self, app: App) -> tuple[Code, dict[str, object]]:
        return Code.COSTS, {"loss": least_loss(self, app)}


def least_loss(asked: _Asked, app: App) -> int:
    """What the plan would lose at the least if the application were put on free booths."""
    given, plan, weights = asked.given, asked.plan, asked.weights
    now = score(given, plan, weights, asked.shares).z
    after = [
        score(given, {**plan, app.id: tuple(b.id for b in run)}, weights, asked.shares).z
        for run in asked.free_runs(app)
        if asked.zones_hold(app, run)
    ]
    return now - max(after)


def _sum_up(pairs: Iterable[tuple[str, App]]) -> dict[str, list[App]]:
    found: dict[str, list[App]] = {}
    for key, app in pairs:
        found.setdefault(key, []).append(app)
    return found
