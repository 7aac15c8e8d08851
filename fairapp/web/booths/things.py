"""A plan as the editor's script reads it."""

from flask_login import current_user

from fairapp.domain.calendar import format_moment
from fairapp.domain.plan_history import touched
from fairapp.services import booths
from fairapp.services.booths.steps import (
    booth_facts,
    feature_facts,
    underlay_facts,
    underlay_name,
    zone_facts,
)
from fairapp.web.booths.views import taken
from fairapp.web.sentences import say

MOST_TOLD = 20  # steps of others told one by one


def whole(site) -> dict[str, object]:
    """Everything that stands on the plan, and who has which booth."""
    holders = taken(site.fair)
    return {
        "version": booths.plan_of(site).version,
        "booths": [_booth(booth) | _held(holders.get(booth.id)) for booth in booths.list_for_site(site)],
        "features": [_feature(feature) for feature in booths.list_features(site)],
        "zones": [_zone(zone) for zone in booths.list_zones(site)],
        **_judged(site),
    }


def news(site, seen: int) -> dict[str, object]:
    """What has changed since a version: each thing as it is now, None where it is gone."""
    plan = booths.plan_of(site)
    names = touched(booths.compare(site, seen).changes)
    laid = booths.find_underlay(site)
    now = {
        **({tuple(underlay_name(laid)): underlay_facts(laid)} if laid else {}),
        **{("zone", zone.key): _zone(zone) for zone in booths.list_zones(site)},
        **{("feature", feature.key): _feature(feature) for feature in booths.list_features(site)},
        **{("booth", booth.key): _booth(booth) for booth in booths.list_for_site(site)},
    }
    return {
        "version": plan.version,
        "changes": [{"what": n.what, "key": n.key, "now": now.get(n)} for n in sorted(names)],
        "open": {booth.key: booth.open_sides for booth in booths.list_for_site(site)},
        "steps": [_step(step) for step in booths.list_steps(site, after=seen, most=MOST_TOLD)],
        **_judged(site),
    }


def facts(site) -> dict[str, object]:
    """What each booth's place is worth, by its key; lengths in centimetres."""
    found, keys = booths.map_facts(site), {b.id: b.key for b in booths.list_for_site(site)}
    return {
        keys[id_]: {"front": front, **vars(far), "beside": [keys[i] for i in beside]}
        for id_, (front, far, beside) in found.items()
    }


def _judged(site) -> dict[str, object]:
    keys = {booth.id: booth.key for booth in booths.list_for_site(site)}
    back, forth = booths.what_next(current_user, site)
    return {
        "undo": say(back) if back else None,
        "redo": say(forth) if forth else None,
        "faults": [
            {
                "kind": fault.kind,
                "words": say(fault),
                **vars(fault.rect),
                "keys": [keys[id_] for id_ in fault.booths],
            }
            for fault in booths.list_faults(site)
        ],
    }


def _step(step) -> dict[str, object]:
    return {
        "version": step.version,
        "who": step.actor.name,
        "mine": step.actor_id == current_user.id,
        "words": say(step),
        "at": format_moment(step.at),
    }


def _booth(booth) -> dict[str, object]:
    return {"key": booth.key, "id": booth.id, "open": booth.open_sides, **booth_facts(booth)}


def _feature(feature) -> dict[str, object]:
    return {"key": feature.key, **feature_facts(feature)}


def _zone(zone) -> dict[str, object]:
    return {"key": zone.key, **zone_facts(zone)}


def _held(holder: tuple[str, str] | None) -> dict[str, str]:
    return {"state": holder[0], "holder": holder[1]} if holder else {}
