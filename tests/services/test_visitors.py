"""Days that are full, forms that come twice, groups that change, and what is left of whom."""

from datetime import time, timedelta
from uuid import uuid4

import pytest

from fairapp.db import now
from fairapp.domain.calendar import at_local
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.visitor_groups import GroupKind
from fairapp.domain.visitors import MOST_LETTERS, Source
from fairapp.models import AuditEntry, Letter, Pass, Visitor, VisitorGroup
from fairapp.services import letters, passes, visitors
from fairapp.services.passes import visiting
from fairapp.services.visitors import GroupFacts, VisitFacts, groups
from tests import people
from tests.factories import an_open_fair


@pytest.fixture
def fair(db):
    return an_open_fair()


@pytest.fixture
def days(fair):
    return [room.day for room in visitors.list_rooms(fair)]


def limit(fair, *most):
    days = [room.day for room in visitors.list_rooms(fair)]
    actor = people.an_organiser(organisation=fair.owner)
    visitors.set_limits(fair, dict(zip(days, most, strict=False)), actor)


def come(fair, **facts):
    given = {"name": "Đỗ Ngọc Ánh", "consent": True} | facts
    return passes.welcome(fair, visitors.register(fair, VisitFacts(**given), "10.0.0.1"))


def a_group(fair, size=3, names=(), **facts):
    given = {
        "kind": GroupKind.SCHOOL,
        "name": "Lớp 5A",
        "contact": "Cô Hoa",
        "phone": "0912 345 678",
        "seats": [*names, *[""] * (size - len(names))],
        "consent": True,
    }
    group = visitors.register_group(fair, GroupFacts(**(given | facts)), "10.0.0.1")
    passes.welcome_group(group)
    return group


def again(group, size, names=(), **facts):
    given = {"kind": group.kind, "name": group.name, "contact": group.contact, "phone": group.phone}
    seats = [*names, *[""] * (size - len(names))]
    return passes.change_group(group, GroupFacts(**(given | {"seats": seats, "email": group.email} | facts)))


def taken(fair):
    return [room.taken for room in visitors.list_rooms(fair)]


# ---- a limit a day -----------------------------------------------------------------------------


def test_without_limits_a_pass_is_for_every_day(fair, days):
    badge = come(fair, day=days[0])
    assert passes.body_of(badge).days == days
    assert (badge.visitor.day, taken(fair), visitors.count_any_day(fair)) == (None, [0, 0, 0, 0], 1)


def test_with_a_limit_a_pass_is_for_its_day_only(fair, days):
    limit(fair, 5)
    assert passes.body_of(come(fair, day=days[0])).days == [days[0]]
    assert passes.body_of(come(fair, day=days[2])).days == [days[2]]  # a day without a limit of its own
    with pytest.raises(Invalid) as caught:
        come(fair)
    assert caught.value.field == "day"


def test_a_full_day_takes_nobody_and_a_cancelled_place_is_given_again(fair, days, db):
    limit(fair, 1, 1)
    badge = come(fair, day=days[0])
    with pytest.raises(Conflict, match="đã đủ khách"):
        come(fair, day=days[0])
    passes.erase_visitor(badge)
    assert taken(fair)[0] == 0
    revoked = come(fair, day=days[0])
    passes.revoke(revoked, "Mất thẻ", people.an_organiser(organisation=fair.owner))
    assert taken(fair)[0] == 0
    assert come(fair, day=days[0])


def test_a_group_needs_room_for_all_of_it(fair, days):
    limit(fair, 5)
    come(fair, day=days[0])
    with pytest.raises(Conflict, match="chỉ còn 4 chỗ"):
        a_group(fair, 5, day=days[0])
    a_group(fair, 4, day=days[0])
    assert taken(fair)[0] == 5


def test_a_lower_limit_takes_nobodys_pass(fair, days):
    limit(fair, 3)
    badges = [come(fair, day=days[0]) for _ in range(3)]
    limit(fair, 1)
    [room, *_] = visitors.list_rooms(fair)
    assert (room.most, room.taken, room.left, room.is_full) == (1, 3, 0, True)
    assert all(badge.revoked_at is None for badge in badges)


def test_limits_are_recorded_once_and_can_be_taken_away(fair, days, db):
    limit(fair, 3)
    limit(fair, 3)
    limit(fair)
    said = [e.sentence % e.values for e in db.session.scalars(db.select(AuditEntry).order_by(AuditEntry.id))]
    assert said == [
        f"Đặt giới hạn khách đăng ký theo ngày: {days[0]:%d/%m/%Y}: 3.",
        "Bỏ giới hạn khách đăng ký theo ngày.",
    ]
    assert come(fair).visitor.day is None


