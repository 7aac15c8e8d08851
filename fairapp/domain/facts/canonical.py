"""The one text that facts have, whose bytes are hashed, and the way back from it."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from json.encoder import encode_basestring
from operator import attrgetter
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from fairapp.domain.facts.whole import FairFacts


def to_json(facts: FairFacts) -> str:
    """The canonical text: keys in order, rows in order, no blanks, letters as they are."""
    return "{" + ",".join(f'"{name}":{_text(getattr(facts, name))}' for name in _names(FairFacts)) + "}"


def sha256(text: str) -> str:
    """The fingerprint printed on every report."""
    return hashlib.sha256(text.encode()).hexdigest()


def from_json(text: str) -> FairFacts:
    return _read(FairFacts, json.loads(text))


def _text(value: Any) -> str:
    """Rows have no order of their own: the database may give them in any."""
    if isinstance(value, tuple) and value and is_dataclass(value[0]):
        return "[" + ",".join(sorted(map(_row, value))) + "]"
    return _row(value) if is_dataclass(value) else _encode(value)


def _row(row: Any) -> str:
    """Rows inside a row keep their order."""
    kind = type(row)
    values = map(_encode, _reader(kind)(row))
    return _form(kind) % tuple(values)


def _encode(value: Any) -> str:
    kind = type(value)
    if kind is int:
        return str(value)
    if kind is str:
        return encode_basestring(value)
    if kind is date:
        return f'"{value.isoformat()}"'
    if kind is tuple:
        return "[" + ",".join(map(_encode, value)) + "]"
    if value is None:
        return "null"
    return _row(value) if is_dataclass(kind) else _encode_other(value)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(sorted(f.name for f in fields(kind)))


@cache
def _reader(kind: Any) -> Callable[[Any], tuple]:
    names = _names(kind)
    return attrgetter(*names) if len(names) > 1 else lambda row: (getattr(row, names[0]),)


@cache
def _form(kind: Any) -> str:
    """The row's text with a place for each value."""
    return "{" + ",".join(f'"{name}":%s' for name in _names(kind)) + "}"


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no place in the facts for {value!r}")


_encode_other = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
).encode


def _read(kind: Any, value: Any) -> Any:
    if is_dataclass(kind):
        # What an earlier layout did not have yet is empty.
        return kind(**{name: read(value[name]) for name, read in _readers(kind).items() if name in value})
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], item) for item in value)
    if isinstance(kind, UnionType):
        return None if value is None else _read(get_args(kind)[0], value)
    return date.fromisoformat(value) if kind is date else value


@cache
def _readers(kind: Any) -> dict[str, Callable[[Any], Any]]:
    hints = get_type_hints(kind)
    return {name: lambda value, hint=hint: _read(hint, value) for name, hint in hints.items()}
