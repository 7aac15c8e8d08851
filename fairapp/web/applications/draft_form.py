"""The application as a form. Which of its fields are there, the fair says for each kind of producer."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from flask_babel import gettext as _, lazy_gettext as _l
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice

from fairapp.domain.application_form import (
    FORM_FIELD_LABELS,
    LONGEST_INTRODUCTION,
    LONGEST_PLATE,
    MOST_PLACES,
    Asks,
    FieldAsk,
    FormField as Asked,
)
from fairapp.domain.applications import LONGEST_WISHES, MOST_BOOTHS
from fairapp.domain.booths import BoothKind
from fairapp.domain.phones import display
from fairapp.models import Application, Product, Zone
from fairapp.services.applications import Attendant
from fairapp.services.applications.wished import ANYWHERE, Typed
from fairapp.web.fields import KilowattField
from fairapp.web.forms import Form, at_most, required

MOST_ROWS = 300  # of a list that is sent; what an application may have is judged by its service
NO = "n"


def _number(text: object) -> int | None:
    return int(str(text)) if text else None


def _zone(text: object) -> int | str | None:
    return ANYWHERE if text == ANYWHERE else _number(text)


def _of(field: Asked) -> object:
    return _l(FORM_FIELD_LABELS[field])


class YesField(BooleanField):
    """A box, or where an answer is required two of them: yes and no."""

    false_values = (False, "false", "", NO)


class AttendantForm(Form):
    class Meta(Form.Meta):
        csrf = False

    name = StringField(_l("Họ và tên"), [at_most(120)])
    phone = StringField(_l("Điện thoại"), [at_most(30)])
    position = StringField(_l("Việc ở gian"), [at_most(80)])


class PlaceForm(Form):
    class Meta(Form.Meta):
        csrf = False

    zone = SelectField(_l("Khu"), coerce=_zone)
    booth = StringField(_l("Số gian, nếu muốn gian riêng"), [at_most(12)])


class DraftForm(Form):
    """The whole application; while it is typed, each field is sent and judged by itself."""

    booth_kind = RadioField(_of(Asked.BOOTH_KIND), [required(_l("Hãy chọn loại gian."))])
    booth_count = RadioField(
        _of(Asked.BOOTH_COUNT), [required(_l("Hãy chọn số lượng gian."))], coerce=_number
    )
    power_kw = KilowattField(_of(Asked.POWER))
    water = YesField(_of(Asked.WATER))
    open_flame = YesField(_of(Asked.FLAME))
    cold_storage = YesField(_of(Asked.COLD))
    cold_kw = KilowattField(_of(Asked.COLD_POWER))
    lorry = YesField(_of(Asked.LORRY))
    lorry_plate = StringField(_of(Asked.PLATE), [at_most(LONGEST_PLATE)])
    goods = SelectMultipleField(_l("Sản phẩm mang đến"), coerce=_number)
    papers = BooleanField(_l("Tôi đã xem lại: các giấy tờ trên vẫn đúng, dùng được cho hội chợ này."))
    staff = FieldList(FormField(AttendantForm), _of(Asked.STAFF), max_entries=MOST_ROWS)
    places = FieldList(
        FormField(PlaceForm), _of(Asked.PLACES), min_entries=MOST_PLACES, max_entries=MOST_ROWS
    )
    wishes = TextAreaField(
        _of(Asked.WISHES),
        [at_most(LONGEST_WISHES)],
        description=_l("Ban tổ chức xem khi xếp gian nhưng không bảo đảm đáp ứng."),
    )
    introduction = TextAreaField(
        _of(Asked.INTRODUCTION),
        [at_most(LONGEST_INTRODUCTION)],
        description=_l("Vài câu về chủ thể và sản phẩm, nhiều nhất 600 ký tự."),
    )
    commitments = SelectMultipleField(_l("Cam kết"), validate_choice=False)
    consent = StringField(_l("Đồng ý xử lý dữ liệu"))

    def offer(self, products: Iterable[Product], zones: Sequence[Zone], asks: Asks, own: bool) -> None:
        """Leave in what this applicant is asked, with what may be chosen; consent is the producer's own."""
        for field, ask in asks.items():
            if ask is FieldAsk.HIDDEN:
                del self[field.value]
        if not own:
            del self["consent"]
        self.goods.choices = [SelectChoice(product.id, product.name) for product in products]
        if "booth_kind" in self:
            self.booth_kind.choices = [
                SelectChoice(BoothKind.STANDARD.value, _("Gian tiêu chuẩn: có vách, bàn, ghế, điện")),
                SelectChoice(BoothKind.RAW.value, _("Đất trống: tự dựng")),
                SelectChoice(BoothKind.PAVILION.value, _("Đứng trong gian chung của tỉnh")),
            ]
        if "booth_count" in self:
            self.booth_count.choices = [SelectChoice(n, str(n)) for n in range(1, MOST_BOOTHS + 1)]
        self._zones, self._must_wish = zones, asks[Asked.PLACES] is FieldAsk.REQUIRED
        self._offer_zones()

    def _offer_zones(self) -> None:
        for i, row in enumerate(self.places if "places" in self else ()):
            row.form.zone.choices = _zone_choices(self._zones, i == 0, self._must_wish)

    def changes(self, fields: Iterable[str]) -> dict[str, object]:
        """The typed values of these fields, as the service keeps them."""
        return {name: self._typed(name) for name in fields}

    def show_again(self, fields: Iterable[str], stored: Mapping[str, object]) -> None:
        """What a page did not send stands as it is kept."""
        for name in fields:
            self[name].process(None, stored[name])
        self._offer_zones()

    def is_valid(self, fields: Collection[str]) -> bool:
        """Judges what the page sent; the rest was judged when it was kept."""
        self.validate()
        for name in set(FIELDS) & set(self._fields) - set(fields):
            self[name].errors = []
        return not self.errors

    def _typed(self, name: str) -> object:
        if name == "staff":
            return [
                Attendant(row.form.name.data or "", row.form.phone.data or "", row.form.position.data or "")
                for row in self.staff
            ]
        if name == "places":
            return [_place(row.form) for row in self.places]
        if name == "commitments":
            return self.commitments.data or []
        return self[name].data


