"""What phones send, read strictly: an odd envelope is a sentence, an odd item a dead letter."""

import json
import uuid
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from flask import request

from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_, clean
from fairapp.domain.verdicts import Direction, How, Reason
from fairapp.services.gate.clicks import KINDS, MOST
from fairapp.services.gate.sent import Batch, Dead, Override, Phone, SentClick, SentScan

T = TypeVar("T")

LONGEST_CODE = 600  # characters; a pass has about 160, other people's QR codes may have many more
MOST_ITEMS = 500
LONGEST_CURSOR = 60
LONGEST_BODY = 2_000_000
WIDEST_SKEW = 10**13  # milliseconds: 300 years
MISSING = N_("Thiếu mục %(name)s hoặc mục này sai kiểu.")


def scan_batch(gates: Iterable[int]) -> Batch:
    """The scans of this request; `gates` are those of the phone's fair."""
    sent = body()
    batch = _envelope(sent)
    scans, dead = _items(sent, "scans", lambda one: _scan(one, set(gates)))
    return replace(batch, scans=scans, dead=dead)


def click_batch(gates: Iterable[int]) -> Batch:
    sent = body()
    batch = _envelope(sent)
    clicks, dead = _items(sent, "clicks", lambda one: _click(one, set(gates)))
    return replace(batch, clicks=clicks, dead=dead)


def body() -> dict:
    if request.content_length is not None and request.content_length > LONGEST_BODY:
        raise Invalid(N_("Mỗi lần gửi nhiều nhất %(most)d mục."), most=MOST_ITEMS)
    return _dict(request.get_json())


def only_code() -> str:
    """The code of this request's only scan, as far as it can be read at a glance."""
    sent = request.get_json(silent=True)
    scans = sent.get("scans") if isinstance(sent, dict) else None
    if not isinstance(scans, list) or len(scans) != 1 or not isinstance(scans[0], dict):
        return ""
    code = scans[0].get("code")
    return code[:LONGEST_CODE] if isinstance(code, str) else ""


def text(sent: dict, name: str) -> str:
    return _text(sent, name)


def number(sent: dict, name: str, least: int, most: int) -> int | None:
    return _number(sent, name, least, most)


def identity(sent: dict, name: str = "id") -> uuid.UUID:
    return _uuid(sent, name)


def moment(sent: dict, name: str) -> datetime:
    return _moment(sent, name)


def batch_of(name: str, read: Callable[[dict], T]) -> tuple[Batch, list[T]]:
    """The envelope of this request, and its items as `read` understands them."""
    sent = body()
    batch = _envelope(sent)
    items, dead = _items(sent, name, read)
    return replace(batch, dead=dead), items


def _envelope(sent: dict) -> Batch:
    cursor = sent.get("cursor")
    if cursor is not None and not isinstance(cursor, str):
        raise Invalid(MISSING, name="cursor")
    tell = sent.get("tell", False)
    if not isinstance(tell, bool):
        raise Invalid(MISSING, name="tell")
    phone = sent.get("phone", {})
    if not isinstance(phone, dict):
        raise Invalid(MISSING, name="phone")
    return Batch(
        phone=Phone(
            clock=_moment(sent, "clock"),
            battery=_number(phone, "battery", 0, 100),
            unsent=_number(phone, "unsent", 0, 10**6),
            version=_text(phone, "version")[:40] if phone.get("version") is not None else "",
            skew=_number(phone, "skew", -WIDEST_SKEW, WIDEST_SKEW),
        ),
        cursor=cursor[:LONGEST_CURSOR] if cursor else None,
        tell=tell,
    )


def _items(sent: dict, name: str, read: Callable[[dict], T]) -> tuple[list[T], list[Dead]]:
    items = sent.get(name)
    if not isinstance(items, list) or len(items) > MOST_ITEMS:
        raise Invalid(
            N_("Mục %(name)s phải là danh sách nhiều nhất %(most)d mục."), name=name, most=MOST_ITEMS
        )
    good, dead = [], []
    for item in items:
        try:
            good.append(read(_dict(item)))
        except Invalid as refusal:
            id = item.get("id") if isinstance(item, dict) else None
            whole = json.dumps(item, ensure_ascii=False, sort_keys=True)
            dead.append(Dead(id if isinstance(id, str) else None, whole, str(refusal)))
    return good, dead


def _scan(sent: dict, gates: set[int]) -> SentScan:
    reason = sent.get("reason")
    return SentScan(
        id=_uuid(sent, "id"),
        code=_text(sent, "code")[:LONGEST_CODE],
        gate=_gate(sent, gates),
        direction=_one_of(Direction, sent, "direction"),
        how=_one_of(How, sent, "how"),
        at=_moment(sent, "at"),
        skew=_number(sent, "skew", -WIDEST_SKEW, WIDEST_SKEW),
        reason=None if reason is None else _one_of(Reason, sent, "reason"),
        override=_override(sent["override"]) if sent.get("override") is not None else None,
    )


def _override(sent: object) -> Override:
    word = _dict(sent)
    why = clean(_text(word, "why"))
    if not why:
        raise Invalid(N_("Ngoại lệ phải có lý do."))
    supervisor = _number(word, "supervisor", 0, 2**31 - 1)
    return Override(supervisor if supervisor is not None else 0, why, _text(word, "proof")[:64])


def _click(sent: dict, gates: set[int]) -> SentClick:
    undoes = _uuid(sent, "undoes") if sent.get("undoes") is not None else None
    n = _number(sent, "n", -MOST, MOST)
    kind = _text(sent, "kind")
    if kind not in KINDS:
        raise Invalid(N_("Chỉ đếm người lớn hoặc trẻ em."))
    if n is None or (not -MOST <= n <= -1 if undoes else not 1 <= n <= MOST):
        raise Invalid(N_("Mỗi lần bấm đếm từ 1 đến %(most)d người."), most=MOST)
    return SentClick(
        id=_uuid(sent, "id"),
        gate=_gate(sent, gates),
        at=_moment(sent, "at"),
        kind=kind,
        n=n,
        skew=_number(sent, "skew", -WIDEST_SKEW, WIDEST_SKEW),
        undoes=undoes,
    )


def _gate(sent: dict, gates: set[int]) -> int:
    gate = _number(sent, "gate", 1, 2**31 - 1)
    if gate not in gates:
        raise Invalid(N_("Hội chợ này không có cổng đó."))
    return gate


def _dict(sent: object) -> dict:
    if not isinstance(sent, dict):
        raise Invalid(N_("Cần gửi một đối tượng JSON."))
    return sent


def _text(sent: dict, name: str) -> str:
    value = sent.get(name)
    if not isinstance(value, str) or "\x00" in value:
        raise Invalid(MISSING, name=name)
    return value


def _number(sent: dict, name: str, least: int, most: int) -> int | None:
    value = sent.get(name)
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise Invalid(MISSING, name=name)
    return value


def _uuid(sent: dict, name: str) -> uuid.UUID:
    value = _text(sent, name)
    try:
        return uuid.UUID(value)
    except ValueError:
        raise Invalid(MISSING, name=name) from None


def _one_of(kind: type[T], sent: dict, name: str) -> T:
    try:
        return kind(_text(sent, name))  # type: ignore[call-arg]
    except ValueError:
        raise Invalid(MISSING, name=name) from None


def _moment(sent: dict, name: str) -> datetime:
    value = _text(sent, name)
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not 1970 <= moment.year <= 2200:
        raise Invalid(N_("Mục %(name)s phải là thời điểm ISO 8601 có múi giờ."), name=name)
    return moment
