"""What the night's tidying forgets, and what it keeps."""

from datetime import timedelta

from sqlalchemy import func, select

from fairapp.db import now
from fairapp.domain.calendar import local_day
from fairapp.domain.exchange import Kind
from fairapp.domain.visitors import CONSENT_VERSION, KEPT_DAYS
from fairapp.jobs import tidying
from fairapp.models import AuditEntry, BankStatement, ImportFile, ImportRow, Pass, Visitor
from fairapp.services import passes
from fairapp.services.fees import statements
from tests.factories import a_fair
from tests.fee_rows import a_csv, a_fair_with_fees, a_row


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


def test_lists_and_statements_that_nobody_took_over_are_forgotten_after_a_month(db):
    fair, actor = a_fair_with_fees()
    for days in (29, 31):
        created = now() - timedelta(days=days)
        file = ImportFile(kind=Kind.PRODUCERS, actor=actor, fair=fair, filename="a.xlsx", total=1)
        file.created_at = created
        db.session.add(file)
        db.session.flush()
        db.session.add(ImportRow(file_id=file.id, line=2, cells=["Nguyễn Văn A"]))
        statement = statements.upload(fair, actor, "sao-ke.csv", a_csv(a_row("tien", 1_000)))
        statement.uploaded_at = created
    taken = statements.upload(fair, actor, "sao-ke.csv", a_csv(a_row("tien", 2_000)))
    statements.take_over(fair, actor, taken)
    taken.uploaded_at = now() - timedelta(days=400)
    db.session.commit()
    assert "2 files" in tidying.tidy()
    assert db.session.scalar(select(func.count(ImportFile.id))) == 1
    assert db.session.scalar(select(func.count()).select_from(ImportRow)) == 1
    assert db.session.scalar(select(func.count(BankStatement.id))) == 2
    assert "0 files" in tidying.tidy()
