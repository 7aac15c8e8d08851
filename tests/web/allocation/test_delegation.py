"""The second level: a lead places its own members in the booths that are kept for the delegation."""

import re

import pytest

from fairapp.documents.allocation_words import reason_words
from fairapp.domain.allocation import How, PlanState
from fairapp.domain.applications import ApplicationState
from fairapp.domain.booths import BoothKind
from fairapp.domain.fairs import FairState
from fairapp.models import AuditEntry
from fairapp.services import allocation
from fairapp.services.applications import pavilions
from tests import people
from tests.factories import (
    a_booth,
    a_certified_product,
    a_delegation,
    a_producer,
    a_ready_application,
    an_open_fair,
)

ACCEPTED = ApplicationState.ACCEPTED
OWN, OTHERS = ("A1", "A2", "A3"), ("A4", "A5")


@pytest.fixture
def fair(db):
    """A row of five booths: three are kept for the delegation, one is another's, one is nobody's."""
    fair = an_open_fair()
    for i, number in enumerate((*OWN, *OTHERS)):
        a_booth(site=fair.sites[0], number=number, position=i, x_cm=300 * i, y_cm=0)
    return fair


@pytest.fixture
def lead(db):
    return people.a_lead()


@pytest.fixture
def delegation(fair, lead):
    found = a_delegation(fair=fair, lead=lead, quota=3)
    pavilions.set_booths(found, lead, OWN)
    other = a_delegation(fair=fair, unit_id="lang-son", lead=people.a_lead(), quota=3)
    pavilions.set_booths(other, lead, OTHERS[:1])
    return found


@pytest.fixture
def room(sign_in, lead, delegation):
    """The lead's browser, at the delegation's booths."""
    client = sign_in(lead)

    class Room:
        address = f"/delegation/fairs/{delegation.id}/booths"

        def get(self):
            return client.get(self.address)

        def post(self, path, **form):
            return client.post(self.address + path, data=form)

    return Room()


def a_member(fair, name="HTX Ba Chẽ", unit_id="quang-ninh", **facts):
    producer = a_producer(name=name, unit_id=unit_id)
    product = a_certified_product(producer=producer)
    return a_ready_application(fair=fair, producer=producer, products=[product], state=ACCEPTED, **facts)


def booth_id(fair, number):
    return next(b.id for b in allocation.open_desk(fair).booths.values() if b.number == number)


def places(fair, plan=None):
    desk = allocation.open_desk(fair, plan)
    return {desk.applications[a].producer.name: desk.numbers(a) for a in desk.booths_of}


def test_a_delegation_without_booths_of_its_own_is_told_who_places_it(sign_in, fair):
    lead = people.a_lead()
    delegation = a_delegation(fair=fair, unit_id="cao-bang", lead=lead)
    page = sign_in(lead).get(f"/delegation/fairs/{delegation.id}/booths")
    assert "Đoàn chưa có khu riêng" in page.text


def test_a_lead_without_booths_of_its_own_reads_why_a_member_has_none(sign_in, fair):
    lead = people.a_lead()
    delegation = a_delegation(fair=fair, lead=lead)
    a_member(fair)
    a_member(fair, "HTX Bè Nổi", booth_kind=BoothKind.RAW)
    allocation.run(fair, None)
    [row] = allocation.publish(fair, None).unplaced
    page = sign_in(lead).get(f"/delegation/fairs/{delegation.id}/booths").text
    assert "1 thành viên chưa có gian trong bản đã công bố" in page
    assert reason_words(row.reason, row.reason_values) in page


def test_a_lead_is_offered_only_what_fits_the_member(room, fair):
    wide, raw = a_member(fair, booth_count=2), a_member(fair, "HTX Bè Nổi", booth_kind=BoothKind.RAW)
    room.post("/give", application=a_member(fair, "HTX Tiên Yên").id, booth=booth_id(fair, "A1"))

    def offered(member):
        panel = room.get().text.partition(f'id="member-{member.id}"')[2].partition("</li>")[0]
        return re.findall(r"<option[^>]*>(A\d)", panel), "đủ điều kiện cho đơn này" in panel

    assert offered(wide) == (["A2", "A3"], False)
    assert offered(raw) == ([], True)
    room.post("/give", application=wide.id, booth=booth_id(fair, "A2"))
    assert offered(wide) == ([], False)  # it has booths, and nothing else is free


