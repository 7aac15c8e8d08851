"""The form of a figure that somebody reported."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import Optional

from fairapp.domain.reported import Reported
from fairapp.services.reports.reported import ReportedFacts
from fairapp.web.fields import DayField, MoneyField
from fairapp.web.forms import Form, at_most, required
from fairapp.web.labels import choices


class ReportedForm(Form):
    what = SelectField(_l("Chỉ số"), [required()])
    value = MoneyField(_l("Con số"), [required()], description=_l("Viết được như 17,4 tỷ hoặc 110000."))
    qualifier = StringField(_l("Từ kèm theo"), [at_most(60)], description=_l("gần, trên, khoảng, ước…"))
    source = StringField(
        _l("Nguồn"),
        [required(), at_most(500)],
        description=_l("Tên báo hoặc cơ quan, người nêu, địa chỉ trang."),
    )
    said_on = DayField(_l("Ngày nêu"), [Optional()])

    def facts(self) -> ReportedFacts:
        return ReportedFacts(
            what=self.what.data,
            value=self.value.data,
            source=self.source.data,
            qualifier=self.qualifier.data or "",
            said_on=self.said_on.data,
        )


def reported_form() -> ReportedForm:
    form = ReportedForm()
    form.what.choices = choices(Reported)
    return form
