"""Notices to many: whom a segment holds, what each reads, and that each goes out once."""

from datetime import timedelta

import pytest

from fairapp.db import clock_at, now
from fairapp.domain.accounts import Role
from fairapp.domain.applications import ApplicationState
from fairapp.domain.calendar import format_day
from fairapp.domain.circulars import Lack, Repeat, Segment, Wording
from fairapp.domain.delegations import DelegationKind
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.fairs import FairState
from fairapp.domain.settlement import EntryKind
from fairapp.models import ApplicationStaff, AuditEntry, Circular, DelegationMember, Letter, Notice
from fairapp.services import circulars
from fairapp.services.applications import delegations
from fairapp.services.circulars import Desk, Draft
from fairapp.services.circulars.segments import list_recipients
from fairapp.services.fees import entries
from tests import people
from tests.factories import (
    a_certified_product,
    a_delegation,
    a_demand,
    a_paper,
    a_producer,
    a_ready_application,
    a_user,
    an_open_fair,
    today,
)
from tests.fee_rows import a_fair_with_fees, an_invoice
from tests.running_fair import a_diary_day, a_running_fair, an_exhibitor

WORDS = Wording("Nhắc {producer}", "Kính gửi {producer}, gian {booth}, xem {link}")


@pytest.fixture
def fair(db):
    return an_open_fair()


@pytest.fixture
def desk(fair):
    return a_desk(fair)


def a_desk(fair, delegation=None, actor=None):
    return Desk(fair, delegation, actor or people.an_organiser(organisation=fair.owner))


def a_circular(desk, wording=WORDS, deadline=None, repeat=None, **segment):
    draft = Draft(wording, Segment(**segment), deadline, repeat or Repeat())
    return circulars.create(desk, draft, today())


def sent(circular, actor=None):
    return circulars.send(circular, actor or circular.author, circular.version, now())


def rows(db):
    return db.session.scalars(db.select(Notice).order_by(Notice.id)).all()


def held(desk, **segment):
    return {a.id for a in list_recipients(a_circular(desk, **segment), today())}


def test_without_conditions_everybody_who_applied_is_held_and_no_draft(desk, fair):
    sent_one = a_ready_application(fair=fair)
    a_ready_application(fair=fair, state=ApplicationState.DRAFT)
    a_ready_application(fair=an_open_fair())
    assert held(desk) == {sent_one.id}


def test_states_and_provinces_narrow_and_all_conditions_must_hold(desk, fair):
    here = a_ready_application(fair=fair, state=ApplicationState.ACCEPTED)
    elsewhere = a_ready_application(
        fair=fair, state=ApplicationState.ACCEPTED, producer=a_producer(unit_id="ha-noi")
    )
    waiting = a_ready_application(fair=fair)
    assert held(desk, states=(ApplicationState.ACCEPTED,)) == {here.id, elsewhere.id}
    assert held(desk, units=("quang-ninh",)) == {here.id, waiting.id}
    assert held(desk, states=(ApplicationState.ACCEPTED,), units=("ha-noi",)) == {elsewhere.id}


def test_who_has_not_paid_in_full_is_held_until_it_has(db):
    fair, actor = a_fair_with_fees()
    invoice, other = an_invoice(fair, actor), an_invoice(fair, actor)
    desk = a_desk(fair, actor=actor)
    both = {invoice.application_id, other.application_id}
    assert held(desk, lacks=(Lack.PAYMENT,)) == both
    entries.receive(fair, actor, invoice, EntryKind.CASH, invoice.payable - 1, today(), "Phiếu thu 1")
    assert held(desk, lacks=(Lack.PAYMENT,)) == both
    entries.receive(fair, actor, invoice, EntryKind.CASH, 1, today(), "Phiếu thu 2")
    assert held(desk, lacks=(Lack.PAYMENT,)) == {other.application_id}


