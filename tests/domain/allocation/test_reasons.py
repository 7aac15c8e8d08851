import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import Phase, given as over, settings

from bench.fairs import a_fair
from fairapp.domain.allocation.checker import made_worse, violations
from fairapp.domain.allocation.engine.search import Search
from fairapp.domain.allocation.exchanges import Exchanges
from fairapp.domain.allocation.instance import Province
from fairapp.domain.allocation.lottery import drawn
from fairapp.domain.allocation.objective import points, score
from fairapp.domain.allocation.proofs import Proofs, is_proved
from fairapp.domain.allocation.reasons import AMONG_OTHERS, SENTENCES, Beside, Code, Refusal, refusals
from fairapp.domain.allocation.weights import PRESETS, Preset
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
    proofs = Proofs(given, plan, BALANCED)
    assert [refusal for refusal in found if not proofs.hold(refusal)] == []


@few
@over(instances(booths=16, apps=16))
def test_reasons_of_a_plan_with_gaps_are_true_too(given):
    """As after steps by hand: some have gone again, and nothing has come in their stead."""
    plan = dict(list(solved(given).items())[::2])
    proofs = Proofs(given, plan, BALANCED)
    assert [refusal for refusal in refusals(given, plan, BALANCED) if not proofs.hold(refusal)] == []


@few
@over(instances(booths=16, apps=16))
def test_an_exchange_is_worth_what_the_two_plans_differ_by(given):
    plan = solved(given)
    now, exchanges = score(given, plan, BALANCED), Exchanges(given, plan, BALANCED)
    for app in (app for app in given.apps if app.id not in plan):
        tried = {}
        for gone, at in exchanges.places(app):
            after = score(given, exchanged(plan, gone, app, at), BALANCED)
            turns = exchanges.turns(gone, app, at)
            assert {line.term: line.value for line in after.lines} == {
                line.term: line.value + turns[line.term] for line in now.lines
            }
            wrong = made_worse(violations(given, plan), violations(given, exchanged(plan, gone, app, at)))
            wrong = [one for one in wrong if app.cert_until >= given.fair_end or one.app != app.id]
            assert exchanges.is_allowed(gone, app, at) == (not wrong)
            if not wrong:
                tried[gone, at] = after.z - now.z
        best = exchanges.best(app, exchanges.places(app))
        assert (best.change if best else None) == max(tried.values(), default=None)


def exchanged(plan, gone, app, at):
    return {id: run for id, run in plan.items() if id not in gone} | {app.id: at}


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_no_refusal_of_a_fair_contradicts_its_own_numbers(seed):
    assert_nothing_contradicts(a_fair(60, seed))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_no_refusal_of_a_larger_fair_contradicts_its_own_numbers(seed):
    assert_nothing_contradicts(a_fair(150, seed))


def assert_nothing_contradicts(given):
    plan = Search(given, BALANCED).run(seed=1, steps=60_000).plan
    found, proofs = refusals(given, plan, BALANCED), Proofs(given, plan, BALANCED)
    assert len(found) == len(given.apps) - len(plan)
    for refusal in found:
        values, app = refusal.values, given.app[refusal.app]
        assert proofs.hold(refusal)
        assert (refusal.beside is not None) == (refusal.code in AMONG_OTHERS)
        if refusal.beside is Beside.POINTS:
            assert values["lowest"] > values["points"] == points(app, BALANCED)
        if refusal.beside is Beside.LOSES:
            booths = set(values["instead"].split(", "))
            gone = [id for id, run in plan.items() if booths & set(run)]
            after = exchanged(plan, gone, app, tuple(values["at"].split(", ")))
            assert violations(given, after) == []
            assert score(given, plan, BALANCED).z - score(given, after, BALANCED).z == values["loss"] > 0


@pytest.mark.parametrize("seed", [1, 2])
def test_a_refusal_with_any_other_number_is_found_out(seed):
    given = a_fair(60, seed)
    plan = Search(given, BALANCED).run(seed=1, steps=20_000).plan
    proofs = Proofs(given, plan, BALANCED)
    tampered = 0
    for refusal in refusals(given, plan, BALANCED):
        for name, value in refusal.values.items():
            wrong = value + 1 if isinstance(value, int) else f"{value}, X" if name == "needs" else None
            if wrong is not None:
                tampered += 1
                assert not proofs.hold(replace(refusal, values={**refusal.values, name: wrong}))
        assert not proofs.hold(replace(refusal, values={**refusal.values, "more": 1}))
    assert tampered > 20


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
    assert (refusal.code, refusal.beside) == (Code.TAKEN, Beside.POINTS)
    assert (refusal.values["lowest"], refusal.values["points"]) == (140_00, 100_00)


def test_of_equal_points_the_earlier_is_told():
    given = an_instance(a_row(1), [an_app("A"), an_app("X", hours=1)])
    refusal = only(given, {"A": ("1",)})
    assert (refusal.beside, refusal.values) == (Beside.EARLIER, {"all": 1, "points": 100_00})
    assert not is_proved(given, {"A": ("1",)}, BALANCED, replace(refusal, beside=Beside.DRAWN))


