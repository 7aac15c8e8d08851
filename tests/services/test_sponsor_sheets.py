"""What a snapshot holds for a sponsor, and what a later issue corrects."""

import pytest

from fairapp.domain.errors import NotFound
from fairapp.domain.fairs import FairState
from fairapp.services import reports
from tests.running_fair import a_benefit, a_diary_day, a_finished_fair, a_sponsor, an_exhibitor, days_of, now


@pytest.fixture
def fair(db):
    fair = a_finished_fair(ago=2)
    for _ in range(4):
        a_diary_day(application=an_exhibitor(fair=fair), day=days_of(fair)[0], total=5_000_000)
    return fair


@pytest.fixture
def sponsor(fair):
    return a_benefit(sponsor=a_sponsor(fair=fair)).sponsor


def sell(fair):
    a_diary_day(application=an_exhibitor(fair=fair), day=days_of(fair)[0], total=1_000_000)
    return reports.freeze(fair, None)


def test_a_running_fairs_figures_are_no_corrections(fair, sponsor):
    reports.freeze(fair, None)
    assert reports.sheet_of(sell(fair), sponsor.id).before is None


def test_after_closing_a_new_issue_lists_what_changed(db, fair, sponsor):
    fair.state, fair.closed_at = FairState.CLOSED, now()
    db.session.flush()
    first = reports.freeze(fair, None)
    second = reports.sheet_of(sell(fair), sponsor.id)
    assert second.before == first.number
    moved = {change.address.figure for change in second.corrections}
    assert moved
    assert reports.sheet_of(first, sponsor.id).corrections == ()


def test_who_joined_later_is_not_in_an_earlier_issue(fair):
    snapshot = reports.freeze(fair, None)
    late = a_sponsor(fair=fair)
    assert reports.find_sheet(snapshot, late.id) is None
    with pytest.raises(NotFound):
        reports.sheet_of(snapshot, late.id)
