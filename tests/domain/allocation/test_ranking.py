from hypothesis import given, strategies as st

from fairapp.domain.allocation.objective import points
from fairapp.domain.allocation.ranking import ranked
from fairapp.domain.allocation.weights import Weights
from tests.domain.allocation.small import an_app

WEIGHTS = Weights()


def worth(apps):
    return {app.id: points(app, WEIGHTS) for app in apps}


def test_the_first_in_the_order_counts_most_of_its_own():
    apps = [an_app("a", stars=5), an_app("b", stars=3), an_app("c", stars=4)]
    found = worth(ranked(apps, {"b": 1, "c": 2, "a": 3}))
    assert found["b"] > found["c"] > found["a"]
    assert found["b"] == points(apps[0], WEIGHTS)


def test_others_count_as_before():
    apps = [an_app("a", stars=5), an_app("b", stars=3), an_app("x", prov="Q", stars=4), an_app("c", stars=5)]
    found = {app.id: app for app in ranked(apps, {"b": 1, "a": 2})}
    assert found["x"].merit == found["c"].merit == 0


def test_alike_ones_follow_the_order_too():
    apps = [an_app("a"), an_app("b"), an_app("c")]
    found = worth(ranked(apps, {"c": 1, "a": 2, "b": 3}))
    assert found["c"] > found["a"] > found["b"]


@given(st.lists(st.tuples(st.integers(3, 5), st.integers(0, 4), st.booleans()), min_size=1, max_size=8))
def test_any_order_is_kept_strictly_whatever_they_earn(facts):
    apps = [an_app(str(n), stars=s, past=p, first=f, size=n % 3 + 1) for n, (s, p, f) in enumerate(facts)]
    found = ranked(apps, {app.id: n for n, app in enumerate(apps)})
    own = [points(app, WEIGHTS) - WEIGHTS.extra * (app.size - 1) for app in found]
    assert own == sorted(own, reverse=True)
    assert len(set(own)) == len(own)
