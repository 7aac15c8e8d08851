"""Forms of the allocation board. `seen` are the booth numbers that the page showed."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, NumberRange, Optional

from fairapp.web.forms import Form, at_most, required

UNREADABLE = _l("Hãy chọn đơn và gian trên trang rồi làm lại.")


def read_numbers(text: str | None) -> list[str]:
    """A12, A13 as the page wrote it."""
    return [number.strip() for number in (text or "").split(",") if number.strip()]


class StepForm(Form):
    """One step with one application."""

    application = IntegerField(_l("Đơn"), [required(UNREADABLE)])
    seen = StringField(_l("Gian đang có"))
    why = StringField(_l("Lý do"), [at_most(200)])


class GiveForm(StepForm):
    booth = IntegerField(_l("Gian"), [required(_l("Hãy chọn một gian."))])


class SwapForm(StepForm):
    other = IntegerField(_l("Đổi với"), [required(_l("Hãy chọn một đơn để đổi chỗ."))])
    other_seen = StringField(_l("Gian của đơn kia"))


class LockForm(StepForm):
    locked = StringField(_l("Khoá"), [AnyOf(["yes", "no"])])


class BlockForm(Form):
    booth = IntegerField(_l("Gian"), [required(UNREADABLE)])
    reason = StringField(_l("Lý do không dùng"), [at_most(200)])


class TrialForm(Form):
    """Asks what each preset would cost; nothing to fill in."""


class AskForm(Form):
    """A full run: which side it takes, how much each aim counts, how long it searches."""

    preset = RadioField(_l("Cách cân nhắc"), [required()])
    effort = SelectField(_l("Tìm kỹ đến đâu"), [required()])
    moved_at_most = IntegerField(
        _l("Số đơn được phép đổi chỗ"),
        [Optional(), NumberRange(0, 100_000, _l("Hãy ghi một số từ 0."))],
        description=_l("So với bản đã công bố. Để trống: không giới hạn."),
    )


class StopForm(Form):
    how = StringField(_l("Cách dừng"), [AnyOf(["keep", "drop"])])


class SeedForm(Form):
    rule = StringField(
        _l("Câu công bố trước lấy ở đâu"),
        [at_most(300)],
        description=_l("Ghi trước khi biết kết quả, để ai cũng kiểm tra được."),
    )
    text = StringField(
        _l("Câu công bố trước"),
        [at_most(200)],
        description=_l(
            "Để trống: dùng địa chỉ trang của hội chợ. Không đổi được sau lượt chạy đầu tiên, kể cả chạy thử."
        ),
    )
    lottery = BooleanField(_l("Bốc thăm giữa các đơn bằng điểm, thay vì đơn gửi trước được trước"))
    seen = IntegerField(_l("Bản đã xem"), [InputRequired()])


class PublishForm(Form):
    number = IntegerField(_l("Bản"), [required()])
    why = TextAreaField(
        _l("Lý do thay đổi"),
        [at_most(500)],
        description=_l("Ghi vào nhật ký của hội chợ cùng tên người công bố."),
    )


class DiscardForm(Form):
    number = IntegerField(_l("Bản"), [required()])
