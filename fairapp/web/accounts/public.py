"""Sign in, register, choose a language."""

from flask import flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.domain.errors import Refusal, TooMany
from fairapp.domain.ocop import ProducerKind
from fairapp.services import accounts, passwords, places, producers
from fairapp.web import audiences
from fairapp.web.accounts.entering import enter, home, wanted_next
from fairapp.web.accounts.forms import ForgottenForm, NewPasswordForm, RegisterForm, SignInForm
from fairapp.web.forms import options
from fairapp.web.labels import choices
from fairapp.web.language import LANGUAGES
from fairapp.web.origin import origin
from fairapp.web.transaction import commits

bp = audiences.public("accounts", __name__)


@bp.get("/sign-in")
def sign_in():
    if current_user.is_authenticated:
        return redirect(home())
    return render_template("accounts/sign_in.html", form=SignInForm())


@bp.post("/sign-in")
@commits
def check_sign_in():
    form = SignInForm()
    status = 422
    if form.validate():
        if accounts.is_locked(form.contact.data, origin()):
            form.form_errors.append(_("Đã thử sai nhiều lần. Hãy chờ 15 phút rồi đăng nhập lại."))
            status = 429
        elif user := accounts.sign_in(form.contact.data, form.password.data, origin()):
            enter(user, form.remember.data)
            return redirect(wanted_next() or home())
        else:
            form.form_errors.append(_("Số điện thoại, e-mail hoặc mật khẩu chưa đúng."))
    return render_template("accounts/sign_in.html", form=form), status


@bp.get("/forgotten")
def forgotten():
    return render_template("accounts/forgotten.html", form=ForgottenForm(), asked=None)


@bp.post("/forgotten")
@commits
def ask_link():
    """The same answer whether or not an account has this address."""
    form = ForgottenForm()
    status = 422
    if form.validate():
        try:
            passwords.ask_link(form.contact.data, origin())
        except Refusal as refusal:
            form.tell(refusal)
            status = refusal.status
        else:
            asked = "email" if "@" in form.contact.data else "phone"
            return render_template("accounts/forgotten.html", form=form, asked=asked)
    return render_template("accounts/forgotten.html", form=form, asked=None), status


@bp.get("/password/<token>")
def new_password(token):
    if passwords.find_by_link(token) is None:
        return render_template("accounts/new_password.html", form=None), 404
    return render_template("accounts/new_password.html", form=NewPasswordForm())


@bp.post("/password/<token>")
@commits
def set_password(token):
    """Who has read the letter is who the account belongs to, and is signed in."""
    form = NewPasswordForm()
    if form.validate():
        with form.refusals():
            user = passwords.use_link(token, form.password.data)
            enter(user, remember=False)
            flash(_("Đã đặt mật khẩu mới. Các máy khác đã được đăng xuất."), "success")
            return redirect(home())
    if passwords.find_by_link(token) is None:
        return render_template("accounts/new_password.html", form=None), 404
    return render_template("accounts/new_password.html", form=form), 422


@bp.get("/register")
def register():
    return render_template("accounts/register.html", form=_register_form())


@bp.post("/register")
@commits
def create():
    form = _register_form()
    status = 422
    if form.validate():
        try:
            user = producers.register(
                kind=ProducerKind(form.kind.data),
                producer_name=form.producer_name.data,
                unit_id=form.unit.data,
                name=form.name.data,
                contact=form.contact.data,
                password=form.password.data,
                address=origin(),
            )
        except Refusal as refusal:
            form.tell(refusal)
            status = refusal.status if isinstance(refusal, TooMany) else 422
        else:
            enter(user, remember=True)
            flash(_("Đã lập tài khoản. Hãy điền hồ sơ và sản phẩm để đăng ký hội chợ."), "success")
            return redirect(home())
    return render_template("accounts/register.html", form=form), status


@bp.post("/language")
@commits
def language():
    chosen = request.form.get("lang")
    if chosen in LANGUAGES:
        session["lang"] = chosen
        if current_user.is_authenticated:
            current_user.language = chosen
    return redirect(wanted_next() or url_for("public.home"))


def _register_form() -> RegisterForm:
    form = RegisterForm()
    form.kind.choices = choices(ProducerKind)
    form.unit.choices = options([("", _("Chọn tỉnh, thành phố")), *places.choices_today()])
    return form
