"""What a fair lays down before anybody runs: caps and zones of goods, and where chance comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, select

from fairapp.db import db, now
from fairapp.domain.allocation import RunKind
from fairapp.domain.allocation.lottery import seed_of
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.ocop import groups
from fairapp.domain.text import N_
from fairapp.models import AllocationRule, AllocationRun, AuditEntry, Fair, GroupCap, GroupZone, User
from fairapp.services import booths
from fairapp.services.accounts import audit
from fairapp.services.fairs import require_open_book

CHANGED = N_("Người khác vừa sửa quy tắc xếp gian. Hãy xem lại rồi sửa tiếp.")
ANNOUNCED = "allocation.seed"
FORMER_ANNOUNCED = N_("Công bố câu hạt giống “%(text)s”. Cách lấy: %(rule)s")
"""As it was said before: the lines of histories kept since are still to be read in either language."""
USED = N_("Đã có lượt chạy theo câu này nên không đổi được nữa: đổi sau khi thấy kết quả là chọn kết quả.")


@dataclass(frozen=True)
class Rule:
    """Where a fair's chance comes from; before anybody has said anything, from its own address."""

    lottery: bool
    seed_rule: str
    seed_text: str
    version: int

    @property
    def seed(self) -> int:
        return seed_of(self.seed_text)


@dataclass(frozen=True)
class Bounds:
    """What goods of one group may not pass: so many booths, and only these zones."""

    most: int | None = None
    zones: frozenset[int] = frozenset()


def rule_of(fair: Fair) -> Rule:
    row = db.session.get(AllocationRule, fair.id)
    if row is None:
        return Rule(False, "", fair.slug, 0)
    return Rule(row.lottery, row.seed_rule, row.seed_text or fair.slug, row.version)


def caps_of(fair: Fair) -> dict[str, int]:
    rows = db.session.execute(
        select(GroupCap.group_code, GroupCap.most)
        .where(GroupCap.fair_id == fair.id)
        .order_by(GroupCap.group_code)
    )
    return dict(rows.all())  # type: ignore[arg-type]


def mandatory_of(fair: Fair) -> dict[str, tuple[int, ...]]:
    query = (
        select(GroupZone.group_code, GroupZone.zone_id)
        .where(GroupZone.fair_id == fair.id)
        .order_by(GroupZone.group_code, GroupZone.zone_id)
    )
    found: dict[str, tuple[int, ...]] = {}
    for code, zone_id in db.session.execute(query):
        found[code] = (*found.get(code, ()), zone_id)
    return found


def bounds_of(fair: Fair) -> dict[str, Bounds]:
    """Every group of goods, in official order."""
    caps, zones = caps_of(fair), mandatory_of(fair)
    return {g.code: Bounds(caps.get(g.code), frozenset(zones.get(g.code, ()))) for g in groups()}


def announce_seed(fair: Fair, actor: User, *, rule: str, text: str, lottery: bool, seen: int) -> None:
    """Say where chance will come from. It holds from the first run on, trials too, whatever that shows."""
    row = _writable(fair, seen)
    if (row.seed_rule, row.seed_text, row.lottery) == (rule, text, lottery):
        return
    with db.session.no_autoflush:
        if has_run(fair):
            raise Conflict(USED)
    row.seed_rule, row.seed_text, row.lottery = rule, text, lottery
    row.announced_at = now()
    db.session.flush()
    _audit(
        actor,
        fair,
        "seed",
        N_("Công bố câu “%(text)s” để lấy số khởi đầu. Cách lấy: %(rule)s"),
        text=text or fair.slug,
        rule=rule,
    )


def set_bounds(fair: Fair, actor: User, bounds: Mapping[str, Bounds]) -> None:
    """Caps and mandatory zones of all groups at once."""
    require_open_book(fair)
    known = {zone.id for zone in booths.list_zones_for_fair(fair)}
    for code, bound in bounds.items():
        if bound.most is not None and not 0 <= bound.most <= 10_000:
            raise Invalid(N_("Hãy ghi số gian từ 0 đến 10.000."), field=f"most-{code}")
        if bound.zones - known:
            raise Invalid(N_("Sơ đồ này không có khu đó."), field=f"zones-{code}")
    if dict(bounds) == bounds_of(fair):
        return
    db.session.execute(delete(GroupCap).where(GroupCap.fair_id == fair.id))
    db.session.execute(delete(GroupZone).where(GroupZone.fair_id == fair.id))
    db.session.add_all(
        GroupCap(fair_id=fair.id, group_code=code, most=bound.most)
        for code, bound in bounds.items()
        if bound.most is not None
    )
    db.session.add_all(
        GroupZone(fair_id=fair.id, group_code=code, zone_id=zone)
        for code, bound in bounds.items()
        for zone in sorted(bound.zones)
    )
    db.session.flush()
    _audit(actor, fair, "bounds", N_("Đổi số gian tối đa và khu bắt buộc của các nhóm hàng."))


def first_run_at(fair: Fair) -> datetime | None:
    """When somebody first asked for a full run. Trials make room for later ones; full runs are kept."""
    return db.session.scalar(
        select(AllocationRun.asked_at)
        .where(AllocationRun.fair_id == fair.id, AllocationRun.kind == RunKind.FULL)
        .order_by(AllocationRun.number)
        .limit(1)
    )


def has_run(fair: Fair) -> bool:
    """Whether somebody has asked for a run of any kind: from then on the seed stands."""
    return bool(db.session.scalar(select(exists().where(AllocationRun.fair_id == fair.id))))


def list_announcements(fair: Fair) -> list[AuditEntry]:
    """Everything that was ever said about where chance comes from, the latest first."""
    query = select(AuditEntry).where(AuditEntry.fair_id == fair.id, AuditEntry.action == ANNOUNCED)
    return list(db.session.scalars(query.order_by(AuditEntry.id.desc())))


def _writable(fair: Fair, seen: int) -> AllocationRule:
    """The fair's row for writing; who looked at an older one is told. Writers of one fair wait in line."""
    require_open_book(fair)
    db.session.execute(select(Fair.id).where(Fair.id == fair.id).with_for_update(key_share=True))
    row = db.session.get(AllocationRule, fair.id)
    if (row.version if row else 0) != seen:
        raise Conflict(CHANGED)
    if row is None:
        row = AllocationRule(fair_id=fair.id, lottery=False, seed_rule="", seed_text="")
        db.session.add(row)
    return row


def _audit(actor: User, fair: Fair, verb: str, sentence: str, **values: object) -> None:
    audit(actor, f"allocation.{verb}", "fair", fair.id, sentence, fair_id=fair.id, private=True, **values)
