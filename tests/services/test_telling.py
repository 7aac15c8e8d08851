"""Letters that follow from what others do: to whom, in which language, and never twice."""

import pytest

from fairapp.db import now
from fairapp.domain.applications import ApplicationState, Decision
from fairapp.domain.errors import Conflict
from fairapp.domain.phones import display
from fairapp.domain.sales import Answer
from fairapp.models import Assignment, Letter
from fairapp.services import allocation, letters, producers, sales
from fairapp.services.allocation import Change
from fairapp.services.allocation.telling import tell_booths
from fairapp.services.applications import announcing, endorsement, review
from fairapp.services.letters import Draft
from fairapp.services.producers import Profile
from tests import people
from tests.factories import (
    a_booth,
    a_delegation,
    a_producer,
    a_ready_application,
    a_user,
    an_open_fair,
)
from tests.running_fair import a_published_plan, a_running_fair, an_exhibitor


@pytest.fixture
def fair(db):
    return an_open_fair(hotline="+84203123456")


@pytest.fixture
def organiser(fair):
    return people.an_organiser(organisation=fair.owner)


@pytest.fixture
def lead(fair):
    lead = people.a_lead()
    a_delegation(fair=fair, lead_id=lead.id)
    return lead


def an_applicant(**facts):
    return a_producer(user=a_user(**facts), email="")


def by_phone(number):
    return an_applicant(email=None, phone=number)


def tray(db):
    return db.session.scalars(db.select(Letter).order_by(Letter.id)).all()


def announce(fair, organiser):
    return announcing.announce(fair, organiser, announcing.preview(fair).mark)


def decided(fair, decision, **facts):
    return a_ready_application(fair=fair, decision=decision, **facts)


def test_each_applicant_with_an_address_gets_one_letter_with_its_verdict(fair, organiser, db):
    accepted = decided(fair, Decision.ACCEPT, producer=an_applicant(email="nhan@example.vn"), booth_count=2)
    decided(fair, Decision.WAITLIST, producer=an_applicant(email="cho@example.vn"))
    reason = "Chứng nhận hết hạn"
    refused = an_applicant(email="tu-choi@example.vn")
    decided(fair, Decision.REFUSE, producer=refused, decision_reason=reason)
    decided(fair, Decision.ACCEPT, producer=by_phone("+84912000001"))
    a_ready_application(fair=an_open_fair(), decision=Decision.ACCEPT)
    announce(fair, organiser)
    found = {letter.to: letter for letter in tray(db)}
    assert set(found) == {"nhan@example.vn", "cho@example.vn", "tu-choi@example.vn"}
    assert "đã nhận quý đơn vị tham gia với 2 gian hàng" in found["nhan@example.vn"].body
    assert f"https://fair.example/producer/applications/{accepted.id}\n" in found["nhan@example.vn"].body
    assert "danh sách chờ, số 1" in found["cho@example.vn"].body
    assert f"Lý do: {reason}" in found["tu-choi@example.vn"].body
    assert display(fair.hotline) in found["tu-choi@example.vn"].body
    assert {letter.fair_id for letter in found.values()} == {fair.id}


def test_a_reason_kept_private_is_not_written_to_who_was_accepted(fair, organiser, db):
    producer = an_applicant(email="nhan@example.vn")
    decided(fair, Decision.ACCEPT, producer=producer, decision_reason="ưu tiên vì quen")
    announce(fair, organiser)
    [letter] = tray(db)
    assert "quen" not in letter.body


def test_a_letter_speaks_the_applicants_language(fair, organiser, db):
    decided(fair, Decision.ACCEPT, producer=an_applicant(email="en@example.vn", language="en"))
    decided(fair, Decision.ACCEPT, producer=an_applicant(email="vi@example.vn"))
    announce(fair, organiser)
    found = {letter.to: letter for letter in tray(db)}
    assert "Kính gửi" in found["vi@example.vn"].body
    assert "Kính gửi" not in found["en@example.vn"].body
    assert "Dear" in found["en@example.vn"].body


def test_without_an_account_the_profiles_address_is_used_and_no_link_is_given(fair, organiser, db):
    decided(fair, Decision.ACCEPT, producer=a_producer(user=None, email="lien-he@example.vn"))
    announce(fair, organiser)
    [letter] = tray(db)
    assert letter.to == "lien-he@example.vn"
    assert "https://" not in letter.body
    assert "chưa có tài khoản" in letter.body


def test_announcing_again_writes_only_to_whom_it_tells_something_new(fair, organiser, db):
    first = decided(fair, Decision.WAITLIST, producer=an_applicant(email="cho@example.vn"))
    announce(fair, organiser)
    with pytest.raises(Conflict):
        announce(fair, organiser)
    review.decide(first, organiser, Decision.ACCEPT, "", first.version)
    announce(fair, organiser)
    assert [letter.subject.partition(" – ")[0] for letter in tray(db)] == [
        "Đơn ở danh sách chờ",
        "Đơn được nhận",
    ]


