"""A small application that has the product's templates and nothing else: no database, no accounts."""

import pytest
from flask import Flask, get_template_attribute
from flask_babel import Babel
from flask_login import LoginManager
from jinja2 import StrictUndefined

from fairapp.config import ROOT
from fairapp.web import filters, icons, labels, navigation, statuses


@pytest.fixture(scope="session")
def small():
    """Jinja as the product has it, one fair page, one list page, and no database."""
    app = Flask("small", static_folder=str(ROOT / "static"), template_folder=str(ROOT / "templates"))
    app.config.update(SECRET_KEY="for tests", SERVER_NAME="fair.example")
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    Babel(app, default_locale="vi")
    LoginManager(app).user_loader(lambda _id: None)
    for helpers in (filters, icons, labels, navigation, statuses):
        helpers.register(app)
    app.jinja_env.globals.update(locale=lambda: "vi", csrf_token=lambda: "token")
    app.add_url_rule("/list", "list", lambda: "")
    for endpoint in ("organiser_fairs.show", "organiser_fairs.sites", "organiser_reports.show"):
        app.add_url_rule(f"/fairs/<int:fair_id>/{endpoint}", endpoint, lambda fair_id: "")
    return app


@pytest.fixture
def at(small):
    """A request to the list page with a query; gives a function that calls a macro."""

    def open_at(path="/list"):
        context = small.test_request_context(path)
        context.push()
        opened.append(context)
        return lambda file, macro, *args, **kw: str(
            get_template_attribute(f"components/{file}.html", macro)(*args, **kw)
        )

    opened = []
    yield open_at
    for context in reversed(opened):
        context.pop()


@pytest.fixture
def macro(at):
    return at()