def _zone_choices(zones: Sequence[Zone], first: bool, must: bool) -> list[SelectChoice]:
    """The first wish may say that any booth will do; where a wish is required, it has to be said."""
    any_booth = [SelectChoice(ANYWHERE, _("Gian nào cũng được"))] if first else []
    empty = _("Chọn khu hoặc “Gian nào cũng được”") if first and must else _("Không chọn")
    return [
        SelectChoice("", empty),
        *any_booth,
        *(SelectChoice(zone.id, f"{zone.code} – {zone.name}") for zone in zones),
    ]


def _place(row: PlaceForm) -> object:
    if row.zone.data == ANYWHERE and not row.booth.data:
        return ANYWHERE
    zone = row.zone.data if isinstance(row.zone.data, int) else None
    return Typed(zone, row.booth.data or "")


FIELDS = tuple(name for name in DraftForm.__dict__ if hasattr(getattr(DraftForm, name), "field_class"))
PLAIN = (
    *("booth_count", "water", "open_flame", "cold_storage", "lorry"),
    *("lorry_plate", "wishes", "introduction"),
)


def shown(application: Application) -> dict[str, object]:
    """An application under the form's own names."""
    consent = application.consent
    return {
        **{name: getattr(application, name) for name in PLAIN},
        "booth_kind": application.booth_kind.value,
        "power_kw": application.power_watts,
        "cold_kw": application.cold_watts or None,
        "goods": [line.product_id for line in application.goods],
        "staff": [
            {"name": p.name, "phone": display(p.phone) if p.phone else "", "position": p.position}
            for p in application.staff
        ],
        "places": _places(application),
        "papers": application.papers_confirmed_at is not None,
        "commitments": [f"{row.key}:{row.version}" for row in application.acceptances],
        "consent": f"consent:{consent.version}" if consent else "",
    }


def _places(application: Application) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [
        {
            "zone": (place.booth.zone_id if place.booth else place.zone_id) or "",
            "booth": place.booth.number if place.booth else "",
        }
        for place in application.places
    ]
    if application.anywhere:
        rows = [{"zone": ANYWHERE, "booth": ""}]
    return rows + [{"zone": "", "booth": ""}] * (MOST_PLACES - len(rows))
