from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings, strategies as st

from fairapp.domain.allocation.blocks import Floor
from fairapp.domain.allocation.hand import block_for
from fairapp.domain.allocation.simple import Shortfall, allocate, in_turn, meets_needs, shortfalls
from fairapp.domain.allocation.simple_check import PAVILION, violations
from fairapp.domain.allocation.simple_reasons import (
    BESIDE_PROVINCE,
    BETWEEN,
    BY_STARS,
    BY_TIME,
    GOODS_ZONE,
    SAME_ROW,
    WISHED_BOOTH,
    WISHED_ZONE,
    Reason,
    Why,
    with_neighbours_as_they_are,
)
from fairapp.domain.allocation.spots import Promise, Spot, Wish, input_hash, the_input
from fairapp.domain.booths import BoothKind
from fairapp.domain.errors import Conflict, Invalid

START = datetime(2026, 9, 1, 8, tzinfo=UTC)


def a_spot(id, x=None, y=0, **facts):
    facts.setdefault("open_sides", "S")
    facts.setdefault("power", 500)
    facts.setdefault("kind", BoothKind.STANDARD)
    return Spot(
        id=id,
        site=facts.pop("site", 1),
        number=f"A{id}",
        position=id,
        x=(id - 1) * 300 if x is None else x,
        y=y,
        width=300,
        depth=300,
        **facts,
    )


def a_wish(id, **facts):
    facts.setdefault("province", "quang-ninh")
    names = {"quang-ninh": "Quảng Ninh", "lang-son": "Lạng Sơn"}
    facts.setdefault("province_name", names[facts["province"]])
    facts.setdefault("submitted_at", START + timedelta(minutes=id))
    return Wish(id=id, **facts)


def booths(plan):
    return {placement.application: placement.booths for placement in plan.placements}


def refusals(plan):
    return {unplaced.application: unplaced for unplaced in plan.unplaced}


ROW = [a_spot(i) for i in range(1, 5)]


def test_more_stars_go_first_then_the_earlier_submission():
    plan = allocate(ROW[:1], [a_wish(1, stars=3), a_wish(2, stars=5), a_wish(3, stars=5)])
    assert booths(plan) == {2: (1,)}


def test_equal_stars_and_times_are_settled_by_id():
    plan = allocate(ROW[:1], [a_wish(i, submitted_at=START) for i in (9, 4)])
    assert booths(plan) == {4: (1,)}


def test_booths_of_one_application_adjoin():
    taken_in_the_middle = {7: [2]}
    wishes = [a_wish(7), a_wish(8, count=2)]
    assert booths(allocate(ROW, wishes, locked=taken_in_the_middle))[8] == (3, 4)


def test_back_to_back_booths_do_not_adjoin():
    back_to_back = [a_spot(1, x=0, y=0, open_sides="N"), a_spot(2, x=0, y=300, open_sides="S")]
    plan = allocate(back_to_back, [a_wish(1, count=2)])
    assert refusals(plan)[1].code == Why.ADJOINING
    assert str(refusals(plan)[1].reason.values) == "{'count': 2, 'free': 2}"


def test_two_corner_booths_at_the_head_of_an_island_adjoin():
    head = [a_spot(1, x=0, y=0, open_sides="NW"), a_spot(2, x=0, y=300, open_sides="SW")]
    assert booths(allocate(head, [a_wish(1, count=2)])) == {1: (1, 2)}


def test_a_gap_parts_a_row():
    assert not allocate([a_spot(1, x=0), a_spot(2, x=301)], [a_wish(1, count=2)]).placements


def test_three_booths_must_share_one_aisle():
    turning = [a_spot(1, open_sides="S"), a_spot(2, open_sides="NS"), a_spot(3, open_sides="N")]
    assert not allocate(turning, [a_wish(1, count=3)]).placements


def test_the_wished_zone_comes_before_the_zone_of_the_goods():
    spots = [a_spot(1, zone=1, zone_name="Đồ uống", group="II"), a_spot(2, zone=2, zone_name="Ẩm thực")]
    wish = a_wish(1, wished_zone=2, groups=("II",))
    plan = allocate(spots, [wish])
    assert booths(plan) == {1: (2,)}
    assert WISHED_ZONE in plan.placements[0].reason.sentence
    assert booths(allocate(spots, [replace(wish, wished_zone=None)])) == {1: (1,)}


