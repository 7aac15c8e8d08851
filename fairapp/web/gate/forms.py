"""Forms of the organiser's gate pages."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField

from fairapp.web.forms import Form, at_most, options, required


class GateForm(Form):
    site = SelectField(_l("Địa điểm"), [required()], coerce=int)
    name = StringField(
        _l("Tên cổng"), [required(), at_most(60)], description=_l("Ví dụ: Cổng chính, Cổng B.")
    )
    zone_bit = SelectField(
        _l("Khu vực sau cổng này"),
        coerce=int,
        choices=options((bit, str(bit)) for bit in range(8)),
        description=_l("Để 0 khi cả hội chợ là một khu vực. Thẻ chỉ qua được cổng của khu vực ghi trên thẻ."),
    )


class StewardForm(Form):
    gate = SelectField(_l("Cổng"), [required()], coerce=int)
    name = StringField(_l("Họ và tên"), [required(), at_most(120)])
    contact = StringField(
        _l("Số điện thoại hoặc e-mail"), [required(), at_most(254)], description=_l("Dùng để đăng nhập.")
    )
