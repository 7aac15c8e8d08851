"""The fair under way has an edition before it that was counted here, so that the two can be compared."""

import pytest
from sqlalchemy import select

from fairapp.db import db
from fairapp.domain.comparison import Measure, compare, visits_before
from fairapp.domain.fairs import FairState
from fairapp.models import Fair
from fairapp.seeds.accounts import PASSWORD
from fairapp.services import fairs, reports

pytestmark = pytest.mark.slow


@pytest.fixture
def before(live):
    return live.previous


def test_it_is_closed_frozen_and_marked_as_a_demonstration(before):
    assert before.state is FairState.CLOSED and before.illustrative and not before.past_record
    assert reports.find_latest(before).number == 1
    assert reports.is_final(before)


def test_it_came_after_the_editions_that_the_press_told_of(before):
    assert before.previous.past_record
    assert before.previous.name == "Hội chợ OCOP Quảng Ninh – Xuân 2026"


def test_it_began_on_the_same_day_of_the_week_in_a_free_hall(live, before):
    first, own = fairs.days(live)[0], fairs.days(before)
    assert len(own) == 5
    assert own[0].weekday() == first.weekday()
    assert own[0] < first


def test_every_measure_of_the_two_is_ours_and_what_is_complete_is_compared(live):
    facts = reports.facts_of(reports.find_latest(live))
    rows = {row.measure: row for row in compare(facts, reports.summary_of(reports.find_latest(live)))}
    assert set(rows) == set(Measure)
    assert not any(row.figures[-2].said for row in rows.values())
    assert rows[Measure.EXHIBITORS].change > 0
    assert rows[Measure.VISITS].change is None  # the fair is under way


def test_its_days_are_the_outline_of_the_daily_chart(live):
    facts = reports.facts_of(reports.find_latest(live))
    assert all(visits_before(facts, 3))


def test_its_figures_agree_with_themselves(before):
    summary = reports.summary_of(reports.find_latest(before))
    assert summary.scale.exhibitors == summary.scale.taken == 70
    assert summary.scale.units > 10
    assert summary.agreements.total.papers == 5
    assert len(summary.audience.days) == 5
    assert summary.coverage.permille > 850


def test_the_organiser_sees_both_beside_each_other(seeded, monkeypatch):
    """Asked without a context around it, in which one request's language would be the next one's."""
    monkeypatch.setitem(seeded.config, "WTF_CSRF_ENABLED", False)
    with seeded.app_context():
        counted = Fair.previous.has((Fair.state == FairState.CLOSED) & ~Fair.past_record)
        live = db.session.scalars(select(Fair).where(counted)).one()
        path, name = f"/organiser/fairs/{live.id}/reports?snapshot=1", live.previous.name
    browser = seeded.test_client()
    browser.post("/sign-in", data={"contact": "bantochuc@ocop.example", "password": PASSWORD})
    browser.post("/language", data={"lang": "vi"})
    page = browser.get(path).text
    assert f"{name}, cùng thứ tự ngày" in page
    assert "so với lần trước" in page
    assert "chưa so: hội chợ chưa khoá sổ" in page
