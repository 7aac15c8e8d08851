"""The same seed at the same moment gives the same data, down to the last column."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from fairapp import seeds
from fairapp.db import Base, db

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
# Secrets and names nobody reads are not data: keys and files on disk are called otherwise each time.
SECRETS = {
    "fair_key": {"public_key", "private_key"},
    "paper": {"stored_name", "sha256"},
    "sponsor_photo": {"stored_name"},
    "zone": {"key"},
    "plan_feature": {"key"},
    "booth": {"key"},
    "plan_step": {"changes"},  # which speak of those keys
    "delegation_member": {"token_hash"},
    "form_rule": {"commitments", "consent"},  # which carry keys, too
    "acceptance": {"key"},
    "application_confirmation": {"token_hash"},
}

pytestmark = [pytest.mark.slow, pytest.mark.any_database]  # `seeded` sows on PostgreSQL, too


def dump(another_app, name, now):
    """Every row of every table, as the database gives it back."""
    with another_app(name) as app, app.app_context():
        list(seeds.sow(now))
        db.session.commit()
        tables = {table.name: rows(table) for table in Base.metadata.sorted_tables}
        db.session.remove()
    return tables


def rows(table):
    columns = [column for column in table.columns if column.name not in SECRETS.get(table.name, ())]
    return sorted(repr(tuple(row)) for row in db.session.execute(select(*columns)))


def test_same_moment_gives_same_rows_in_every_table(another_app):
    one, other = (dump(another_app, name, NOON) for name in ("one", "other"))
    assert {name: len(found) for name, found in one.items()} == {
        name: len(found) for name, found in other.items()
    }
    for name in one:
        assert one[name] == other[name], name
    assert sum(map(len, one.values())) < 30_000  # a demo that starts in seconds
