"""Counts what the database is asked, for pages whose cost must not grow with their rows."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event
from sqlalchemy.engine import Engine

VERBS = ("SELECT", "WITH", "INSERT", "UPDATE", "DELETE")  # transactions and savepoints ask nothing


@contextmanager
def statements() -> Iterator[list[str]]:
    """`with statements() as seen:` fills `seen` with the SQL of the block."""
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        if statement.lstrip().upper().startswith(VERBS):
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)
