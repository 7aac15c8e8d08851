"""Python's collector works between requests and jobs, never in the middle of one.

Before Python 3.12 it starts inside any allocation. Where thousands of rows are loaded that may be while
the dictionary of a row's state is made, which CPython does not survive: the worker dies of a segmentation
fault. And looking through all that a large page is made of, again and again, takes a third of its time.
"""

import gc
from typing import Any

from flask import Flask, current_app

MOST = 10_000
"""New objects that may wait for the next sweep; an ordinary request leaves a few hundred."""

SELDOM = 10
"""Sweeps among what is new for each one among all that lives: compiled templates, statements and modules
are half a million objects, a quarter of a second to look at, and hardly ever garbage."""


def init_app(app: Flask) -> None:
    """Called before the database is joined, so that the sweep comes after its session has gone."""
    app.before_request(_hold_while_serving)
    app.teardown_appcontext(sweep)


def hold() -> None:
    """From here on only `sweep` collects, and what the application itself is made of is left alone."""
    if gc.isenabled():
        gc.collect()
        gc.freeze()
        gc.disable()


def sweep(_error: Any = None) -> None:
    """Collect if there is enough to collect; nothing where Python still sees to it by itself."""
    new, _, sweeps = gc.get_count()
    if not gc.isenabled() and new > MOST:
        gc.collect(2 if sweeps >= SELDOM else 1)


def _hold_while_serving() -> None:
    if not current_app.testing:
        hold()
