"""Words and pictures of a pass, for every page that shows one."""

from typing import NamedTuple

from flask import Flask
from flask_babel import gettext

from fairapp.documents import qr
from fairapp.domain.pass_looks import look
from fairapp.domain.passes import RoleCode
from fairapp.domain.printed_ids import printed_id
from fairapp.models import Pass


class Band(NamedTuple):
    """The colour band of a pass with its word."""

    name: str
    word: str


def band(badge: Pass) -> Band:
    shown = look(RoleCode(badge.role).role, badge.kind)
    return Band(shown.band, gettext(shown.word))


def pass_state(badge: Pass) -> str:
    """A key of web.statuses' pass family."""
    return "revoked" if badge.revoked_at else "valid"


def register(app: Flask) -> None:
    app.jinja_env.globals.update(pass_band=band, pass_state=pass_state, qr_path=qr.svg_path)
    app.jinja_env.filters["printed_id"] = printed_id
