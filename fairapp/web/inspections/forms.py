"""Forms of signs, findings and reports."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField

from fairapp.domain.inspections import LONGEST_ANSWER, LONGEST_REPORT, ReportKind, ReportState
from fairapp.services.inspections.following import LONGEST_NOTE
from fairapp.web.forms import Form, at_most, options, required
from fairapp.web.labels import choices


class ReportForm(Form):
    """What a visitor saw; nobody has to say who saw it."""

    kind = RadioField(_l("Việc gì?"), [required(_l("Hãy chọn loại việc."))])
    text = TextAreaField(
        _l("Đã thấy gì?"),
        [required(), at_most(LONGEST_REPORT)],
        description=_l("Ví dụ: tên sản phẩm, giá ghi và giá thu, lúc mấy giờ."),
    )
    photo = FileField(_l("Ảnh"), description=_l("Chụp sản phẩm, nhãn hoặc bảng giá; không chụp mặt người."))
    phone = StringField(
        _l("Số điện thoại"),
        [at_most(20)],
        description=_l(
            "Chỉ để lại nếu muốn ban tổ chức gọi lại. Không để lại thì phản ánh không mang tên ai."
        ),
    )
    consent = BooleanField(
        _l(
            "Tôi đồng ý để ban tổ chức giữ số điện thoại này chỉ để hỏi lại về phản ánh; "
            "số và ảnh được xoá sau khi hội chợ kết thúc 30 ngày."
        )
    )

    def offer(self) -> "ReportForm":
        self.kind.choices = choices(ReportKind)
        return self


class AnswerForm(Form):
    state = SelectField(_l("Trạng thái"), [required()])
    answer = TextAreaField(_l("Đã xử lý thế nào"), [at_most(LONGEST_ANSWER)])

    def offer(self) -> "AnswerForm":
        self.state.choices = [choice for choice in choices(ReportState) if choice.value != ReportState.NEW]
        return self


class WordForm(Form):
    """A word about a finding; only its note is typed."""

    note = StringField(_l("Ghi chú"), [at_most(LONGEST_NOTE)])


class SignsForm(Form):
    paper = RadioField(
        _l("Khổ giấy"),
        [required()],
        default="a4",
        choices=options((("a4", _l("A4, một biển một trang")), ("a5", _l("A5, một biển một trang")))),
    )
