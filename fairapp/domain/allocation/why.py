"""Why an exhibitor stands where it does, in a few words that it reads itself: what speaks for its booths."""

from fairapp.domain.allocation.instance import App, Instance, Plan
from fairapp.domain.allocation.objective import granted, points
from fairapp.domain.allocation.sentences import BETWEEN, Reason
from fairapp.domain.allocation.weights import Weights
from fairapp.domain.text import N_

BY_RULE = N_("Xếp theo quy tắc chung với %(points)s điểm ưu tiên")
WISHES = (N_("đúng nguyện vọng 1"), N_("đúng nguyện vọng 2"), N_("đúng nguyện vọng 3"))
GOODS_ZONE = N_("đúng khu của nhóm hàng")
BESIDE = N_("liền gian của đơn vị cùng đoàn")


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
    return Reason(BETWEEN.join(clauses), {"points": round(points(app, weights) / 100)})


def _beside_own(given: Instance, plan: Plan, app: App) -> bool:
    holder = {id: given.app[other].prov for other, run in plan.items() for id in run if other != app.id}
    run = plan[app.id]
    return app.prov in (
        holder.get(given.previous.get(run[0], "")),
        holder.get(given.booth[run[-1]].next or ""),
    )
