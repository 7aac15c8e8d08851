"""Forms of the counting plan."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import NumberRange

from fairapp.domain.counting import MOST_AN_HOUR
from fairapp.services.counting.planning import MOST_COUNTERS
from fairapp.web.forms import Form, at_most, options, required


class PointForm(Form):
    site = SelectField(_l("Địa điểm"), [required()], coerce=int)
    name = StringField(
        _l("Tên điểm đếm"), [required(), at_most(60)], description=_l("Ví dụ: Đầu phố phía hồ.")
    )
    stand = StringField(
        _l("Đứng ở đâu, đếm hướng nào"),
        [at_most(200)],
        description=_l("Ví dụ: cạnh cột đèn số 3, đếm người đi vào phố."),
    )


class PlanForm(Form):
    an_hour = SelectField(
        _l("Mỗi điểm đếm mấy ca một giờ"),
        [required()],
        coerce=int,
        default=2,
        choices=options((n, str(n)) for n in range(1, MOST_AN_HOUR + 1)),
        description=_l("Mỗi ca 10 phút. Nhiều ca hơn thì sai số nhỏ hơn."),
    )
    counters = IntegerField(
        _l("Số người đếm cùng lúc"), [required(), NumberRange(1, MOST_COUNTERS)], default=1
    )


class StrikeForm(Form):
    why = StringField(_l("Lý do"), [required(), at_most(200)])
