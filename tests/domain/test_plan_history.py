"""Steps of a plan, there and back."""

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from fairapp.domain.plan_history import (
    Change,
    Clash,
    Name,
    StepFacts,
    apply,
    back,
    differences,
    inverse,
    read,
    to_redo,
    to_undo,
    touched,
)

names = st.builds(Name, st.sampled_from(["zone", "feature", "booth"]), st.sampled_from("abcdef"))
facts = st.fixed_dictionaries({"number": st.sampled_from(["A1", "A2"]), "x": st.integers(0, 3)})
states = st.dictionaries(names, facts, max_size=6)
A, B = Name("booth", "a"), Name("booth", "b")


def test_only_the_fields_that_differ_are_kept():
    old = {A: {"number": "A1", "x": 0}, B: {"number": "A2", "x": 3}}
    new = {A: {"number": "A1", "x": 300}, B: {"number": "A2", "x": 3}}
    assert differences(old, new) == [Change("booth", "a", {"x": 0}, {"x": 300})]


def test_zones_come_before_the_booths_in_them():
    new = {A: {}, Name("zone", "z"): {}, Name("feature", "f"): {}}
    assert [change.what for change in differences({}, new)] == ["zone", "feature", "booth"]


@given(states, states)
def test_differences_lead_there_and_their_inverse_leads_back(old, new):
    changes = differences(old, new)
    assert apply(old, changes) == new
    assert apply(new, inverse(changes)) == old
    assert differences(new, new) == []
    assert read([change.as_json() for change in changes]) == changes


@given(st.lists(states, min_size=2, max_size=8))
def test_any_chain_of_steps_undone_one_by_one_gives_the_same_plan(chain):
    steps = [differences(a, b) for a, b in pairwise(chain)]
    here = chain[-1]
    for changes, before in zip(reversed(steps), reversed(chain[:-1]), strict=True):
        here = apply(here, inverse(changes))
        assert here == before
    assert back(chain[-1], reversed(steps)) == chain[0]


@given(states, states, states)
def test_what_somebody_changed_since_is_not_undone(old, new, later):
    changes = differences(old, new)
    clashing = {
        c.name
        for c in changes
        if any(
            (later.get(c.name) or {}).get(field) != value
            for field, value in (c.after or {"number": None}).items()
        )
        or (c.after is None) == (c.name in later)
    }
    if clashing:
        with pytest.raises(Clash) as clash:
            apply(later, inverse(changes))
        assert set(clash.value.names) == clashing
    else:
        apply(later, inverse(changes))


def test_thing_that_is_there_already_does_not_come_twice():
    with pytest.raises(Clash) as clash:
        apply({A: {"x": 1}}, [Change("booth", "a", None, {"x": 1})])
    assert clash.value.names == [A]
    assert touched([Change("booth", "a", None, {"x": 1})]) == {A}


@pytest.mark.parametrize(
    ("steps", "undo", "redo"),
    [
        ([], None, None),
        ([(1, None, False), (2, None, False)], 2, None),
        ([(1, None, False), (2, None, True), (3, 2, False)], 1, 2),
        ([(1, None, True), (2, None, True), (3, 2, False), (4, 1, False)], None, 1),
        ([(1, None, True), (2, 1, False), (3, None, False)], 3, None),
        ([(1, None, False), (2, None, True), (3, 2, False), (4, None, True), (5, 4, False)], 1, 4),
        ([(1, None, False), (2, None, True), (3, 2, False), (4, 1, False), (5, 1, False)], 1, 2),
    ],
)
def test_undo_walks_back_and_redo_forth_until_something_new_is_done(steps, undo, redo):
    told = [StepFacts(*step) for step in steps]
    found = to_undo(told), to_redo(told)
    assert tuple(step and step.version for step in found) == (undo, redo)
