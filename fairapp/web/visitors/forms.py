"""The visitors' forms: a name is all that one person needs, a group a way to reach its contact besides."""

import re
from uuid import UUID, uuid4

from flask_babel import gettext as _, lazy_gettext as _l, ngettext
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired

from fairapp.domain.calendar import parse_day, weekday_name
from fairapp.domain.visitor_groups import LEAST, MOST, GroupKind
from fairapp.domain.visitors import (
    CONSENT,
    GROUP_CONSENT,
    KEPT_DAYS,
    DayRoom,
    LabelPaper,
    is_limited,
)
from fairapp.web import labels
from fairapp.web.fields import CountField
from fairapp.web.filters import language
from fairapp.web.forms import Form, at_most, options, required

LIMIT = re.compile(r"\d{1,7}")


class OnceForm(Form):
    """Carries a number of its own: a form that is sent twice does its work once."""

    once = HiddenField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.number = _number(self.once.data) or uuid4()
        self.once.data = str(self.number)


class DayForm(OnceForm):
    """Asks for a day where the fair limits any. Without limits there is no such field."""

    day = SelectField(_l("Ngày đến"), validate_choice=False)

    def __init__(self, rooms: list[DayRoom], *args, now_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_limited = is_limited(rooms)
        if not self.is_limited:
            del self.day
            return
        open_ones = [room for room in rooms if not room.is_full or room.day == now_on]
        self.day.choices = options(
            [("", _("Chọn ngày")), *((room.day.isoformat(), _room(room)) for room in open_ones)]
        )
        if self.day.data is None and now_on is not None:
            self.day.data = now_on.isoformat()

    @property
    def chosen_day(self):
        return parse_day(self.day.data) if self.is_limited and self.day.data else None


class VisitForm(DayForm):
    name = StringField(_l("Họ và tên"), [required(), at_most(120)])
    phone = StringField(_l("Số điện thoại"), [at_most(20)])
    email = StringField(_l("E-mail"), [at_most(254)], description=_l("Thẻ được gửi tới địa chỉ này."))
    consent = BooleanField(_l(CONSENT, days=KEPT_DAYS), [required(_l("Cần sự đồng ý này để cấp thẻ khách."))])


class ChangeGroupForm(DayForm):
    kind = RadioField(_l("Đoàn là"), [required(_l("Hãy chọn loại đoàn."))])
    name = StringField(
        _l("Tên đoàn"), [required(), at_most(120)], description=_l("Ví dụ: Lớp 5A Trường Tiểu học Hạ Long.")
    )
    contact = StringField(_l("Người phụ trách"), [required(), at_most(120)])
    phone = StringField(_l("Số điện thoại"), [at_most(20)])
    email = StringField(_l("E-mail"), [at_most(254)], description=_l("Đường dẫn in thẻ được gửi tới đây."))
    size = CountField(
        _l("Số người"),
        [InputRequired(_l("Hãy ghi số người, ví dụ 35."))],
        description=_l("Kể cả người phụ trách; từ %(least)d đến %(most)d người.", least=LEAST, most=MOST),
    )
    names = TextAreaField(
        _l("Danh sách tên"),
        description=_l(
            "Mỗi dòng một người, dán được từ bảng tính. Ai không có tên thì thẻ chỉ ghi số thứ tự."
        ),
    )

    def __init__(self, rooms, *args, **kwargs):
        super().__init__(rooms, *args, **kwargs)
        self.kind.choices = labels.choices(GroupKind)


class GroupForm(ChangeGroupForm):
    consent = BooleanField(
        _l(GROUP_CONSENT, days=KEPT_DAYS), [required(_l("Cần sự đồng ý này để cấp thẻ khách."))]
    )


class MoveForm(DayForm):
    """Another day, and nothing else."""


class EraseForm(Form):
    """Nothing but the token that the form was asked for by its owner."""


class RevokeForm(Form):
    reason = StringField(_l("Lý do thu hồi"), [required(_l("Hãy ghi lý do thu hồi.")), at_most(200)])


class KioskForm(Form):
    name = StringField(
        _l("Tên máy"), [required(), at_most(60)], description=_l("Ví dụ: Máy tính bảng cổng chính.")
    )
    paper = RadioField(_l("Giấy của máy in"), [required()])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.paper.choices = labels.choices(LabelPaper)


def read_limit(typed: str) -> int | None:
    """What stands in a day's field: empty for no limit. ValueError for anything but a number."""
    typed = typed.strip().replace(".", "")
    if not typed:
        return None
    if not LIMIT.fullmatch(typed):
        raise ValueError(typed)
    return int(typed)


def _room(room: DayRoom) -> str:
    day = f"{weekday_name(room.day, language())}, {room.day:%d/%m/%Y}"
    if room.left is None:
        return day
    return ngettext("%(day)s – còn %(num)d chỗ", "%(day)s – còn %(num)d chỗ", room.left, day=day)


def _number(typed: str | None) -> UUID | None:
    try:
        return UUID(typed or "")
    except ValueError:
        return None
