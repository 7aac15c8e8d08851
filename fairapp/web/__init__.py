"""The edge: who is asking, and how the answer looks."""

from functools import partial
from importlib import import_module
from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from flask_babel import get_locale
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, UnicodeConverter

from fairapp.db import db
from fairapp.web import (
    errors,
    filters,
    icons,
    labels,
    language,
    navigation,
    security,
    sessions,
    statuses,
    transaction,
    waiting,
)

# One line a file, in the order of the chapters: chapter/audience.
BLUEPRINTS = (
    "accounts.public",
    "accounts.codes",
    "accounts.signed_in",
    "notices.signed_in",
    "venues.organiser",
    "fairs.home",
    "fairs.public",
    "fairs.organiser",
    "fairs.sites",
    "fairs.editions",
    "booths.organiser",
    "booths.table",
    "booths.rows",
    "booths.edits",
    "booths.history",
    "booths.underlays",
    "booths.zones",
    "producers.producer",
    "producers.delegation",
    "papers.demands",
    "papers.kinds",
    "applications.producer",
    "applications.delegation_home",
    "applications.delegation",
    "applications.members",
    "applications.links",
    "applications.organiser_delegations",
    "applications.organiser",
    "applications.organiser_form",
    "applications.organiser_board",
    "applications.organiser_waitlist",
    "applications.organiser_papers",
    "exchange.organiser",
    "exchange.delegation",
    "allocation.organiser",
    "allocation.publication",
    "allocation.runs",
    "allocation.desk",
    "allocation.provenance",
    "allocation.paper",
    "allocation.delegation",
    "allocation.stands",
    "allocation.producer",
    "fees.organiser",
    "fees.take_away",
    "fees.schedule",
    "fees.statements",
    "fees.producer",
    "fees.delegation",
    "visitors.public",
    "visitors.groups",
    "visitors.organiser",
    "visitors.organiser_groups",
    "visitors.organiser_kiosks",
    "visitors.kiosk",
    "visitors.kiosk_enrol",
    "visitors.kiosk_api",
    "passes.public",
    "passes.organiser",
    "passes.keys",
    "passes.producer",
    "gate.scanner",
    "gate.enrol",
    "gate.phones",
    "gate.organiser",
    "gate.devices",
    "gate.openapi",
    "inspections.public",
    "inspections.phones",
    "inspections.organiser",
    "inspections.findings",
    "inspections.reports",
    "inspections.producer",
    "inspections.delegation",
    "counting.organiser",
    "counting.phone",
    "sales.public",
    "sales.producer",
    "sales.delegation",
    "sales.organiser",
    "circulars.organiser",
    "circulars.delegation",
    "agreements.producer",
    "agreements.organiser",
    "agreements.events",
    "agreements.follow_ups",
    "sponsors.organiser",
    "sponsors.promises",
    "sponsors.standard",
    "sponsors.sponsor",
    "reports.organiser",
    "reports.batches",
    "reports.slices",
    "reports.delegation",
    "reports.producer",
    "reports.official",
    "reports.sponsor",
    "reports.public",
    "exhibitors.home",
    "exhibitors.producer",
    "exhibitors.organiser",
    "jobs.organiser",
)

# Whoever asks here names a secret in the request itself; a browser's cookie opens nothing.
WITHOUT_SESSION = {
    "counting.phone",
    "gate.enrol",
    "gate.phones",
    "inspections.phones",
    "visitors.kiosk_enrol",
    "visitors.kiosk_api",
}


def init_app(app: Flask) -> None:
    """Join extensions, guards and blueprints."""
    _stand_behind_proxies(app)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    # A number that no key column can hold is an unknown page, not a failure of the database.
    app.url_map.converters["int"] = partial(IntegerConverter, max=2**31 - 1)
    for name in ("default", "string"):
        app.url_map.converters[name] = Text
    app.json = Json(app)
    transaction.init_app(app)
    csrf = CSRFProtect(app)
    sessions.init_app(app)
    language.init_app(app)
    Migrate(app, db, compare_type=True)
    errors.init_app(app)
    security.init_app(app)
    waiting.init_app(app)
    for helpers in (filters, icons, labels, navigation, statuses):
        helpers.register(app)
    app.jinja_env.globals["locale"] = lambda: str(get_locale() or "vi")
    for name in BLUEPRINTS:
        blueprint = import_module(f"fairapp.web.{name}").bp
        app.register_blueprint(blueprint)
        if name in WITHOUT_SESSION:
            csrf.exempt(blueprint)


def _stand_behind_proxies(app: Flask) -> None:
    """Believe as many forwarding headers as there are proxies of ours, or anybody could name any address."""
    proxies = app.config["FAIRAPP"].trusted_proxies
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]


class Text(UnicodeConverter):
    """A part of an address. NUL is in nobody's, and PostgreSQL would fail over it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.regex = self.regex.replace("[^/]", r"[^/\x00]")


class Json(DefaultJSONProvider):
    """What cannot be read is a bad request, also when it is nested deeper than Python follows."""

    def loads(self, s: str | bytes, **options: Any) -> Any:
        try:
            return super().loads(s, **options)
        except RecursionError:
            raise ValueError("nested too deep") from None
