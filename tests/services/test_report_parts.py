"""What is written into reports, and the editions before, as a snapshot keeps them."""

import pytest

from fairapp.db import now
from fairapp.domain.report_parts import Part
from fairapp.models import AuditEntry, ReportedFigure, ReportPart
from fairapp.services import reports
from tests.factories import a_fair
from tests.people import an_organiser
from tests.running_fair import a_click, a_diary_day, a_gate, a_running_fair, an_exhibitor, days_of


@pytest.fixture
def fair(db):
    return a_running_fair(name="Hội chợ OCOP Hạ Long 2026")


def test_what_is_written_is_kept_and_told_in_the_record(db, fair):
    actor = an_organiser(organisation=fair.owner)
    parts = {Part.SHORTCOMINGS: "Thiếu bãi gửi xe", Part.NUMBER: ""}
    assert reports.save_parts(actor, fair, parts) == [Part.SHORTCOMINGS]
    assert reports.map_parts(fair) == {Part.SHORTCOMINGS: "Thiếu bãi gửi xe"}
    assert reports.save_parts(actor, fair, parts) == []
    assert reports.save_parts(actor, fair, {}) == [Part.SHORTCOMINGS]
    assert db.session.query(ReportPart).count() == 0
    assert db.session.query(AuditEntry).filter_by(action="report.words", fair_id=fair.id).count() == 2


def test_a_snapshot_keeps_the_words_of_its_day(fair):
    actor = an_organiser(organisation=fair.owner)
    reports.save_parts(actor, fair, {Part.PROPOSALS: "Mở thêm một ngày"})
    first = reports.freeze(fair, None)
    reports.save_parts(actor, fair, {Part.PROPOSALS: "Mở thêm hai ngày"})
    second = reports.freeze(fair, None)
    assert second.number == first.number + 1
    assert [part.text for part in reports.facts_of(first).parts] == ["Mở thêm một ngày"]
    assert [part.text for part in reports.facts_of(second).parts] == ["Mở thêm hai ngày"]


def an_earlier(fair, **more):
    earlier = a_running_fair(owner=fair.owner, name="Hội chợ OCOP Hạ Long 2025", **more)
    fair.previous_id = earlier.id
    return earlier


def test_the_edition_before_is_compared_by_its_latest_snapshot(db, fair):
    earlier = an_earlier(fair)
    a_diary_day(application=an_exhibitor(fair=earlier), day=days_of(earlier)[0], total=3_000_000)
    a_click(gate=a_gate(fair=earlier), day=days_of(earlier)[0], n=120)
    reports.freeze(earlier, None)
    a_click(gate=a_gate(fair=earlier, name="Cổng phụ"), day=days_of(earlier)[0], n=30)
    latest = reports.freeze(earlier, None)
    a_click(gate=a_gate(fair=earlier, name="Cổng sau"), day=days_of(earlier)[0], n=1000)
    db.session.expire_all()
    (edition,) = reports.gather(fair, now()).editions
    assert (edition.nth, edition.snapshot, edition.sha256) == (1, latest.number, latest.sha256)
    assert (edition.visits, edition.revenue, edition.sellers) == (150, 3_000_000, 1)
    assert edition.daily[0].visits == 150
    assert edition.first == days_of(earlier)[0]


def test_an_edition_that_was_never_frozen_is_known_by_what_was_said(db, fair):
    earlier = an_earlier(fair)
    db.session.add(
        ReportedFigure(fair_id=earlier.id, what="visits", value=50_000, source="Báo", qualifier="trên")
    )
    db.session.flush()
    (edition,) = reports.gather(fair, now()).editions
    assert (edition.snapshot, edition.visits) == (0, 0)
    assert [(said.what, said.value) for said in edition.reported] == [("visits", "50000")]


def test_no_more_than_four_editions_are_walked_and_a_ring_once(db, fair):
    chain = [a_fair(owner=fair.owner) for _ in range(6)]
    for later, before in zip([fair, *chain], chain, strict=False):
        later.previous_id = before.id
    db.session.flush()
    db.session.expire_all()
    assert [edition.slug for edition in reports.gather(fair, now()).editions] == [
        one.slug for one in chain[:4]
    ]
    chain[1].previous_id = fair.id
    db.session.flush()
    db.session.expire_all()
    assert len(reports.gather(fair, now()).editions) == 2


def test_a_fair_of_its_own_has_no_earlier_edition(fair):
    assert reports.gather(fair, now()).editions == ()