def test_booths_without_members_say_that_nobody_is_accepted_yet(room):
    page = room.get().text
    assert "3 gian trống" in page
    assert "Chưa có thành viên nào được nhận" in page


def test_a_member_is_placed_moved_swapped_and_taken_away(room, fair):
    first, second = a_member(fair), a_member(fair, "HTX Tiên Yên")
    given = room.post("/give", application=first.id, booth=booth_id(fair, "A1"), seen="")
    assert given.status_code == 303
    assert given.location.endswith(room.address)
    assert room.post("/give", application=second.id, booth=booth_id(fair, "A2"), seen="").status_code == 303
    moved = room.post("/give", application=first.id, booth=booth_id(fair, "A3"), seen="A1")
    assert moved.status_code == 303
    assert places(fair) == {"HTX Ba Chẽ": ["A3"], "HTX Tiên Yên": ["A2"]}
    swapped = room.post("/swap", application=first.id, seen="A3", other=second.id, other_seen="A2")
    assert swapped.status_code == 303
    assert places(fair) == {"HTX Ba Chẽ": ["A2"], "HTX Tiên Yên": ["A3"]}
    assert room.post("/take-away", application=first.id, seen="A2").status_code == 303
    assert places(fair) == {"HTX Tiên Yên": ["A3"]}


def test_what_a_lead_chose_is_locked_signed_and_kept_from_the_public(room, fair, lead, db):
    member = a_member(fair)
    room.post("/give", application=member.id, booth=booth_id(fair, "A1"), seen="")
    [row] = allocation.current(fair).assignments
    assert (row.how, row.locked) == (How.LEAD, True)
    entry = db.session.scalar(db.select(AuditEntry).where(AuditEntry.action == "allocation.give"))
    assert (entry.actor_id, entry.private, entry.subject_id) == (lead.id, True, str(member.id))
    assert allocation.booths_of(member) == []


@pytest.mark.parametrize("number", OTHERS)
def test_a_booth_outside_the_delegations_own_is_refused(room, fair, number):
    member = a_member(fair)
    answer = room.post("/give", application=member.id, booth=booth_id(fair, number), seen="")
    assert answer.status_code == 422
    assert "không thuộc khu dành cho đoàn" in answer.text
    assert allocation.current(fair) is None


def test_a_place_that_would_reach_over_the_edge_of_the_block_is_refused(room, fair):
    for name in ("HTX Một", "HTX Hai"):
        free = booth_id(fair, "A1" if name == "HTX Một" else "A2")
        room.post("/give", application=a_member(fair, name).id, booth=free, seen="")
    wide = a_member(fair, "HTX Ba Chẽ", booth_count=2)
    answer = room.post("/give", application=wide.id, booth=booth_id(fair, "A3"), seen="")
    assert answer.status_code == 422
    assert places(fair) == {"HTX Một": ["A1"], "HTX Hai": ["A2"]}


@pytest.mark.parametrize("path", ["/give", "/swap", "/take-away"])
def test_another_delegations_member_is_not_found(room, fair, path):
    own = a_member(fair)
    room.post("/give", application=own.id, booth=booth_id(fair, "A1"), seen="")
    stranger = a_member(fair, "HTX Bắc Sơn", unit_id="lang-son")
    form = {"booth": booth_id(fair, "A2"), "other": own.id, "other_seen": "A1", "seen": ""}
    answer = room.post(path, application=stranger.id, **form)
    assert answer.status_code == 404
    assert "HTX Bắc Sơn" not in answer.text
    assert places(fair) == {"HTX Ba Chẽ": ["A1"]}


def test_whom_the_organiser_placed_elsewhere_the_lead_does_not_move(room, fair):
    member = a_member(fair)
    organiser = people.an_organiser(organisation=fair.owner)
    allocation.give(fair, organiser, member.id, booth_id(fair, "A5"))
    shown = room.get().text
    assert "do ban tổ chức xếp" in shown
    assert "hãy đề nghị ban tổ chức thu hồi gian cũ trước" in shown
    answers = [
        room.post("/give", application=member.id, booth=booth_id(fair, "A1"), seen="A5"),
        room.post("/take-away", application=member.id, seen="A5"),
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert all("Ban tổ chức đã xếp gian A5" in answer.text for answer in answers)
    assert places(fair) == {"HTX Ba Chẽ": ["A5"]}


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/give", {}),
        ("/give", {"application": "x", "booth": "y"}),
        ("/give", {"application": "1"}),
        ("/give", {"application": "9" * 30, "booth": "1"}),
        ("/swap", {"application": "1"}),
        ("/swap", {"application": "1", "other": "x"}),
        ("/take-away", {}),
        ("/take-away", {"application": "-"}),
    ],
)
def test_a_step_that_cannot_be_read_is_told_so(room, fair, path, form):
    a_member(fair)
    answer = room.post(path, **form)
    assert answer.status_code in (404, 422)
    assert allocation.current(fair) is None


