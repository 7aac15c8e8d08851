"""What the night's tidying forgets, and what it keeps."""

from datetime import timedelta

from fairapp.db import now
from fairapp.domain.calendar import local_day
from fairapp.domain.visitors import CONSENT_VERSION, KEPT_DAYS
from fairapp.jobs import tidying
from fairapp.models import AuditEntry, Pass, Visitor
from fairapp.services import passes
from tests.factories import a_fair


def a_visitor_of_a_fair_that_ended(db, days_ago: int) -> Pass:
    fair = a_fair(first_day=local_day(now()) - timedelta(days=days_ago), days=1)
    visitor = Visitor(
        fair_id=fair.id,
        name="Đỗ Ngọc Ánh",
        phone="+84912345678",
        consent_version=CONSENT_VERSION,
        consent_at=now(),
    )
    db.session.add(visitor)
    db.session.flush()
    badge = passes.issue_for_visitor(fair, visitor)
    db.session.commit()
    return badge


def test_a_visitor_is_forgotten_by_the_clock_when_the_promised_days_are_over(db):
    long_ago = a_visitor_of_a_fair_that_ended(db, days_ago=KEPT_DAYS + 1)
    lately = a_visitor_of_a_fair_that_ended(db, days_ago=KEPT_DAYS)
    assert tidying.tidy().startswith("1 visitors")
    assert (long_ago.visitor_id, long_ago.revoked_at is not None) == (None, True)
    assert lately.visitor.phone == "+84912345678"
    assert tidying.tidy().startswith("0 visitors")


def test_that_visitors_were_forgotten_is_kept_once_a_fair(db):
    badge = a_visitor_of_a_fair_that_ended(db, days_ago=KEPT_DAYS + 1)
    tidying.tidy()
    tidying.tidy()
    (entry,) = db.session.scalars(db.select(AuditEntry).filter_by(action="visitor.erase"))
    assert (entry.fair_id, entry.values) == (badge.fair_id, {"n": 1})
