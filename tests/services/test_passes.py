from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from fairapp.db import now
from fairapp.documents.pass_sheet import Paper
from fairapp.domain.applications import ApplicationState
from fairapp.domain.calendar import LOCAL, local_day
from fairapp.domain.errors import Conflict, Invalid, NotFound, TooMany
from fairapp.domain.pass_keys import open_key
from fairapp.domain.pass_lines import Person
from fairapp.domain.pass_standing import Standing
from fairapp.domain.passes import Kind, Role, Token, is_signed_by, read_code
from fairapp.domain.printed_ids import printed_id
from fairapp.domain.visitors import CONSENT_VERSION
from fairapp.models import ApplicationStaff, AuditEntry, FairKey, Pass, Visitor
from fairapp.services import allocation, passes, visitors
from fairapp.services.passes import printing
from fairapp.services.visitors import VisitFacts, registering
from tests.documents.reading import codes_on, picture_of, text_of
from tests.factories import a_booth, a_producer, a_ready_application, an_open_fair, today
from tests.people import an_organiser


@pytest.fixture
def organiser(db):
    return an_organiser()


@pytest.fixture
def fair(db):
    """A fair of two passes a booth and a row of four booths, beside a stranger's with a pass of its own."""
    stranger = an_open_fair()
    passes.add_people(stranger, Role.PRESS, Kind.PERSON, [Person("Người Lạ")], an_organiser())
    fair = an_open_fair(passes_per_booth=2)
    for i in range(4):
        a_booth(site=fair.sites[0], number=f"A{i + 1}", position=i, x_cm=300 * i, y_cm=0)
    return fair


def an_exhibitor(fair, organiser, staff=("Vũ Thị Lan",), name="HTX Đông Triều", **facts):
    """An application with published booths."""
    application = a_ready_application(
        fair=fair, producer=a_producer(name=name), state=ApplicationState.ACCEPTED, **facts
    )
    application.staff = [ApplicationStaff(name=person) for person in staff]
    allocation.run(fair, organiser)
    allocation.publish(fair, organiser, why="thêm đơn vị")
    return application


def names(badges):
    return sorted(badge.holder_name for badge in badges)


# ---- keys --------------------------------------------------------------------------------------


def test_a_key_is_made_once_and_sleeps_encrypted(fair, app, db):
    key = passes.key_for(fair)
    assert passes.key_for(fair) is key
    with pytest.raises(ValueError, match="does not open"):
        open_key(key.private_key, "another secret", f"fair {fair.id} key {key.key_id}")
    secret = app.config["FAIRAPP"].secret_key
    opened = open_key(key.private_key, secret, f"fair {fair.id} key {key.key_id}")
    assert opened.public_key().public_bytes_raw() == key.public_key
    assert opened.private_bytes_raw() not in key.private_key


def test_each_fair_has_a_key_of_its_own(fair, db):
    passes.key_for(fair)
    publics = db.session.scalars(select(FairKey.public_key)).all()
    assert len(publics) == len(set(publics)) == 2


def test_a_refused_key_signs_nothing_new(fair, db):
    old = passes.key_for(fair)
    old.refused_at = now()
    db.session.flush()
    assert passes.key_for(fair).key_id == old.key_id + 1


# ---- issuing for the allocation ----------------------------------------------------------------


def test_named_staff_get_passes_that_say_booth_and_producer(fair, organiser):
    application = an_exhibitor(fair, organiser, ["Vũ Thị Lan", "Đỗ Văn Bình"])
    issued = passes.issue_for_allocation(fair, organiser)
    assert names(issued.new) == ["Vũ Thị Lan", "Đỗ Văn Bình"]
    badge = issued.new[0]
    assert (badge.booth_numbers, badge.holder_line) == ("A1", "HTX Đông Triều")
    assert badge.application_id == application.id
    body = passes.body_of(badge)
    assert body.role is Role.BOOTH_STAFF
    assert body.days == sorted({s.day for s in fair.sites[0].sessions})


def test_issuing_again_gives_nothing_twice(fair, organiser):
    an_exhibitor(fair, organiser)
    first = passes.issue_for_allocation(fair, organiser)
    again = passes.issue_for_allocation(fair, organiser)
    assert (len(first.new), again.new, again.kept) == (1, [], 1)


def test_who_was_replaced_is_not_given_another_pass_by_issuing(fair, organiser):
    an_exhibitor(fair, organiser)
    [badge] = passes.issue_for_allocation(fair, organiser).new
    passes.rename(badge, "Lê Văn Cường", organiser)
    assert passes.issue_for_allocation(fair, organiser).new == []


