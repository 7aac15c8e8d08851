"""The session, the base class and what makes SQLite as strict as PostgreSQL."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, Enum, Insert, MetaData, String, delete, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import ConnectionPoolEntry, Pool
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

from fairapp import queues

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

_writing: ContextVar[bool] = ContextVar("writing", default=False)
_stopped_at: ContextVar[datetime | None] = ContextVar("stopped_at", default=None)


class Base(DeclarativeBase):
    """Every constraint has a name, so that a migration can drop it."""

    metadata = MetaData(naming_convention=NAMES)


db = SQLAlchemy(model_class=Base)


class UTCDateTime(TypeDecorator[datetime]):
    """An aware UTC moment. SQLite forgets zones; this puts them back and refuses naive values."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a time zone: {value!r}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Folded(TypeDecorator[str]):
    """Text in its searched form, cut to the column: folding may lengthen it (ß becomes ss)."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return value if value is None else value[: self.impl_instance.length]


# Sorted by bytes: the key itself carries the Vietnamese order (domain.text.sort_key).
SortKey = String(600).with_variant(String(600, collation="C"), "postgresql")
Json = JSON().with_variant(JSONB(), "postgresql")


def member_of(kind: type[StrEnum]) -> Enum:
    """A column of a domain StrEnum, kept as its value."""
    return Enum(
        kind, native_enum=False, length=32, values_callable=lambda members: [m.value for m in members]
    )


class json_rows(FunctionElement[str]):
    """The rows of a subquery as one JSON text, a list for each; no rows are `[]` or NULL, in no order."""

    type = String()
    inherit_cache = True


@compiles(json_rows, "sqlite")
def _json_rows_sqlite(element: json_rows, compiler: SQLCompiler, **kw: Any) -> str:
    return f"json_group_array(json_array({compiler.process(element.clauses, **kw)}))"


@compiles(json_rows, "postgresql")
def _json_rows_postgresql(element: json_rows, compiler: SQLCompiler, **kw: Any) -> str:
    return f"CAST(json_agg(json_build_array({compiler.process(element.clauses, **kw)})) AS text)"


class hex_of(FunctionElement[str]):
    """Bytes as hex digits, which JSON can carry."""

    type = String()
    inherit_cache = True


@compiles(hex_of, "sqlite")
def _hex_of_sqlite(element: hex_of, compiler: SQLCompiler, **kw: Any) -> str:
    return f"lower(hex({compiler.process(element.clauses, **kw)}))"


@compiles(hex_of, "postgresql")
def _hex_of_postgresql(element: hex_of, compiler: SQLCompiler, **kw: Any) -> str:
    return f"encode({compiler.process(element.clauses, **kw)}, 'hex')"


def insert_once(table: type[Base], **values: object) -> bool:
    """Insert a row unless a unique constraint holds it off: then nothing happens, and False comes back.

    Unlike an IntegrityError it leaves the transaction whole, so that no savepoint is needed.
    """
    connection = db.session.connection()
    return connection.execute(_insert_once(connection.dialect.name, table), values).rowcount == 1


@cache
def _insert_once(dialect: str, table: type[Base]) -> Insert:
    # Inline: PostgreSQL would otherwise be asked for the new id, and its answer counted instead of the rows.
    statement = INSERTS[dialect](table.__table__).on_conflict_do_nothing().inline()
    return statement.execution_options(preserve_rowcount=True)


def begin_writing() -> None:
    """Take the write lock at the start of this transaction.

    With an ordinary BEGIN, SQLite refuses parallel writers ("database is locked") whatever the
    busy timeout: a reader cannot become a writer when another one was faster.
    """
    _writing.set(True)
    if db.session().in_transaction():
        db.session.rollback()


def begin_reading() -> None:
    """Transactions from here on take no lock until they write."""
    _writing.set(False)


def let_go() -> None:
    """Give the write lock back, with nothing kept: what comes now only reads, and may take long."""
    begin_reading()
    if db.session().in_transaction():
        db.session.rollback()


def now() -> datetime:
    """The server's clock, which is the one that counts for every deadline."""
    return _stopped_at.get() or datetime.now(UTC)


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """Inside, the clock stands at this moment: for stories told afterwards, as the demo data is one."""
    before = _stopped_at.set(moment)
    try:
        yield
    finally:
        _stopped_at.reset(before)


def is_needed(table: type[Base], ids: Iterable[int]) -> bool:
    """Whether other rows hold on to one of these: the database is asked to delete them, then takes it back.

    An early chapter learns in this way that a later one has built on it, without knowing the later one.
    """
    attempt = db.session.begin_nested()
    try:
        db.session.execute(
            delete(table).where(table.id.in_(list(ids))),  # type: ignore[attr-defined]
            execution_options={"synchronize_session": False},
        )
    except IntegrityError:
        return True
    finally:
        attempt.rollback()
    return False


@event.listens_for(Engine, "connect")
def _set_up_sqlite(connection: Any, record: ConnectionPoolEntry) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # BEGIN is ours to say, in _begin
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=10000", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    path = cursor.execute("PRAGMA database_list").fetchone()[2]
    if path:  # none in memory
        record.info["queue"] = queues.before(path)
    cursor.close()


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    # Said to the driver itself: SQLAlchemy would spend as long on it as on a query.
    driver = connection.connection.driver_connection
    if not _writing.get():
        driver.execute("BEGIN")
        return
    _take_turn(connection)
    driver.execute("BEGIN IMMEDIATE")


def _take_turn(connection: Connection) -> None:
    ours = connection.connection.record_info
    if "queue" in connection.info and ours is not None and "turn" not in ours:
        ours["turn"] = connection.info["queue"].wait()


@event.listens_for(Pool, "checkin")
def _end_turn(_connection: Any, record: ConnectionPoolEntry) -> None:
    """After the commit: who comes next finds the file free."""
    turn = record.record_info.pop("turn", None)
    if turn is not None:
        turn.end()
