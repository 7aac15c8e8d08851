"""Which papers a fair wants, and how each stands."""

from datetime import UTC, date, datetime, timedelta

import pytest

from fairapp.domain.errors import Invalid
from fairapp.domain.fairs import ExpiryRule
from fairapp.domain.paper_gaps import paper_gaps
from fairapp.domain.papers import (
    About,
    Ask,
    Belongs,
    Demand,
    Filed,
    Finding,
    Kind,
    PaperFacts,
    PaperState,
    check_facts,
    first_uncovered,
    standings,
    to_confirm,
    warning_due,
)
from fairapp.domain.text import Bilingual

SENT = datetime(2026, 9, 1, tzinfo=UTC)
BUSINESS = Kind(1, Bilingual("Đăng ký kinh doanh", "Business registration"), Belongs.PRODUCER)
FOOD = Kind(2, Bilingual("Giấy an toàn thực phẩm"), Belongs.PRODUCER, expires=True)
LABEL = Kind(3, Bilingual("Nhãn"), Belongs.PRODUCT)
CERTIFICATE = Kind(4, Bilingual("Giấy chứng nhận"), Belongs.PRODUCT, certifies=True, expires=True)
TEA = About(1, "Chè", is_food=True, certified=True, issued_on=date(2026, 1, 1), expires_on=date(2029, 1, 1))
BASKET = About(2, "Giỏ mây")
TET = [date(2027, 2, 4), date(2027, 2, 5), date(2027, 2, 12), date(2027, 2, 13)]  # closed over Tết


def filed(kind, about=None, number=1, **facts):
    return Filed(number, kind.id, about.id if about else None, facts.pop("uploaded_at", SENT), **facts)


def states(demand, goods=(), papers=(), days=TET):
    return [standing.state for standing in standings([demand], goods, papers, days)]


def test_a_paper_of_the_producer_is_wanted_once_whatever_it_brings():
    assert states(Demand(BUSINESS, Ask.REQUIRED), [TEA, BASKET]) == [PaperState.MISSING]
    assert states(Demand(BUSINESS, Ask.REQUIRED)) == [PaperState.MISSING]


def test_a_paper_of_a_product_is_wanted_for_each():
    found = standings([Demand(LABEL, Ask.REQUIRED)], [TEA, BASKET], [filed(LABEL, BASKET)], TET)
    assert [(s.about, s.state) for s in found] == [(TEA, PaperState.MISSING), (BASKET, PaperState.ON_FILE)]


@pytest.mark.parametrize("kind", [LABEL, FOOD])
def test_what_is_wanted_of_food_only_is_not_wanted_of_baskets(kind):
    demand = Demand(kind, Ask.REQUIRED, food_only=True)
    assert states(demand, [BASKET]) == []
    assert states(demand, [BASKET, TEA]) == [PaperState.MISSING]


def test_a_certificate_is_wanted_only_where_there_are_stars_and_dated_by_its_product():
    demand = Demand(CERTIFICATE, Ask.REQUIRED)
    assert states(demand, [BASKET]) == []
    assert states(demand, [TEA], [filed(CERTIFICATE, TEA)]) == [PaperState.ON_FILE]
    ending = About(1, "Chè", certified=True, issued_on=date(2024, 1, 1), expires_on=TET[1])
    assert states(demand, [ending], [filed(CERTIFICATE, ending)]) == [PaperState.UNCOVERED]


def test_what_is_not_used_is_not_wanted_and_what_is_asked_for_may_be_missing():
    assert states(Demand(BUSINESS, Ask.NOT_USED)) == []
    assert states(Demand(BUSINESS, Ask.ASKED)) == [PaperState.NOT_NEEDED]


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"expires_on": TET[-1]}, PaperState.ON_FILE),
        ({"expires_on": TET[-1] - timedelta(days=1)}, PaperState.UNCOVERED),
        ({"expires_on": date(2027, 2, 8)}, PaperState.UNCOVERED),
        ({"issued_on": TET[0] + timedelta(days=1), "expires_on": date(2030, 1, 1)}, PaperState.UNCOVERED),
        ({}, PaperState.UNDATED),
        ({"expires_on": TET[-1], "finding": Finding.GOOD}, PaperState.GOOD),
        ({"expires_on": TET[1], "finding": Finding.GOOD}, PaperState.UNCOVERED),
        ({"expires_on": TET[-1], "finding": Finding.LACKING, "reason": "Mờ"}, PaperState.LACKING),
        ({"expires_on": TET[-1], "finding": Finding.EXPIRED}, PaperState.EXPIRED),
    ],
    ids=str,
)
def test_a_paper_on_file_stands_as_its_days_and_its_reviewer_say(facts, state):
    assert states(Demand(FOOD, Ask.REQUIRED), [TEA], [filed(FOOD, **facts)]) == [state]


