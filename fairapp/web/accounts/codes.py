"""Signing in with a code: ask for it on one page, answer with it on the next."""

from flask import after_this_request, current_app, redirect, render_template, session, url_for
from flask_login import current_user

from fairapp.db import now
from fairapp.documents import messages
from fairapp.domain.errors import Refusal, TooMany
from fairapp.domain.one_time_codes import LASTS, read_code
from fairapp.services import codes, couriers
from fairapp.web import audiences
from fairapp.web.accounts.entering import enter, home, wanted_next
from fairapp.web.accounts.forms import AskCodeForm, CodeForm
from fairapp.web.origin import origin
from fairapp.web.transaction import commits

bp = audiences.public("codes", __name__)

MINUTES = int(LASTS.total_seconds() // 60)


@bp.get("/sign-in/code")
def ask():
    if current_user.is_authenticated:
        return redirect(wanted_next() or home())
    return render_template("accounts/ask_code.html", form=AskCodeForm())


@bp.post("/sign-in/code")
@commits
def send():
    """The same answer whether or not an account has this contact."""
    form = AskCodeForm()
    status = 422
    if form.validate():
        try:
            parcel = codes.ask(form.contact.data, origin(), now())
        except Refusal as refusal:
            form.tell(refusal)
            status = refusal.status if isinstance(refusal, TooMany) else 422
        else:
            if parcel:
                _carry_afterwards(parcel)
            session["code_contact"] = form.contact.data
            return redirect(url_for("codes.check", next=wanted_next()))
    return render_template("accounts/ask_code.html", form=form), status


@bp.get("/sign-in/code/answer")
def check():
    if current_user.is_authenticated:
        return redirect(wanted_next() or home())
    if "code_contact" not in session:
        return redirect(url_for("codes.ask", next=wanted_next()))
    return _check(CodeForm())


@bp.post("/sign-in/code/answer")
@commits
def answer():
    if "code_contact" not in session:
        return redirect(url_for("codes.ask", next=wanted_next()))
    form = CodeForm()
    status = 422
    if form.validate():
        try:
            user = codes.sign_in(session["code_contact"], read_code(form.code.data), origin(), now())
        except Refusal as refusal:
            form.tell(refusal)  # the wrong answer stays counted
            status = refusal.status if isinstance(refusal, TooMany) else 422
        else:
            enter(user, form.remember.data)
            return redirect(wanted_next() or home())
    return _check(form), status


def _check(form: CodeForm):
    config = current_app.config["FAIRAPP"]
    contact = session["code_contact"]
    in_files = config.smtp_url is None if "@" in contact else config.code_channel == "mailbox"
    return render_template(
        "accounts/check_code.html",
        form=form,
        contact=contact,
        minutes=MINUTES,
        folder=couriers.mailbox(config) if config.development and in_files else None,
    )


def _carry_afterwards(parcel) -> None:
    """Once the code is committed: what is not kept must not be sent."""
    message = messages.sign_in_code(parcel.language, parcel.code, MINUTES)
    config = current_app.config["FAIRAPP"]

    @after_this_request
    def carry(response):
        couriers.hand_over(parcel, message, config, now())
        return response
