"""One application a run, one transaction a test: whatever a test commits is gone afterwards."""

import gc
import os
import shutil
from contextlib import contextmanager
from contextvars import Context
from dataclasses import replace

import pytest
from flask.globals import app_ctx
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from sqlalchemy import make_url
from sqlalchemy.orm import scoped_session, sessionmaker

from fairapp import create_app, garbage
from fairapp.config import ROOT, Config
from fairapp.db import Base, begin_reading, db as database
from fairapp.services import accounts
from tests import midnight, postgres
from tests.once import once
from tests.statements import statements

# A test says what is true, not how fast a busy machine is.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

# Half a minute of compiling is kept from run to run; `make clean` takes it away.
os.environ.setdefault("FAIRAPP_COMPILED", str(ROOT / ".cache" / "compiled"))


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL only what asks a database; the rest has been run on SQLite and would say the same."""
    if not postgres.is_meant():
        return
    kept, left_out = [], []
    for item in items:
        (kept if _asks_a_database(item) else left_out).append(item)
    config.hook.pytest_deselected(items=left_out)
    items[:] = kept


def _asks_a_database(item):
    asks = {"config", "request"} & set(item.fixturenames)  # `request` may get any fixture by its name
    return asks and not item.get_closest_marker("any_database")


def pytest_collection_finish():
    """As an application does that serves: Python 3.11 may fall over a collection amid many rows."""
    garbage.hold()


def pytest_runtest_setup():
    midnight.wait_out(minutes=2)


def pytest_runtest_logfinish():
    _leave_alone_what_is_there()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef):
    made = yield
    if fixturedef.scope != "function":
        _leave_alone_what_is_there()
    return made


def _leave_alone_what_is_there():
    """What is alive now, modules and applications, mostly stays: later sweeps need not look at it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def config(tmp_path_factory):
    instance = tmp_path_factory.mktemp("instance")
    url = postgres.url() if postgres.is_meant() else f"sqlite:///{instance / 'test.sqlite'}"
    return Config(
        development=True,
        secret_key="a secret for tests only, long enough to be one",
        database_url=url,
        instance=instance,
        public_url="https://fair.example",
        smtp_url=None,
        mail_from="fairapp <no-reply@fair.example>",
        max_upload_bytes=12_000_000,
    )


@pytest.fixture(scope="session")
def app(config):
    """The application over an empty database with its administrative units."""
    app = _app(config)
    app.test_client_class = Client
    with _ending(app):
        with app.app_context():
            Base.metadata.drop_all(database.engine)
        _fill(app)
        yield app


def _app(config, **settings):
    app = create_app(replace(config, **settings))
    app.testing = True
    return app


def _fill(app, sow=None):
    from fairapp.seeds import lay_ground

    with app.app_context():
        Base.metadata.create_all(database.engine)
        (sow or lay_ground)()
        database.session.commit()


@contextmanager
def _ending(app):
    try:
        yield app
    finally:
        with app.app_context():
            database.engine.dispose()


@pytest.fixture(scope="session")
def ground(config, tmp_path_factory):
    """Address of a database that is empty but for its administrative units, for copies."""
    if postgres.is_meant():
        url = postgres.another_database(config.database_url, "ground")
    else:
        url = f"sqlite:///{tmp_path_factory.mktemp('ground') / 'ground.sqlite'}"
    with _ending(_app(config, database_url=url)) as app:
        _fill(app)
    return url


@pytest.fixture(scope="session")
def another_app(config, ground, tmp_path_factory):
    """`with another_app("own") as app:` an application over a database of its own, empty but for its
    administrative units, where a commit is a commit."""

    @contextmanager
    def make(name):
        if postgres.is_meant():
            url = postgres.another_database(config.database_url, name, template="ground")
        else:
            url = f"sqlite:///{tmp_path_factory.mktemp(name) / name}.sqlite"
            shutil.copyfile(make_url(ground).database, make_url(url).database)
        with _ending(_app(config, database_url=url)) as app:
            yield app

    return make


@pytest.fixture
def committing_app(another_app):
    """For tests of races."""
    with another_app("own") as app:
        yield app


@pytest.fixture(scope="session")
def sown(config, tmp_path_factory):
    """A folder with the demo data in demo.sqlite and their papers: sown once a run, for copies."""
    from fairapp import seeds

    def make(folder):
        url = f"sqlite:///{folder / 'demo.sqlite'}"
        with _ending(_app(config, database_url=url, instance=folder)) as app:
            _fill(app, lambda: list(seeds.sow()))

    return once(tmp_path_factory, "sown", make)


@pytest.fixture(scope="session")
def seeded(config, request, tmp_path_factory):
    """The application over the demo data: for tests that only read."""
    from fairapp import seeds

    if postgres.is_meant():
        app = _app(config, database_url=postgres.another_database(config.database_url, "seeded"))
        _fill(app, lambda: list(seeds.sow()))
    else:
        folder = tmp_path_factory.mktemp("seeded") / "instance"
        shutil.copytree(request.getfixturevalue("sown"), folder)
        app = _app(config, database_url=f"sqlite:///{folder / 'demo.sqlite'}", instance=folder)
    with _ending(app):
        yield app


@pytest.fixture
def db(app, monkeypatch):
    """A session whose commits are savepoints of a transaction that is rolled back after the test.

    Flask-SQLAlchemy's own session ignores a bound connection, so a plain one takes its place.
    """
    with app.app_context():
        connection = database.engine.connect()
        outer = connection.begin()
        factory = sessionmaker(bind=connection, join_transaction_mode="create_savepoint")
        sessions = scoped_session(factory, scopefunc=lambda: id(app_ctx._get_current_object()))
        monkeypatch.setattr(database, "session", sessions)
        yield database
        database.session.remove()
        outer.rollback()
        connection.close()
        begin_reading()


class Client(FlaskClient):
    """A browser without the browser: each request has a context and a session of its own, so that
    what a view left uncommitted is lost, as in life."""

    def open(self, *args, **kwargs):
        database.session.commit()  # the rows that the test made are there before the request
        response = Context().run(super().open, *args, **kwargs)
        database.session.expire_all()
        return response


@pytest.fixture
def client(app, db, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    return app.test_client()


@pytest.fixture
def sign_in(client):
    """`sign_in(user)` gives the client that this person holds."""

    def enter(user):
        accounts.stay_signed_in(user)
        with client.session_transaction() as session:
            session.clear()
            session["_user_id"] = user.get_id()
            session["_fresh"] = True
        return client

    return enter


@pytest.fixture
def count_statements():
    """`count_statements(action)` tells how many the action sent."""

    def count(action):
        with statements() as sent:
            action()
        return len(sent)

    return count
