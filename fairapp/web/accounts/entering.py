"""What follows when somebody has proved to be an account's owner, and where the way goes on."""

from urllib.parse import urlsplit

from flask import request, session, url_for
from flask_login import current_user, login_user

from fairapp.services import accounts
from fairapp.web import navigation


def enter(user, remember: bool) -> None:
    session.clear()  # a session made before sign-in is never carried over
    accounts.stay_signed_in(user)
    login_user(user, remember=remember)
    session["lang"] = user.language


def home() -> str:
    found = navigation.home_of(current_user.role)
    return found[0] if found else url_for("public.home")


def wanted_next() -> str | None:
    """Where the person was going: only ever a path of this site."""
    target = request.values.get("next") or ""
    parts = urlsplit(target)
    if target.startswith("/") and not target.startswith(("//", "/\\")) and not parts.netloc:
        return target
    return None
