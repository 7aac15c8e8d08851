import pytest
from hypothesis import given, strategies as st

from fairapp.domain.errors import Invalid
from fairapp.domain.visitor_groups import LEAST, MOST, Member, change, read_names, seats


def test_names_are_read_as_people_paste_them():
    pasted = "1. Nguyễn An\n\n 2) Trần  Bình \r\nLê Chi\n   \n12 Bà Trưng"
    assert read_names(pasted) == ["Nguyễn An", "Trần Bình", "Lê Chi", "12 Bà Trưng"]
    assert read_names(" \n ") == []


def test_a_name_that_is_too_long_says_its_line():
    with pytest.raises(Invalid) as caught:
        read_names("An\n" + "A" * 121)
    assert (caught.value.field, caught.value.values["number"]) == ("names", 2)


def test_who_is_not_named_has_a_seat_all_the_same():
    assert seats(4, ["An", "Bình"]) == ["An", "Bình", "", ""]


@pytest.mark.parametrize(("size", "names"), [(LEAST - 1, 0), (MOST + 1, 0), (0, 0), (10**9, 0), (2, 3)])
def test_a_group_has_bounds(size, names):
    with pytest.raises(Invalid) as caught:
        seats(size, ["An"] * names)
    assert caught.value.field == "size"


MEMBERS = [Member(1, "Nguyễn An"), Member(2, "Trần Bình"), Member(3, ""), Member(4, "")]


def test_the_same_list_changes_nothing():
    assert change(MEMBERS, ["Nguyễn An", "Trần Bình", "", ""]).is_none
    assert change(MEMBERS, ["Trần Bình", "Nguyễn An", "", ""]).is_none  # in another order


def test_a_name_written_better_stays_the_same_person():
    assert change(MEMBERS, ["nguyen an", "Trần Bình", "", ""]).renamed == {1: "nguyen an"}


def test_a_new_name_goes_to_a_pass_without_one():
    found = change(MEMBERS, ["Nguyễn An", "Trần Bình", "Lê Chi", ""])
    assert (found.renamed, found.added, found.dropped) == ({3: "Lê Chi"}, [], [])


def test_nobody_inherits_the_pass_of_somebody_who_is_gone():
    found = change(MEMBERS[:2], ["Nguyễn An", "Lê Chi"])
    assert (found.renamed, found.added, found.dropped) == ({}, ["Lê Chi"], [2])


def test_fewer_seats_drop_the_nameless_and_more_add_some():
    assert change(MEMBERS, ["Nguyễn An", "Trần Bình", ""]).dropped == [4]
    assert change(MEMBERS, ["Nguyễn An", "Trần Bình", "", "", ""]).added == [""]


def test_two_of_one_name_are_two_people():
    twins = [Member(1, "Nguyễn An"), Member(2, "Nguyễn An")]
    assert change(twins, ["Nguyễn An", "Nguyễn An"]).is_none
    assert change(twins, ["Nguyễn An", ""]).dropped == [2]


names = st.lists(st.sampled_from(["", "", "An", "Bình", "Chi", "an", "Dũng"]), max_size=8)


@given(before=names, wanted=names)
def test_whatever_changes_the_list_is_as_it_was_wanted(before, wanted):
    members = [Member(i, name) for i, name in enumerate(before)]
    found = change(members, wanted)
    after = {m.id: found.renamed.get(m.id, m.name) for m in members if m.id not in found.dropped}
    assert sorted([*after.values(), *found.added]) == sorted(wanted)
    assert not found.renamed.keys() & set(found.dropped)
    assert len(set(found.dropped)) == len(found.dropped)
