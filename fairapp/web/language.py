"""Vietnamese first, English complete: the account's or the session's choice."""

from flask import Flask, has_request_context, session
from flask_babel import Babel
from flask_login import current_user

LANGUAGES = ("vi", "en")


def init_app(app: Flask) -> None:
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = app.root_path + "/translations"
    Babel(app, locale_selector=choose)


def choose() -> str:
    """The visitor's own choice wins, then the account's; never the browser's guess."""
    if not has_request_context():
        return "vi"
    chosen = session.get("lang") or getattr(current_user, "language", None)
    return chosen if chosen in LANGUAGES else "vi"
