from datetime import timedelta

import pytest

from fairapp.domain.gate_totals import Level
from fairapp.domain.passes import Kind, Role
from fairapp.domain.verdicts import Direction, Reason
from fairapp.services import gate as gates
from tests.factories import a_code, a_pass
from tests.gate_rows import FIRST_DAY, NOON, a_gate, say

OUT = Direction.OUT
MINUTE = timedelta(minutes=1)


def test_vehicles_are_counted_apart_and_only_where_they_may_pass(fair, gate, phone, key):
    lorry = a_pass(fair=fair, key=key, role=Role.SERVICE, kind=Kind.VEHICLE)
    people_only = a_gate(fair, "Cổng B", kind_bits=1)
    assert say(phone, a_code(lorry, key), people_only) == Reason.KIND_NOT_FOR_GATE
    assert say(phone, a_code(lorry, key), gate) == Reason.WELCOME
    board = gates.read_board(fair, FIRST_DAY, NOON)
    assert (board.entries, board.vehicles, board.inside) == (0, 1, 0)


def test_a_pass_may_come_in_again_after_the_fairs_time(fair, gate, phone, code, organiser):
    gates.set_limits(fair, {}, 60, organiser)
    said = [say(phone, code, gate, NOON + minutes * MINUTE) for minutes in (0, 59, 60)]
    assert said == [Reason.WELCOME, Reason.STILL_INSIDE, Reason.WELCOME_AGAIN]


@pytest.mark.parametrize(("most", "amber"), [(None, False), (2, False), (1, True)])
def test_a_site_is_amber_from_85_per_cent(fair, gate, phone, code, organiser, most, amber):
    gates.set_limits(fair, {fair.sites[0].id: most}, None, organiser)
    say(phone, code, gate)
    [site] = gates.read_board(fair, FIRST_DAY, NOON).sites
    assert (site.inside, site.level != Level.ROOM) == (1, amber)
    [area] = gates.tell_state(gates.get_by_credential(phone), NOON)["areas"]
    assert (area["inside"], area["amber"], area["limit"]) == (1, amber, most)
