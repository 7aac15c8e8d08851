"""Sign-in sessions through Flask-Login."""

from flask import Flask
from flask_login import LoginManager

from fairapp.db import db
from fairapp.models import User


def init_app(app: Flask) -> None:
    manager = LoginManager(app)
    manager.login_view = "accounts.sign_in"
    manager.login_message = None
    manager.session_protection = "basic"
    manager.user_loader(_load)


def _load(user_id: str) -> User | None:
    user = db.session.get(User, int(user_id)) if user_id.isdigit() else None
    return user if user is not None and user.is_active else None