def test_a_revoked_person_is_not_given_a_pass_again_by_issuing(fair, organiser):
    an_exhibitor(fair, organiser)
    [badge] = passes.issue_for_allocation(fair, organiser).new
    passes.revoke(badge, "Đánh mất", organiser)
    assert passes.issue_for_allocation(fair, organiser).new == []


def test_two_people_of_one_name_get_two_passes(fair, organiser):
    an_exhibitor(fair, organiser, ["Vũ Thị Lan", "Vũ Thị Lan"])
    assert len(passes.issue_for_allocation(fair, organiser).new) == 2
    assert passes.issue_for_allocation(fair, organiser).new == []


def test_the_limit_is_per_booth_and_who_found_no_place_is_named(fair, organiser):
    staff = ["Một", "Hai", "Ba", "Bốn", "Năm"]
    application = an_exhibitor(fair, organiser, staff, booth_count=2)
    issued = passes.issue_for_allocation(fair, organiser)
    assert len(issued.new) == 4
    assert [(a.id, left) for a, left in issued.over] == [(application.id, ["Năm"])]


def test_nobody_without_a_published_booth_gets_a_pass(fair, organiser):
    a_ready_application(fair=fair, state=ApplicationState.ACCEPTED)
    with pytest.raises(Invalid, match="công bố sơ đồ"):
        passes.issue_for_allocation(fair, organiser)


def test_a_moved_exhibitor_keeps_the_passes_and_they_are_printed_again(fair, organiser):
    application = an_exhibitor(fair, organiser)
    [badge] = passes.issue_for_allocation(fair, organiser).new
    badge.printed_at = now()
    booth = next(b for b in allocation.open_desk(fair).booths.values() if b.number == "A4")
    allocation.give(fair, organiser, application.id, booth.id, seen=["A1"])
    allocation.publish(fair, organiser, why="đổi chỗ")
    issued = passes.issue_for_allocation(fair, organiser)
    assert (issued.moved, badge.booth_numbers, badge.printed_at) == (1, "A4", None)


# ---- by name -----------------------------------------------------------------------------------


def test_an_exhibitor_adds_people_within_the_limit(fair, organiser):
    application = an_exhibitor(fair, organiser, [])
    user = application.producer.user
    passes.add_staff(application, "Vũ Thị Lan", user)
    with pytest.raises(Conflict, match="đã có thẻ"):
        passes.add_staff(application, "vũ thị  lan", user)
    passes.add_staff(application, "Đỗ Văn Bình", user)
    with pytest.raises(Conflict, match="hết 2 thẻ"):
        passes.add_staff(application, "Người Thứ Ba", user)
    assert names(passes.list_for_application(application)) == ["Vũ Thị Lan", "Đỗ Văn Bình"]


def test_a_pass_given_back_makes_room(fair, organiser):
    application = an_exhibitor(fair, organiser, ["Một", "Hai"])
    badge = passes.issue_for_allocation(fair, organiser).new[0]
    passes.revoke(badge, "Nghỉ việc", organiser)
    assert passes.add_staff(application, "Ba", organiser).holder_name == "Ba"


def test_without_a_booth_nobody_is_added(fair, organiser):
    application = a_ready_application(fair=fair, state=ApplicationState.ACCEPTED)
    with pytest.raises(Invalid, match="chưa được xếp gian"):
        passes.add_staff(application, "Vũ Thị Lan", organiser)


def test_builders_come_from_build_up_to_dismantling_and_guests_on_fair_days(fair):
    site = fair.sites[0]
    builder, guest = (passes.days_for(fair, role) for role in (Role.BUILDER, Role.GUEST))
    assert (builder[0], builder[-1]) == (local_day(site.build_from), local_day(site.clear_by))
    assert guest == [session.day for session in site.sessions]


def test_the_organiser_adds_people_and_vehicles(fair, organiser):
    [press] = passes.add_people(fair, Role.PRESS, Kind.PERSON, [Person("Lê C", "Báo Quảng Ninh")], organiser)
    [van] = passes.add_people(fair, Role.SERVICE, Kind.VEHICLE, [Person("14C-123.45")], organiser)
    assert (press.holder_line, passes.body_of(press).kind) == ("Báo Quảng Ninh", Kind.PERSON)
    assert passes.body_of(van).kind is Kind.VEHICLE
    assert passes.counts(fair).roles == {"press": 1, "vehicle": 1}