def test_ranked_wishes_are_read_in_their_order():
    spots = [a_spot(1, zone=1), a_spot(2, x=300, zone=2), a_spot(3, x=600, zone=3, zone_name="C")]
    wish = a_wish(9, wished=(("booth", 3), ("zone", 2)))
    plan = allocate(spots, [wish])
    assert booths(plan) == {9: (3,)}
    assert WISHED_BOOTH in plan.placements[0].reason.sentence
    taken = allocate(spots, [a_wish(1, stars=5, wished=(("booth", 3),)), replace(wish, stars=0)])
    assert booths(taken) == {1: (3,), 9: (2,)}
    assert WISHED_ZONE in taken.placements[1].reason.sentence
    assert booths(allocate(spots[:1], [wish])) == {9: (1,)}  # better any booth than none


def test_a_province_stays_together():
    spots = [a_spot(1), a_spot(2, x=3000), a_spot(3, x=3300), a_spot(4, x=3600)]
    wishes = [a_wish(1), a_wish(2, province="lang-son"), a_wish(3, province="lang-son")]
    plan = allocate(spots, wishes)
    assert booths(plan) == {1: (1,), 2: (2,), 3: (3,)}
    reason = plan.placements[2].reason
    assert reason.sentence.split(BETWEEN) == [BY_TIME, BESIDE_PROVINCE]
    assert reason.values == {"province": "Lạng Sơn"}


def test_the_same_row_is_the_next_best_thing():
    spots = [a_spot(1), a_spot(2, x=0, y=900), *(a_spot(i, x=300 * (i - 2), y=900) for i in (3, 4))]
    plan = allocate(spots, [a_wish(1), a_wish(2), a_wish(3, province="lang-son")], locked={2: [2], 3: [3]})
    assert booths(plan)[1] == (4,)
    assert plan.placements[0].reason.sentence.endswith(SAME_ROW)


def test_water_is_kept_for_those_who_need_it():
    spots = [a_spot(1, water=True), a_spot(2)]
    plan = allocate(spots, [a_wish(1), a_wish(2, water=True)])
    assert booths(plan) == {1: (2,), 2: (1,)}


def test_a_reason_speaks_of_stars_and_of_the_zone():
    spots = [a_spot(1, zone=1, zone_name="Đồ uống", group="II")]
    [placement] = allocate(spots, [a_wish(1, stars=5, groups=("II",))]).placements
    assert placement.reason.sentence.split(BETWEEN) == [BY_STARS, GOODS_ZONE]
    assert placement.reason.sentence % placement.reason.values == "Xếp theo hạng 5 sao; đúng khu Đồ uống"


def test_what_it_says_of_neighbours_can_be_written_anew():
    wish = a_wish(1, stars=4)
    stale = Reason(BETWEEN.join([BY_STARS, BESIDE_PROVINCE]), {"stars": 4, "province": "Quảng Ninh"})
    alone = with_neighbours_as_they_are(stale, wish, (ROW[0],), Floor(ROW), [])
    assert alone == Reason(BY_STARS, {"stars": 4})
    assert with_neighbours_as_they_are(alone, wish, (ROW[0],), Floor(ROW), [2]) == stale