def test_a_blocked_booth_and_one_that_is_gone_are_refused(room, fair):
    member = a_member(fair)
    allocation.open_desk(fair).booths[booth_id(fair, "A2")].blocked = "Cột điện"
    assert room.post("/give", application=member.id, booth=booth_id(fair, "A2"), seen="").status_code == 404
    assert room.post("/give", application=member.id, booth=999_999, seen="").status_code == 422
    assert re.findall(r"<option[^>]*>(A\d)<", room.get().text) == ["A1", "A3"]
    assert allocation.current(fair) is None


def test_another_lead_and_other_roles_find_nothing(sign_in, fair, delegation):
    address = f"/delegation/fairs/{delegation.id}/booths"
    member = a_member(fair)
    form = {"application": member.id, "booth": booth_id(fair, "A1"), "seen": ""}
    client = sign_in(people.a_lead(name="Lý Thị Mai"))
    assert client.get(address).status_code == 404
    assert [client.post(address + p, data=form).status_code for p in ("/give", "/swap", "/take-away")] == [
        404
    ] * 3
    for stranger in (people.an_organiser(organisation=fair.owner), people.a_producer_account()):
        assert sign_in(stranger).post(address + "/give", data=form).status_code in (403, 404)
    assert allocation.current(fair) is None


def test_after_publication_a_leads_step_waits_in_a_new_draft(room, fair):
    first, second = a_member(fair), a_member(fair, "HTX Tiên Yên")
    room.post("/give", application=first.id, booth=booth_id(fair, "A1"), seen="")
    allocation.publish(fair, people.an_organiser(organisation=fair.owner))
    assert room.post("/give", application=first.id, booth=booth_id(fair, "A2"), seen="A1").status_code == 303
    assert room.post("/give", application=second.id, booth=booth_id(fair, "A1"), seen="").status_code == 303
    assert allocation.find_draft(fair).state == PlanState.DRAFT
    assert [b.number for b in allocation.booths_of(first)] == ["A1"]
    assert allocation.booths_of(second) == []
    assert places(fair) == {"HTX Ba Chẽ": ["A2"], "HTX Tiên Yên": ["A1"]}


def test_after_the_fair_is_closed_a_lead_changes_nothing(room, fair):
    member = a_member(fair)
    fair.state = FairState.CLOSED
    answer = room.post("/give", application=member.id, booth=booth_id(fair, "A1"), seen="")
    assert answer.status_code == 409
    assert allocation.current(fair) is None


def test_a_page_that_is_out_of_date_undoes_nothing(room, fair):
    first, second = a_member(fair), a_member(fair, "HTX Tiên Yên")
    room.post("/give", application=first.id, booth=booth_id(fair, "A1"), seen="")
    room.post("/give", application=second.id, booth=booth_id(fair, "A2"), seen="")
    late = [
        room.post("/give", application=first.id, booth=booth_id(fair, "A3"), seen=""),
        room.post("/take-away", application=first.id, seen="A3"),
        room.post("/swap", application=first.id, seen="A1", other=second.id, other_seen="A3"),
    ]
    assert [answer.status_code for answer in late] == [409, 409, 409]
    assert "Có người vừa xếp đơn này vào gian A1" in late[0].text
    assert places(fair) == {"HTX Ba Chẽ": ["A1"], "HTX Tiên Yên": ["A2"]}


def test_a_refused_first_step_leaves_no_draft_behind(room, fair):
    member = a_member(fair, water=True)
    answer = room.post("/give", application=member.id, booth=booth_id(fair, "A1"), seen="")
    assert answer.status_code == 422
    assert "không có nước" in answer.text
    assert f'id="member-{member.id}"' in answer.text
    assert allocation.current(fair) is None
