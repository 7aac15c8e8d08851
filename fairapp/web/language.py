"""Vietnamese first, English complete: the account's or the session's choice."""

from babel import Locale
from flask import Flask, g, has_request_context, request, session
from flask_babel import Babel
from flask_login import current_user

LANGUAGES = ("vi", "en")
LOCALES = {language: Locale(language) for language in LANGUAGES}  # made once; a request only looks it up


def init_app(app: Flask) -> None:
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = app.root_path + "/translations"
    Babel(app, locale_selector=choose)


def choose() -> Locale:
    """The visitor's own choice wins, then the account's; never the browser's guess."""
    if not has_request_context():
        return LOCALES["vi"]
    if "credential" in g:  # a phone of the gate has neither session nor account
        return LOCALES[request.accept_languages.best_match(LANGUAGES, "vi")]
    chosen = session.get("lang") or getattr(current_user, "language", None)
    return LOCALES.get(chosen, LOCALES["vi"])
