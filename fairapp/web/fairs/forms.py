"""Forms of a fair, its sites and its sessions."""

from flask_babel import gettext as _, lazy_gettext as _l
from wtforms import BooleanField, Form as PlainForm, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from fairapp.web.fields import ClockField, CountField, DayField, MetresField, MomentField
from fairapp.web.forms import Form, at_most, required

NEW = "new"


class FairForm(Form):
    kind = SelectField(_l("Loại sự kiện"), [required()])
    name = StringField(
        _l("Tên hội chợ"), [required(), at_most(200)], description=_l("Ví dụ: Hội chợ OCOP Quảng Ninh 2026.")
    )
    theme = StringField(_l("Chủ đề"), [at_most(300)])
    unit = SelectField(_l("Tỉnh, thành phố đăng cai"), [required(_l("Hãy chọn tỉnh, thành phố."))])
    organisers = TextAreaField(
        _l("Đơn vị tổ chức"),
        [required(_l("Hãy điền ít nhất một đơn vị.")), at_most(2000)],
        description=_l("Mỗi dòng một đơn vị, theo thứ tự in trên giấy mời."),
    )
    hotline = StringField(
        _l("Đường dây nóng"), [at_most(40)], description=_l("Gian hàng và khách gọi số này khi có việc.")
    )
    basis_kind = RadioField(_l("Căn cứ tổ chức"), [required()])
    basis_number = StringField(
        _l("Số kế hoạch, quyết định"), [at_most(80)], description=_l("Ví dụ: 123/KH-UBND.")
    )
    basis_date = DayField(_l("Ngày ban hành"), [Optional()])
    basis_issuer = StringField(_l("Cơ quan ban hành"), [at_most(200)])
    apply_from = MomentField(_l("Nhận đơn từ"), [Optional()])
    apply_until = MomentField(_l("Hạn cuối nhận đơn"), [Optional()])
    passes_per_booth = CountField(_l("Số thẻ ra vào mỗi gian"), [required()])


class SiteForm(Form):
    """A place of the fair. `hall` is a hall's number, or "new" with the fields of a new one."""

    name = StringField(
        _l("Tên địa điểm trong hội chợ"),
        [required(), at_most(120)],
        description=_l("Ví dụ: Nhà triển lãm chính, Sân Quảng trường."),
    )
    hall = SelectField(_l("Sảnh"), [required(_l("Hãy chọn sảnh."))])
    venue = SelectField(_l("Thuộc nơi tổ chức"), [Optional()])
    venue_name = StringField(_l("Tên nơi tổ chức mới"), [at_most(200)])
    venue_unit = SelectField(_l("Tỉnh, thành phố"), [Optional()])
    venue_address = StringField(_l("Địa chỉ"), [at_most(300)])
    hall_name = StringField(_l("Tên sảnh mới"), [at_most(120)])
    width = MetresField(_l("Chiều ngang"), [Optional()])
    depth = MetresField(_l("Chiều sâu"), [Optional()])
    hold = RadioField(_l("Mức giữ chỗ"), [required()])
    build_from = MomentField(_l("Bắt đầu dựng gian"), [required()])
    clear_by = MomentField(_l("Trả mặt bằng"), [required()])

    def validate(self, extra_validators=None):
        """A new hall needs a name and a size, a new venue a name and a province."""
        valid = super().validate(extra_validators)
        wanted = []
        if self.hall.data == NEW:
            wanted = [self.hall_name, self.width, self.depth]
            wanted += [self.venue_name, self.venue_unit] if self.venue.data == NEW else [self.venue]
        for field in wanted:
            if not field.data and not field.errors:
                field.errors = [_("Hãy điền mục này.")]
                valid = False
        return valid


class RunForm(Form):
    """From day to day, from hour to hour."""

    first = DayField(_l("Từ ngày"), [required()])
    last = DayField(_l("Đến ngày"), [required()])
    opens = ClockField(_l("Mở cửa"), [required()])
    closes = ClockField(_l("Đóng cửa"), [required()])
    weekend = BooleanField(_l("Thứ Bảy, Chủ Nhật mở giờ khác"))
    weekend_opens = ClockField(_l("Mở cửa cuối tuần"), [Optional()])
    weekend_closes = ClockField(_l("Đóng cửa cuối tuần"), [Optional()])

    def validate(self, extra_validators=None):
        """Other hours at the weekend have to be said."""
        valid = super().validate(extra_validators)
        for field in (self.weekend_opens, self.weekend_closes) if self.weekend.data else ():
            if field.data is None and not field.errors:
                field.errors = [_("Hãy điền mục này.")]
                valid = False
        return valid


class SessionRow(PlainForm):
    """One line of the table of sessions; the form around it carries the token."""

    opens = ClockField(_l("Mở cửa"), [required()])
    closes = ClockField(_l("Đóng cửa"), [required()])
    remove = BooleanField(_l("Xoá phiên này"))


class SessionsForm(Form):
    """Every session of a site at once: the rows have prefixes of their own."""

    def read(self, sessions, formdata=None):
        """The rows, filled from the sessions or from what was typed."""
        self.rows = [
            (s, SessionRow(formdata, prefix=f"session{s.id}-", data={"opens": s.opens, "closes": s.closes}))
            for s in sessions
        ]
        return self

    def validate_rows(self) -> bool:
        judged = [row.validate() or row.remove.data for _session, row in self.rows]
        return all(judged)

    def hours(self):
        """What the service takes: hours by session, None for a session that goes."""
        return {s.id: None if row.remove.data else (row.opens.data, row.closes.data) for s, row in self.rows}


class CancelForm(Form):
    reason = TextAreaField(
        _l("Lý do huỷ"),
        [at_most(300)],
        description=_l("Mọi người đọc được lý do này trên trang của hội chợ."),
    )


class CloneForm(Form):
    name = StringField(_l("Tên lần tổ chức mới"), [required(), at_most(200)])
    first = DayField(_l("Ngày mở cửa đầu tiên"), [required()])
