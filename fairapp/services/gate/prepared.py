"""Statements of the hot path, put into SQL once and then said to the driver as they stand.

SQLAlchemy takes five times as long to ask a question it knows as SQLite to answer it, and gates ask the same
few all day. So these are written like any other and said over the session's connection, in its transaction;
but their SQL is kept, with what writes and reads the types of their columns.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

from fairapp.db import db

Converter = Callable[[Any], Any] | None


class Spoken(NamedTuple):
    """A statement in one database's words."""

    sql: str
    writers: list[tuple[str, Converter]]  # of its values, in their order
    named: bool  # whether the driver wants the values by name
    readers: list[tuple[int, Callable[[Any], Any]]]  # of the columns that need one
    row: Callable[[Iterable], Any]


class Prepared:
    """One statement, or one for each kind of database."""

    def __init__(self, statement: Any) -> None:
        self._statement = statement
        self._spoken: dict[str, Spoken] = {}

    def rows(self, values: Mapping[str, Any]) -> list[Any]:
        """What it answers, each row with its columns' names."""
        connection = db.session.connection()
        spoken = self._in_words_of(connection.dialect)
        cursor = _say(connection, spoken, [_write(spoken, values)])
        found = [_read(spoken, row) for row in cursor.fetchall()]
        cursor.close()
        return found

    def run(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Say it once for each of these."""
        connection = db.session.connection()
        spoken = self._in_words_of(connection.dialect)
        _say(connection, spoken, [_write(spoken, row) for row in rows]).close()

    def _in_words_of(self, dialect: Dialect) -> Spoken:
        if dialect.name not in self._spoken:
            each = isinstance(self._statement, Mapping)
            statement = self._statement[dialect.name] if each else self._statement
            self._spoken[dialect.name] = _put(statement, dialect)
        return self._spoken[dialect.name]


def _put(statement: Any, dialect: Dialect) -> Spoken:
    compiled = statement.compile(dialect=dialect)
    names = compiled.positiontup if compiled.positional else list(compiled.binds)
    writers = [(name, _type(compiled.binds[name], dialect).bind_processor(dialect)) for name in names]
    columns = list(statement.selected_columns) if statement.is_select else []
    found = [_type(column, dialect).result_processor(dialect, None) for column in columns]
    readers = [(place, read) for place, read in enumerate(found) if read is not None]
    row = namedtuple("Row", [column.key for column in columns])._make
    return Spoken(compiled.string, writers, not compiled.positional, readers, row)


def _type(typed: Any, dialect: Dialect) -> TypeEngine:
    return typed.type.dialect_impl(dialect)


def _write(spoken: Spoken, values: Mapping[str, Any]) -> dict | list:
    if spoken.named:
        return {name: write(values[name]) if write else values[name] for name, write in spoken.writers}
    return [write(values[name]) if write else values[name] for name, write in spoken.writers]


def _read(spoken: Spoken, row: Sequence) -> Any:
    values = list(row)
    for place, read in spoken.readers:
        values[place] = read(values[place])
    return spoken.row(values)


def _say(connection: Connection, spoken: Spoken, rows: list[dict | list]) -> Any:
    """The driver's cursor after that, with the hooks and the errors of any other statement.

    One row is not said as many: to PostgreSQL that is three times the talk.
    """
    many = len(rows) > 1
    values: Any = rows if many else rows[0]
    try:
        cursor = connection.connection.cursor()
        for hook in connection.dispatch.before_cursor_execute:
            hook(connection, cursor, spoken.sql, values, None, many)
        cursor.executemany(spoken.sql, values) if many else cursor.execute(spoken.sql, values)
    except connection.dialect.loaded_dbapi.Error as error:
        raise _as_everywhere(error, connection, spoken.sql, values, many) from error
    return cursor


def _as_everywhere(
    error: Exception, connection: Connection, sql: str, values: Any, many: bool
) -> BaseException:
    """The error as the edge knows it. A database that has gone takes all connections of the pool with it."""
    dialect = connection.dialect
    gone = dialect.is_disconnect(error, connection.connection, None)  # type: ignore[arg-type]
    if gone:
        connection.invalidate(error)
        connection.engine.dispose()
    return DBAPIError.instance(
        sql,
        values,
        error,
        dialect.loaded_dbapi.Error,
        hide_parameters=connection.engine.hide_parameters,
        connection_invalidated=gone,
        dialect=dialect,
        ismulti=many,
    )
