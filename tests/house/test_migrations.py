"""One head, and what the migrations build is what the models say."""

from dataclasses import replace

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade

from fairapp import create_app
from fairapp.config import ROOT
from fairapp.db import Base, db
from tests import postgres


def test_there_is_one_head():
    script = ScriptDirectory(str(ROOT / "migrations"))
    assert len(script.get_heads()) == 1


def test_migrations_build_what_the_models_say_and_take_it_down_again(config, tmp_path):
    url = f"sqlite:///{tmp_path / 'migrated.sqlite'}"
    if config.database_url.startswith("postgresql"):
        url = postgres.another_database(config.database_url, "migrated")
    app = create_app(replace(config, database_url=url))
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            differences = compare_metadata(context, Base.metadata)
        assert differences == []
        downgrade(directory=str(ROOT / "migrations"), revision="base")
        assert set(db.inspect(db.engine).get_table_names()) <= {"alembic_version"}
        db.engine.dispose()