def test_a_fair_without_days_gives_no_passes(db, organiser):
    with pytest.raises(Invalid, match="phiên mở cửa"):
        passes.add_people(an_open_fair(site=False), Role.PRESS, Kind.PERSON, [Person("Lê C")], organiser)


# ---- a pass's life -----------------------------------------------------------------------------


@pytest.fixture
def badge(fair, organiser):
    [badge] = passes.add_people(fair, Role.PRESS, Kind.PERSON, [Person("Lê C", "Báo Quảng Ninh")], organiser)
    return badge


def code_of(badge):
    return passes.Signer().code(badge)


def standing(code):
    return passes.read_public(code, today())[0]


def test_a_code_is_signed_by_the_fairs_key_and_always_the_same(badge, db):
    token = read_code(code_of(badge))
    key = db.session.scalars(select(FairKey).where(FairKey.fair_id == badge.fair_id)).one()
    assert isinstance(token, Token)
    assert is_signed_by(token, key.public_key)
    assert token.body == passes.body_of(badge)
    assert code_of(badge) == code_of(badge)
    assert code_of(badge).startswith("HTTPS://FAIR.EXAMPLE/P/")


def test_anybody_reads_that_a_pass_holds(badge):
    assert passes.read_public(code_of(badge), today()) == (Standing.VALID, badge)
    assert standing(code_of(badge).lower()) == Standing.VALID


def test_a_revoked_pass_and_an_old_issue_are_told_apart(badge, organiser):
    old = code_of(badge)
    passes.reprint(badge, organiser)
    assert (standing(old), standing(code_of(badge))) == (Standing.SUPERSEDED, Standing.VALID)
    passes.revoke(badge, "Đánh mất", organiser)
    assert standing(code_of(badge)) == Standing.REVOKED


def test_a_pass_ends_with_its_last_day(badge):
    after = passes.body_of(badge).last_day + timedelta(days=1)
    assert passes.read_public(code_of(badge), after)[0] == Standing.EXPIRED


def test_a_changed_letter_or_another_fairs_key_is_a_forgery(fair, badge, db):
    code = code_of(badge)
    i = code.rindex("/") + 40
    changed = code[:i] + ("A" if code[i] != "A" else "B") + code[i + 1 :]
    assert passes.read_public(changed, today()) == (Standing.FORGED, None)
    other = db.session.scalar(select(Pass).where(Pass.fair_id != fair.id))
    badge.fair_id, kept = other.fair_id, badge.fair_id
    borrowed = code_of(badge)
    badge.fair_id = kept
    assert standing(borrowed) == Standing.FORGED


@pytest.mark.parametrize("text", ["", "xin chào", "A" * 132, printed_id(5)])
def test_what_is_no_token_is_not_found(fair, text):
    with pytest.raises(NotFound):
        passes.read_public(text, today())


def test_revoking_needs_a_reason_and_happens_once(badge, organiser):
    with pytest.raises(Invalid) as caught:
        passes.revoke(badge, "  ", organiser)
    assert caught.value.field == "reason"
    passes.revoke(badge, "Đánh mất", organiser)
    for again in (lambda: passes.revoke(badge, "nữa", organiser), lambda: passes.reprint(badge, organiser)):
        with pytest.raises(Conflict):
            again()


def test_a_rename_voids_what_was_printed_in_the_old_name(badge, organiser):
    passes.rename(badge, "Lê Văn Cường", organiser)
    assert badge.issue == 1  # nothing was on paper yet
    badge.printed_at = now()
    passes.rename(badge, "Trần Mai", organiser)
    assert (badge.issue, badge.printed_at, badge.holder_name) == (2, None, "Trần Mai")
    assert "tran mai" in badge.folded


def test_decisions_are_recorded(badge, organiser, db):
    passes.reprint(badge, organiser)
    passes.revoke(badge, "Đánh mất", organiser)
    actions = db.session.scalars(
        select(AuditEntry.action).where(AuditEntry.subject_kind == "pass").order_by(AuditEntry.id)
    )
    assert list(actions) == ["pass.reprint", "pass.revoke"]


def test_a_pass_can_be_issued_255_times_and_no_more(badge, organiser):
    badge.issue = 255
    with pytest.raises(Invalid):
        passes.reprint(badge, organiser)


# ---- finding -----------------------------------------------------------------------------------


def found(fair, **wanted):
    return [badge.holder_name for badge in passes.list_for_fair(fair, passes.Wanted(**wanted)).rows]


