"""Forms around an application."""

from collections.abc import Iterable, Sequence

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

from fairapp.domain.applications import LONGEST_WISHES, MOST_BOOTHS, Decision
from fairapp.domain.booths import BoothKind
from fairapp.domain.offers import Stand
from fairapp.domain.papers import Finding
from fairapp.domain.phones import display
from fairapp.models import Application, Product, Zone
from fairapp.services.applications import Attendant, paper_review
from fairapp.services.applications.review import LONGEST_REASON
from fairapp.web.fields import CountField
from fairapp.web.forms import Form, at_most, required
from fairapp.web.labels import choices

MOST_ROWS = 300  # of a list that is sent; what an application may have is judged by its service
NEEDS = ("water", "open_flame", "cold_storage", "lorry")


def _number(text: object) -> int | None:
    return int(str(text)) if text else None


class AttendantForm(Form):
    class Meta(Form.Meta):
        csrf = False

    name = StringField(_l("Họ và tên"), [at_most(120)])
    phone = StringField(_l("Điện thoại"), [at_most(30)])
    position = StringField(_l("Việc ở gian"), [at_most(80)])


class DraftForm(Form):
    """The whole application; while it is typed, each field is sent and judged by itself."""

    booth_kind = RadioField(_l("Loại gian"), [required(_l("Hãy chọn loại gian."))])
    booth_count = RadioField(_l("Số lượng gian"), [required(_l("Hãy chọn số lượng gian."))], coerce=_number)
    power_watts = CountField(
        _l("Công suất điện cần dùng"), [required(_l("Hãy ghi công suất, 0 nếu không cần."))]
    )
    water = BooleanField(_l("Cần nước"))
    open_flame = BooleanField(_l("Chế biến tại chỗ, dùng bếp lửa"))
    cold_storage = BooleanField(_l("Cần chỗ để tủ mát, tủ đông"))
    lorry = BooleanField(_l("Chở hàng bằng xe tải"))
    goods = SelectMultipleField(_l("Sản phẩm mang đến"), coerce=_number)
    papers = BooleanField(_l("Tôi đã xem lại: các giấy tờ trên vẫn đúng, dùng được cho hội chợ này."))
    staff = FieldList(FormField(AttendantForm), _l("Người trực gian"), max_entries=MOST_ROWS)
    wished_zone_id = SelectField(_l("Khu muốn đứng"), coerce=_number)
    wishes = TextAreaField(
        _l("Nguyện vọng khác"),
        [at_most(LONGEST_WISHES)],
        description=_l("Ban tổ chức xem khi xếp gian nhưng không bảo đảm đáp ứng."),
    )
    committed = BooleanField(_l("Tôi đã đọc và cam kết thực hiện những điều trên."))

    def offer(self, products: Iterable[Product], zones: Iterable[Zone]) -> None:
        self.booth_kind.choices = [
            SelectChoice(BoothKind.STANDARD.value, _("Gian tiêu chuẩn: có vách, bàn, ghế, điện")),
            SelectChoice(BoothKind.RAW.value, _("Đất trống: tự dựng")),
            SelectChoice(BoothKind.PAVILION.value, _("Đứng trong gian chung của tỉnh")),
        ]
        self.booth_count.choices = [SelectChoice(n, str(n)) for n in range(1, MOST_BOOTHS + 1)]
        self.goods.choices = [SelectChoice(product.id, product.name) for product in products]
        self.wished_zone_id.choices = [
            SelectChoice("", _("Khu nào cũng được")),
            *(SelectChoice(zone.id, f"{zone.code} – {zone.name}") for zone in zones),
        ]

    def changes(self, fields: Sequence[str]) -> dict[str, object]:
        """The typed values of these fields, as the service keeps them."""
        return {name: self._typed(name) for name in fields}

    def _typed(self, name: str) -> object:
        if name == "staff":
            return [
                Attendant(row.form.name.data or "", row.form.phone.data or "", row.form.position.data or "")
                for row in self.staff
            ]
        return self[name].data


FIELDS = tuple(name for name in DraftForm.__dict__ if hasattr(getattr(DraftForm, name), "field_class"))


