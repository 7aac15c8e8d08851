"""The same seed at the same moment gives the same data, down to the last column."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from fairapp import create_app, seeds
from fairapp.db import Base, db
from tests import postgres

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
# Secrets and names nobody reads are not data: keys and files on disk are called otherwise each time.
SECRETS = {
    "fair_key": {"public_key", "private_key"},
    "paper": {"stored_name", "sha256"},
    "zone": {"key"},
    "plan_feature": {"key"},
    "booth": {"key"},
    "plan_step": {"changes"},  # which speak of those keys
    "delegation_member": {"token_hash"},
    "application_confirmation": {"token_hash"},
}

pytestmark = pytest.mark.slow


@pytest.fixture
def database(config, tmp_path):
    """`database(name)` is the address of an empty database."""

    def make(name):
        if config.database_url.startswith("postgresql"):
            return postgres.another_database(config.database_url, name)
        return f"sqlite:///{tmp_path / name}.sqlite"

    return make


def dump(config, url, now):
    """Every row of every table, as the database gives it back."""
    app = create_app(replace(config, database_url=url))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        list(seeds.sow(now))
        db.session.commit()
        tables = {table.name: rows(table) for table in Base.metadata.sorted_tables}
        db.session.remove()
        db.engine.dispose()
    return tables


def rows(table):
    columns = [column for column in table.columns if column.name not in SECRETS.get(table.name, ())]
    return sorted(repr(tuple(row)) for row in db.session.execute(select(*columns)))


def test_same_moment_gives_same_rows_in_every_table(config, database):
    one, other = (dump(config, database(name), NOON) for name in ("one", "other"))
    assert {name: len(found) for name, found in one.items()} == {
        name: len(found) for name, found in other.items()
    }
    for name in one:
        assert one[name] == other[name], name
    assert sum(map(len, one.values())) < 25_000