def test_the_preview_tells_how_many_letters_and_whom_to_call(fair, organiser):
    decided(fair, Decision.ACCEPT, producer=an_applicant(email="nhan@example.vn"))
    caller = a_producer(user=None, name="HTX Gọi Điện", phone="+84912000009", email="")
    decided(fair, Decision.ACCEPT, producer=caller)
    a_ready_application(fair=fair)
    assert announcing.told_last(fair) is None
    seen = announcing.preview(fair).reach
    assert (seen.letters, [(c.name, c.phone) for c in seen.to_call]) == (
        1,
        [("HTX Gọi Điện", "+84912000009")],
    )
    announce(fair, organiser)
    assert announcing.told_last(fair) == seen
    assert announcing.preview(fair).reach.letters == 0


def test_a_question_goes_out_at_once_and_the_next_one_too(fair, organiser, db):
    application = a_ready_application(fair=fair, producer=an_applicant(email="hoi@example.vn"))
    review.ask(application, organiser, "Gửi ảnh nhãn <b>?", application.version)
    [letter] = tray(db)
    assert "Gửi ảnh nhãn <b>?" in letter.body
    assert fair.owner.name in letter.body
    application.state = ApplicationState.SUBMITTED
    db.session.flush()
    review.ask(application, organiser, "Và giấy kiểm nghiệm?", application.version)
    assert len(tray(db)) == 2


def test_a_lead_returning_an_application_is_told_by_letter(fair, lead, db):
    application = a_ready_application(fair=fair, producer=an_applicant(email="hoi@example.vn"))
    endorsement.send_back(application, lead, "Thiếu ảnh", application.version)
    [letter] = tray(db)
    assert "Đầu mối đoàn tỉnh hỏi:" in letter.body
    assert "Thiếu ảnh" in letter.body


def test_what_a_lead_enters_and_sends_for_a_producer_is_told_to_it(fair, lead, db):
    profile = Profile("household", "Hộ Bà Năm", "quang-ninh", email="banam@example.vn")
    producer = producers.enter(lead, profile, {"quang-ninh"})
    application = a_ready_application(fair=fair, producer=producer)
    endorsement.endorse_own(application, lead)
    first, second = tray(db)
    assert "vừa nhập hồ sơ" in first.body
    assert "vừa gửi đơn dự" in second.body
    assert f"Đầu mối đoàn tỉnh {lead.name}" in second.body


def test_a_days_sales_entered_for_somebody_is_told_once(db):
    fair = a_running_fair()
    application = an_exhibitor(fair=fair, user=a_user(email="ban@example.vn"))
    organiser = people.an_organiser(organisation=fair.owner)
    day = fair.sites[0].sessions[0].day
    for total in (1_000_000, 2_000_000):
        sales.record(organiser, application, day, Answer(total=total), now())
    [letter] = tray(db)
    assert "vừa ghi sổ bán hàng" in letter.body
    sales.record(application.producer.user, application, day, Answer(total=1), now())
    assert len(tray(db)) == 1


def test_a_published_booth_is_told_with_its_reason_and_a_changed_one_again(fair, organiser, db):
    for i in range(3):
        a_booth(site=fair.sites[0], number=f"A{i + 1}", position=i, x_cm=300 * i, y_cm=0)
    facts = {"state": ApplicationState.ACCEPTED}
    stays = a_ready_application(fair=fair, producer=an_applicant(email="yen@example.vn"), **facts)
    moves = a_ready_application(fair=fair, producer=an_applicant(email="doi@example.vn"), **facts)
    allocation.run(fair, organiser)
    allocation.publish(fair, organiser)
    first = {letter.to: letter.body for letter in tray(db)}
    assert f"/producer/applications/{stays.id}/booth" in first["yen@example.vn"]
    assert "Vì sao: Xếp theo" in first["doi@example.vn"]
    [there] = db.session.scalars(db.select(Assignment).filter_by(application_id=moves.id))
    allocation.take_away(fair, organiser, moves.id, [there.booth.number])
    allocation.publish(fair, organiser, "Rút gian")
    assert [letter.to for letter in tray(db)][2:] == ["doi@example.vn"]
    assert "không còn gian" in tray(db)[-1].body


def test_of_two_letters_with_one_key_the_first_stands(db):
    draft = Draft(key="a", to="a@example.vn", subject="Một", body="…")
    letters.write_all([draft])
    letters.write_all([draft, Draft(key="b", to="b@example.vn", subject="Hai", body="…")])
    letters.write_all([])
    assert [(letter.key, letter.subject) for letter in tray(db)] == [("a", "Một"), ("b", "Hai")]


def test_five_hundred_letters_take_as_few_statements_as_one(fair, organiser, db, count_statements):
    def an_announcement(many):
        for i in range(many):
            decided(fair, Decision.ACCEPT, producer=an_applicant(email=f"so{many}-{i}@example.vn"))
        db.session.commit()
        db.session.expire_all()
        mark = announcing.preview(fair).mark
        return count_statements(lambda: announcing.announce(fair, organiser, mark))

    few, many = an_announcement(2), an_announcement(500)
    assert db.session.scalar(db.select(db.func.count()).select_from(Letter)) == 502
    assert many <= few + 5


def test_publishing_to_five_hundred_takes_no_statement_a_letter(fair, organiser, db, count_statements):
    applications = [a_ready_application(fair=fair, producer=an_applicant()) for _ in range(500)]
    changed = [Change(application, [], ["A1"]) for application in applications]
    plan = a_published_plan(fair)
    assert count_statements(lambda: tell_booths(plan, changed)) <= 4
    assert len(tray(db)) == 500
