"""Who a blueprint is for. A page cannot be born unguarded: the guard comes with its blueprint."""

from collections.abc import Callable

from flask import Blueprint, current_app, g, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from fairapp.domain.accounts import Role
from fairapp.domain.errors import Forbidden, Unknown
from fairapp.domain.text import N_

ANYBODY = "anybody"
SIGNED_IN = "signed_in"
DEVICE = "device"


def public(chapter: str, import_name: str, url_prefix: str | None = None) -> Blueprint:
    """Pages for everybody. The blueprint is named after the chapter alone."""
    return _blueprint(chapter, import_name, ANYBODY, url_prefix, None)


def signed_in(chapter: str, import_name: str, url_prefix: str | None = None) -> Blueprint:
    """Pages for every account, whatever its role."""
    return _blueprint(chapter, import_name, SIGNED_IN, url_prefix, lambda: True)


def organiser(chapter: str, import_name: str) -> Blueprint:
    """Pages of the organiser: `organiser_<chapter>` under /organiser."""
    return _for_role(Role.ORGANISER, chapter, import_name)


def delegation(chapter: str, import_name: str) -> Blueprint:
    """Pages of a province's lead: `delegation_<chapter>` under /delegation."""
    return _for_role(Role.DELEGATION, chapter, import_name)


def producer(chapter: str, import_name: str) -> Blueprint:
    """Pages of a producer: `producer_<chapter>` under /producer."""
    return _for_role(Role.PRODUCER, chapter, import_name)


def device(chapter: str, import_name: str, url_prefix: str) -> Blueprint:
    """What phones and machines ask with a credential of their own; no session, so no token of a page either.

    The service that finds the phone by its credential refuses strangers: `device_<chapter>`.
    """
    blueprint = _blueprint(f"{DEVICE}_{chapter}", import_name, DEVICE, url_prefix, None)
    blueprint.before_request(_take_credential)
    return blueprint


def sponsor(chapter: str, import_name: str) -> Blueprint:
    """Pages of a sponsor: `sponsor_<chapter>` under /sponsor."""
    return _for_role(Role.SPONSOR, chapter, import_name)


def _for_role(role: Role, chapter: str, import_name: str, prefix: str | None = None) -> Blueprint:
    return _blueprint(
        f"{role.value}_{chapter}",
        import_name,
        role.value,
        prefix or f"/{role.value}",
        lambda: current_user.role == role,
    )


def _blueprint(
    name: str, import_name: str, audience: str, prefix: str | None, allowed: Callable[[], bool] | None
) -> Blueprint:
    blueprint = Blueprint(name, import_name, url_prefix=prefix)
    blueprint.audience = audience  # type: ignore[attr-defined]  # read by tests/house
    if allowed is not None:
        blueprint.before_request(lambda: _guard(allowed))
    return blueprint


def _take_credential() -> None:
    kind, _, credential = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not credential:
        raise Unknown(N_("Máy này chưa được ghép với hội chợ. Hãy quét mã ghép máy của ban tổ chức."))
    g.credential = credential.strip()


def _guard(allowed: Callable[[], bool]) -> ResponseReturnValue | None:
    if not current_user.is_authenticated:
        if request.is_json:
            raise Forbidden(N_("Phiên làm việc đã hết. Hãy đăng nhập lại."))
        return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
    if not allowed():
        raise Forbidden(N_("Tài khoản này không được mở trang đó."))
    return None
