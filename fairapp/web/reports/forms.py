"""The form of a figure that somebody reported."""

from decimal import Decimal

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import Optional, ValidationError

from fairapp.domain.errors import Refusal
from fairapp.domain.reported import Reported, read_figure
from fairapp.services.reports.reported import ReportedFacts
from fairapp.web.fields import DayField
from fairapp.web.forms import Form, at_most, required
from fairapp.web.labels import choices
from fairapp.web.sentences import say


class ReportedForm(Form):
    what = SelectField(_l("Chỉ số"), [required()])
    value = StringField(
        _l("Con số"), [required(), at_most(40)], description=_l("Viết được như 17,4 tỷ hoặc 110000.")
    )
    qualifier = StringField(_l("Từ kèm theo"), [at_most(60)], description=_l("gần, trên, khoảng, ước…"))
    source = StringField(
        _l("Nguồn"),
        [required(), at_most(500)],
        description=_l("Tên báo hoặc cơ quan, người nêu, địa chỉ trang."),
    )
    said_on = DayField(_l("Ngày nêu"), [Optional()])

    def validate_value(self, field):
        """How a figure is read depends on what it counts; an unknown `what` has its own sentence."""
        if not self.what.errors:
            try:
                self._figure()
            except Refusal as refusal:
                raise ValidationError(say(refusal)) from None

    def facts(self) -> ReportedFacts:
        return ReportedFacts(
            what=self.what.data,
            value=self._figure(),
            source=self.source.data,
            qualifier=self.qualifier.data or "",
            said_on=self.said_on.data,
        )

    def _figure(self) -> Decimal:
        return Decimal(read_figure(Reported(self.what.data), self.value.data))


def reported_form() -> ReportedForm:
    form = ReportedForm()
    form.what.choices = choices(Reported)
    return form