@pytest.mark.parametrize(
    ("code", "spots", "wish", "sentence"),
    [
        (
            Why.QUOTA,
            ROW,
            a_wish(9, count=3),
            "Hết chỉ tiêu của Quảng Ninh: đã dùng 1/2 gian, đơn cần 3 gian.",
        ),
        (
            Why.KIND,
            ROW,
            a_wish(9, kind=BoothKind.RAW, province="lang-son"),
            "Sơ đồ không có ô đất trống nào để xếp.",
        ),
        (Why.POWER, ROW, a_wish(9, power=3000), "Sơ đồ không có gian nào cùng loại có điện từ 3000 W."),
        (
            Why.WATER,
            [a_spot(1, water=True), a_spot(2)],
            a_wish(9, water=True),
            "Không còn gian có nước: cả 1 gian đã xếp cho đơn khác.",
        ),
        (
            Why.FLAME,
            [a_spot(1, flame=True), a_spot(2)],
            a_wish(9, flame=True),
            "Không còn gian được dùng bếp lửa: cả 1 gian đã xếp cho đơn khác.",
        ),
        (
            Why.NEEDS,
            [a_spot(1), a_spot(2, water=True), a_spot(3, flame=True)],
            a_wish(9, water=True, flame=True),
            "Không còn gian nào có đủ cùng lúc mọi thứ đơn cần (điện 0 W, nước, bếp lửa).",
        ),
        (
            Why.ADJOINING,
            [a_spot(1), a_spot(2), a_spot(4)],
            a_wish(9, count=2, province="lang-son"),
            "Không còn 2 gian liền nhau đáp ứng đơn này; còn 2 gian rời nhau.",
        ),
    ],
)
def test_who_is_left_out_hears_the_rule_that_binds(code, spots, wish, sentence):
    plan = allocate(spots, [a_wish(1), wish], {"quang-ninh": 2}, {1: [1]})
    found = refusals(plan)[wish.id]
    assert (found.code, found.reason.sentence % found.reason.values) == (code, sentence)


def test_locked_booths_stay_and_count_against_the_quota():
    plan = allocate(ROW, [a_wish(1), a_wish(2, stars=5)], {"quang-ninh": 1}, {1: [3]})
    assert booths(plan) == {1: (3,)}
    assert plan.placements[0].locked
    assert refusals(plan)[2].code == Why.QUOTA


# ---- properties --------------------------------------------------------------------------------

spots_of = st.lists(
    st.builds(
        dict,
        column=st.integers(0, 5),
        row=st.integers(0, 2),
        kind=st.sampled_from([BoothKind.STANDARD, BoothKind.STANDARD, BoothKind.RAW]),
        open_sides=st.sampled_from(["S", "N", "NS", "ES", "NW", "W"]),
        power=st.sampled_from([0, 500, 2000]),
        water=st.booleans(),
        flame=st.booleans(),
        zone=st.sampled_from([None, 1, 2]),
    ),
    max_size=18,
    unique_by=lambda spot: (spot["column"], spot["row"]),
).map(
    lambda rows: [
        a_spot(
            i,
            x=300 * row.pop("column"),
            y=300 * row.pop("row"),
            group={1: "I", 2: "II"}.get(row["zone"]),
            **row,
        )
        for i, row in enumerate([dict(row) for row in rows], start=1)
    ]
)
wishes_of = st.lists(
    st.builds(
        dict,
        province=st.sampled_from(["quang-ninh", "lang-son"]),
        stars=st.sampled_from([0, 3, 4, 5]),
        submitted_at=st.sampled_from([START, START + timedelta(hours=1)]),
        kind=st.sampled_from([BoothKind.STANDARD, BoothKind.STANDARD, BoothKind.RAW]),
        count=st.integers(1, 4),
        power=st.sampled_from([0, 500, 2000]),
        water=st.booleans(),
        flame=st.booleans(),
        wished_zone=st.sampled_from([None, 1, 2]),
        groups=st.sampled_from([(), ("I",), ("I", "II")]),
    ),
    max_size=14,
).map(lambda rows: [a_wish(i, **row) for i, row in enumerate(rows, start=1)])
quotas_of = st.dictionaries(st.sampled_from(["quang-ninh", "lang-son"]), st.integers(0, 8))


@given(spots_of, wishes_of, quotas_of)
@settings(max_examples=150, deadline=None)
def test_every_plan_keeps_every_rule(spots, wishes, quotas):
    plan = allocate(spots, wishes, quotas)
    assert violations(the_input(spots, wishes, quotas), booths(plan)) == []
    assert sorted([*booths(plan), *refusals(plan)]) == [wish.id for wish in wishes]