def test_a_paper_that_ends_in_the_gap_of_a_fair_is_told_with_the_first_day_after_it():
    found = standings([Demand(FOOD, Ask.REQUIRED)], [], [filed(FOOD, expires_on=date(2027, 2, 8))], TET)
    assert found[0].day == date(2027, 2, 12)
    assert first_uncovered(None, date(2027, 2, 13), TET) is None


def test_of_several_papers_of_a_kind_the_latest_counts():
    papers = [filed(FOOD, number=1, expires_on=TET[-1]), filed(FOOD, number=2, expires_on=TET[0])]
    assert states(Demand(FOOD, Ask.REQUIRED), [], papers) == [PaperState.UNCOVERED]


def _gaps(ask, rule, **facts):
    papers = [filed(FOOD, **facts)] if facts else []
    return paper_gaps(standings([Demand(FOOD, ask)], [TEA], papers, TET), rule)


def test_a_missing_paper_keeps_the_application_whatever_the_rule():
    for rule in ExpiryRule:
        (gap,) = _gaps(Ask.REQUIRED, rule)
        assert gap.blocks and gap.field == "papers" and gap.sentence.startswith("Thiếu %(kind)s.")
        assert gap.values == {"kind": FOOD.name}
    assert _gaps(Ask.ASKED, ExpiryRule.BLOCK) == []


@pytest.mark.parametrize(
    ("ask", "rule", "blocks"),
    [
        (Ask.REQUIRED, ExpiryRule.BLOCK, True),
        (Ask.REQUIRED, ExpiryRule.WARN, False),
        (Ask.ASKED, ExpiryRule.BLOCK, False),
    ],
)
def test_a_paper_that_runs_out_before_the_last_day_blocks_or_warns_as_the_fair_has_it(ask, rule, blocks):
    (gap,) = _gaps(ask, rule, expires_on=TET[1])
    assert gap.blocks is blocks
    assert (gap.values["until"], gap.values["day"]) == ("05/02/2027", "12/02/2027")
    assert gap.sentence % gap.values  # every place of the sentence is filled


def test_what_a_reviewer_found_lacking_is_said_in_his_words():
    (gap,) = _gaps(Ask.REQUIRED, ExpiryRule.WARN, expires_on=TET[-1], finding=Finding.LACKING, reason="Mờ")
    assert gap.blocks and gap.values["reason"] == "Mờ."


def test_the_days_of_a_certificate_are_told_at_the_product_not_here():
    ending = About(1, "Chè", certified=True, issued_on=date(2024, 1, 1), expires_on=TET[1])
    found = standings([Demand(CERTIFICATE, Ask.REQUIRED)], [ending], [filed(CERTIFICATE, ending)], TET)
    assert found[0].fails and paper_gaps(found, ExpiryRule.BLOCK) == []


def test_papers_from_before_the_application_are_to_be_confirmed():
    found = standings([Demand(BUSINESS, Ask.ASKED)], [], [filed(BUSINESS)], TET)
    assert to_confirm(found, SENT + timedelta(seconds=1))
    assert not to_confirm(found, SENT)
    assert not to_confirm(standings([Demand(BUSINESS, Ask.ASKED)], [], [], TET), SENT)


@pytest.mark.parametrize(
    ("left", "days"),
    [(61, None), (60, 60), (31, 60), (30, 30), (1, 30), (0, 30), (-1, None)],
)
def test_a_warning_is_due_at_sixty_and_at_thirty_days(left, days):
    today = date(2026, 11, 22)
    assert warning_due(today + timedelta(days=left), today) == days


TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (PaperFacts(number="x" * 81), "number"),
        (PaperFacts(issuer="ả" * 201), "issuer"),
        (PaperFacts(issued_on=TODAY + timedelta(days=1), expires_on=date(2030, 1, 1)), "issued_on"),
        (PaperFacts(issued_on=date(1026, 1, 1), expires_on=date(2030, 1, 1)), "issued_on"),
        (PaperFacts(issued_on=TODAY, expires_on=TODAY), "expires_on"),
        (PaperFacts(expires_on=date(9999, 1, 1)), "expires_on"),
        (PaperFacts(), "expires_on"),
    ],
)
def test_what_is_written_on_a_paper_has_to_make_sense(facts, field):
    with pytest.raises(Invalid) as refusal:
        check_facts(facts, asks_facts=True, expires=True, today=TODAY)
    assert refusal.value.field == field


def test_a_kind_that_asks_for_nothing_keeps_nothing():
    typed = PaperFacts("12", "Sở", TODAY + timedelta(days=9), TODAY)
    assert check_facts(typed, asks_facts=False, expires=False, today=TODAY) == PaperFacts()
