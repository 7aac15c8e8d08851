"""The commit belongs to the edge: a view that writes says so with `@commits`."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Flask, g, request

from fairapp.db import begin_reading, begin_writing, db

SAFE = {"GET", "HEAD", "OPTIONS"}

P = ParamSpec("P")
R = TypeVar("R")


def commits(view: Callable[P, R]) -> Callable[P, R]:
    """Commit what the view did, unless it raised or `refuse` took it back."""

    @wraps(view)
    def committed(*args: P.args, **kwargs: P.kwargs) -> R:
        answer = view(*args, **kwargs)
        if g.get("refused"):
            db.session.rollback()
        else:
            db.session.commit()
        return answer

    committed.commits = True  # type: ignore[attr-defined]  # read by tests/house
    return committed


def refuse() -> None:
    """Nothing of this request is kept."""
    g.refused = True


def _choose_lock() -> None:
    begin_reading() if request.method in SAFE else begin_writing()


def _give_back(_error: Any) -> None:
    begin_reading()


def init_app(app: Flask) -> None:
    """Writing requests take the lock before they read anything."""
    app.before_request_funcs.setdefault(None, []).insert(0, _choose_lock)
    app.teardown_request(_give_back)
