"""Statements of the hot path, put into SQL once and then said to the driver as they stand.

SQLAlchemy takes five times as long to ask a question it knows as SQLite to answer it, and gates ask the same
few all day. So these are written like any other and said over the session's connection, in its transaction;
but their SQL is kept, with what writes and reads the types of their columns.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy.engine import Connection, Dialect
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
        cursor = _say(connection, spoken, _write(spoken, values), many=False)
        found = [_read(spoken, row) for row in cursor.fetchall()]
        cursor.close()
        return found

    def run(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Say it once for each of these."""
        connection = db.session.connection()
        spoken = self._in_words_of(connection.dialect)
        _say(connection, spoken, [_write(spoken, row) for row in rows], many=True).close()

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


def _say(connection: Connection, spoken: Spoken, values: Any, *, many: bool) -> Any:
    """The driver's cursor after that, with the hooks and the errors of any other statement."""
    cursor = connection.connection.cursor()
    for hook in connection.dispatch.before_cursor_execute:
        hook(connection, cursor, spoken.sql, values, None, many)
    try:
        cursor.executemany(spoken.sql, values) if many else cursor.execute(spoken.sql, values)
    except Exception as error:
        connection._handle_dbapi_exception(error, spoken.sql, values, cursor, None)
    return cursor
