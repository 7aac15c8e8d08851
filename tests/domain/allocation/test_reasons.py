from dataclasses import replace
from datetime import date

import pytest
from hypothesis import Phase, given as over, settings

from fairapp.domain.allocation.engine.search import Search
from fairapp.domain.allocation.instance import Province
from fairapp.domain.allocation.objective import ADMISSION, Term, score
from fairapp.domain.allocation.proofs import is_proved
from fairapp.domain.allocation.reasons import SENTENCES, Code, Refusal, refusals
from fairapp.domain.allocation.weights import PRESETS, Preset
from fairapp.domain.allocation.why_here import Explainer
from tests.domain.allocation.chance import instances
from tests.domain.allocation.small import a_row, an_app, an_instance

BALANCED = PRESETS[Preset.BALANCED]
few = settings(max_examples=40, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
FLAME = frozenset({"flame"})


def solved(given):
    return Search(given, BALANCED).run(seed=1, steps=2_000).plan


def only(given, plan):
    (refusal,) = refusals(given, plan, BALANCED)
    assert is_proved(given, plan, BALANCED, refusal)
    assert "%(" not in refusal.sentence % refusal.values
    return refusal


@few
@over(instances(booths=16, apps=16))
def test_every_refusal_has_a_reason_that_is_true(given):
    plan = solved(given)
    found = refusals(given, plan, BALANCED)
    assert {refusal.app for refusal in found} == {app.id for app in given.apps} - plan.keys()
    assert [refusal for refusal in found if not is_proved(given, plan, BALANCED, refusal)] == []


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"cert_until": date(2026, 9, 9)}, Code.CERTIFICATE),
        ({"needs": FLAME}, Code.NO_SUCH_PLACE),
        ({"space": "raw"}, Code.NO_SUCH_PLACE),
        ({"size": 3}, Code.NEVER_ADJOINING),
        ({"size": 2}, Code.ADJOINING),
        ({"prov": "Q"}, Code.MAXIMUM),
        ({"group": "drinks"}, Code.CAP),
        ({"needs": frozenset({"water"})}, Code.NEED_TAKEN),
    ],
)
def test_refusal_names_the_rule_that_binds(facts, code):
    booths = (*a_row(2), *(replace(b, feat=frozenset({"water"})) for b in a_row(1, first=5)))
    apps = [an_app("A"), an_app("W"), an_app("X", **facts)]
    provinces = (Province(id="P", max=9), Province(id="Q", max=0))
    given = an_instance(booths, apps, provinces, caps={"drinks": 0})
    assert only(given, {"A": ("1",), "W": ("5",)}).code == code


def test_full_hall_is_told_with_points_against_points():
    given = an_instance(a_row(1), [an_app("A", stars=5), an_app("X")])
    refusal = only(given, {"A": ("1",)})
    assert refusal.code == Code.TAKEN
    assert (refusal.values["lowest"], refusal.values["points"]) == (140_00, 100_00)


@pytest.mark.parametrize(("needs", "code"), [((), Code.ROWS_TAKEN), (("water",), Code.NEED_ROWS_TAKEN)])
def test_who_wants_two_is_told_of_places_for_two(needs, code):
    """Booth 5 stands alone: who has it is not in the way, however few points it has."""
    row = [replace(booth, feat=frozenset({"water"})) for booth in (*a_row(2), *a_row(1, first=5))]
    wanting = an_app("X", size=2, needs=frozenset(needs))
    given = an_instance(row, [an_app("A", stars=5), an_app("B", stars=4), an_app("W"), wanting])
    refusal = only(given, {"A": ("1",), "B": ("2",), "W": ("5",)})
    assert refusal.code == code
    assert (refusal.values["size"], refusal.values["lowest"]) == (2, 120_00)
    assert "all" not in refusal.values


def test_quota_of_a_zone_binds():
    provinces = (Province(id="P", max=9, zones={"Z": (0, 1)}),)
    given = an_instance(a_row(2), [an_app("A"), an_app("X")], provinces)
    assert only(given, {"A": ("1",)}).code == Code.ZONE_MAXIMUM


def test_free_booth_that_would_cost_more_than_it_brings():
    given = an_instance(a_row(2), [an_app("A"), an_app("X", merit=-100)])
    refusal = only(given, {"A": ("1",)})
    assert (refusal.code, refusal.values["loss"]) == (Code.COSTS, 0)
    assert not is_proved(given, {"A": ("1",)}, BALANCED, replace(refusal, values={"loss": 5}))


@pytest.mark.parametrize("code", list(Code))
def test_false_reasons_are_found_out(code):
    given = an_instance(a_row(2), [an_app("A"), an_app("X")])
    assert not is_proved(given, {"A": ("1",)}, BALANCED, Refusal("X", code, {"loss": 0}))
    assert code in SENTENCES


@few
@over(instances(booths=16, apps=12))
def test_terms_of_a_booth_add_up_to_what_the_plan_would_gain_without(given):
    plan = solved(given)
    explainer = Explainer(given, plan, BALANCED)
    for app in plan:
        rest = {other: booths for other, booths in plan.items() if other != app}
        now, without = score(given, plan, BALANCED), score(given, rest, BALANCED)
        lines = explainer.why_here(app).lines
        assert sum(line.value for line in lines) == without.cost - now.cost
        assert not {line.term for line in lines} & ADMISSION


def test_nearest_better_booth_and_who_would_lose_by_it():
    row = (*a_row(2, group="drinks"), *a_row(2, first=3, row=1))
    row = tuple(replace(booth, x=3 * n) for n, booth in enumerate(row))
    apps = [an_app("A"), an_app("B", hours=1), an_app("C", hours=2)]
    given = an_instance(row, apps)
    plan = {"A": ("1",), "B": ("3",), "C": ("4",)}
    why = Explainer(given, plan, BALANCED).why_here("A")
    assert (Term.ZONE, 1) in {(line.term, line.count) for line in why.lines}
    assert why.better.booths == ("3",)
    assert (why.better.gain, why.better.change) == (12_00, 0)
    assert [(loser.app, loser.booths, loser.change) for loser in why.better.losers] == [("B", ("1",), -12_00)]


def test_who_stands_best_or_is_locked_has_no_better_booth():
    given = an_instance(a_row(2), [an_app("A"), an_app("B")])
    plan = {"A": ("1",), "B": ("2",)}
    assert Explainer(given, plan, BALANCED).why_here("A").better is None
    wrong = an_instance((*a_row(1, group="drinks"), *a_row(1, first=2)), [an_app("A")], locks={"A": ("1",)})
    assert Explainer(wrong, {"A": ("1",)}, BALANCED).why_here("A").better is None
