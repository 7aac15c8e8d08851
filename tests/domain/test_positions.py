"""Where a sponsor stood: found on the plan by name, or honestly not."""

from dataclasses import replace
from datetime import date

import pytest

from fairapp.domain.facts import FeatureFact, GateFact, PlaceFact, ProofFact, SiteFact, from_json, to_json
from fairapp.domain.positions import positions
from tests.domain.fair_facts import a_fair_in_facts

HALL, COURT = SiteFact(1, "Sảnh", "", 0), SiteFact(2, "Sân", "", 0)
STAGE = FeatureFact(1, "stage", "", 3000, 200, 1500, 700)
GATE_A = FeatureFact(1, "entrance", "Cổng A", 3600, 4680, 600, 120)
GATE_C = FeatureFact(2, "entrance", "Cổng C", 0, 1000, 120, 400)
BOOTHS = (PlaceFact(1, "T6", "", 6000, 300, 600, 600), PlaceFact(1, "A16", "", 900, 1400, 300, 300))


def proof(place):
    return ProofFact(date(2026, 11, 20), "08:10", 1, place, "", "")


def found(*places, features=(STAGE, GATE_A, GATE_C), **promise):
    facts = replace(
        a_fair_in_facts(),
        sites=(HALL, COURT),
        gates=(GateFact(7, 2, "Cổng C – ẩm thực"),),
        places=BOOTHS,
        features=features,
    )
    (sponsor,) = facts.sponsors
    benefit = replace(sponsor.benefits[0], delivered=1, proofs=tuple(map(proof, places)), **promise)
    return positions(facts, replace(sponsor, benefits=(benefit,)))


@pytest.mark.parametrize(
    ("place", "at"),
    [
        ("Sân khấu chính", (3750, 550)),
        ("sân khấu", (3750, 550)),
        ("Cổng A, cạnh bảng chỉ dẫn", (3900, 4740)),
        ("Gian T6", (6300, 600)),
        ("Trước gian T6.", (6300, 600)),
    ],
)
def test_a_place_is_found_by_the_name_that_the_plan_gives_it(place, at):
    here = found(place)
    ((spot,),) = [floor.spots for floor in here.floors]
    assert (spot.x, spot.y) == at
    assert [row.letter for row in here.rows] == [spot.letter]


@pytest.mark.parametrize(
    "place",
    ["Màn hình LED", "T6", "Gian T66", "Cổng A và Cổng C", "Cổng", "Khán đài", "Gian thiết kế 6 × 6 m", "–"],
)
def test_what_names_nothing_or_two_things_is_listed_and_not_drawn(place):
    here = found(place)
    assert here.floors == ()
    assert [(row.letter, row.place) for row in here.rows] == [("", place)]


def test_two_things_of_one_name_are_told_apart_by_nobody():
    twin = replace(GATE_A, site=2, y=0)
    assert found("Cổng A", features=(GATE_A, twin)).floors == ()


def test_a_gate_that_was_chosen_is_a_place_without_a_proof():
    here = found(gate=7)
    assert [(row.place, row.seen) for row in here.rows] == [("Cổng C – ẩm thực", None)]
    assert [floor.site for floor in here.floors] == ["Sân"]


def test_a_gate_of_something_not_delivered_is_no_place():
    here = found(gate=7)
    assert here.rows
    facts = replace(a_fair_in_facts(), gates=(GateFact(7, 1, "Cổng C"),), features=(GATE_C,))
    (sponsor,) = facts.sponsors
    benefit = replace(sponsor.benefits[0], delivered=0, gate=7, proofs=())
    assert positions(facts, replace(sponsor, benefits=(benefit,))).rows == ()


def test_letters_name_nothing_else_on_the_plan_and_one_place_has_one():
    here = found("Gian T6", "Sân khấu", "sân khấu chính", "Màn hình LED")
    letters = [row.letter for row in here.rows]
    assert letters == ["B", "B", "D", ""]  # A and T begin booths, C is a gate
    assert [spot.letter for floor in here.floors for spot in floor.spots] == ["B", "D"]


def test_more_places_than_letters_get_two_each():
    booths = tuple(PlaceFact(1, f"A{n}", "", 10 * n, 0, 10, 10) for n in range(40))
    facts = replace(a_fair_in_facts(), sites=(HALL,), gates=(), places=booths, features=())
    (sponsor,) = facts.sponsors
    proofs = tuple(proof(f"Gian A{n}") for n in range(40))
    here = positions(facts, replace(sponsor, benefits=(replace(sponsor.benefits[0], proofs=proofs),)))
    letters = [spot.letter for spot in here.floors[0].spots]
    assert len(set(letters)) == 40
    assert [row.letter for row in here.rows] == letters
    assert {len(letter) for letter in letters} == {1, 2}


def test_facts_frozen_before_plans_were_told_find_booths_alone():
    text = to_json(replace(a_fair_in_facts(), sites=(HALL,), places=BOOTHS))
    facts = from_json(text.replace('"features":[],', ""))
    assert facts.features == ()
    (sponsor,) = facts.sponsors
    benefit = replace(sponsor.benefits[0], proofs=(proof("Gian T6"), proof("Cổng A")))
    rows = positions(facts, replace(sponsor, benefits=(benefit,))).rows
    assert [bool(row.letter) for row in rows] == [True, False]
