"""What no plan can keep is refused before a search: who, which goods and how many are named."""

import pytest

from fairapp.domain.allocation import How
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.ocop import get_group
from fairapp.services import allocation
from fairapp.services.allocation import rules, runs
from fairapp.services.allocation.rules import Bounds
from fairapp.services.applications import quotas
from fairapp.web.sentences import say
from tests.allocation_world import a_row_of_four, an_accepted, ask, booth, work
from tests.factories import a_delegation, a_zone
from tests.people import an_organiser


@pytest.fixture
def organiser(db):
    return an_organiser()


@pytest.fixture
def fair(db):
    return a_row_of_four()


@pytest.fixture
def zones(fair):
    """A1 and A2 stand in the one, A3 in the other, A4 in none."""
    left, right = (a_zone(site=fair.sites[0], code=code, name=f"Khu {code}") for code in "TP")
    for number, zone in (("A1", left), ("A2", left), ("A3", right)):
        booth(fair, number).zone = zone
    return left, right


@pytest.fixture
def placed(fair, organiser):
    """Two of one delegation, locked by the hand that gave them A1 and A2."""
    both = [an_accepted(fair, name) for name in ("HTX Ba Chẽ", "HTX Tiên Yên")]
    for application, number in zip(both, ("A1", "A2"), strict=True):
        allocation.give(fair, organiser, application.id, booth(fair, number).id)
    return both


@pytest.fixture
def refusal(app, fair, organiser):
    """What a run and the trials are refused with, in the words of the page."""

    def read():
        said = set()
        for asked in (lambda: ask(fair, organiser), lambda: allocation.ask_trials(fair, organiser)):
            with pytest.raises(Invalid) as refused:
                asked()
            with app.test_request_context():
                said.add(say(refused.value))
        [sentence] = said
        return sentence

    return read


FOOD = "nhóm hàng I. Thực phẩm"


def test_a_cap_against_a_minimum(fair, organiser, refusal):
    a_delegation(fair=fair, quota=3, least=2)
    [an_accepted(fair, f"HTX {n}") for n in range(3)]
    rules.set_bounds(fair, organiser, {"I": Bounds(most=1)})
    said = "Quảng Ninh cần ít nhất 2 gian, nhưng xếp được nhiều nhất 1 gian: số gian tối đa của"
    assert refusal() == f"{said} {FOOD} là 1."
    assert runs.list_full(fair) == []


def test_mandatory_zones_too_small_for_a_minimum(fair, organiser, zones, refusal):
    a_delegation(fair=fair, quota=3, least=3)
    [an_accepted(fair, f"HTX {n}") for n in range(3)]
    rules.set_bounds(fair, organiser, {"I": Bounds(zones=frozenset({zones[0].id}))})
    said = "Quảng Ninh cần ít nhất 3 gian, nhưng xếp được nhiều nhất 2 gian"
    assert refusal() == f"{said}: {FOOD} chỉ được xếp ở khu Khu T, nơi có 2 gian hợp với các đơn của đoàn."


def test_locks_past_a_delegations_quota(fair, organiser, placed, refusal):
    a_delegation(fair=fair, quota=1)
    assert refusal() == "Các gian đã khoá của Quảng Ninh là 2 gian, vượt chỉ tiêu 1 gian."


def test_locks_past_a_delegations_quota_in_a_zone(fair, organiser, placed, zones, refusal):
    delegation = a_delegation(fair=fair, quota=3)
    quotas.set_quota(delegation, organiser, 3, zones={zones[0].id: (0, 1)})
    assert refusal() == "Các gian đã khoá của Quảng Ninh ở khu Khu T là 2 gian, vượt chỉ tiêu 1 gian."


def test_locks_past_a_cap(fair, organiser, placed, refusal):
    rules.set_bounds(fair, organiser, {"I": Bounds(most=1)})
    assert refusal() == f"Các gian đã khoá của {FOOD} là 2 gian, vượt số gian tối đa 1 của nhóm."


def test_a_lock_outside_its_mandatory_zones_is_refused_not_let_go(fair, organiser, placed, zones, refusal):
    rules.set_bounds(fair, organiser, {"I": Bounds(zones=frozenset({zones[1].id}))})
    said = "Gian A1 đã khoá cho HTX Ba Chẽ ở khu Khu T, nhưng"
    assert refusal() == f"{said} {FOOD} chỉ được xếp ở khu Khu P."
    for application, number in zip(placed, ("A1", "A2"), strict=True):
        allocation.lock(fair, organiser, application.id, False, [number])
    run = ask(fair, organiser)
    work()
    assert list(run.result["plan"].values()) == [["A3"]]


def test_a_lock_on_a_booth_that_was_blocked_hinders_no_run(fair, organiser, placed):
    booth(fair, "A1").blocked = "Cột điện"
    run = ask(fair, organiser)
    work()
    assert run.result["plan"][str(placed[1].id)] == ["A2"]
    assert run.result["plan"][str(placed[0].id)] in (["A3"], ["A4"])


def test_a_run_that_was_made_before_the_contradiction_can_be_looked_at_and_not_used(fair, organiser):
    application = an_accepted(fair)
    run = ask(fair, organiser)
    work()
    allocation.give(fair, organiser, application.id, booth(fair, "A4").id)
    rules.set_bounds(fair, organiser, {"I": Bounds(most=0)})
    assert not allocation.outcome(fair, run).is_current
    with pytest.raises(Conflict, match="chạy lại"):
        allocation.use(fair, organiser, run.number)
    assert [row.how for row in allocation.current(fair).assignments] == [How.HAND]


def test_a_group_is_named_in_the_readers_language(fair, organiser, placed):
    rules.set_bounds(fair, organiser, {"I": Bounds(most=1)})
    with pytest.raises(Invalid) as refused:
        ask(fair, organiser)
    assert refused.value.values["group"] == get_group("I")
