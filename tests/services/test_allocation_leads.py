"""What a lead may not reach by a step that begins inside its own booths."""

import pytest

from fairapp.domain.errors import Invalid, NotFound
from fairapp.services import allocation
from fairapp.services.allocation import leads
from fairapp.services.applications import pavilions
from tests.allocation_world import a_row_of_four, an_accepted, booth, numbers_of
from tests.factories import a_delegation
from tests.people import a_lead, an_organiser


@pytest.fixture
def fair(db):
    return a_row_of_four()


@pytest.fixture
def lead(db):
    return a_lead()


@pytest.fixture
def delegation(fair, lead):
    """A1 and A2 are kept for it; A3 and A4 are nobody's."""
    found = a_delegation(fair=fair, lead=lead, quota=4)
    pavilions.set_booths(found, lead, ["A1", "A2"])
    return found


def test_a_member_of_two_booths_is_not_led_out_of_the_delegations_own(fair, lead, delegation):
    pair = an_accepted(fair, booth_count=2)
    assert leads.give(delegation, lead, pair.id, booth(fair, "A1").id) == ["A1", "A2"]
    with pytest.raises(Invalid, match="không thuộc khu dành cho đoàn"):
        leads.give(delegation, lead, pair.id, booth(fair, "A2").id, seen=["A1", "A2"])  # to A2 and A3


@pytest.mark.parametrize(("unit", "refused"), [("lang-son", NotFound), ("quang-ninh", Invalid)])
def test_nobody_changes_places_with_a_stranger_or_whom_the_organiser_placed(
    fair, lead, delegation, unit, refused
):
    member, other = an_accepted(fair, "HTX Ba Chẽ"), an_accepted(fair, "HTX Chi Lăng", unit_id=unit)
    leads.give(delegation, lead, member.id, booth(fair, "A1").id)
    allocation.give(fair, an_organiser(), other.id, booth(fair, "A4").id)
    with pytest.raises(refused):
        leads.swap(delegation, lead, (member.id, other.id), (["A1"], ["A4"]))
    assert numbers_of(fair) == {member.id: ["A1"], other.id: ["A4"]}
