import pytest
from sqlalchemy import event


@pytest.fixture
def statements(db):
    """`statements(act)` gives how many SQL statements an act takes."""

    def count(act):
        asked = []

        def note(_connection, _cursor, statement, *_):
            if statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
                asked.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            act()
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
        return len(asked)

    return count
