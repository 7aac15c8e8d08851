"""What the editor's script asks for, read with care: an order is JSON from outside."""

import re
from collections.abc import Callable, Mapping

from flask_login import current_user
from werkzeug.datastructures import MultiDict

from fairapp.domain.amounts import parse_money
from fairapp.domain.booths import BoothKind, FeatureKind, PriceClass
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.geometry import Rect
from fairapp.domain.text import N_, clean
from fairapp.services import allocation, booths
from fairapp.services.applications.pavilion_keeping import keeping_pavilions
from fairapp.services.applications.wish_keeping import AGREE, keeping_wishes
from fairapp.services.booths import BoothFacts, DrawnBooth, DrawnFeature, FeatureFacts, Move
from fairapp.services.booths.steps import GONE
from fairapp.web.booths.forms import RowsForm

UNREADABLE = N_("Không đọc được lệnh vẽ này. Hãy tải lại trang.")
KEY = re.compile(r"[0-9a-z]{6,16}")
FARTHEST = 10_000_000  # cm: what lies beyond is no place in any hall


def carry_out(site, sent: object) -> None:
    """Do what was sent. `seen` is the version of the plan that it was drawn on.

    An order that would drop wishes is refused with the field `anyway` until it comes with that word.
    """
    if not isinstance(sent, dict) or not _is_int(sent.get("seen")):
        raise Invalid(UNREADABLE)
    order = sent.get("order")
    if not isinstance(order, dict) or not isinstance(order.get("do"), str) or order["do"] not in ORDERS:
        raise Invalid(UNREADABLE)
    with keeping_wishes(site, agreed=order.get(AGREE) is True), keeping_pavilions(current_user, site):
        ORDERS[order["do"]](site, order, sent["seen"])


def _draw(site, order, seen) -> None:
    zones = {zone.key: zone for zone in booths.list_zones(site)}
    drawn = [
        DrawnBooth(_text(b.get("number"), 40), _rect(b), BoothFacts(**_facts(b, zones)), _new_key(b))
        for b in _dicts(order.get("booths", []))
    ]
    features = [DrawnFeature(_feature_facts(f), _new_key(f)) for f in _dicts(order.get("features", []))]
    if not drawn and not features:
        raise Invalid(UNREADABLE)
    booths.draw(current_user, site, drawn, features, seen=seen)


def _move(site, order, seen) -> None:
    places = order.get("places")
    if not isinstance(places, dict) or order.get("how") not in set(Move):
        raise Invalid(UNREADABLE)
    standing, features = _find(site, list(places))
    booths.arrange(
        current_user,
        site,
        [(booth, _rect(places[booth.key])) for booth in standing],
        [(feature, _rect(places[feature.key])) for feature in features],
        how=Move(order["how"]),
        seen=seen,
    )


def _merge(site, order, seen) -> None:
    booths.merge(current_user, site, _booths(site, order), seen=seen)


def _split(site, order, seen) -> None:
    [booth] = _booths(site, order)[:1]
    booths.split(current_user, site, booth, _int(order.get("parts")), seen=seen)


def _number(site, order, seen) -> None:
    numbers = order.get("numbers")
    if not isinstance(numbers, dict):
        raise Invalid(UNREADABLE)
    chosen = _booths(site, {"keys": list(numbers)})
    booths.renumber(current_user, site, {b: _text(numbers[b.key], 40) for b in chosen}, seen=seen)


def _change(site, order, seen) -> None:
    zones = {zone.key: zone for zone in booths.list_zones(site)}
    said = _facts(order.get("facts"), zones)
    if not said:
        raise Invalid(UNREADABLE)
    booths.set_facts(current_user, site, _booths(site, order), said, seen=seen)


def _feature(site, order, seen) -> None:
    _none, features = _find(site, [order.get("key")])
    if not features:
        raise Invalid(UNREADABLE)
    booths.change_feature(current_user, site, features[0], _feature_facts(order), seen=seen)


def _block(site, order, seen) -> None:
    chosen = _booths(site, order)
    allocation.require_nobody_there(chosen)
    booths.block(current_user, site, chosen, _text(order.get("reason"), 200), seen=seen)


def _unblock(site, order, seen) -> None:
    booths.unblock(current_user, site, _booths(site, order), seen=seen)


def _remove(site, order, seen) -> None:
    standing, features = _find(site, _keys(order))
    booths.remove(current_user, site, standing, features, seen=seen)


def _rows(site, order, seen) -> None:
    """The row generator's form, with its own sentences at its own fields."""
    zones, form = booths.list_zones(site), RowsForm(_form(order.get("form")), meta={"csrf": False})
    form.offer(zones)
    if not form.validate():
        field = next(field for field in form if field.errors)
        raise Invalid(f"{field.label.text}: {field.errors[0]}".replace("%", "%%"), field=field.name)
    facts = form.facts(zones, form.subsidy_by.data or "")
    booths.add_rows(current_user, site, form.row_facts(), facts, seen=seen)


