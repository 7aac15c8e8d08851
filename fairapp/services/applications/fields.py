"""The fields of an application: each is checked, kept and read by itself, as it is typed."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from fairapp.db import db, now
from fairapp.domain.application_form import LONGEST_INTRODUCTION, LONGEST_PLATE, FormField
from fairapp.domain.applications import LONGEST_WISHES, MOST_BOOTHS, MOST_WATTS
from fairapp.domain.booths import BoothKind
from fairapp.domain.completeness import most_staff
from fairapp.domain.errors import Invalid
from fairapp.domain.phones import to_e164
from fairapp.domain.text import N_, clean, clean_lines
from fairapp.models import Application, ApplicationProduct, ApplicationStaff, Product, User
from fairapp.services.applications import promises
from fairapp.services.applications.wished import Wished, keep_places

Keeper = Callable[[Application, object, User | None], None]
USUAL_WATTS = 500  # what a standard booth comes with


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
    application.power_watts = _watts(value, "power_kw")


def _keep_cold_power(application: Application, value: object) -> None:
    application.cold_watts = _watts(value, "cold_kw")


def _watts(value: object, field: str) -> int:
    """Nothing typed is nothing wanted."""
    if value is None:
        return 0
    if not isinstance(value, int) or not 0 <= value <= MOST_WATTS:
        raise Invalid(N_("Công suất từ 0 đến %(most)d kW."), field=field, most=MOST_WATTS // 1000)
    return value


def _within(value: object, least: int, most: int, field: str) -> int:
    if not isinstance(value, int) or not least <= value <= most:
        raise Invalid(N_("Hãy nhập một số từ %(least)d đến %(most)d."), field=field, least=least, most=most)
    return value


def _text(name: str, longest: int, tidy: Callable[[str], str]) -> Callable[[Application, object], None]:
    def keep_text(application: Application, value: object) -> None:
        typed = tidy(str(value or ""))
        if len(typed) > longest:
            raise Invalid(N_("Nhiều nhất %(max)d ký tự."), field=name, max=longest)
        setattr(application, name, typed)

    return keep_text


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


def _keep_commitments(application: Application, value: object, by: User | None) -> None:
    """The marks of what was accepted; True, from a list, means every one of them."""
    if value is True:
        promises.accept_all(application, by)
    else:
        promises.accept(application, value if isinstance(value, Collection) else (), by)


def _keep_consent(application: Application, value: object, by: User | None) -> None:
    if value and by is not None:
        promises.consent(application, str(value), by)
    elif application.consent is not None:
        promises.withdraw_consent(application, by)


def _flag(name: str) -> Callable[[Application, object], None]:
    def keep_flag(application: Application, value: object) -> None:
        setattr(application, name, bool(value))

    return keep_flag


def _alone(keep: Callable[[Application, object], None]) -> Keeper:
    """For a field to which it is all one who types it."""
    return lambda application, value, _by: keep(application, value)


KEEPERS: dict[str, Keeper] = {
    "booth_kind": _alone(_keep_kind),
    "booth_count": _alone(_keep_count),
    "power_kw": _alone(_keep_power),
    "water": _alone(_flag("water")),
    "open_flame": _alone(_flag("open_flame")),
    "cold_storage": _alone(_flag("cold_storage")),
    "cold_kw": _alone(_keep_cold_power),
    "lorry": _alone(_flag("lorry")),
    "lorry_plate": _alone(_text("lorry_plate", LONGEST_PLATE, clean)),
    "goods": _alone(_keep_goods),
    "papers": _alone(_keep_papers),
    "staff": _alone(_keep_staff),
    "places": _alone(keep_places),
    "wishes": _alone(_text("wishes", LONGEST_WISHES, clean_lines)),
    "introduction": _alone(_text("introduction", LONGEST_INTRODUCTION, clean_lines)),
    "commitments": _keep_commitments,
    "consent": _keep_consent,
}

READERS: dict[str, Callable[[Application], object]] = {
    "booth_kind": lambda a: a.booth_kind.value,
    "booth_count": lambda a: a.booth_count,
    "power_kw": lambda a: a.power_watts,
    "water": lambda a: a.water,
    "open_flame": lambda a: a.open_flame,
    "cold_storage": lambda a: a.cold_storage,
    "cold_kw": lambda a: a.cold_watts,
    "lorry": lambda a: a.lorry,
    "lorry_plate": lambda a: a.lorry_plate,
    "goods": lambda a: sorted(line.product_id for line in a.goods),
    "papers": lambda a: a.papers_confirmed_at is not None,
    "staff": lambda a: [Attendant(p.name, p.phone, p.position) for p in a.staff],
    "places": lambda a: ["any"] if a.anywhere else [Wished(p.zone_id, p.booth_id) for p in a.places],
    "wishes": lambda a: a.wishes,
    "introduction": lambda a: a.introduction,
    "commitments": promises.accepted_marks,
    "consent": lambda a: f"consent:{a.consent.version}" if a.consent else "",
}

# What a field is when it is not asked: a form that hides it does not let an old answer count.
UNASKED: dict[FormField, object] = {
    FormField.BOOTH_KIND: BoothKind.STANDARD,
    FormField.BOOTH_COUNT: 1,
    FormField.POWER: USUAL_WATTS,
    FormField.WATER: False,
    FormField.FLAME: False,
    FormField.COLD: False,
    FormField.COLD_POWER: None,
    FormField.LORRY: False,
    FormField.PLATE: "",
    FormField.STAFF: (),
    FormField.PLACES: (),
    FormField.WISHES: "",
    FormField.INTRODUCTION: "",
}
