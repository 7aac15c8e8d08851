"""Fairs as large as real ones, from the bench's generator."""

from dataclasses import replace
from functools import cache
from random import Random

import pytest

from bench.fairs import SIZES, a_fair
from fairapp.domain.allocation.checker import violations
from fairapp.domain.allocation.engine.search import Search
from fairapp.domain.allocation.objective import score
from fairapp.domain.allocation.soundness import ensure_sound
from fairapp.domain.allocation.weights import PRESETS, Preset
from fairapp.domain.allocation.writing import instance_hash

BALANCED = PRESETS[Preset.BALANCED]


def solved(given, steps=150_000):
    return Search(given, BALANCED).run(seed=1, steps=steps)


@cache
def a_plan():
    return solved(a_fair(150, 1)).plan


@pytest.mark.parametrize("size", SIZES)
def test_generated_fairs_are_sound_and_the_same_each_time(size):
    given = a_fair(size, 3)
    ensure_sound(given)
    assert len(given.booths) == size
    assert instance_hash(given) == instance_hash(a_fair(size, 3)) != instance_hash(a_fair(size, 4))


def test_search_beats_first_come_first_served_by_a_tenth():
    given = a_fair(150, 1)
    in_turn = sorted(given.apps, key=lambda app: (app.applied, app.id))
    hand = Search(given, BALANCED).in_turn([app.id for app in in_turn])
    assert violations(given, hand) == violations(given, a_plan()) == []
    assert score(given, a_plan(), BALANCED).z > 1.1 * score(given, hand, BALANCED).z


def test_every_booth_is_either_given_to_one_or_free():
    held = [booth for booths in a_plan().values() for booth in booths]
    free = {booth.id for booth in a_fair(150, 1).booths} - set(held)
    assert len(held) == len(set(held))
    assert len(held) + len(free) == 150


def test_after_withdrawals_few_move_and_little_is_lost():
    given, before = a_fair(150, 1), a_plan()
    gone = set(Random(1).sample(sorted(before.keys() - given.locks.keys()), len(before) // 20))
    others = len(before) - len(gone)
    left = replace(given, apps=tuple(app for app in given.apps if app.id not in gone))
    published = {app: booths[0] for app, booths in before.items()}
    again = solved(replace(left, published=published, moved_at_most=others // 20)).plan
    assert violations(left, again) == []
    moved = [app for app in before if app not in gone and again.get(app) != before[app]]
    assert len(moved) <= others // 20
    assert score(left, again, BALANCED).z >= 0.98 * solved(left).z
