"""Forms around delegations: quotas, pavilions, leads, members."""

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.widgets import HiddenInput

from fairapp.domain.delegations import LONGEST_NOTE, DelegationKind
from fairapp.web.fields import CountField
from fairapp.web.forms import Form, at_most, required


def _number(text: object) -> int | None:
    return int(str(text)) if text else None


class ShareForm(Form):
    kind = SelectField(_l("Loại đoàn"), default=DelegationKind.PROVINCE.value)
    unit = SelectField(
        _l("Tỉnh, thành phố"),
        validate_choice=False,
        description=_l("Chỉ chọn khi là đoàn tỉnh, thành phố."),
    )
    name = StringField(
        _l("Tên đoàn"), [at_most(160)], description=_l("Chỉ ghi khi không phải đoàn tỉnh, thành phố.")
    )
    quota = CountField(_l("Số gian tối đa"), [required(_l("Hãy ghi số gian."))])
    least = CountField(_l("Số gian tối thiểu"))


class QuotaForm(Form):
    quota = CountField(_l("Số gian tối đa"), [required(_l("Hãy ghi số gian."))])
    least = CountField(
        _l("Số gian tối thiểu"), description=_l("Xếp trước cho đủ số này nếu có đơn được nhận.")
    )
    zones = HiddenField()


class GiveBackForm(Form):
    booths = CountField(_l("Số gian trả lại"), [required(_l("Hãy ghi số gian."))])
    note = StringField(_l("Lý do"), [required(), at_most(LONGEST_NOTE)])
    seen = IntegerField(widget=HiddenInput())


class MoveForm(Form):
    to = SelectField(_l("Chuyển cho"), [required(_l("Hãy chọn đoàn nhận."))], coerce=_number)
    booths = CountField(_l("Số gian"), [required(_l("Hãy ghi số gian."))])
    note = StringField(_l("Lý do"), [required(), at_most(LONGEST_NOTE)])
    seen = IntegerField(widget=HiddenInput())


class PavilionForm(Form):
    booths = TextAreaField(
        _l("Số gian"),
        [at_most(4_000)],
        description=_l("Cách nhau bằng dấu phẩy, ví dụ A01, A02. Bỏ trống để thôi dành."),
    )
    zone = SelectField(_l("Thêm cả khu"), coerce=_number)


class NominateForm(Form):
    name = StringField(_l("Tên chủ thể"), [required(), at_most(200)])
    contact = StringField(
        _l("Số điện thoại hoặc e-mail"),
        [at_most(254)],
        description=_l("Có e-mail thì thư mời được gửi ngay. Đường dẫn luôn hiện ra để gửi qua Zalo."),
    )


class AnswerForm(Form):
    answer = RadioField(_l("Nội dung trên có đúng không?"), [required(_l("Hãy chọn một câu trả lời."))])
    note = TextAreaField(
        _l("Điều gì không đúng?"),
        [at_most(LONGEST_NOTE)],
        description=_l("Chỉ cần ghi khi có điều không đúng. Đầu mối và ban tổ chức sẽ đọc."),
    )
    consent = StringField(_l("Đồng ý xử lý dữ liệu"))
    take_back = BooleanField(_l("Tôi rút lại sự đồng ý này."))


class LeadForm(Form):
    name = StringField(_l("Họ và tên"), [required(), at_most(120)])
    contact = StringField(
        _l("Số điện thoại hoặc e-mail"),
        [required(), at_most(254)],
        description=_l("Dùng để đăng nhập. Tài khoản đầu mối đã có thì giữ mật khẩu cũ."),
    )


class KnownLeadForm(Form):
    lead = SelectField(_l("Đầu mối đã có tài khoản"), [required(_l("Hãy chọn một người."))], coerce=_number)