@given(spots_of, wishes_of, quotas_of, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_rows_changes_nothing(spots, wishes, quotas, random: Random):
    plan = allocate(spots, wishes, quotas)
    random.shuffle(spots)
    random.shuffle(wishes)
    assert allocate(spots, wishes, dict(reversed(quotas.items()))) == plan


@given(spots_of, wishes_of, quotas_of)
@settings(max_examples=60, deadline=None)
def test_nobody_is_left_out_who_could_still_be_placed(spots, wishes, quotas):
    plan = allocate(spots, wishes, quotas)
    taken = {booth for ids in booths(plan).values() for booth in ids}
    by_id = {wish.id: wish for wish in wishes}
    for unplaced in plan.unplaced:
        if unplaced.code != Why.QUOTA:
            free = {s.id for s in spots if s.id not in taken and meets_needs(s, by_id[unplaced.application])}
            assert not list(Floor(spots).blocks(by_id[unplaced.application].count, free))


@given(spots_of, wishes_of, quotas_of)
@settings(max_examples=60, deadline=None)
def test_locking_what_the_rule_gave_gives_the_same_places_again(spots, wishes, quotas):
    first = booths(allocate(spots, wishes, quotas))
    again = allocate(spots, wishes, quotas, first)
    assert booths(again) | first == booths(again)
    assert violations(the_input(spots, wishes, quotas, first), booths(again)) == []


def test_a_hash_names_its_input():
    base = the_input(ROW, [a_wish(1)], {"quang-ninh": 2})
    assert input_hash(base) == input_hash(the_input(ROW[::-1], [a_wish(1)], {"quang-ninh": 2}))
    for other in (
        the_input(ROW, [a_wish(1)], {"quang-ninh": 3}),
        the_input(ROW, [a_wish(1, stars=3)], {"quang-ninh": 2}),
        the_input([replace(ROW[0], water=True), *ROW[1:]], [a_wish(1)], {"quang-ninh": 2}),
        the_input(ROW, [a_wish(1)], {"quang-ninh": 2}, {1: [1]}),
    ):
        assert input_hash(other) != input_hash(base)


# ---- the checker, shown what is wrong ----------------------------------------------------------


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ({1: [1], 2: [1]}, "Gian A1 được xếp cho hai đơn."),
        ({3: [1, 4]}, "Các gian A1, A4 không liền nhau."),
        ({3: [1]}, "Đơn cần 2 gian nhưng có 1 gian."),
        ({1: [99]}, "Có gian không còn trên sơ đồ hoặc đã ngừng sử dụng."),
        ({77: [1]}, "Đơn không còn ở trạng thái được nhận."),
        ({4: [1]}, "Gian A1 không đáp ứng loại gian, điện, nước hoặc bếp lửa mà đơn cần."),
        ({1: [1], 2: [2], 3: [3, 4]}, "Quảng Ninh có 4 gian, vượt chỉ tiêu 3 gian."),
    ],
)
def test_the_checker_names_what_is_wrong(plan, said):
    wishes = [a_wish(1), a_wish(2), a_wish(3, count=2), a_wish(4, water=True, province="lang-son")]
    found = violations(the_input(ROW, wishes, {"quang-ninh": 3}), plan)
    assert said in [violation.sentence % violation.values for violation in found]


def test_the_checker_sees_that_a_locked_booth_was_moved():
    given_input = the_input(ROW, [a_wish(1)], {}, {1: [2]})
    [violation] = violations(given_input, {1: [3]})
    assert violation.application == 1
    assert violations(given_input, {1: [2]}) == []


# ---- by hand -----------------------------------------------------------------------------------


def by_hand(wish, booth, holders=None, quotas=None, used=0, spots=ROW):
    given_input = the_input(spots, [wish], quotas)
    block = block_for(wish, given_input.spot_by_id[booth], given_input, Floor(spots), holders or {}, used)
    return [spot.id for spot in block]


def test_by_hand_the_booth_pointed_at_brings_its_neighbour():
    assert by_hand(a_wish(1, count=2), 2) == [2, 3]
    assert by_hand(a_wish(1, count=2), 4) == [3, 4]
    assert by_hand(a_wish(1, count=2), 2, {3: "HTX Đông Triều"}) == [1, 2]


