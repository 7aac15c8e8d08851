"""Forms of the plan: rows, the table, zones and features, rules and saved versions."""

import re

from flask_babel import gettext as _, lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, Form as PlainForm, HiddenField, IntegerField, SelectField, StringField
from wtforms.validators import NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from fairapp.domain import ocop
from fairapp.domain.booth_rows import Along, Direction, Rows
from fairapp.domain.booths import BoothKind, FeatureKind, PriceClass
from fairapp.domain.geometry import Rect
from fairapp.domain.plan_drawing import TINTS
from fairapp.domain.text import N_, clean
from fairapp.services.booths import BoothFacts, FeatureFacts, ZoneFacts
from fairapp.web.fields import CountField, MetresField, MoneyField
from fairapp.web.filters import language
from fairapp.web.forms import Form, InOurWords, at_most, options, required
from fairapp.web.labels import choices

TINT_WORDS = (
    N_("Xanh lục"),
    N_("Cam"),
    N_("Xanh lam"),
    N_("Hồng"),
    N_("Vàng"),
    N_("Tím"),
    N_("Xanh ngọc"),
    N_("Nâu"),
)


def more_than_nothing() -> NumberRange:
    return NumberRange(min=1, message=_l("Hãy nhập số lớn hơn 0."))


class _Equipment:
    """What every booth has beside its place; a mixin of forms."""

    kind = SelectField(_l("Loại gian"), [required()])
    zone = SelectField(_l("Khu"), [Optional()])
    power_watts = CountField(_l("Điện"), [required()], default=500)
    water = BooleanField(_l("Có nước"))
    open_flame = BooleanField(_l("Được dùng bếp lửa"))
    fee = MoneyField(_l("Phí thuê gian"), [required()], default=0)
    subsidy = MoneyField(_l("Phần được hỗ trợ"), [required()], default=0)
    price_class = SelectField(_l("Hạng chỗ"), [Optional()])

    def offer(self, zones) -> None:
        """Fill the choices from the site's zones."""
        self.kind.choices = choices(BoothKind)
        self.zone.choices = zone_choices(zones)
        unset = options([("", _("Chưa xếp hạng"))])
        self.price_class.choices = [*unset, *choices(PriceClass)]

    def facts(self, zones, subsidy_by: str = "") -> BoothFacts:
        chosen = next((zone for zone in zones if str(zone.id) == self.zone.data), None)
        return BoothFacts(
            kind=BoothKind(self.kind.data),
            zone=chosen,
            power_watts=self.power_watts.data,
            water=self.water.data,
            open_flame=self.open_flame.data,
            fee=self.fee.data,
            subsidy=self.subsidy.data,
            subsidy_by=subsidy_by,
            price_class=PriceClass(self.price_class.data) if self.price_class.data else None,
        )


def equipment_of(booth) -> dict[str, object]:
    """A booth under the names of the form's fields."""
    return {
        "number": booth.number,
        "kind": booth.kind.value,
        "zone": str(booth.zone_id or ""),
        "power_watts": booth.power_watts,
        "water": booth.water,
        "open_flame": booth.open_flame,
        "fee": booth.fee,
        "subsidy": booth.subsidy,
        "subsidy_by": booth.subsidy_by,
        "price_class": booth.price_class.value if booth.price_class else "",
    }


def place_of(row) -> dict[str, int]:
    """Where a booth or a feature stands, under the names of the form's fields."""
    return {"x": row.x_cm, "y": row.y_cm, "width": row.width_cm, "depth": row.depth_cm}


class TableRow(PlainForm, _Equipment):
    """One line of the table of booths; the form around it carries the token."""

    Meta = InOurWords

    number = StringField(_l("Số gian"), [required()], filters=[lambda s: clean(s or "")])
    x = MetresField(_l("Cách mép trái"), [required()])
    y = MetresField(_l("Cách mép trên"), [required()])
    width = MetresField(_l("Rộng"), [required(), more_than_nothing()])
    depth = MetresField(_l("Sâu"), [required(), more_than_nothing()])

    def rect(self) -> Rect:
        return Rect(self.x.data, self.y.data, self.width.data, self.depth.data)


