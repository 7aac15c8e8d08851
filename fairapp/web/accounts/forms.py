"""Forms of the account pages."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, PasswordField, RadioField, SelectField, StringField

from fairapp.domain.accounts import MIN_PASSWORD
from fairapp.web.forms import Form, at_most, required


class SignInForm(Form):
    contact = StringField(_l("Số điện thoại hoặc e-mail"), [required(), at_most(254)])
    password = PasswordField(_l("Mật khẩu"), [required()])
    remember = BooleanField(_l("Giữ đăng nhập trên máy này"))


class AskCodeForm(Form):
    contact = StringField(
        _l("Số điện thoại hoặc e-mail"),
        [required(), at_most(254)],
        description=_l("Đã dùng khi lập tài khoản. Mã được gửi tới đây."),
    )


class CodeForm(Form):
    code = StringField(_l("Mã 6 chữ số"), [required(), at_most(20)])
    remember = BooleanField(_l("Giữ đăng nhập trên máy này"))


class RegisterForm(Form):
    """A producer's own registration; every other role is given by an organiser."""

    kind = RadioField(_l("Loại chủ thể"), [required(_l("Hãy chọn loại chủ thể."))])
    producer_name = StringField(
        _l("Tên đơn vị hoặc hộ"),
        [required(), at_most(200)],
        description=_l("Như trên giấy đăng ký kinh doanh hoặc giấy chứng nhận OCOP."),
    )
    unit = SelectField(_l("Tỉnh, thành phố"), [required(_l("Hãy chọn tỉnh, thành phố."))])
    name = StringField(_l("Họ và tên người đại diện"), [required(), at_most(120)])
    contact = StringField(
        _l("Số điện thoại hoặc e-mail"),
        [required(), at_most(254)],
        description=_l("Dùng để đăng nhập. Chỉ cần một trong hai."),
    )
    password = PasswordField(
        _l("Mật khẩu"), [required()], description=_l("Ít nhất %(n)d ký tự.", n=MIN_PASSWORD)
    )
    consent = BooleanField(
        _l("Tôi đồng ý để ban tổ chức xử lý thông tin trên cho việc tham gia hội chợ."),
        [required(_l("Cần sự đồng ý này để lập tài khoản."))],
    )


class ForgottenForm(Form):
    contact = StringField(_l("Số điện thoại hoặc e-mail"), [required(), at_most(254)])


class NewPasswordForm(Form):
    password = PasswordField(
        _l("Mật khẩu mới"), [required()], description=_l("Ít nhất %(n)d ký tự.", n=MIN_PASSWORD)
    )


class PasswordForm(Form):
    current = PasswordField(_l("Mật khẩu hiện tại"), [required()])
    password = PasswordField(_l("Mật khẩu mới"), [required()])
