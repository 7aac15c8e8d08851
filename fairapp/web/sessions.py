"""Sign-in sessions through Flask-Login."""

from datetime import timedelta

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_login import LoginManager

from fairapp.domain.accounts import SIGNED_IN_DAYS
from fairapp.services import accounts

MACHINES = "/api/"
"""Whoever asks below this names a secret in the request itself."""


class Forgotten(SecureCookieSession):
    """A session that is over with its request."""


class Sessions(SecureCookieSessionInterface):
    """Cookies are for pages: to read and write one for a machine took a twelfth of what its scan may take."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        return Forgotten() if request.path.startswith(MACHINES) else super().open_session(app, request)

    def is_null_session(self, session: object) -> bool:
        return isinstance(session, Forgotten) or super().is_null_session(session)


def init_app(app: Flask) -> None:
    app.session_interface = Sessions()
    app.config["REMEMBER_COOKIE_DURATION"] = timedelta(days=SIGNED_IN_DAYS)
    manager = LoginManager(app)
    manager.login_view = "accounts.sign_in"
    manager.login_message = None
    manager.session_protection = "basic"
    manager.user_loader(accounts.find_by_ticket)