class TableForm(Form):
    """The token of the whole table, and the version of the plan that it shows."""

    seen = IntegerField(widget=HiddenInput(), validators=[required()])


class RowsForm(Form, _Equipment):
    """The row generator."""

    x = MetresField(_l("Cách mép trái"), [required()])
    y = MetresField(_l("Cách mép trên"), [required()])
    along = SelectField(_l("Hướng của dãy"), [required()])
    per_row = CountField(_l("Số gian mỗi dãy"), [required(), more_than_nothing()])
    rows = CountField(_l("Số dãy"), [required(), more_than_nothing()])
    width = MetresField(_l("Gian rộng"), [required(), more_than_nothing()])
    depth = MetresField(_l("Gian sâu"), [required(), more_than_nothing()])
    prefix = StringField(_l("Ký hiệu đầu"), [at_most(6)])
    first = StringField(
        _l("Số đầu tiên"), [required(), at_most(5)], description=_l("Viết 01 để số luôn có hai chữ số.")
    )
    direction = SelectField(_l("Chiều đánh số"), [required()])
    letter_per_row = BooleanField(_l("Mỗi dãy một chữ cái, đánh số lại từ đầu"))
    aisle_every = CountField(_l("Lối ngang sau mỗi"), [Optional()])
    aisle_at = StringField(
        _l("Lối ngang sau gian thứ"), [at_most(60)], description=_l("Ví dụ: 4, 9. Đếm từ đầu dãy.")
    )
    aisle_width = MetresField(_l("Lối ngang rộng"), [Optional()])
    row_aisle = MetresField(_l("Lối đi giữa các dãy"), [Optional()])
    back_to_back = BooleanField(_l("Hai dãy quay lưng vào nhau"))
    subsidy_by = StringField(_l("Đơn vị hỗ trợ"), [at_most(120)])

    def offer(self, zones) -> None:
        super().offer(zones)
        self.along.choices, self.direction.choices = choices(Along), choices(Direction)

    def validate_aisle_at(self, field):
        if field.data and not re.fullmatch(r"\d{1,3}([,;\s]+\d{1,3})*[,;\s]*", field.data):
            raise ValidationError(_("Hãy viết các số cách nhau bằng dấu phẩy, ví dụ 4, 9."))

    def row_facts(self) -> Rows:
        return Rows(
            x=self.x.data,
            y=self.y.data,
            per_row=self.per_row.data,
            rows=self.rows.data,
            width=self.width.data,
            depth=self.depth.data,
            prefix=self.prefix.data or "",
            first=self.first.data,
            direction=Direction(self.direction.data),
            along=Along(self.along.data),
            letter_per_row=self.letter_per_row.data,
            aisle_every=self.aisle_every.data or 0,
            aisle_at=tuple(int(n) for n in re.findall(r"\d+", self.aisle_at.data or "")),
            aisle_width=self.aisle_width.data or 0,
            row_aisle=self.row_aisle.data or 0,
            back_to_back=self.back_to_back.data,
        )


class SelectionForm(Form):
    """What is to be done with the booths marked in the table; the button says which."""

    action = HiddenField()
    reason = StringField(_l("Lý do không dùng"), [at_most(200)])
    anyway = BooleanField(_l("Vẫn làm, và báo cho người đã ghi nguyện vọng"))


class SaveForm(Form):
    name = StringField(_l("Tên bản lưu"), [required(), at_most(80)])


class UnderlayForm(Form):
    """A picture or a drawing to draw over."""

    file = FileField(_l("Ảnh (PNG, JPEG) hoặc bản vẽ (DXF, SVG)"))


class UnderlayPlaceForm(Form):
    """Where it lies and how large it is: its depth follows from its width."""

    x = StringField(_l("Cách mép trái"), [required(), at_most(8)])
    y = StringField(_l("Cách mép trên"), [required(), at_most(8)])
    width = MetresField(_l("Rộng ngoài đời"), [required(), more_than_nothing()])
    strength = CountField(_l("Độ đậm"), [required()], default=50)

    def at(self) -> tuple[int, int]:
        return _signed_metres(self.x.data), _signed_metres(self.y.data)

    def validate_x(self, field):
        if _signed_metres(field.data) is None:
            raise ValidationError(_("Hãy nhập số mét, ví dụ 3 hoặc 2,5."))

    validate_y = validate_x


