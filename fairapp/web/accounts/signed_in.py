"""One's own account, whatever the role."""

from flask import flash, redirect, render_template, session, url_for
from flask_babel import gettext as _
from flask_login import current_user, logout_user

from fairapp.services import accounts
from fairapp.web import audiences
from fairapp.web.accounts.forms import PasswordForm
from fairapp.web.transaction import commits

bp = audiences.signed_in("account", __name__)


@bp.get("/account")
def show():
    return render_template("accounts/show.html", form=PasswordForm())


@bp.post("/account/password")
@commits
def change_password():
    form = PasswordForm()
    if form.validate():
        with form.refusals():
            accounts.change_password(current_user, form.current.data, form.password.data)
            flash(_("Đã đổi mật khẩu."), "success")
            return redirect(url_for("account.show"))
    return render_template("accounts/show.html", form=form), 422


@bp.post("/sign-out")
@commits
def sign_out():
    accounts.sign_out(current_user)
    session.clear()
    logout_user()  # last: it leaves a word in the session that takes the remembering cookie away
    return redirect(url_for("public.home"))
