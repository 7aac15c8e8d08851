"""The collector waits for the end of a request."""

import gc
import weakref

import pytest

from fairapp import create_app, garbage

pytestmark = pytest.mark.any_database


class Knot:
    """Something that only the collector can free."""

    def __init__(self):
        self.itself = self


@pytest.fixture(autouse=True)
def at_work():
    """As Python starts; afterwards it is held again, as for all other tests."""
    gc.enable()
    yield
    garbage.hold()


def test_a_serving_application_holds_the_collector(config):
    app = create_app(config)
    app.test_client().get("/sign-in")
    assert not gc.isenabled()


def test_tests_leave_the_collector_alone(client):
    client.get("/api/openapi.json")
    assert gc.isenabled()


def test_nothing_is_collected_until_the_sweep():
    garbage.hold()
    knots = [Knot() for _ in range(garbage.MOST + 1)]
    last = weakref.ref(knots.pop())
    del knots
    assert last() is not None
    garbage.sweep()
    assert last() is None


def test_a_little_garbage_waits_for_more():
    garbage.hold()
    few = weakref.ref(Knot())
    garbage.sweep()
    assert few() is not None


def test_what_a_request_leaves_is_swept_when_it_is_over(app):
    garbage.hold()
    with app.app_context():
        knots = [Knot() for _ in range(garbage.MOST + 1)]
        last = weakref.ref(knots[-1])
        del knots
        assert last() is not None
    assert last() is None


def test_what_dies_after_a_sweep_is_found_by_a_later_one():
    garbage.hold()
    old = Knot()
    last = weakref.ref(old)
    _sweep()
    del old
    assert last() is not None
    for _ in range(garbage.SELDOM + 1):
        _sweep()
    assert last() is None


def _sweep():
    knots = [Knot() for _ in range(garbage.MOST + 1)]
    del knots
    garbage.sweep()