@pytest.mark.parametrize("most", [-1, 1_000_001])
def test_a_limit_has_bounds(fair, most):
    with pytest.raises(Invalid):
        limit(fair, most)


def test_another_day_gives_the_place_back_and_voids_what_was_printed(fair, days):
    limit(fair, 1, 1)
    badge = come(fair, day=days[0])
    passes.move_visitor(badge, days[1])
    assert (taken(fair)[:2], passes.body_of(badge).days, badge.issue) == ([0, 1], [days[1]], 2)
    other = come(fair, day=days[0])
    with pytest.raises(Conflict):
        passes.move_visitor(other, days[1])
    passes.move_visitor(badge, days[1])  # the same day again
    assert badge.issue == 2


def test_a_pass_for_every_day_is_not_moved(fair, days):
    badge = come(fair)
    limit(fair, 1)
    with pytest.raises(Conflict, match="không đổi ngày"):
        passes.move_visitor(badge, days[0])


# ---- once --------------------------------------------------------------------------------------


def test_a_form_that_comes_twice_makes_one_visitor_one_pass_and_one_letter(fair, db):
    once = uuid4()
    first = come(fair, once=once, email="anh@example.vn")
    assert come(fair, once=once, email="anh@example.vn").id == first.id
    assert db.session.scalar(db.select(db.func.count(Visitor.id))) == 1
    assert db.session.scalar(db.select(db.func.count(Letter.id))) == 1


def test_a_group_that_comes_twice_is_one(fair, db):
    once = uuid4()
    first = a_group(fair, once=once, email="hoa@example.vn")
    assert a_group(fair, once=once, email="hoa@example.vn").id == first.id
    assert len(passes.list_for_group(first)) == 3
    assert db.session.scalar(db.select(db.func.count(Letter.id))) == 1


def test_a_form_of_another_fair_finds_nothing_here(fair):
    once = uuid4()
    come(fair, once=once)
    with pytest.raises(NotFound):
        come(an_open_fair(), once=once)


# ---- groups ------------------------------------------------------------------------------------


def test_each_of_a_group_has_a_pass_of_their_own(fair):
    badges = passes.list_for_group(a_group(fair, 3, ["Bùi An"]))
    assert [badge.holder_name for badge in badges] == ["Bùi An", "Khách 2", "Khách 3"]
    assert {badge.holder_line for badge in badges} == {"Lớp 5A"}
    assert len({badge.number for badge in badges}) == 3
    assert {badge.visitor.source for badge in badges} == {Source.GROUP}


def test_a_group_needs_a_way_to_reach_its_contact(fair):
    with pytest.raises(Invalid) as caught:
        a_group(fair, phone="")
    assert caught.value.field == "phone"


def test_who_stays_keeps_the_pass_who_is_gone_is_forgotten_who_is_new_gets_one(fair, db):
    group = a_group(fair, 3, ["Bùi An", "Lê Bình"])
    before = {badge.holder_name: badge for badge in passes.list_for_group(group)}
    again(group, 3, ["Bùi An", "Vũ Chi", "Hà Dũng"])
    after = {badge.holder_name: badge for badge in passes.list_for_group(group)}
    assert set(after) == {"Bùi An", "Vũ Chi", "Hà Dũng"}
    assert after["Bùi An"].id == before["Bùi An"].id
    assert after["Vũ Chi"].id == before["Khách 3"].id  # a nameless pass got a name
    gone = db.session.get(Pass, before["Lê Bình"].id)
    assert gone.revoked_at is not None
    assert "Bình" not in gone.holder_name + gone.folded
    assert gone.holder_line == ""


def test_a_group_on_another_day_needs_room_and_prints_anew(fair, days):
    limit(fair, 3, 2, 3)
    group = a_group(fair, 3, day=days[0])
    with pytest.raises(Conflict):
        again(group, 3, day=days[1])
    again(group, 3, day=days[2])
    assert taken(fair)[:3] == [0, 0, 3]
    assert {badge.issue for badge in passes.list_for_group(group)} == {2}
    assert {tuple(passes.body_of(b).days) for b in passes.list_for_group(group)} == {(days[2],)}


