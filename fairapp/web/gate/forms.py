"""Forms of the organiser's gate pages."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField, StringField
from wtforms.validators import NumberRange, Optional

from fairapp.web.forms import Form, at_most, options, required


class GateForm(Form):
    site = SelectField(_l("Địa điểm"), [required()], coerce=int)
    name = StringField(
        _l("Tên cổng"), [required(), at_most(60)], description=_l("Ví dụ: Cổng chính, Cổng B.")
    )
    kind_bits = SelectField(
        _l("Ai đi qua cổng này"),
        coerce=int,
        default=3,
        choices=options(((3, _l("Người và xe")), (1, _l("Chỉ người")), (2, _l("Chỉ xe")))),
    )
    zone_bit = SelectField(
        _l("Khu vực sau cổng này"),
        coerce=int,
        choices=options(((0, _l("Cả hội chợ là một khu vực")), *((bit, str(bit)) for bit in range(1, 8)))),
        description=_l("Thẻ chỉ qua được cổng của khu vực ghi trên thẻ."),
    )


class LimitsForm(Form):
    again_after = IntegerField(
        _l("Thẻ chưa quét ra được vào lại sau (phút)"),
        [Optional(), NumberRange(0, 24 * 60)],
        description=_l("Để trống nếu phải quét ra rồi mới được vào lại."),
    )


class RightsForm(Form):
    supervisor = BooleanField(_l("Máy của người phụ trách: tìm được thẻ theo tên khi có mạng"))
    inspector = BooleanField(_l("Máy kiểm tra gian hàng: quét biển gian, ghi kiểm tra và chụp ảnh"))


class InviteForm(RightsForm):
    gate = SelectField(_l("Cổng"), [required()], coerce=int)


class DeviceForm(RightsForm):
    name = StringField(_l("Tên máy"), [required(), at_most(60)])
    gate = SelectField(_l("Cổng"), [required()], coerce=int)


class SupervisorForm(Form):
    name = StringField(
        _l("Tên gọi"),
        [required(), at_most(60)],
        description=_l(
            "Chức danh, ví dụ: Trưởng ca sáng. Tên gọi có trên mọi máy quét nên đừng ghi tên người."
        ),
    )
