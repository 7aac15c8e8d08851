"""Alembic runs inside the application: its engine, its metadata, and batches where SQLite needs them."""

from logging.config import fileConfig

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import JSON, Connection, Enum

from fairapp.db import Base, UTCDateTime, db

if context.config.config_file_name and not context.config.attributes.get("quiet"):
    fileConfig(context.config.config_file_name, disable_existing_loggers=False)


def render_item(kind: str, item: object, autogen: AutogenContext) -> str | bool:
    """Column types stand in a migration as what the database sees, not as what Python makes of them."""
    if kind != "type":
        return False
    if isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, Enum):  # a new state needs no migration
        return f"sa.String(length={item.length})"
    if isinstance(item, JSON):
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


def run() -> None:
    with db.engine.connect() as connection:
        _watch_keys(connection, False)
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            compare_type=True,
            render_item=render_item,
        )
        with context.begin_transaction():
            context.run_migrations()
            _check_keys(connection)
        connection.commit()
        _watch_keys(connection, True)


def _watch_keys(connection: Connection, watched: bool) -> None:
    """SQLite changes a table by making it anew, and dropping the old one would empty what points at it."""
    if connection.dialect.name == "sqlite":
        switch = "ON" if watched else "OFF"
        connection.connection.driver_connection.execute(f"PRAGMA foreign_keys={switch}")


def _check_keys(connection: Connection) -> None:
    """What was not watched row by row is looked over at the end."""
    if connection.dialect.name == "sqlite" and (
        lost := connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    ):
        raise RuntimeError(f"rows without what they point at: {lost[:10]}")


run()