def test_by_hand_a_taken_booth_is_refused_with_the_holder_named():
    with pytest.raises(Conflict) as caught:
        by_hand(a_wish(1), 2, {2: "HTX Đông Triều"})
    assert str(caught.value) == "Gian A2 đã xếp cho HTX Đông Triều."


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (a_wish(1, kind=BoothKind.RAW), "không đúng loại gian"),
        (a_wish(1, power=2000), "chỉ có điện 500 W, đơn này cần 2000 W"),
        (a_wish(1, water=True), "không có nước"),
        (a_wish(1, flame=True), "không được dùng bếp lửa"),
        (a_wish(1, count=4), "cần 4 gian liền nhau"),
    ],
)
def test_by_hand_a_booth_that_does_not_fit_says_why(wish, said):
    with pytest.raises(Invalid) as caught:
        by_hand(wish, 2, spots=ROW[:3])
    assert said in str(caught.value)


def test_by_hand_the_quota_holds_too():
    with pytest.raises(Invalid) as caught:
        by_hand(a_wish(1, count=2), 1, quotas={"quang-ninh": 3}, used=2)
    assert str(caught.value) == "Quảng Ninh đã dùng 2/3 gian của chỉ tiêu, đơn này cần 2 gian."


def test_a_leads_order_goes_before_stars_among_its_own_and_takes_nobody_elses_turn():
    wishes = [
        a_wish(1, stars=5, rank=2),
        a_wish(2, stars=4, province="lang-son"),
        a_wish(3, stars=3, rank=1),
        a_wish(4, stars=3),
    ]
    read = the_input(ROW, wishes)
    assert [wish.id for wish in in_turn(read)] == [3, 2, 1, 4]
    assert allocate(ROW[:1], wishes).placements[0].application == 3
    assert "thứ tự" in allocate(ROW[:1], wishes).placements[0].reason.sentence


def test_a_promise_is_kept_before_better_applications_and_told_when_it_is_not():
    wishes = [a_wish(1, stars=5), a_wish(2, stars=5), a_wish(3, stars=3, province="lang-son")]
    promises = {"lang-son": Promise(2)}
    plan = allocate(ROW[:2], wishes, promises=promises)
    assert {placement.application for placement in plan.placements} == {1, 3}
    read = the_input(ROW[:2], wishes, promises=promises)
    assert shortfalls(read, booths(plan)) == [Shortfall("lang-son", None, 2, 1)]


def test_what_is_locked_counts_towards_the_promise():
    wishes = [a_wish(1, province="lang-son"), a_wish(2, stars=5), a_wish(3, province="lang-son")]
    read = the_input(ROW, wishes, None, {1: [ROW[0].id]}, {"lang-son": Promise(1)})
    assert [wish.id for wish in in_turn(read) if wish.id != 1] == [2, 3]


def test_a_zone_takes_no_more_of_a_province_than_its_bound_there():
    spots = [a_spot(n, x=300 * n, zone=1 if n < 3 else 2) for n in range(5)]
    wishes = [a_wish(n, wished_zone=1) for n in (1, 2, 3)]
    promises = {wishes[0].province: Promise(0, {1: (0, 1), 2: (0, 1)})}
    plan = allocate(spots, wishes, promises=promises)
    assert {n: spots[b[0]].zone for n, b in booths(plan).items()} == {1: 1, 2: 2}
    assert [(u.application, u.code) for u in plan.unplaced] == [(3, Why.ZONE_QUOTA)]
    read = the_input(spots, wishes, promises=promises)
    assert not violations(read, booths(plan))
    assert [v.values["given"] for v in violations(read, {1: [0], 2: [1]})] == [2]


def test_a_pavilion_is_for_its_own_delegation():
    spots = [a_spot(1, x=0, party="lang-son"), a_spot(2, x=300)]
    wishes = [a_wish(1, stars=5), a_wish(2, stars=4), a_wish(3, province="lang-son")]
    assert booths(allocate(spots, wishes)) == {1: (2,), 3: (1,)}
    assert [v.sentence for v in violations(the_input(spots, wishes), {2: [1]})] == [PAVILION]
