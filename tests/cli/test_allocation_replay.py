"""A stored run gives one hash: on either database, in other processes, on one core and on two."""

import os
import subprocess
import sys
from dataclasses import replace
from typing import NamedTuple

import pytest

from fairapp import create_app
from fairapp.config import ROOT
from fairapp.db import Base, db
from fairapp.domain.allocation import RunKind
from fairapp.jobs import allocations
from fairapp.models import AllocationInput, AllocationRun
from fairapp.seeds import lay_ground
from tests import postgres
from tests.allocation_rows import a_run
from tests.domain.allocation.small import a_fair

REPLAY = """
import os, sys
os.sched_setaffinity(0, set(map(int, sys.argv.pop(1).split(","))))
from flask.cli import main
main()
"""
CORES = sorted(os.sched_getaffinity(0))


@pytest.fixture(scope="module")
def both(config, another_app, tmp_path_factory):
    """An application over each of the two databases."""
    with another_app("replay") as app:
        if postgres.is_meant():
            url = f"sqlite:///{tmp_path_factory.mktemp('replay') / 'replay.sqlite'}"
        else:
            url = postgres.url()
        other = create_app(replace(config, database_url=url))
        with other.app_context():
            Base.metadata.create_all(db.engine)
            lay_ground()
            db.session.commit()
        yield app, other
        with other.app_context():
            db.engine.dispose()


class Outcome(NamedTuple):
    input: str
    input_hash: str
    plan_hash: str
    z: int
    bound: int
    result: dict


def kind_of(app):
    with app.app_context():
        return db.engine.dialect.name


def made(app):
    """The same instance solved over this database: the fair's address, and all that is kept of the run."""
    with app.app_context():
        run = a_run(a_fair(), RunKind.FULL, steps=20_000)
        slug, key = run.fair.slug, run.id
        db.session.commit()
        allocations.work_off()
        run = db.session.get_one(AllocationRun, key)
        kept = db.session.get_one(AllocationInput, run.input_id)
        return slug, Outcome(kept.facts, kept.hash, run.plan_hash, run.z, run.bound, run.result)


def replayed(app, slug, cores):
    environment = os.environ | {"DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"]}
    allowed = ",".join(map(str, cores))
    command = [sys.executable, "-c", REPLAY, allowed, "--app", "wsgi", "allocation", "replay", slug, "1"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.slow
@pytest.mark.any_database  # it asks both by itself
def test_sqlite_and_postgresql_one_core_and_two_give_one_hash(both):
    assert {kind_of(app) for app in both} == {"sqlite", "postgresql"}
    slugs, outcomes = zip(*(made(app) for app in both), strict=True)
    assert outcomes[0] == outcomes[1]
    again = [replayed(both[0], slugs[0], CORES[:1]), replayed(both[1], slugs[1], CORES[:2])]
    assert set(again) == {outcomes[0].plan_hash}
