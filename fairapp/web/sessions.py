"""Sign-in sessions through Flask-Login."""

from datetime import timedelta

from flask import Flask
from flask_login import LoginManager

from fairapp.domain.accounts import SIGNED_IN_DAYS
from fairapp.services import accounts


def init_app(app: Flask) -> None:
    app.config["REMEMBER_COOKIE_DURATION"] = timedelta(days=SIGNED_IN_DAYS)
    manager = LoginManager(app)
    manager.login_view = "accounts.sign_in"
    manager.login_message = None
    manager.session_protection = "basic"
    manager.user_loader(accounts.find_by_ticket)