def test_of_equal_points_the_lot_is_told():
    apps = drawn([an_app("A"), an_app("X")], "any text")
    first, second = sorted(apps, key=lambda app: app.applied)
    given = an_instance(a_row(1), apps)
    assert only(given, {first.id: ("1",)}).beside == Beside.DRAWN
    assert only(given, {second.id: ("1",)}).beside == Beside.EVEN


def test_who_has_more_points_is_told_what_its_place_would_cost_the_plan():
    """X would bring 15 points more than A, but leaves the zone of its goods for it."""
    given = an_instance(a_row(1), [an_app("A", line="tea"), an_app("X", group="drinks", stars=4, past=1)])
    given = replace(given, provinces=(Province(id="P", max=9),))
    refusal = only(given, {"A": ("1",)})
    assert (refusal.beside, refusal.values["gain"]) == (Beside.GAINS, 11_00)
    poorer = replace(given, apps=(given.apps[0], replace(given.apps[1], stars=3)))
    refusal = only(poorer, {"A": ("1",)})
    told = {"instead": "1", "at": "1", "loss": 9_00, "term": "zone", "by": 12_00}
    assert (refusal.beside, refusal.values) == (Beside.LOSES, {"all": 1, **told})


def test_who_stands_locked_makes_no_room():
    given = an_instance(a_row(1), [an_app("A"), an_app("X", stars=5)], locks={"A": ("1",)})
    assert only(given, {"A": ("1",)}).beside == Beside.NOBODY


def test_a_least_of_a_province_is_not_broken_for_anybody():
    provinces = (Province(id="P", min=1, max=9), Province(id="Q", max=9))
    given = an_instance(a_row(1), [an_app("A"), an_app("X", "Q", stars=5)], provinces)
    assert only(given, {"A": ("1",)}).beside == Beside.NOBODY


def test_a_full_quota_is_told_with_who_would_make_room_in_it():
    provinces = (Province(id="P", max=1),)
    given = an_instance((*a_row(1), *a_row(1, first=5)), [an_app("A"), an_app("X", stars=4)], provinces)
    refusal = only(given, {"A": ("1",)})
    assert (refusal.code, refusal.beside) == (Code.MAXIMUM, Beside.GAINS)
    assert refusal.values["instead"] == "1"


def test_a_place_left_free_by_a_step_by_hand_is_told_as_free():
    given = an_instance(a_row(2), [an_app("A"), an_app("X")])
    refusal = only(given, {"A": ("1",)})
    assert refusal.code == Code.FREE
    assert (refusal.values["at"], refusal.values["gain"]) == ("2", 100_00)


@pytest.mark.parametrize(("needs", "code"), [((), Code.ROWS_TAKEN), (("water",), Code.NEED_ROWS_TAKEN)])
def test_who_wants_two_is_told_of_places_for_two(needs, code):
    """Points of who wants one booth say nothing to who wants two."""
    row = [replace(booth, feat=frozenset({"water"})) for booth in (*a_row(2), *a_row(1, first=5))]
    wanting = an_app("X", size=2, needs=frozenset(needs))
    given = an_instance(row, [an_app("A", stars=5), an_app("B", stars=4), an_app("W"), wanting])
    refusal = only(given, {"A": ("1",), "B": ("2",), "W": ("5",)})
    assert (refusal.code, refusal.beside) == (code, Beside.LOSES)
    assert (refusal.values["size"], refusal.values["instead"]) == (2, "1, 2")
    assert not {"all", "lowest"} & refusal.values.keys()


def test_quota_of_a_zone_binds():
    provinces = (Province(id="P", max=9, zones={"Z": (0, 1)}),)
    given = an_instance(a_row(2), [an_app("A"), an_app("X")], provinces)
    assert only(given, {"A": ("1",)}).code == Code.ZONE_MAXIMUM


def test_free_booth_that_would_cost_more_than_it_brings():
    given = an_instance(a_row(2), [an_app("A"), an_app("X", merit=-100)])
    refusal = only(given, {"A": ("1",)})
    assert (refusal.code, refusal.values) == (Code.NO_GAIN, {})
    dearer = replace(given, apps=(given.apps[0], replace(given.apps[1], merit=-110)))
    refusal = only(dearer, {"A": ("1",)})
    assert (refusal.code, refusal.values["loss"]) == (Code.COSTS, 10_00)
    assert not is_proved(dearer, {"A": ("1",)}, BALANCED, replace(refusal, values={"loss": 5}))


@pytest.mark.parametrize("code", list(Code))
def test_false_reasons_are_found_out(code):
    given = an_instance(a_row(2), [an_app("A"), an_app("X")])
    values = dict.fromkeys(re.findall(r"%\((\w+)\)s", SENTENCES[code]), 0)
    besides = list(Beside) if code in AMONG_OTHERS else [None]
    for beside in besides:
        assert not is_proved(given, {"A": ("1",)}, BALANCED, Refusal("X", code, values, beside))