def shown(application: Application) -> dict[str, object]:
    """An application under the form's own names."""
    return {
        "booth_kind": application.booth_kind.value,
        "booth_count": application.booth_count,
        "power_watts": application.power_watts,
        **{name: getattr(application, name) for name in NEEDS},
        "goods": [line.product_id for line in application.goods],
        "staff": [
            {"name": p.name, "phone": display(p.phone) if p.phone else "", "position": p.position}
            for p in application.staff
        ],
        "wished_zone_id": application.wished_zone_id,
        "wishes": application.wishes,
        "papers": application.papers_confirmed_at is not None,
        "committed": application.committed_at is not None,
    }


class QuestionForm(Form):
    question = TextAreaField(
        _l("Câu hỏi hoặc phần cần bổ sung"),
        [required(_l("Hãy viết điều cần hỏi.")), at_most(LONGEST_REASON)],
        description=_l("Chủ thể nhận được ngay và sửa đơn để trả lời."),
    )


class FindingForm(Form):
    """What a reviewer found in one paper."""

    finding = RadioField(_l("Nhận xét"), [required(_l("Hãy chọn một nhận xét."))])
    reason = TextAreaField(
        _l("Cần bổ sung gì"),
        [at_most(paper_review.LONGEST_REASON)],
        description=_l("Chủ thể và đầu mối đoàn tỉnh thấy ngay. Bắt buộc khi cần bổ sung."),
    )

    def offer(self) -> None:
        self.finding.choices = choices(Finding)


class ReturnForm(Form):
    reason = TextAreaField(
        _l("Lý do trả lại"),
        [required(_l("Hãy viết để chủ thể biết cần bổ sung gì.")), at_most(LONGEST_REASON)],
    )


class DecisionForm(Form):
    decision = RadioField(_l("Quyết định"), [required(_l("Hãy chọn một quyết định."))])
    reason = TextAreaField(
        _l("Lý do"),
        [at_most(LONGEST_REASON)],
        description=_l("Bắt buộc khi từ chối. Chủ thể chỉ thấy sau khi công bố."),
    )

    def offer(self) -> None:
        self.decision.choices = decision_choices()


class RecusalForm(Form):
    recusal = StringField(
        _l("Lý do tránh xét"),
        [required(_l("Hãy ghi lý do.")), at_most(300)],
        description=_l("Ví dụ: người thân, cùng góp vốn. Điểm đã chấm bị bỏ, đơn để người khác xét."),
    )


class OwnUnitForm(Form):
    unit = SelectField(
        _l("Tỉnh, thành phố"), [required(_l("Hãy chọn tỉnh, thành phố."))], validate_choice=False
    )


class OfferRuleForm(Form):
    hours = CountField(_l("Mỗi lời mời chờ (giờ)"), [required(_l("Hãy ghi số giờ."))])
    automatic = BooleanField(_l("Mời ngay khi có người rút, không chờ bấm"))


class VacancyForm(Form):
    kind = SelectField(_l("Loại gian"), [required(_l("Hãy chọn loại gian."))])
    booths = CountField(_l("Số gian trống"), [required(_l("Hãy ghi số gian."))])
    power_watts = CountField(_l("Công suất điện (W)"), [required(_l("Hãy ghi công suất."))])
    water = BooleanField(_l("Có nước"))
    open_flame = BooleanField(_l("Được dùng bếp lửa"))

    def offer(self) -> None:
        self.kind.choices = choices(BoothKind)

    def stand(self) -> Stand:
        return Stand(
            BoothKind(self.kind.data),
            self.booths.data,
            self.power_watts.data,
            water=self.water.data,
            open_flame=self.open_flame.data,
        )


class BulkForm(Form):
    decision = SelectField(_l("Quyết định cho các đơn đã chọn"), [required(_l("Hãy chọn một quyết định."))])
    reason = StringField(_l("Lý do (bắt buộc khi từ chối)"), [at_most(LONGEST_REASON)])

    def offer(self) -> None:
        self.decision.choices = [SelectChoice("", _("Chọn quyết định")), *decision_choices()]


def decision_choices() -> list[SelectChoice]:
    words = {
        Decision.ACCEPT: _("Nhận"),
        Decision.WAITLIST: _("Đưa vào danh sách chờ"),
        Decision.REFUSE: _("Từ chối"),
    }
    return [SelectChoice(decision.value, word) for decision, word in words.items()]
