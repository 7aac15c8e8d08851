"""A delegation's part: what its lead may read, and what follows from nothing it reads."""

from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from fairapp.domain.disclosure import can_be_worked_out
from fairapp.domain.facts import AgreementFact, DelegationFact, WrittenFact
from fairapp.domain.publication import publish
from fairapp.domain.slices import TABLES, brief_of, slice_of
from fairapp.domain.takings import atoms
from tests.domain.fair_facts import FRIDAY, SATURDAY, a_fair_in_facts, fairs

QUANG_NINH = DelegationFact(1, "Quảng Ninh", "Quảng Ninh", (1, 2, 3))
HA_NAM = DelegationFact(2, "Hà Nam", "Ninh Bình", (4, 5, 6))
SON_LA = DelegationFact(3, "Sơn La", "Sơn La", (7,))


def a_fair(**changes):
    return replace(a_fair_in_facts(), delegations=(QUANG_NINH, HA_NAM, SON_LA), **changes)


def read(facts, delegation=QUANG_NINH):
    return slice_of([(1, facts)], delegation.id, publish(facts))


def test_a_delegation_of_three_reads_its_sums():
    part = read(a_fair())
    assert part.sales.total == 2 * (1 + 2 + 3) * 1_000_000
    assert {row.key: row.amount for row in part.sales.tables["day"]} == {
        FRIDAY.isoformat(): 6_000_000,
        SATURDAY.isoformat(): 6_000_000,
    }
    assert part.booths == 3
    assert [member.booths for member in part.members] == [("A1",), ("A2",), ("A3",)]
    assert [(member.asked, member.answered) for member in part.members] == [(3, 3), (3, 2), (3, 2)]


def test_a_list_says_of_each_delegation_what_needs_no_sums():
    brief = brief_of(a_fair(), HA_NAM)
    assert (brief.members, brief.booths, brief.papers) == (3, 3, 0)
    assert brief.coverage == read(a_fair(), HA_NAM).coverage


def test_of_one_or_two_sellers_no_sum_is_told_to_their_lead():
    for delegation in (HA_NAM, SON_LA):
        part = read(a_fair(), delegation)
        assert part.sales.total is None
        assert all(part.sales.tables[name] == () for name in TABLES)
        sums = {s.measure: s for s in part.standings}
        assert sums["sales"].own is sums["average"].own is None
        assert sums["coverage"].own is not None


def test_what_the_lead_wrote_down_itself_is_told():
    written = tuple(WrittenFact(7, day) for day in (FRIDAY, SATURDAY))
    part = read(a_fair(written=written), SON_LA)
    assert part.sales.total == 14_000_000


def test_what_the_lead_knows_of_two_does_not_give_away_the_third():
    written = tuple(WrittenFact(i, day) for i in (1, 2) for day in (FRIDAY, SATURDAY))
    assert read(a_fair(written=written)).sales.total is None


def test_nothing_is_told_that_the_published_sums_would_finish():
    facts = a_fair()
    few = replace(facts, diary=tuple(answer for answer in facts.diary if answer.exhibitor in (1, 2, 3, 4)))
    few = replace(few, lines=tuple(line for line in few.lines if line.exhibitor in (1, 2, 3, 4)))
    assert read(few).sales.total is None  # all but one seller are the delegation's


def test_agreements_of_members_and_of_the_province_belong_to_it():
    papers = (
        AgreementFact("contract", "businesses", 1, 5, id=1, exhibitors=(2,)),
        AgreementFact("memorandum", "departments", 4, None, id=2, units=("Quảng Ninh",)),
        AgreementFact("contract", "businesses", 1, 7, id=3, exhibitors=(4,), units=("Hà Nam",)),
    )
    part = read(a_fair(agreements=papers))
    assert part.agreements.total.papers == 5
    assert part.agreements.total.value == 0  # of one valued paper the value is its party's own


def test_rank_and_median_come_from_enough_delegations():
    more = tuple(DelegationFact(10 + n, f"Tỉnh {n}", f"Tỉnh {n}", (1, 2, 3)) for n in range(3))
    assert next(s for s in read(a_fair()).standings if s.measure == "sales").median is None
    facts = replace(a_fair(), delegations=(QUANG_NINH, *more))
    standing = next(s for s in read(facts).standings if s.measure == "sales")
    assert (standing.rank, standing.of, standing.median) == (1, 4, 12_000_000)


@given(fairs(most_sellers=9), st.data())
@settings(max_examples=60, deadline=None)
def test_no_members_figure_follows_from_what_its_lead_reads(facts, data):
    ids = tuple(one.id for one in facts.exhibitors if one.unit == "A")
    answers = [(a.exhibitor, a.day) for a in facts.diary if a.exhibitor in ids]
    told = data.draw(st.lists(st.sampled_from(answers), unique=True)) if answers else []
    delegation = DelegationFact(1, "A", "A", ids)
    facts = replace(facts, delegations=(delegation,), written=tuple(WrittenFact(*one) for one in told))
    part = read(facts, delegation)
    own = replace(
        facts,
        diary=tuple(a for a in facts.diary if a.exhibitor in ids),
        lines=tuple(line for line in facts.lines if line.exhibitor in ids),
    )
    hidden = [piece for piece in atoms(own) if (piece.seller, piece.day) not in set(told)]
    if part.sales.total is None:
        return
    assert all(sum(row.amount for row in rows) == part.sales.total for rows in part.sales.tables.values())
    if hidden:
        whole = [frozenset(range(len(hidden)))]
        assert not can_be_worked_out(whole, [piece.seller for piece in hidden])


def test_a_later_issue_does_not_tell_what_one_member_mended():
    facts = a_fair()
    first, *rest = facts.diary
    mended = replace(facts, diary=(replace(first, total=first.total + 70_000), *rest))
    part = slice_of([(1, facts), (2, mended)], QUANG_NINH.id, publish(mended))
    assert part.sums_of == 1
    assert part.sales.total == read(facts).sales.total


def test_a_snapshot_without_delegations_told_their_leads_nothing():
    facts = a_fair()
    part = slice_of([(1, replace(facts, delegations=())), (2, facts)], QUANG_NINH.id, publish(facts))
    assert part.sums_of is None
    assert part.sales.total == read(facts).sales.total


@pytest.mark.parametrize("name", TABLES)
def test_every_table_adds_up_to_the_total(name):
    part = read(a_fair())
    assert sum(row.amount for row in part.sales.tables[name]) == part.sales.total