class UnderlayScaleForm(Form):
    """Two points of the picture, as they lie now, and how far apart they are outside."""

    x1 = StringField(_l("Điểm thứ nhất cách mép trái"), [required(), at_most(8)])
    y1 = StringField(_l("Điểm thứ nhất cách mép trên"), [required(), at_most(8)])
    x2 = StringField(_l("Điểm thứ hai cách mép trái"), [required(), at_most(8)])
    y2 = StringField(_l("Điểm thứ hai cách mép trên"), [required(), at_most(8)])
    length = MetresField(_l("Khoảng cách ngoài đời"), [required(), more_than_nothing()])

    def points(self) -> tuple[tuple[int, int], tuple[int, int]]:
        x1, y1, x2, y2 = (_signed_metres(f.data) or 0 for f in (self.x1, self.y1, self.x2, self.y2))
        return (x1, y1), (x2, y2)

    validate_x1 = validate_y1 = validate_x2 = validate_y2 = UnderlayPlaceForm.validate_x


class PlanRulesForm(Form):
    aisle = MetresField(_l("Lối đi rộng ít nhất"), [required()])
    exit_clear = MetresField(_l("Chừa trống trước cửa"), [required()])


class ZoneForm(Form):
    code = StringField(
        _l("Ký hiệu"), [required(), at_most(8)], description=_l("Một, hai chữ, in trên từng gian.")
    )
    name = StringField(_l("Tên khu"), [required(), at_most(120)])
    group_code = SelectField(_l("Nhóm sản phẩm OCOP"), [Optional()])
    tint = SelectField(_l("Màu"), [Optional()])

    def offer(self) -> None:
        """The six groups in the reader's language, and the plan's tints."""
        named = [
            (group.code, f"{group.code}. {group.english if language() == 'en' else group.name}")
            for group in ocop.groups()
        ]
        self.group_code.choices = options([("", _("Mọi nhóm")), *named])
        tints = [(str(n), _(TINT_WORDS[n - 1])) for n in range(1, TINTS + 1)]
        self.tint.choices = options([("0", _("Tự chọn màu chưa dùng")), *tints])

    def facts(self) -> ZoneFacts:
        return ZoneFacts(
            self.code.data, self.name.data, self.group_code.data or None, int(self.tint.data or 0)
        )


class FeatureForm(Form):
    kind = SelectField(_l("Loại"), [required()])
    label = StringField(_l("Chữ ghi trên sơ đồ"), [at_most(60)])
    watts = CountField(_l("Công suất cấp"), [Optional()], default=0)
    x = MetresField(_l("Cách mép trái"), [required()])
    y = MetresField(_l("Cách mép trên"), [required()])
    width = MetresField(_l("Rộng"), [required(), more_than_nothing()])
    depth = MetresField(_l("Sâu"), [required(), more_than_nothing()])

    def offer(self) -> None:
        self.kind.choices = choices(FeatureKind)

    def facts(self) -> FeatureFacts:
        place = Rect(self.x.data, self.y.data, self.width.data, self.depth.data)
        return FeatureFacts(FeatureKind(self.kind.data), place, self.label.data or "", self.watts.data or 0)


def _signed_metres(text: str) -> int | None:
    """Centimetres of "-2,5": an underlay may begin outside the hall."""
    match = re.fullmatch(r"([-−]?)(\d{1,4})(?:[.,](\d{1,2}))?", text or "")
    if match is None:
        return None
    sign, whole, part = match.groups()
    length = int(whole) * 100 + int((part or "0").ljust(2, "0"))
    return -length if sign else length


def zone_choices(zones):
    return options([("", _("Không thuộc khu nào")), *((str(z.id), f"{z.code} · {z.name}") for z in zones)])
