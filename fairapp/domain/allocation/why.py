"""Why an exhibitor stands where it does, or nowhere: clauses that are true of the finished plan."""

from collections import Counter
from enum import StrEnum

from fairapp.domain.allocation.instance import App, Instance, Plan
from fairapp.domain.allocation.objective import granted, points
from fairapp.domain.allocation.sentences import BETWEEN, Reason
from fairapp.domain.allocation.shares import may_come, runs
from fairapp.domain.allocation.weights import Weights
from fairapp.domain.text import N_

BY_RULE = N_("Xếp theo quy tắc chung với %(points)s điểm ưu tiên")
WISHES = (N_("đúng nguyện vọng 1"), N_("đúng nguyện vọng 2"), N_("đúng nguyện vọng 3"))
GOODS_ZONE = N_("đúng khu của nhóm hàng")
BESIDE = N_("liền gian của đơn vị cùng đoàn")


class Why(StrEnum):
    """What kept an application without a booth."""

    CERTIFICATE = "certificate"
    NEEDS = "needs"
    QUOTA = "quota"
    CAP = "cap"
    ADJOINING = "adjoining"
    PRIORITY = "priority"


SENTENCES = {
    Why.CERTIFICATE: N_("Giấy chứng nhận hết hạn ngày %(until)s, trước khi hội chợ kết thúc."),
    Why.NEEDS: N_("Sơ đồ không có chỗ nào đáp ứng loại gian, số gian liền nhau và những thứ đơn cần."),
    Why.QUOTA: N_("Hết chỉ tiêu của đoàn: đã dùng %(used)s/%(most)s gian, đơn cần %(size)s gian."),
    Why.CAP: N_("Nhóm hàng đã đủ số gian tối đa: %(used)s/%(most)s gian, đơn cần %(size)s gian."),
    Why.ADJOINING: N_("Không còn %(size)s gian liền nhau đáp ứng đơn này."),
    Why.PRIORITY: N_("Mọi gian phù hợp đã xếp cho đơn khác; đơn này có %(points)s điểm ưu tiên."),
}


def why_here(given: Instance, plan: Plan, app: App, weights: Weights) -> Reason:
    """The clauses that speak for these booths."""
    run = plan[app.id]
    clauses = [BY_RULE]
    wish = granted(given, app, run)
    if wish is not None:
        clauses.append(WISHES[wish])
    elif all(given.booth[id].group == app.group for id in run):
        clauses.append(GOODS_ZONE)
    if _beside_own(given, plan, app):
        clauses.append(BESIDE)
    return Reason(BETWEEN.join(clauses), {"points": points(app, weights) // 100})


def why_not(given: Instance, plan: Plan, app: App, weights: Weights) -> tuple[Why, Reason]:
    """The first rule that binds."""
    used: Counter[str] = Counter()
    grouped: Counter[str] = Counter()
    for other in (given.app[id] for id in plan):
        used[other.prov] += other.equivalents
        grouped[other.group] += other.equivalents
    size, most = app.equivalents, given.province[app.prov].max
    taken = frozenset(id for run in plan.values() for id in run)
    if not may_come(given, app):
        return _refusal(Why.CERTIFICATE, until=app.cert_until.strftime("%d/%m/%Y"))
    if not any(True for _ in runs(given, app)):
        return _refusal(Why.NEEDS)
    if used[app.prov] + size > most:
        return _refusal(Why.QUOTA, used=used[app.prov], most=most, size=size)
    if app.group in given.caps and grouped[app.group] + size > given.caps[app.group]:
        return _refusal(Why.CAP, used=grouped[app.group], most=given.caps[app.group], size=size)
    if app.size > 1 and not any(True for _ in runs(given, app, taken)):
        return _refusal(Why.ADJOINING, size=app.size)
    return _refusal(Why.PRIORITY, points=points(app, weights) // 100)


def _refusal(code: Why, **values: object) -> tuple[Why, Reason]:
    return code, Reason(SENTENCES[code], dict(values))


def _beside_own(given: Instance, plan: Plan, app: App) -> bool:
    holder = {id: given.app[other].prov for other, run in plan.items() for id in run if other != app.id}
    run = plan[app.id]
    return app.prov in (
        holder.get(given.previous.get(run[0], "")),
        holder.get(given.booth[run[-1]].next or ""),
    )
