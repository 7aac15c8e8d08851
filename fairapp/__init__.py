"""fairapp: the system that OCOP trade fairs run on. `create_app` is the only place where rooms join."""

from flask import Flask

from fairapp import config as configuration
from fairapp.config import ROOT, Config


def create_app(config: Config | None = None) -> Flask:
    """Build the application from `config`, or from the environment."""
    from fairapp import cli, garbage, models, web  # noqa: F401  (models: every table is known before the first query)
    from fairapp.db import db
    from fairapp.domain.allocation.engine import compiled

    config = config or configuration.read()
    app = Flask(
        "fairapp",
        instance_path=str(config.instance),
        static_folder=str(ROOT / "static"),
        template_folder=str(ROOT / "templates"),
    )
    app.config.from_mapping(config.flask())
    compiled.keep_in(config.instance / "compiled")
    garbage.init_app(app)
    db.init_app(app)
    web.init_app(app)
    cli.init_app(app)
    return app
