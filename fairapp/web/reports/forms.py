"""The form of a figure that somebody reported, and of the words that a report says beside its figures."""

from datetime import date
from decimal import Decimal

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from fairapp.domain.errors import Refusal
from fairapp.domain.report_parts import LONGEST, SHORTEST, Part
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


EACH_LINE = _l("Mỗi dòng là một ý.")


class PartsForm(Form):
    """Fields are named as the parts are; what stays empty is not printed or has its usual words."""

    parent = StringField(
        _l("Cơ quan chủ quản"), [at_most(SHORTEST)], description=_l("Ví dụ: Uỷ ban nhân dân tỉnh Quảng Ninh.")
    )
    issuer = StringField(
        _l("Cơ quan ban hành"),
        [at_most(SHORTEST)],
        description=_l("Bỏ trống thì lấy đơn vị tổ chức đầu tiên."),
    )
    number = StringField(
        _l("Số, ký hiệu"),
        [at_most(60)],
        description=_l("Ví dụ: 215/BC-SCT. Bỏ trống thì chừa chỗ để ghi tay."),
    )
    place = StringField(_l("Địa danh"), [at_most(60)], description=_l("Bỏ trống thì lấy tỉnh nơi tổ chức."))
    day = DayField(_l("Ngày ban hành"), [Optional()])
    subject = StringField(
        _l("Trích yếu"),
        [at_most(SHORTEST)],
        description=_l("Bỏ trống thì ghi “Kết quả tổ chức” và tên hội chợ."),
    )
    addressee = StringField(_l("Kính gửi"), [at_most(SHORTEST)])
    bases = TextAreaField(_l("Căn cứ"), [at_most(LONGEST)], description=_l("Mỗi dòng là một căn cứ."))
    carrying_out = TextAreaField(_l("Tổ chức thực hiện"), [at_most(LONGEST)], description=EACH_LINE)
    assessment = TextAreaField(_l("Đánh giá chung"), [at_most(LONGEST)], description=EACH_LINE)
    awards = TextAreaField(
        _l("Khen thưởng"),
        [at_most(LONGEST)],
        description=_l("Bằng khen, giấy khen, gian hàng đẹp. Mỗi dòng là một ý."),
    )
    shortcomings = TextAreaField(_l("Tồn tại, hạn chế"), [at_most(LONGEST)], description=EACH_LINE)
    proposals = TextAreaField(_l("Kiến nghị"), [at_most(LONGEST)], description=EACH_LINE)
    recipients = TextAreaField(
        _l("Nơi nhận"),
        [at_most(LONGEST)],
        description=_l("Mỗi dòng là một nơi nhận. Bỏ trống thì ghi “Như trên; Lưu: VT.”"),
    )
    authority = StringField(
        _l("Thẩm quyền ký"), [at_most(SHORTEST)], description=_l("Ví dụ: TM. Ban Tổ chức, KT. Giám đốc.")
    )
    position = StringField(_l("Chức vụ người ký"), [at_most(SHORTEST)])
    signer = StringField(_l("Họ tên người ký"), [at_most(SHORTEST)])

    def parts(self) -> dict[Part, str]:
        return {part: _written(self[part.value].data) for part in Part}


def parts_form(parts: dict[Part, str]) -> PartsForm:
    """Filled with what is written so far."""
    known: dict[str, object] = {part.value: text for part, text in parts.items()}
    if Part.DAY in parts:
        known["day"] = date.fromisoformat(parts[Part.DAY])
    return PartsForm(data=known)


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")
