import pytest

from fairapp.domain.allocation.hand import run_for, unmet_need
from fairapp.domain.errors import Conflict, Invalid
from tests.domain.allocation.small import a_row, an_app, an_instance


def the_run(app, start, holders=None, booths=None, **facts):
    given = an_instance(booths or a_row(5), [app], **facts)
    return run_for(given, app, given.booth[start], holders or {})


def test_the_booth_pointed_at_comes_first_where_it_can():
    assert the_run(an_app("a", size=2), "2") == ("2", "3")


def test_at_the_end_of_a_row_the_neighbour_before_comes_with_it():
    assert the_run(an_app("a", size=2), "5") == ("4", "5")
    assert the_run(an_app("a", size=3), "4", {"2": "HTX"}) == ("3", "4", "5")


def test_a_taken_booth_is_refused_with_the_holder_named():
    with pytest.raises(Conflict, match="Gian 2 đã xếp cho HTX Ba Chẽ"):
        the_run(an_app("a"), "2", {"2": "HTX Ba Chẽ"})


def test_others_and_pillars_part_a_row():
    with pytest.raises(Invalid, match="3 gian liền nhau"):
        the_run(an_app("a", size=3), "3", {"2": "HTX", "5": "HTX"})
    with pytest.raises(Invalid, match="3 gian liền nhau"):
        the_run(an_app("a", size=3), "1", booths=a_row(4, breaks={2}))


@pytest.mark.parametrize(
    ("app", "booth", "said"),
    [
        ({"space": "pav"}, {}, "không đúng loại"),
        ({"needs": frozenset({"water"})}, {}, "không có nước"),
        ({"needs": frozenset({"flame"})}, {}, "bếp lửa"),
        ({"needs": frozenset({"power:3000"})}, {"feat": frozenset({"power:500"})}, "3000 W"),
        ({"needs": frozenset({"cold"})}, {}, "không có đủ"),
        ({}, {"only": "Q"}, "đoàn khác"),
    ],
)
def test_a_booth_that_does_not_do_says_why(app, booth, said):
    given = an_instance(a_row(1, **booth), [an_app("a", **app), an_app("b", prov="Q")])
    refusal = unmet_need(given, given.app["a"], given.booth["1"])
    assert said in str(refusal)


def test_goods_that_must_stand_elsewhere_are_told_where():
    app = an_app("a", group="craft")
    given = an_instance(a_row(2), [app], mandatory={"craft": ("C",)})
    assert "khu C" in str(unmet_need(given, app, given.booth["1"]))