def test_who_was_accepted_and_has_no_booth_is_held(db):
    fair = a_running_fair()
    an_exhibitor(fair=fair)
    without = a_ready_application(fair=fair, state=ApplicationState.ACCEPTED)
    a_ready_application(fair=fair, state=ApplicationState.WAITLISTED)
    assert held(a_desk(fair), lacks=(Lack.BOOTH,)) == {without.id}


def test_who_has_not_written_todays_diary_is_held(db):
    fair = a_running_fair()
    silent, answered = an_exhibitor(fair=fair), an_exhibitor(fair=fair)
    a_diary_day(application=answered, day=today())
    assert held(a_desk(fair), lacks=(Lack.DIARY,)) == {silent.id}


def test_who_named_no_staff_is_held(desk, fair, db):
    named, without = a_ready_application(fair=fair), a_ready_application(fair=fair)
    without.staff.clear()
    named.staff = [ApplicationStaff(name="Vũ Thị Lan")]
    db.session.flush()
    assert held(desk, lacks=(Lack.STAFF,)) == {without.id}


def test_who_brings_a_certificate_that_ends_before_the_fair_is_held(desk, fair):
    whole, short = a_producer(), a_producer()
    a_ready_application(fair=fair, producer=whole, products=[a_certified_product(producer=whole)])
    ends = a_certified_product(producer=short, expires_on=today())
    held_one = a_ready_application(fair=fair, producer=short, products=[ends])
    assert held(desk, lacks=(Lack.PAPERS,)) == {held_one.id}


def test_who_lacks_a_paper_that_the_fair_requires_is_held_until_it_is_filed(desk, fair):
    a_demand(fair=fair, kind="business")
    filed, without = a_ready_application(fair=fair), a_ready_application(fair=fair)
    a_paper(producer=filed.producer, kind="business")
    assert held(desk, lacks=(Lack.PAPERS,)) == {without.id}
    a_paper(producer=without.producer, kind="business")
    assert held(desk, lacks=(Lack.PAPERS,)) == set()


def test_who_lacks_papers_is_found_in_as_few_statements_among_many(desk, fair, count_statements, db):
    a_demand(fair=fair, kind="business")
    circular = a_circular(desk, lacks=(Lack.PAPERS,))

    def looking(more):
        for _ in range(more):
            a_ready_application(fair=fair)
        db.session.commit()
        db.session.expire_all()
        return count_statements(lambda: list_recipients(circular, today()))

    assert looking(2) == looking(60)


def test_each_reads_its_own_text_in_its_own_language(db):
    fair = a_running_fair()
    vi = an_exhibitor(fair=fair, producer=a_producer(name="HTX Chè", user=a_user()))
    en = an_exhibitor(fair=fair, producer=a_producer(name="HTX Tea", user=a_user(language="en")))
    nobody = an_exhibitor(fair=fair, producer=a_producer(name="Hộ Năm", user=None))
    desk = a_desk(fair)
    wording = Wording(*(WORDS.subject_vi, WORDS.body_vi), "About {booth}", "By {deadline}: {link}")
    sent(a_circular(desk, wording, deadline=today()))
    found = {notice.name: notice for notice in rows(db)}
    assert found["HTX Chè"].subject == "Nhắc HTX Chè"
    assert f"https://fair.example/producer/applications/{vi.id}" in found["HTX Chè"].body
    assert f"Ban tổ chức {fair.name}" in found["HTX Chè"].body
    assert f"By {format_day(today())}: https://fair.example/producer/applications/{en.id}" in (
        found["HTX Tea"].body
    )
    assert "đầu mối đoàn tỉnh làm thay" in found["Hộ Năm"].body
    assert nobody.producer.phone == found["Hộ Năm"].phone


