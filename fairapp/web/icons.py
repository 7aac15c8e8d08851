"""Bootstrap Icons written into the page, so they take the colour of the words beside them."""

import re
from functools import cache
from pathlib import Path

from flask import Flask, current_app
from markupsafe import Markup

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ATTRIBUTES = (
    'viewBox="0 0 16 16" width="18" height="18" fill="currentColor" aria-hidden="true" focusable="false">'
)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def icon(name: str, class_: str = "") -> Markup:
    """The drawing as inline SVG, hidden from screen readers: a word always stands beside it."""
    folder = Path(current_app.static_folder or "static") / "vendor" / "bootstrap-icons"
    classes = f"icon {class_}".strip()
    return Markup('<svg class="{}" {}').format(classes, _drawing(folder, name))


@cache
def _drawing(folder: Path, name: str) -> Markup:
    """What follows the class attribute, read once a process."""
    path = folder / f"{name}.svg"
    if not NAME.fullmatch(name) or not path.is_file():
        raise LookupError(f"no icon {name!r} in static/vendor/bootstrap-icons (run `make setup`)")
    svg = COMMENT.sub("", path.read_text(encoding="utf-8")).strip()
    body = " ".join(svg[svg.index(">") + 1 :].split())
    return Markup(ATTRIBUTES + body)


def register(app: Flask) -> None:
    app.jinja_env.globals["icon"] = icon
