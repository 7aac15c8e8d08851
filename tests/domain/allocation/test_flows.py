"""What comes through a network of bounds, and where it is held back."""

from fairapp.domain.allocation.flows import SINK, SOURCE, Network


def a_network(*ways):
    net = Network()
    for here, there, room in ways:
        net.lead(here, there, room)
    return net


def test_the_narrowest_place_decides():
    net = a_network((SOURCE, "a", 5), ("a", "b", 2), ("b", SINK, 4))
    assert net.push() == 2
    assert net.reached() == {SOURCE, "a"}


def test_what_was_sent_the_wrong_way_is_led_round():
    """The first shortest way takes a's only other way out from b; it has to give it back."""
    net = a_network((SOURCE, "a", 1), (SOURCE, "b", 1), ("a", "x", 1), ("a", "y", 1), ("b", "x", 1))
    net.lead("x", SINK, 1)
    net.lead("y", SINK, 1)
    assert net.push() == 2


def test_two_ways_between_the_same_places_are_one_with_room_for_both():
    assert a_network((SOURCE, "a", 2), (SOURCE, "a", 3), ("a", SINK, 9)).push() == 5


def test_nothing_comes_through_where_nothing_leads():
    assert a_network((SOURCE, "a", 3), ("b", SINK, 3)).push() == 0
    assert Network().push() == 0