def test_the_dry_run_says_who_is_reached_how_and_writes_nothing(desk, fair, db):
    a_ready_application(fair=fair, producer=a_producer(user=a_user()))
    by_phone = a_user(email=None, phone="+84912000001")
    a_ready_application(fair=fair, producer=a_producer(user=by_phone))
    a_ready_application(fair=fair, producer=a_producer(user=None, name="Hộ Năm", phone="+84912000002"))
    circular = a_circular(desk)
    run = circulars.dry_run(circular, today())
    assert (run.total, run.letters, run.inbox_only) == (3, 1, 1)
    assert [(c.name, c.phone) for c in run.to_call] == [("Hộ Năm", "+84912000002")]
    assert run.unsaid == {"booth": 3}
    first, beyond = circulars.sample(circular, 1, today()), circulars.sample(circular, 99, today())
    assert (first.number, beyond.number, first.total) == (1, 3, 3)
    assert "(chưa có)" in first.news.body
    assert rows(db) == []


def test_sending_twice_tells_once(desk, fair, db):
    a_ready_application(fair=fair)
    circular = a_circular(desk)
    version = circular.version
    assert circulars.send(circular, desk.actor, version, now()) == 1
    assert circulars.send(circular, desk.actor, version, now()) == 0
    assert len(rows(db)) == 1
    assert db.session.scalar(db.select(db.func.count()).select_from(Letter)) == 1
    (entry,) = db.session.scalars(db.select(AuditEntry).where(AuditEntry.action == "circular.send"))
    assert (entry.fair_id, entry.values["n"]) == (fair.id, 1)


def test_what_somebody_else_changed_is_not_sent_unseen(desk, fair, db):
    a_ready_application(fair=fair)
    circular = a_circular(desk)
    seen = circular.version
    draft = Draft(Wording("Khác", "Khác"), Segment(), None, Repeat())
    circulars.save(circular, draft, seen, today())
    with pytest.raises(Conflict):
        circulars.send(circular, desk.actor, seen, now())
    with pytest.raises(Conflict):
        circulars.save(circular, draft, seen, today())
    assert rows(db) == []


def test_what_was_sent_is_not_edited_nor_thrown_away(desk, fair):
    a_ready_application(fair=fair)
    circular = a_circular(desk)
    sent(circular)
    with pytest.raises(Conflict, match="đã gửi"):
        circulars.discard(circular, circular.version)
    with pytest.raises(Conflict, match="đã gửi"):
        circulars.save(circular, Draft(WORDS, Segment(), None, Repeat()), circular.version, today())


def test_nobody_in_the_segment_is_said_and_nothing_is_sent(desk):
    circular = a_circular(desk)
    with pytest.raises(Invalid, match="không có đơn vị nào"):
        sent(circular)
    assert circulars.sample(circular, 1, today()) is None


def test_a_thousand_recipients_take_as_many_statements_as_two(fair, desk, db, count_statements):
    def sending(many):
        for _ in range(many):
            a_ready_application(fair=fair)
        circular = a_circular(desk, Wording("Phí {fee}", "Gian {booth}, {fee}"))
        db.session.commit()
        return count_statements(lambda: sent(circular))

    few = sending(2)
    assert sending(998) == few
    assert len(rows(db)) == 2 + 1000


def test_a_lead_writes_to_its_own_province_and_sees_no_other_desk(fair, db):
    lead = people.a_lead()
    delegation = a_delegation(fair=fair, lead_id=lead.id)
    db.session.refresh(delegation)
    a_ready_application(fair=fair, producer=a_producer(name="Của tỉnh"))
    a_ready_application(fair=fair, producer=a_producer(unit_id="ha-noi"))
    desk = a_desk(fair, delegation, lead)
    circular = a_circular(desk, units=("ha-noi",))
    assert sent(circular) == 1
    (notice,) = rows(db)
    assert notice.name == "Của tỉnh"
    assert f"{lead.name}, đầu mối tỉnh Quảng Ninh".lower() in notice.body.lower()
    others = (
        a_desk(fair),
        a_desk(fair, a_delegation(fair=fair, unit_id="ha-noi")),
        a_desk(fair, an_association(fair)),
        a_desk(an_open_fair(), a_delegation(fair=an_open_fair())),
    )
    for stranger in others:
        with pytest.raises(NotFound):
            circulars.get(stranger, circular.id)
        assert circulars.list_for(stranger) == []
    assert circulars.get(desk, circular.id) is circular
    assert lead.role is Role.DELEGATION


