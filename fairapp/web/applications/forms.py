"""Forms around an application."""

from flask_babel import gettext as _, lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from fairapp.domain.applications import Decision
from fairapp.domain.booths import BoothKind
from fairapp.domain.offers import Stand
from fairapp.domain.papers import Finding
from fairapp.services.applications import paper_review
from fairapp.services.applications.review import LONGEST_REASON
from fairapp.web.fields import CountField
from fairapp.web.forms import Form, at_most, required
from fairapp.web.labels import choices


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
