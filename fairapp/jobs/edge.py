"""The edge of a job, as `@commits` is of a view: one thought, one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from fairapp.db import begin_reading, begin_writing, db


@contextmanager
def transaction() -> Iterator[None]:
    """Take the write lock, commit at the end, keep nothing of what failed."""
    begin_writing()
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        begin_reading()