def test_search_ignores_diacritics_and_knows_printed_ids(fair, organiser):
    people = [Person("Đỗ Ngọc Ánh", "Báo Hạ Long"), Person("Lê C")]
    first, _ = passes.add_people(fair, Role.PRESS, Kind.PERSON, people, organiser)
    assert found(fair, q="do ngoc anh") == ["Đỗ Ngọc Ánh"]
    assert found(fair, q="HA LONG") == ["Đỗ Ngọc Ánh"]
    assert found(fair, q=printed_id(first.number)) == ["Đỗ Ngọc Ánh"]
    assert found(fair, q="100%") == []


def test_names_sort_by_given_name(fair, organiser):
    people = [Person(name) for name in ("Nguyễn Thị Ánh", "Lê Đức", "Trần An", "Vũ Dung")]
    passes.add_people(fair, Role.GUEST, Kind.PERSON, people, organiser)
    assert found(fair) == ["Trần An", "Nguyễn Thị Ánh", "Vũ Dung", "Lê Đức"]
    assert found(fair, sort="-name") == ["Lê Đức", "Vũ Dung", "Nguyễn Thị Ánh", "Trần An"]


def test_heaps_and_counts_agree(fair, organiser):
    application = an_exhibitor(fair, organiser, ["Một", "Hai"])
    first, second = passes.issue_for_allocation(fair, organiser).new
    passes.revoke(first, "Đánh mất", organiser)
    allocation.take_away(fair, organiser, application.id, seen=["A1"])
    other = a_ready_application(fair=fair, state=ApplicationState.ACCEPTED)
    assert other
    allocation.run(fair, organiser)
    application.state = ApplicationState.WITHDRAWN
    allocation.run(fair, organiser)
    allocation.publish(fair, organiser, why="rút đơn")
    counted = passes.counts(fair)
    assert (counted.valid, counted.revoked, counted.unprinted, counted.no_booth) == (1, 1, 1, 1)
    for heap, n in ((passes.Heap.REVOKED, 1), (passes.Heap.UNPRINTED, 1), (passes.Heap.NO_BOOTH, 1)):
        assert passes.list_for_fair(fair, passes.Wanted(heap=heap)).total == n
    assert second.holder_name in ("Một", "Hai")


def test_strangers_passes_are_not_found(fair, organiser, db):
    theirs = db.session.scalar(select(Pass).where(Pass.fair_id != fair.id))
    with pytest.raises(NotFound):
        passes.get_for_fair(theirs.id, fair)
    with pytest.raises(NotFound):
        passes.list_by_ids(fair, [theirs.id])
    application = an_exhibitor(fair, organiser)
    with pytest.raises(NotFound):
        passes.get_for_application(theirs.id, application)
    with pytest.raises(NotFound):
        passes.get_by_link("khong-co")


# ---- paper -------------------------------------------------------------------------------------


def test_a_printed_sheet_carries_the_codes_of_its_passes(fair, organiser):
    people = [Person("Lê C", "Báo Quảng Ninh"), Person("Đỗ Ngọc Ánh")]
    badges = passes.add_people(fair, Role.PRESS, Kind.PERSON, people, organiser)
    printed = passes.print_sheet(fair, badges, Paper.A4, {})
    assert sorted(codes_on(picture_of(printed))) == sorted(code_of(badge) for badge in badges)
    text = text_of(printed)
    for words in ("Lê C", "Đỗ Ngọc Ánh", "Báo Quảng Ninh", "Báo chí", printed_id(badges[0].number)):
        assert words in text
    assert all(badge.printed_at for badge in badges)


def test_a_sheet_of_none_of_too_many_or_of_revoked_is_refused(fair, badge, organiser):
    with pytest.raises(Invalid):
        passes.print_sheet(fair, [], Paper.A6, {})
    with pytest.raises(Invalid, match="nhiều nhất 400"):
        passes.print_sheet(fair, [badge] * 401, Paper.A6, {})
    passes.revoke(badge, "Đánh mất", organiser)
    with pytest.raises(Conflict):
        passes.print_sheet(fair, [badge], Paper.A6, {})
    assert badge.printed_at is None


def test_a_long_list_is_cut_into_parts(fair, organiser, monkeypatch):
    monkeypatch.setattr(printing, "MOST_AT_ONCE", 50)
    badges = passes.add_people(
        fair, Role.GUEST, Kind.PERSON, [Person(f"Khách {i}") for i in range(101)], organiser
    )
    listed = passes.list_to_print(fair, passes.Wanted(heap=passes.Heap.UNPRINTED))
    parts = passes.in_parts(listed)
    assert [len(part) for part in parts] == [50, 50, 1]
    assert {b.id for part in parts for b in part} == {b.id for b in badges}
    assert passes.in_parts([]) == []