def an_association(fair, **facts):
    facts.setdefault("kind", DelegationKind.ASSOCIATION)
    facts.setdefault("own_name", "Hiệp hội Chè Việt Nam")
    return a_delegation(fair=fair, unit_id=None, **facts)


def test_the_lead_of_an_association_writes_to_who_has_joined_it_and_to_nobody_else(fair, db):
    lead = people.a_lead()
    association = an_association(fair, lead_id=lead.id)
    joined = a_ready_application(fair=fair, producer=a_producer(name="HTX Chè Hải Hà"))
    a_ready_application(fair=fair)
    member = {"fair_id": fair.id, "producer_id": joined.producer_id, "joined_at": now()}
    db.session.add(DelegationMember(delegation=association, **member))
    db.session.flush()
    circular = a_circular(a_desk(fair, association, lead))
    assert sent(circular) == 1
    (notice,) = rows(db)
    assert notice.name == "HTX Chè Hải Hà"
    assert f"{lead.name}, đầu mối Hiệp hội Chè Việt Nam" in notice.body
    assert circulars.list_for(a_desk(fair)) == []


def test_when_the_delegation_is_gone_its_notice_stays_what_it_was_and_reaches_nobody(fair, db):
    association = an_association(fair, lead_id=people.a_lead().id)
    circular = a_circular(a_desk(fair, association, association.lead))
    a_ready_application(fair=fair)
    delegations.remove(association, people.an_organiser(organisation=fair.owner))
    db.session.expire_all()
    assert (circular.delegation_id, circular.sender) == (None, "Hiệp hội Chè Việt Nam")
    assert circulars.list_for(a_desk(fair)) == []
    assert list_recipients(circular, today()) == []


def test_a_groups_text_names_nobody(desk, fair):
    a_ready_application(fair=fair, producer=a_producer(name="HTX Bí Mật"))
    text = circulars.group_text(a_circular(desk, Wording("Phí", "{producer}: {fee}, {booth}, {link}")))
    assert "quý đơn vị" in text
    assert "HTX Bí Mật" not in text


@pytest.fixture
def reminder(desk, fair, db):
    """Sent to two of whom one has not named its staff; every three days until ten days from now."""
    done, undone = a_ready_application(fair=fair), a_ready_application(fair=fair)
    for application in (done, undone):
        application.staff.clear()
    db.session.flush()
    circular = a_circular(desk, repeat=Repeat(3, today() + timedelta(days=10)), lacks=(Lack.STAFF,))
    sent(circular)
    done.staff = [ApplicationStaff(name="Vũ Thị Lan")]
    late = a_ready_application(fair=fair)
    late.staff.clear()
    db.session.flush()
    return circular, undone


def reminded(days):
    with clock_at(now() + timedelta(days=days)):
        return [circulars.remind(id, now()) for id in circulars.list_repeating(now())]


def test_only_who_was_told_and_has_not_done_it_is_reminded(reminder, db):
    circular, undone = reminder
    assert reminded(2) == [0]
    assert reminded(3) == [1]
    assert reminded(3) == [0]
    assert reminded(5) == [0]
    assert reminded(8) == [1]  # a missed day is not made up, the count starts anew
    assert reminded(11) == []
    keys = [notice.key for notice in rows(db)][2:]
    assert keys == [f"circular:{circular.id}:{n}:{undone.id}" for n in (2, 3)]
    assert [round.recipients for round in db.session.get(Circular, circular.id).rounds] == [2, 1, 1]


def test_a_reminder_that_was_stopped_or_whose_fair_is_over_says_nothing(reminder, fair, desk, db):
    circular, _ = reminder
    fair.state = FairState.CANCELLED
    db.session.flush()
    assert reminded(3) == []
    fair.state = FairState.ANNOUNCED
    circulars.stop(circular, desk.actor, now())
    assert reminded(3) == []
    with pytest.raises(Conflict):
        circulars.stop(circular, desk.actor, now())
