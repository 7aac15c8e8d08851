"""Forms of venues and halls."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField

from fairapp.web.fields import MetresField
from fairapp.web.forms import Form, at_most, required


class VenueForm(Form):
    name = StringField(_l("Tên nơi tổ chức"), [required(), at_most(200)])
    unit = SelectField(_l("Tỉnh, thành phố"), [required(_l("Hãy chọn tỉnh, thành phố."))])
    address = StringField(_l("Địa chỉ"), [at_most(300)])
    note = TextAreaField(
        _l("Ghi chú"), [at_most(2000)], description=_l("Lối xe tải, nguồn điện, người giữ chìa khoá…")
    )


class HallForm(Form):
    name = StringField(
        _l("Tên sảnh"), [required(), at_most(120)], description=_l("Ví dụ: Sảnh A, sân trước.")
    )
    width = MetresField(_l("Chiều ngang"), [required()])
    depth = MetresField(_l("Chiều sâu"), [required()])
