"""Forms of the pass pages."""

import re

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from fairapp.documents.pass_sheet import Paper
from fairapp.domain.passes import Role
from fairapp.services.passes import VEHICLE
from fairapp.web.forms import Form, at_most, options, required

NUMBER = re.compile(r"[0-9]{1,9}")
GIVEN_BY_HAND = (Role.ORGANISER, Role.GUEST, Role.PRESS, Role.BUILDER, Role.SERVICE)
"""Roles that an organiser gives out by name; booth staff come with the booth, visitors by themselves."""


class AddForm(Form):
    role = SelectField(_l("Loại thẻ"), [required(_l("Hãy chọn loại thẻ."))])
    people = TextAreaField(
        _l("Danh sách"),
        [required(_l("Hãy nhập ít nhất một người, mỗi người một dòng."))],
        description=_l("Mỗi dòng một người: họ tên; đơn vị. Dán được từ bảng tính. Xe thì ghi biển số."),
    )

    @property
    def pasted(self) -> str:
        """The list as it was typed: a tab parts name and unit in what comes from a spreadsheet."""
        return "".join(self.people.raw_data or [])


class RevokeForm(Form):
    reason = StringField(_l("Lý do thu hồi"), [required(_l("Hãy ghi lý do thu hồi.")), at_most(200)])


class RotateForm(Form):
    seen = IntegerField(_l("Khoá hiện nay"), [InputRequired()])


class RefuseKeyForm(Form):
    seen = IntegerField(_l("Số thẻ"), [InputRequired()])
    reason = StringField(
        _l("Lý do thu hồi khoá"),
        [required(_l("Hãy ghi lý do thu hồi.")), at_most(200)],
        description=_l("Ví dụ: máy chủ cũ bị lộ dữ liệu."),
    )
    sure = BooleanField(
        _l("Tôi hiểu: mọi thẻ của khoá này, kể cả thẻ đã in và đã phát, sẽ bị cổng từ chối."),
        [required(_l("Hãy đánh dấu để xác nhận."))],
    )


class PersonForm(Form):
    name = StringField(_l("Họ và tên"), [required(), at_most(120)])


class PrintForm(Form):
    ids = StringField(_l("Thẻ"), [required(_l("Chưa chọn thẻ nào để in.")), at_most(1_000)])
    paper = RadioField(_l("Khổ giấy"), [required()])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.paper.choices = options((paper, words) for paper, words in PAPERS.items())

    @property
    def pass_ids(self) -> list[int]:
        parts = (part.strip() for part in (self.ids.data or "").split(","))
        return [int(part) for part in parts if NUMBER.fullmatch(part)]


PAPERS = {Paper.A4: _l("A4, bốn thẻ một tờ"), Paper.A6: _l("A6, mỗi tờ một thẻ")}

HINTS = {
    Role.ORGANISER: _l("từ ngày dựng gian đến ngày trả mặt bằng"),
    Role.BUILDER: _l("từ ngày dựng gian đến ngày trả mặt bằng"),
    Role.SERVICE: _l("từ ngày dựng gian đến ngày trả mặt bằng"),
    VEHICLE: _l("từ ngày dựng gian đến ngày trả mặt bằng"),
    Role.GUEST: _l("các ngày mở cửa"),
    Role.PRESS: _l("các ngày mở cửa"),
}
