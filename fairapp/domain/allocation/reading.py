"""Instances and plans from JSON: the form that engine, checker and strangers share."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from fairapp.domain.allocation.instance import App, Booth, Instance, Province
from fairapp.domain.allocation.weights import MOST_WEIGHT, Weights
from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_

MILLION = 1_000_000
MOST = 10_000_000
"""No number of a file is larger; more booths or applications than MOST_ROWS are refused as well."""
MOST_ROWS = 20_000

NOT_JSON = N_("Tệp không phải JSON hợp lệ (dòng %(line)s, cột %(column)s).")
NOT_OBJECT = N_("Tệp phải chứa một đối tượng JSON ở ngoài cùng.")
MISSING = N_("%(where)s: thiếu mục “%(key)s”.")
WRONG = N_("%(where)s: mục “%(key)s” có giá trị không dùng được: %(value)s.")
TOO_MANY = N_("Mục “%(key)s” có quá %(most)s dòng.")
NO_PLAN = N_("Tệp phương án phải có mục “plan”: mã đơn → danh sách mã gian.")


def parse(text: str) -> dict[str, Any]:
    """The object that a file holds."""
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise Invalid(NOT_JSON, line=error.lineno, column=error.colno) from error
    except (ValueError, RecursionError) as error:
        raise Invalid(NOT_JSON, line=1, column=1) from error
    if not isinstance(found, dict):
        raise Invalid(NOT_OBJECT)
    return found


class _Row:
    """One object of a file; reads typed values and says where a bad one stands."""

    def __init__(self, facts: object, where: str) -> None:
        if not isinstance(facts, dict):
            raise Invalid(WRONG, where=where, key="{}", value=_short(facts))
        self.facts, self.where = facts, where

    def read(self, key: str, reader: Callable[[Any], Any], **default: Any) -> Any:
        value = self.facts.get(key)
        if value is None:
            if "default" in default:
                return default["default"]
            raise Invalid(MISSING, where=self.where, key=key)
        try:
            return reader(value)
        except (TypeError, ValueError, KeyError, ArithmeticError, InvalidOperation) as error:
            raise Invalid(WRONG, where=self.where, key=key, value=_short(value)) from error


def _short(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)[:60]


def _text(value: object) -> str:
    if not isinstance(value, str | int) or isinstance(value, bool) or len(str(value)) > 200:
        raise ValueError
    return str(value)


def _id(value: object) -> str:
    if not (text := _text(value)):
        raise ValueError
    return text


def _int(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise ValueError
    if abs(value) > MOST:
        raise ValueError
    return int(value)


def _metres(value: object) -> int:
    return _int(round(value)) if isinstance(value, float) else _int(value)


def _count(value: object) -> int:
    if (number := _int(value)) < 0:
        raise ValueError
    return number


def _size(value: object) -> int:
    if not 1 <= (number := _int(value)) <= 50:
        raise ValueError
    return number


def _price(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 10**15:
        raise ValueError
    return int(value)


def _bool(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _share(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError
    share = int((Decimal(str(value)) * MILLION).to_integral_value())
    if not 0 <= share <= MILLION * 1000:
        raise ValueError
    return share


def _day(value: object) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else _fail()


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else _fail()
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _fail() -> Any:
    raise ValueError


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else _fail()


def _texts(value: object) -> tuple[str, ...]:
    return tuple(_id(each) for each in _list(value))


def _pref(value: object) -> tuple[str, str]:
    kind, target = _list(value)
    return (kind, _id(target)) if kind in ("booth", "zone") else _fail()


def _mapping(reader: Callable[[Any], Any]) -> Callable[[Any], dict[str, Any]]:
    return lambda value: {_id(k): reader(v) for k, v in value.items()} if isinstance(value, dict) else _fail()


def _bounds(value: object) -> tuple[int, int]:
    least, most = _list(value)
    return _count(least), _count(most)


def _booth(row: _Row) -> Booth:
    read = row.read
    return Booth(
        id=read("id", _id),
        hall=read("hall", _int, default=0),
        zone=read("zone", _text, default=""),
        island=read("island", _int, default=0),
        row=read("row", _int, default=0),
        pos=read("pos", _int, default=0),
        x=read("x", _metres, default=0),
        y=read("y", _metres, default=0),
        kind=read("kind", _id),
        area=read("area", _count, default=9),
        group=read("group", _text, default=""),
        corner=read("corner", _bool, default=False),
        entrance=read("entrance", _bool, default=False),
        feat=frozenset(read("feat", _texts, default=())),
        price=read("price", _price, default=0),
        next=read("next", _id, default=None),
        reserved=read("reserved", _bool, default=False),
        facing=read("facing", _texts, default=()),
        loading=read("loading", _count, default=0),
        only=read("only", _id, default=None),
    )


def _app(row: _Row) -> App:
    read = row.read
    return App(
        id=read("id", _id),
        prov=read("prov", _id),
        kind=read("kind", _text, default=""),
        space=read("space", _id),
        size=read("size", _size),
        group=read("group", _text, default=""),
        line=read("line", _text, default=""),
        stars=read("stars", _count),
        cert_until=read("cert_until", _day),
        needs=frozenset(read("needs", _texts, default=())),
        prefs=read("prefs", lambda value: tuple(_pref(each) for each in _list(value)), default=())[:3],
        first=read("first", _bool, default=False),
        past=read("past", _count, default=0),
        applied=read("applied", _moment),
        goods=read("goods", _count, default=0),
        bad_before=read("bad_before", _bool, default=False),
        merit=read("merit", _int, default=0),
    )


def _province(row: _Row) -> Province:
    read = row.read
    return Province(
        id=read("id", _id),
        min=read("min", _count, default=0),
        max=read("max", _count),
        share=read("share", _share, default=0),
        host=read("host", _bool, default=False),
        zones=read("zones", _mapping(_bounds), default={}),
    )


def _rows(top: _Row, key: str, make: Callable[[_Row], Any]) -> tuple[Any, ...]:
    rows = top.read(key, _list)
    if len(rows) > MOST_ROWS:
        raise Invalid(TOO_MANY, key=key, most=MOST_ROWS)
    return tuple(make(_Row(facts, f"{key}[{n}]")) for n, facts in enumerate(rows))


def _lock(facts: Any) -> tuple[str, tuple[str, ...]]:
    return _id(facts["app"]), _texts(facts["booths"])


def read_instance(facts: object) -> Instance:
    """The instance that a file's object holds; `sound` says whether its parts fit together."""
    top = _Row(facts, "instance")
    read = top.read
    return Instance(
        name=read("name", _text, default=""),
        fair_end=read("fair_end", _day),
        booths=_rows(top, "booths", _booth),
        apps=_rows(top, "apps", _app),
        provinces=_rows(top, "provinces", _province),
        locks=dict(read("locks", lambda value: [_lock(each) for each in _list(value)], default=[])),
        published=read("published", _mapping(_id), default={}),
        caps=read("caps", _mapping(_count), default={}),
        mandatory=read("mandatory", _mapping(_texts), default={}),
        moved_at_most=read("moved_at_most", _count, default=None),
    )


def read_plan(facts: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    plan = facts.get("plan")
    if not isinstance(plan, dict):
        raise Invalid(NO_PLAN)
    row = _Row(plan, "plan")
    return {app: row.read(app, _texts) for app in plan}


def read_weights(facts: Mapping[str, Any]) -> Weights:
    """What each aim was worth in a run; a weight that the file does not name counts as usual."""
    row = _Row(facts.get("weights"), "weights")
    known = {each.name for each in fields(Weights)}
    for key in row.facts.keys() - known:
        raise Invalid(WRONG, where="weights", key=key, value=_short(row.facts[key]))
    return Weights(**{key: row.read(key, _weight) for key in row.facts})


def _weight(value: object) -> int:
    if (number := _count(value)) > MOST_WEIGHT:
        raise ValueError
    return number