def _undo(site, _order, seen) -> None:
    _watching_the_blocked(site, lambda: booths.undo(current_user, site, seen=seen))


def _redo(site, _order, seen) -> None:
    _watching_the_blocked(site, lambda: booths.redo(current_user, site, seen=seen))


def _watching_the_blocked(site, turn: Callable[[], None]) -> None:
    """A booth put out of use again may have been given to somebody in between."""
    free = {booth.key for booth in booths.list_for_site(site) if not booth.blocked}
    turn()
    if blocked := [b for b in booths.list_for_site(site) if b.blocked and b.key in free]:
        allocation.require_nobody_there(blocked)


ORDERS: dict[str, Callable[..., None]] = {
    "draw": _draw,
    "move": _move,
    "merge": _merge,
    "split": _split,
    "number": _number,
    "change": _change,
    "feature": _feature,
    "block": _block,
    "unblock": _unblock,
    "remove": _remove,
    "rows": _rows,
    "undo": _undo,
    "redo": _redo,
}


# --- reading -------------------------------------------------------------------------------------------


def _find(site, keys):
    """Booths and features by their keys; one that is gone refuses all."""
    wanted = set(keys)
    standing = [booth for booth in booths.list_for_site(site) if booth.key in wanted]
    features = [feature for feature in booths.list_features(site) if feature.key in wanted]
    if not wanted or len(standing) + len(features) < len(wanted):
        raise Conflict(GONE)
    return standing, features


def _booths(site, order):
    standing, features = _find(site, _keys(order))
    if features:
        raise Invalid(N_("Việc này chỉ làm với gian hàng."))
    return standing


def _facts(sent: object, zones: Mapping) -> dict[str, object]:
    """What is said of a booth beside its number and place; what is not said is not there."""
    if not isinstance(sent, dict):
        raise Invalid(UNREADABLE)
    read: dict[str, Callable[[object], object]] = {
        "kind": lambda v: _member(BoothKind, v),
        "zone": lambda v: _zone(zones, v),
        "power_watts": _int,
        "water": _yes,
        "open_flame": _yes,
        "fee": _money,
        "subsidy": _money,
        "subsidy_by": lambda v: _text(v, 120),
        "price_class": lambda v: _member(PriceClass, v) if v else None,
    }
    return {name: reader(sent[name]) for name, reader in read.items() if name in sent}


def _feature_facts(sent: Mapping) -> FeatureFacts:
    return FeatureFacts(
        _member(FeatureKind, sent.get("kind")),
        _rect(sent),
        _text(sent.get("label", ""), 60),
        _int(sent.get("watts", 0)),
    )


def _zone(zones: Mapping, key: object):
    if not key:
        return None
    if not isinstance(key, str) or key not in zones:
        raise Conflict(GONE)
    return zones[key]


def _rect(sent: object) -> Rect:
    if not isinstance(sent, Mapping):
        raise Invalid(UNREADABLE)
    sides = [_int(sent.get(side)) for side in ("x", "y", "width", "depth")]
    if any(abs(side) > FARTHEST for side in sides):
        raise Invalid(UNREADABLE)
    return Rect(*sides)


def _new_key(sent: Mapping) -> str:
    key = sent.get("key", "")
    if key and not (isinstance(key, str) and KEY.fullmatch(key)):
        raise Invalid(UNREADABLE)
    return key


def _keys(order: Mapping) -> list[str]:
    keys = order.get("keys")
    if not _is_list(keys) or not all(isinstance(key, str) for key in keys):
        raise Invalid(UNREADABLE)
    return keys


def _dicts(sent: object) -> list[dict]:
    if not _is_list(sent) or not all(isinstance(one, dict) for one in sent):
        raise Invalid(UNREADABLE)
    return sent


def _form(sent: object) -> MultiDict:
    if not isinstance(sent, dict) or not all(isinstance(v, str) for v in sent.values()):
        raise Invalid(UNREADABLE)
    return MultiDict(sent)


def _text(value: object, most: int) -> str:
    if not isinstance(value, str) or len(value) > most * 4:
        raise Invalid(UNREADABLE)
    text = clean(value)
    if len(text) > most:
        raise Invalid(N_("Nhiều nhất %(max)d ký tự."), max=most)
    return text


def _money(value: object) -> int:
    return value if _is_int(value) else parse_money(_text(value, 40))


def _member(kind, value: object):
    if not isinstance(value, str) or value not in set(kind):
        raise Invalid(UNREADABLE)
    return kind(value)


def _yes(value: object) -> bool:
    if not isinstance(value, bool):
        raise Invalid(UNREADABLE)
    return value


def _int(value: object) -> int:
    if not _is_int(value) or abs(value) > 2**31 - 1:
        raise Invalid(UNREADABLE)
    return value


def _is_int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_list(value: object) -> bool:
    return isinstance(value, list)
