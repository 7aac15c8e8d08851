"""Forms of notices to many."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField, StringField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from fairapp.domain.circulars import LONGEST_BODY, LONGEST_SUBJECT, STATES, Lack, Repeat, Segment, Wording
from fairapp.models import Circular
from fairapp.services.circulars import Draft
from fairapp.web.fields import CountField, DayField
from fairapp.web.forms import Form, at_most, options, required
from fairapp.web.labels import choices, label


class ManyOf(SelectMultipleField):
    """Any of a few words, each with a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class CircularForm(Form):
    subject_vi = StringField(_l("Tiêu đề"), [required(), at_most(LONGEST_SUBJECT)])
    body_vi = TextAreaField(_l("Nội dung"), [required(), at_most(LONGEST_BODY)])
    subject_en = StringField(_l("Tiêu đề tiếng Anh"), [at_most(LONGEST_SUBJECT)])
    body_en = TextAreaField(_l("Nội dung tiếng Anh"), [at_most(LONGEST_BODY)])
    lacks = ManyOf(_l("Chỉ gửi đơn vị còn thiếu"))
    states = ManyOf(_l("Chỉ gửi đơn ở trạng thái"))
    units = ManyOf(_l("Chỉ gửi tỉnh, thành phố"))
    deadline = DayField(_l("Hạn"), description=_l("Điền vào chỗ {deadline}."))
    repeat_days = CountField(
        _l("Nhắc lại sau mỗi (ngày)"),
        description=_l("Để trống: chỉ gửi một lần. Ai đã làm xong thì không nhắc nữa."),
    )
    until = DayField(_l("Nhắc đến hết ngày"))

    def offer(self, units: list[tuple[str, str]] | None) -> None:
        """A lead writes to one province, so it is not asked which."""
        self.lacks.choices = choices(Lack)
        self.states.choices = options((state.value, label(state)) for state in STATES)
        if units is None:
            del self.units
        else:
            self.units.choices = options(units)

    def show(self, circular: Circular) -> None:
        for name in ("subject_vi", "body_vi", "subject_en", "body_en", "lacks", "states", "deadline"):
            self[name].data = getattr(circular, name)
        if "units" in self:
            self.units.data = circular.units
        self.repeat_days.data, self.until.data = circular.repeat_days, circular.until

    def draft(self) -> Draft:
        units = self.units.data if "units" in self else []
        return Draft(
            Wording(
                self.subject_vi.data, self.body_vi.data, self.subject_en.data or "", self.body_en.data or ""
            ),
            Segment.read(self.states.data, units, self.lacks.data),
            self.deadline.data,
            Repeat(self.repeat_days.data or None, self.until.data),
        )
