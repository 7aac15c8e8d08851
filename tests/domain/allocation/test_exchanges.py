"""What may be exchanged: no step is blamed for what was wrong before it."""

from dataclasses import replace

from fairapp.domain.allocation.exchanges import Exchanges
from fairapp.domain.allocation.weights import Weights
from tests.domain.allocation.small import a_row, an_app, an_instance


def allowed(given, plan, gone, app, at):
    return Exchanges(given, plan, Weights()).is_allowed(gone, given.app[app], at)


def test_coming_back_to_where_one_was_published_makes_up_for_another_who_goes():
    """A stood at 1 alone and wants two booths now; it is out, and so is one of the published as before."""
    given = an_instance(
        a_row(3), [an_app("A", size=2), an_app("B")], published={"A": "1", "B": "2"}, moved_at_most=1
    )
    assert allowed(given, {"B": ("2",)}, ("B",), "A", ("1", "2"))
    assert not allowed(given, {"B": ("2",)}, ("B",), "A", ("2", "3"))


def test_in_a_group_past_its_cap_one_may_take_anothers_place_and_nobody_a_free_one():
    given = an_instance(a_row(3), [an_app("A"), an_app("B"), an_app("C")], caps={"food": 1})
    plan = {"A": ("1",), "B": ("2",)}
    assert allowed(given, plan, ("A",), "C", ("1",))
    assert not allowed(given, plan, (), "C", ("3",))


def test_who_is_locked_goes_for_nobody():
    given = an_instance(a_row(1), [an_app("A"), an_app("B")])
    assert allowed(given, {"A": ("1",)}, ("A",), "B", ("1",))
    assert not allowed(replace(given, locks={"A": ("1",)}), {"A": ("1",)}, ("A",), "B", ("1",))