def test_a_group_that_grows_takes_only_what_it_adds(fair, days):
    limit(fair, 4)
    group = a_group(fair, 3, day=days[0])
    again(group, 4, day=days[0])
    with pytest.raises(Conflict):
        again(group, 5, day=days[0])
    again(group, 2, day=days[0])
    assert taken(fair)[0] == 2


def test_a_group_from_before_the_limits_chooses_a_day_to_grow(fair, days):
    group = a_group(fair, 2)
    limit(fair, 10)
    again(group, 2, name="Lớp 5B")  # the name may change as it is
    assert {badge.holder_line for badge in passes.list_for_group(group)} == {"Lớp 5B"}
    with pytest.raises(Invalid) as caught:
        again(group, 3)
    assert caught.value.field == "day"
    again(group, 3, day=days[0])
    assert taken(fair)[0] == 3


def test_a_cancelled_group_leaves_no_trace_but_its_number(fair, db):
    limit(fair, 5)
    day = visitors.list_rooms(fair)[0].day
    group = a_group(fair, 3, ["Bùi An"], day=day, email="hoa@example.vn")
    ids = [badge.id for badge in passes.list_for_group(group)]
    assert passes.cancel_group(group) == 3
    db.session.expire_all()
    for table in (Visitor, VisitorGroup, Letter):
        assert db.session.scalars(db.select(table)).all() == []
    left = [db.session.get(Pass, id) for id in ids]
    text = " ".join(str(getattr(b, c.key)) for b in left for c in Pass.__table__.columns)
    assert all(b.revoked_at for b in left)
    for trace in ("Bùi An", "bui an", "Lớp 5A", "Hoa"):
        assert trace not in text
    assert taken(fair)[0] == 0


def test_groups_are_forgotten_with_everybody_a_month_after_the_fair(fair, db):

    group = a_group(fair, 2, email="hoa@example.vn")
    come(fair, email="anh@example.vn")
    last = visitors.list_rooms(fair)[-1].day
    assert passes.erase_old_visitors(at_local(last + timedelta(days=30), time(3))) == 0
    assert passes.erase_old_visitors(at_local(last + timedelta(days=31), time(3))) == 3
    db.session.commit()
    for table in (Visitor, VisitorGroup, Letter):
        assert db.session.scalars(db.select(table)).all() == []
    with pytest.raises(NotFound):
        groups.get_by_link(group.link)


# ---- letters -----------------------------------------------------------------------------------


def test_a_letter_speaks_the_visitors_language_and_carries_the_code(fair, db):
    badge = come(fair, email="anh@example.vn", language="en")
    [letter] = db.session.scalars(db.select(Letter))
    assert letter.to == "anh@example.vn"
    assert f"/pass/{badge.link}" in letter.body
    assert letter.attachment.startswith(b"\x89PNG")
    assert letter.subject.startswith("Visitor pass")


def test_a_letter_that_left_keeps_neither_pass_nor_name(fair, db):
    come(fair, email="anh@example.vn")
    letter = letters.claim(now())
    letters.mark_sent(letter.id, now())
    assert (letter.body, letter.attachment) == ("", None)


def test_a_refused_letter_can_still_be_sent(fair, db):
    come(fair, email="anh@example.vn")
    letter = letters.claim(now())
    letters.mark_refused(letter.id, "550", now(), for_good=True)
    assert "/pass/" in letter.body


def test_nobodys_letters_go_with_somebody_elses(fair, db):
    badges = [come(fair, email=f"anh{i}@example.vn") for i in range(12)]
    passes.erase_visitor(badges[0])
    assert db.session.scalar(db.select(db.func.count(Letter.id))) == 11


def test_a_pass_is_sent_again_a_few_times(fair):
    actor = people.an_organiser(organisation=fair.owner)
    visitor = come(fair, email="anh@example.vn").visitor
    for _ in range(MOST_LETTERS - 1):
        passes.resend(visitor, actor)
    with pytest.raises(Conflict, match="nhiều lần"):
        passes.resend(visitor, actor)
    with pytest.raises(Conflict, match="không để lại e-mail"):
        passes.resend(come(fair).visitor, actor)


def test_a_revoked_pass_is_not_sent(fair):
    actor = people.an_organiser(organisation=fair.owner)
    visitor = come(fair, email="anh@example.vn").visitor
    passes.revoke_visitor(visitor, "Đăng ký hộ người khác", actor)
    with pytest.raises(Conflict, match="đã bị thu hồi"):
        visiting.resend(visitor, actor)
    assert visitor.ended_at is not None