# ---- visitors ----------------------------------------------------------------------------------


def register(fair, **facts):
    address = facts.pop("address", "10.0.0.1")
    given = {"name": "Đỗ Ngọc Ánh", "phone": "0912 345 678", "consent": True}
    return visitors.register(fair, VisitFacts(**(given | facts)), address)


def test_a_visitor_gets_a_pass_for_the_fair_days(fair, db):
    visitor = register(fair)
    badge = passes.issue_for_visitor(fair, visitor)
    assert passes.body_of(badge).role is Role.VISITOR
    assert (visitor.phone, visitor.consent_version) == ("+84912345678", CONSENT_VERSION)
    assert visitor.consent_at <= now()
    assert passes.counts(fair).valid == 0  # visitors are counted in a chapter of their own


def test_contact_is_optional_and_consent_is_not(fair):
    assert register(fair, phone="", email="").phone == ""
    with pytest.raises(Invalid) as caught:
        register(fair, consent=False)
    assert caught.value.field == "consent"


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"phone": "12"}, "phone"), ({"email": "khong-co-a-cong"}, "email"), ({"email": "a@b"}, "email")],
)
def test_a_wrong_contact_is_refused_at_its_field(fair, facts, field):
    with pytest.raises(Invalid) as caught:
        register(fair, **facts)
    assert caught.value.field == field


def test_one_address_cannot_fill_the_list(fair, monkeypatch):
    monkeypatch.setattr(registering, "MOST_FROM_ONE_ADDRESS", 2)
    for _ in range(2):
        register(fair)
    with pytest.raises(TooMany) as caught:
        register(fair)
    assert caught.value.status == 429
    assert register(fair, address="10.0.0.2")


def test_nobody_registers_for_a_fair_that_is_over(db):
    over = an_open_fair(first_day=today() - timedelta(days=9))
    with pytest.raises(Invalid, match="không còn nhận"):
        register(over)


def test_an_erased_visitor_leaves_no_trace_but_the_count(fair, db):
    badge = passes.issue_for_visitor(fair, register(fair))
    code = code_of(badge)
    passes.erase_visitor(badge)
    db.session.commit()
    db.session.expire_all()
    assert db.session.scalars(select(Visitor)).all() == []
    kept = db.session.get(Pass, badge.id)
    everything = " ".join(str(getattr(kept, column.key)) for column in Pass.__table__.columns)
    entries = " ".join(f"{e.sentence} {e.values}" for e in db.session.scalars(select(AuditEntry)))
    for trace in ("Ánh", "anh do", "912345678"):
        assert trace not in everything
        assert trace not in entries
    assert standing(code) == Standing.REVOKED
    passes.erase_visitor(kept)  # again changes nothing


def test_visitors_are_forgotten_a_month_after_the_fair(fair, db):
    badge = passes.issue_for_visitor(fair, register(fair))
    last_day = passes.body_of(badge).last_day
    at = datetime.combine(last_day + timedelta(days=30), time(12), LOCAL)
    assert passes.erase_old_visitors(at) == 0
    assert passes.erase_old_visitors(at + timedelta(days=1)) == 1
    assert badge.visitor_id is None
    assert passes.erase_old_visitors(at + timedelta(days=1)) == 0


def test_the_organiser_finds_visitors(fair):
    register(fair)
    register(fair, name="Lê Bình")
    page = visitors.list_for_fair(fair, visitors.Wanted(q="do ngoc"))
    assert ([v.name for v in page.rows], page.total) == (["Đỗ Ngọc Ánh"], 1)
    by_name = visitors.list_for_fair(fair, visitors.Wanted(sort="name"))
    assert [v.name for v in by_name.rows] == ["Đỗ Ngọc Ánh", "Lê Bình"]
    assert isinstance(page.rows[0].created_at.date(), date)


def test_after_a_change_of_the_secret_the_keys_are_sealed_anew(app, fair, db, monkeypatch):
    badge = passes.issue_for_visitor(fair, register(fair))
    code, config = code_of(badge), app.config["FAIRAPP"]
    db.session.commit()
    monkeypatch.setitem(
        app.config, "FAIRAPP", replace(config, secret_key="another secret, as long as the first")
    )
    with pytest.raises(ValueError, match="does not open"):
        code_of(badge)
    with pytest.raises(ValueError, match="does not open"):
        passes.reseal("not the old secret")
    db.session.rollback()
    assert passes.reseal(config.secret_key) == len(db.session.scalars(select(FairKey)).all())
    assert code_of(badge) == code
