"""A plan for whom it is looked at: what stands under each number, and which marks are drawn."""

from enum import StrEnum

from flask import request
from flask_babel import gettext as _

from fairapp.domain.plan_drawing import BoothLook
from fairapp.domain.plan_rules import in_metres
from fairapp.domain.text import N_
from fairapp.services import allocation, booths
from fairapp.web.statuses import status_look


class View(StrEnum):
    DRAW = "draw"
    EXHIBITOR = "exhibitor"
    VISITOR = "visitor"
    UTILITIES = "utilities"
    STATUS = "status"


VIEW_LABELS = {
    View.DRAW: N_("Người vẽ"),
    View.EXHIBITOR: N_("Người bán hàng"),
    View.VISITOR: N_("Khách tham quan"),
    View.UTILITIES: N_("Điện, nước"),
    View.STATUS: N_("Tình trạng gian"),
}


def asked_view() -> View:
    """The one that the address names; anything else is the drawer's."""
    named = request.args.get("view", "")
    return View(named) if named in set(View) else View.DRAW


def drawing(site, view: View, **links):
    """`links`: where a press on a booth (`href`) or on something else (`feature_href`) leads."""
    return booths.drawing(site, _looks(site, view), grid=view is View.DRAW, **links)


def _looks(site, view: View) -> dict[int, BoothLook]:
    """By booth id."""
    if view is View.DRAW:
        return {}
    holders = taken(site.fair) if view in (View.VISITOR, View.STATUS) else {}
    worth = booths.map_facts(site) if view is View.UTILITIES else {}
    labels = {
        View.EXHIBITOR: _for_exhibitors,
        View.VISITOR: lambda booth: holders.get(booth.id, ("", ""))[1],
        View.UTILITIES: lambda booth: _for_electricians(booth, worth[booth.id][1].power),
        View.STATUS: lambda booth: _standing(booth, holders),
    }[view]
    return {
        booth.id: BoothLook(state=_state(booth, holders) if view is View.STATUS else "", label=labels(booth))
        for booth in booths.list_for_site(site)
    }


def taken(fair) -> dict[int, tuple[str, str]]:
    """Who has which booth in the plan that is worked on: by booth id the state and the name."""
    plan = allocation.current(fair)
    return {
        row.booth_id: ("held" if row.locked else "assigned", row.application.producer.name)
        for row in (plan.assignments if plan else ())
    }


def _for_exhibitors(booth) -> str:
    size = f"{in_metres(booth.width_cm)}×{in_metres(booth.depth_cm)} m"
    return f"{size} · {booth.price_class.value}" if booth.price_class else size


def _for_electricians(booth, cable: int | None) -> str:
    said = [f"{booth.power_watts} W"]
    said += [_("nước")] if booth.water else []
    said += [_("bếp lửa")] if booth.open_flame else []
    said += [f"{in_metres(cable // 10 * 10)} m"] if cable is not None else []
    return " · ".join(said)


def _standing(booth, holders) -> str:
    return (
        holders[booth.id][1] if booth.id in holders else _(status_look(_state(booth, holders), "booth").word)
    )


def _state(booth, holders) -> str:
    return "blocked" if booth.blocked else holders.get(booth.id, ("free", ""))[0]
