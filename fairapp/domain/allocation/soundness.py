"""Whether the parts of an instance fit together: what names something must name what is there."""

from collections import Counter
from collections.abc import Iterable, Iterator

from fairapp.domain.allocation.instance import Instance
from fairapp.domain.allocation.locked import wrong_locks
from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_

TWICE = N_("Mã “%(id)s” có hai lần trong mục “%(key)s”.")
UNKNOWN = N_("%(where)s: không có “%(id)s” trong mục “%(key)s”.")
TWO_BEFORE = N_("Gian “%(id)s” là gian kế tiếp của hai gian khác nhau.")
RING = N_("Dãy gian bắt đầu từ “%(id)s” nối vòng tròn.")
BOUNDS = N_("%(where)s: số ít nhất %(least)s lớn hơn số nhiều nhất %(most)s.")
LOCK = N_("Khoá của đơn “%(app)s” trái với một điều bắt buộc: %(rule)s")
NOTHING = N_("Mục “%(key)s” trống.")


def ensure_sound(given: Instance) -> None:
    """Refuse an instance that contradicts itself."""
    for key, rows in (("booths", given.booths), ("apps", given.apps), ("provinces", given.provinces)):
        if not rows:
            raise Invalid(NOTHING, key=key)
        twice = [id for id, times in Counter(row.id for row in rows).items() if times > 1]
        if twice:
            raise Invalid(TWICE, id=twice[0], key=key)
    for where, id, key, known in _references(given):
        if id not in known:
            raise Invalid(UNKNOWN, where=where, id=id, key=key)
    _ensure_rows(given)
    _ensure_bounds(given)
    _ensure_locks(given)


def _references(given: Instance) -> Iterator[tuple[str, str, str, Iterable[str]]]:
    for booth in given.booths:
        for id in (*filter(None, [booth.next]), *booth.facing):
            yield f"booths “{booth.id}”", id, "booths", given.booth
        if booth.only:
            yield f"booths “{booth.id}”", booth.only, "provinces", given.province
    for app in given.apps:
        yield f"apps “{app.id}”", app.prov, "provinces", given.province
    for app_id, booths in given.locks.items():
        yield "locks", app_id, "apps", given.app
        for id in booths:
            yield f"locks “{app_id}”", id, "booths", given.booth


def _ensure_rows(given: Instance) -> None:
    before = Counter(booth.next for booth in given.booths if booth.next)
    for id, times in before.items():
        if times > 1:
            raise Invalid(TWO_BEFORE, id=id)
    left = {booth.id for booth in given.booths}
    for booth in given.booths:
        here: str | None = booth.id if booth.id not in before else None
        while here:
            left.discard(here)
            here = given.booth[here].next
    if left:
        raise Invalid(RING, id=min(left))


def _ensure_bounds(given: Instance) -> None:
    for province in given.provinces:
        for least, most in ((province.min, province.max), *province.zones.values()):
            if least > most:
                raise Invalid(BOUNDS, where=f"provinces “{province.id}”", least=least, most=most)


def _ensure_locks(given: Instance) -> None:
    for wrong in wrong_locks(given):
        sentence = wrong.sentence % wrong.values if wrong.values else wrong.sentence
        raise Invalid(LOCK, app=wrong.app or "", rule=sentence)
