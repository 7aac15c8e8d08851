"""Forms of the allocation board. `seen` are the booth numbers that the page showed."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import AnyOf

from fairapp.web.forms import Form, at_most, required

UNREADABLE = _l("Hãy chọn đơn và gian trên trang rồi làm lại.")


def read_numbers(text: str | None) -> list[str]:
    """A12, A13 as the page wrote it."""
    return [number.strip() for number in (text or "").split(",") if number.strip()]


class StepForm(Form):
    """One step with one application."""

    application = IntegerField(_l("Đơn"), [required(UNREADABLE)])
    seen = StringField(_l("Gian đang có"))


class GiveForm(StepForm):
    booth = IntegerField(_l("Gian"), [required(_l("Hãy chọn một gian."))])


class SwapForm(StepForm):
    other = IntegerField(_l("Đổi với"), [required(_l("Hãy chọn một đơn để đổi chỗ."))])
    other_seen = StringField(_l("Gian của đơn kia"))


class LockForm(StepForm):
    locked = StringField(_l("Khoá"), [AnyOf(["yes", "no"])])


class RunForm(Form):
    key = StringField(_l("Kết quả đã xem"), [required(), at_most(64)])


class PublishForm(Form):
    number = IntegerField(_l("Bản"), [required()])
    why = TextAreaField(
        _l("Lý do thay đổi"),
        [at_most(500)],
        description=_l("Ghi vào nhật ký của hội chợ cùng tên người công bố."),
    )


class DiscardForm(Form):
    number = IntegerField(_l("Bản"), [required()])
