"""One head, and what the migrations build is what the models say."""

from dataclasses import replace
from datetime import UTC, datetime

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade
from sqlalchemy import MetaData, insert, text

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


def test_a_table_made_anew_keeps_what_points_at_its_rows(config, tmp_path):
    """A bundle of fees knows its delegation, and SQLite makes `delegation` anew to change a column."""
    url = f"sqlite:///{tmp_path / 'kept.sqlite'}"
    if config.database_url.startswith("postgresql"):
        url = postgres.another_database(config.database_url, "kept")
    app = create_app(replace(config, database_url=url))
    at = datetime(2026, 11, 1, tzinfo=UTC)
    rows = {
        "organisation": {"id": 1, "name": "Trung tâm", "address": "", "phone": ""},
        "unit": {"id": "son-la", "name": "Sơn La", "full_name": "Tỉnh Sơn La", "folded": "son la"}
        | {"sort_key": "son la", "code": "14", "region": "Bắc"},
        "user": {
            "id": 1,
            "name": "Lò Thị Mai",
            "email": "a@b.example",
            "password_hash": "x",
            "role": "delegation",
        }
        | {"language": "vi", "is_active": True, "created_at": at},
        "fair": {"id": 1, "owner_id": 1, "slug": "f", "name": "F", "folded": "f", "sort_key": "f"}
        | {"kind": "fair", "state": "announced", "unit_id": "son-la", "organisers": [], "created_at": at},
        "delegation": {"id": 7, "fair_id": 1, "unit_id": "son-la", "lead_id": 1, "quota": 5},
        "fee_bundle": {"id": 9, "fair_id": 1, "delegation_id": 7, "number": 1, "code": "X", "payer": "Sơn La"}
        | {"made_by_id": 1, "made_at": at},
    }
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"), revision="0009")
        known = MetaData()
        known.reflect(db.engine)
        with db.engine.begin() as connection:
            for table, row in rows.items():
                connection.execute(insert(known.tables[table]).values(_filled(known.tables[table], row)))
        for turn in (upgrade, downgrade, upgrade):
            turn(directory=str(ROOT / "migrations"), **({"revision": "0009"} if turn is downgrade else {}))
            with db.engine.connect() as connection:
                assert connection.execute(text("SELECT delegation_id FROM fee_bundle")).scalar_one() == 7
        db.engine.dispose()


def _filled(table, row):
    """The row with something in every column that must not be empty."""
    empty = {str: "", int: 0, bool: False}
    needed = (c for c in table.columns if not c.nullable and c.server_default is None)
    return {c.name: empty.get(c.type.python_type) for c in needed if c.type.python_type in empty} | row
