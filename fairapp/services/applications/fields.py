"""The fields of an application: each is checked and kept by itself, as it is typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from fairapp.db import db, now
from fairapp.domain.applications import LONGEST_WISHES, MOST_BOOTHS, MOST_WATTS
from fairapp.domain.booths import BoothKind
from fairapp.domain.completeness import most_staff
from fairapp.domain.errors import Invalid
from fairapp.domain.phones import to_e164
from fairapp.domain.text import N_, clean, clean_lines
from fairapp.models import Application, ApplicationProduct, ApplicationStaff, Product, Zone

Keeper = Callable[[Application, object], None]


@dataclass(frozen=True)
class Attendant:
    """Somebody who will stand at the booth."""

    name: str
    phone: str = ""
    position: str = ""


def _keep_kind(application: Application, value: object) -> None:
    application.booth_kind = BoothKind(str(value))


def _keep_count(application: Application, value: object) -> None:
    application.booth_count = _within(value, 1, MOST_BOOTHS, "booth_count")


def _keep_power(application: Application, value: object) -> None:
    application.power_watts = _within(value, 0, MOST_WATTS, "power_watts")


def _within(value: object, least: int, most: int, field: str) -> int:
    if not isinstance(value, int) or not least <= value <= most:
        raise Invalid(N_("Hãy nhập một số từ %(least)d đến %(most)d."), field=field, least=least, most=most)
    return value


def _keep_zone(application: Application, value: object) -> None:
    zone = db.session.get(Zone, value) if isinstance(value, int) else None
    if value is not None and (zone is None or zone.site.fair_id != application.fair_id):
        raise Invalid(N_("Hãy chọn một khu trong danh sách."), field="wished_zone_id")
    application.wished_zone_id = zone.id if zone else None


def _keep_wishes(application: Application, value: object) -> None:
    wishes = clean_lines(str(value or ""))
    if len(wishes) > LONGEST_WISHES:
        raise Invalid(N_("Nhiều nhất %(max)d ký tự."), field="wishes", max=LONGEST_WISHES)
    application.wishes = wishes


def _keep_commitment(application: Application, value: object) -> None:
    application.committed_at = (application.committed_at or now()) if value else None


def _keep_papers(application: Application, value: object) -> None:
    application.papers_confirmed_at = (application.papers_confirmed_at or now()) if value else None


def _keep_goods(application: Application, value: object) -> None:
    wanted = set(value) if isinstance(value, Sequence | set) else set()
    owned = set(
        db.session.scalars(
            select(Product.id).where(
                Product.producer_id == application.producer_id, Product.removed_at.is_(None)
            )
        )
    )
    if not wanted <= owned:
        raise Invalid(N_("Hãy chọn sản phẩm trong danh sách của mình."), field="goods")
    kept = {line.product_id: line for line in application.goods}
    application.goods = [kept.get(i) or ApplicationProduct(product_id=i) for i in sorted(wanted)]


def _keep_staff(application: Application, value: object) -> None:
    people = [person for person in value if clean(person.name)]  # type: ignore[attr-defined]
    most = most_staff(MOST_BOOTHS, application.fair.passes_per_booth)
    if len(people) > most:
        raise Invalid(N_("Nhiều nhất %(n)d người."), field="staff", n=most)
    rows = [_attendant(person) for person in people]
    for old, (name, phone, position) in zip(application.staff, rows, strict=False):
        old.name, old.phone, old.position = name, phone, position
    del application.staff[len(rows) :]
    for name, phone, position in rows[len(application.staff) :]:
        application.staff.append(ApplicationStaff(name=name, phone=phone, position=position))


def _attendant(person: Attendant) -> tuple[str, str, str]:
    """A number that cannot be read is kept as typed in the page and refused here, with its sentence."""
    name, position = clean(person.name), clean(person.position)
    if len(name) > 120 or len(position) > 80:
        raise Invalid(N_("Tên người dài nhất 120 ký tự, chức vụ dài nhất 80 ký tự."), field="staff")
    try:
        return name, to_e164(person.phone) if clean(person.phone) else "", position
    except Invalid as refusal:
        refusal.field = "staff"
        raise


def _flag(name: str) -> Keeper:
    def keep_flag(application: Application, value: object) -> None:
        setattr(application, name, bool(value))

    return keep_flag


KEEPERS: dict[str, Keeper] = {
    "booth_kind": _keep_kind,
    "booth_count": _keep_count,
    "power_watts": _keep_power,
    "water": _flag("water"),
    "open_flame": _flag("open_flame"),
    "cold_storage": _flag("cold_storage"),
    "lorry": _flag("lorry"),
    "wished_zone_id": _keep_zone,
    "wishes": _keep_wishes,
    "goods": _keep_goods,
    "papers": _keep_papers,
    "staff": _keep_staff,
    "committed": _keep_commitment,
}
