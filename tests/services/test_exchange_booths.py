"""Booths from a list: laid by the rules of the plan, left alone where somebody stands."""

import pytest
from sqlalchemy import select

from fairapp.domain.applications import ApplicationState
from fairapp.domain.booths import PriceClass
from fairapp.domain.exchange import Kind
from fairapp.domain.sheets import Outcome
from fairapp.models import Booth
from fairapp.services import allocation, exchange
from fairapp.services.exchange import Scope
from tests.factories import a_booth, a_hall, a_ready_application, a_zone, an_open_fair
from tests.people import an_organiser
from tests.services.lists import a_list, checked, sentences, taken

NEW, CHANGED, SAME, WRONG = Outcome.NEW, Outcome.CHANGED, Outcome.SAME, Outcome.WRONG

HEADS = ["Số gian", "Khu", "Cách mép trái (m)", "Cách mép trên (m)", "Rộng (m)", "Sâu (m)", "Phí thuê gian"]


@pytest.fixture
def plan(db):
    fair = an_open_fair()
    site = fair.sites[0]
    site.hall = site.hall or a_hall()
    a_zone(site=site, code="A")
    return Scope(an_organiser(organisation=fair.owner), fair, site)


def booths(db, plan):
    return {b.number: b for b in db.session.scalars(select(Booth).where(Booth.site_id == plan.site.id))}


def test_booths_are_laid_and_the_same_list_changes_nothing(db, plan):
    rows = [["A01", "A", 3, "3", "3", "3", 5_000_000], ["A02", "A", "6,0", "3", "3", "2.5", 5_000_000]]
    taken(plan, Kind.BOOTHS, a_list(HEADS, *rows))
    made = booths(db, plan)
    assert (made["A02"].x_cm, made["A02"].depth_cm, made["A02"].zone.code) == (600, 250, "A")
    assert exchange.count(checked(plan, Kind.BOOTHS, a_list(HEADS, *rows))) == {SAME: 2}


def test_booths_that_stand_in_the_way_are_told(db, plan):
    a_booth(site=plan.site, number="B1", x_cm=0, y_cm=0)
    rows = [
        ["A01", "", 1, 1, 3, 3, 0],  # over B1
        ["A02", "", 9, 9, 3, 3, 0],
        ["A03", "", 10, 10, 3, 3, 0],  # over A02
        ["A04", "Z", 20, 20, 3, 3, 0],
        ["A05", "", "", "", "", "", 0],
        ["B1", "", "", "", "", "", 700_000],
    ]
    file = taken(plan, Kind.BOOTHS, a_list(HEADS, *rows))
    assert exchange.count(file) == {NEW: 1, CHANGED: 1, WRONG: 4}
    assert [head for head, _ in sentences(file)] == [
        *("Cách mép trái (m)", "Cách mép trái (m)", "Khu", "Cách mép trái (m)")
    ]
    assert booths(db, plan)["B1"].fee == 700_000


def test_a_booth_that_was_given_away_stays_where_it_is_and_takes_other_facts(db, plan):
    for number, x in (("B1", 0), ("B2", 300)):
        a_booth(site=plan.site, number=number, x_cm=x, y_cm=0)
    pair = a_ready_application(fair=plan.fair, state=ApplicationState.ACCEPTED, booth_count=2)
    allocation.give(plan.fair, plan.actor, pair.id, booths(db, plan)["B1"].id)
    rows = [["B1", "", 9, 9, 3, 3, 800_000], ["B2", "", 3, 0, 3, 3, 700_000]]
    for bring_in in (checked, taken):
        file = bring_in(plan, Kind.BOOTHS, a_list(HEADS, *rows))
        assert exchange.count(file) == {CHANGED: 1, WRONG: 1}
        [(head, sentence)] = sentences(file)
        assert (head, sentence[:30]) == ("Số gian", "Gian B1 đã có trong một bản xế")
    stay = booths(db, plan)
    assert {number: (b.x_cm, b.y_cm, b.fee) for number, b in stay.items()} == {
        "B1": (0, 0, 0),
        "B2": (300, 0, 700_000),
    }


CLASSES = ["Số gian", "Hạng chỗ"]


def test_a_list_ranks_booths_and_takes_a_rank_away_by_its_word_alone(db, plan):
    for n, ranked in enumerate((None, PriceClass.B, PriceClass.C, PriceClass.A, PriceClass.B)):
        a_booth(site=plan.site, number=f"B{n + 1}", x_cm=300 * n, y_cm=0, price_class=ranked)
    said = ("Hạng A", "a", "", "CHƯA XẾP HẠNG", "hạng b")
    rows = [[f"B{n + 1}", word] for n, word in enumerate(said)]
    file = taken(plan, Kind.BOOTHS, a_list(CLASSES, *rows))
    assert exchange.count(file) == {CHANGED: 3, SAME: 2}
    ranks = [booth.price_class for _number, booth in sorted(booths(db, plan).items())]
    assert ranks == [PriceClass.A, PriceClass.A, PriceClass.C, None, PriceClass.B]
    assert exchange.count(checked(plan, Kind.BOOTHS, a_list(CLASSES, *rows))) == {SAME: 5}


@pytest.mark.parametrize("word", ["D", "Hạng", "1", "AA"])
def test_a_rank_that_there_is_not_is_told_at_its_column_and_changes_nothing(db, plan, word):
    for n in range(2):
        a_booth(site=plan.site, number=f"B{n + 1}", x_cm=300 * n, y_cm=0, price_class=PriceClass.B)
    heads = [*CLASSES, "Phí thuê gian"]
    file = taken(plan, Kind.BOOTHS, a_list(heads, ["B1", word, 700_000], ["B2", "C", 700_000]))
    told = f"Không có “{word}” trong danh mục. Hãy chọn một mục trong danh sách của ô."
    assert sentences(file) == [("Hạng chỗ", told)]
    assert {number: (b.price_class, b.fee) for number, b in booths(db, plan).items()} == {
        "B1": (PriceClass.B, 0),
        "B2": (PriceClass.C, 700_000),
    }
