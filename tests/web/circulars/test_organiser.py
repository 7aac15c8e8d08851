"""Writing to many, page by page: the organiser's desk and the lead's."""

import pytest

from fairapp.models import Circular, Notice
from fairapp.services import notices
from tests import people
from tests.factories import a_delegation, a_producer, a_ready_application, a_user, an_open_fair

TEXT = {"subject_vi": "Nhắc {producer}", "body_vi": "Kính gửi {producer}, <b>xem</b> {link}"}


@pytest.fixture
def fair(db):
    fair = an_open_fair()
    a_ready_application(fair=fair, producer=a_producer(name="HTX Chè", user=a_user()))
    no_mail = a_user(email=None, phone="+84912000001")
    a_ready_application(fair=fair, producer=a_producer(name="HTX Miến", user=no_mail))
    a_ready_application(fair=fair, producer=a_producer(name="Hộ Năm", user=None))
    return fair


@pytest.fixture
def organiser(fair):
    return people.an_organiser(organisation=fair.owner)


def the_circular(db):
    return db.session.scalar(db.select(Circular))


def count(db):
    return db.session.scalar(db.select(db.func.count()).select_from(Notice))


def test_from_the_first_word_to_the_last_recipient(client, sign_in, fair, organiser, db):
    sign_in(organiser)
    base = f"/organiser/fairs/{fair.id}/notices"
    assert "Chưa viết thông báo nào" in client.get(base).text
    assert client.get(f"{base}/new").status_code == 200
    made = client.post(base, data=TEXT)
    page = client.get(made.location).text
    assert "Hộ Năm" in page
    assert "Gửi tới 3 đơn vị" in page
    assert "&lt;b&gt;" in page
    assert "1 trên 3" in page
    assert 'rel="prev"' in client.get(f"{made.location}?n=3").text
    circular = the_circular(db)
    once = client.post(f"{base}/{circular.id}/send", data={"version": circular.version})
    assert once.status_code == 302
    assert client.post(f"{base}/{circular.id}/send", data={"version": 1}).status_code == 302
    assert count(db) == 3
    shown = client.get(f"{base}/{circular.id}").text
    assert "không có tài khoản" in shown
    assert "Tin để dán vào nhóm Zalo" in shown
    assert "Nhắc {producer}" in client.get(base).text


def test_who_was_called_is_noted_by_name(client, sign_in, fair, organiser, db):
    sign_in(organiser)
    base = f"/organiser/fairs/{fair.id}/notices"
    client.post(base, data=TEXT)
    circular = the_circular(db)
    client.post(f"{base}/{circular.id}/send", data={"version": circular.version})
    called = db.session.scalar(db.select(Notice).where(Notice.name == "Hộ Năm"))
    assert "Hộ Năm" in client.get(f"{base}/{circular.id}?tray=call").text
    answer = client.post(f"{base}/told/{called.id}", data={"circular": circular.id, "tray": "call"})
    assert f"/{circular.id}?tray=call" in answer.location
    assert "Hộ Năm" not in client.get(f"{base}/{circular.id}?tray=call").text.split('id="list"')[1]
    assert organiser.name in client.get(f"{base}/ledger").text


def test_a_wrong_place_is_said_at_its_field_and_the_text_stays(client, sign_in, fair, organiser, db):
    sign_in(organiser)
    answer = client.post(
        f"/organiser/fairs/{fair.id}/notices", data={"subject_vi": "Nhắc", "body_vi": "Gian {gian}"}
    )
    assert answer.status_code == 422
    assert "Không có chỗ điền {gian}" in answer.text
    assert "Gian {gian}" in answer.text
    assert the_circular(db) is None


@pytest.mark.parametrize("wrong", [{"lacks": "x"}, {"states": "draft"}, {"units": "khong-co"}])
def test_a_condition_that_does_not_exist_is_refused(client, sign_in, fair, organiser, db, wrong):
    sign_in(organiser)
    assert client.post(f"/organiser/fairs/{fair.id}/notices", data=TEXT | wrong).status_code == 422
    assert the_circular(db) is None


def test_two_organisers_at_once_the_second_is_shown_the_change(client, sign_in, fair, organiser, db):
    sign_in(organiser)
    base = f"/organiser/fairs/{fair.id}/notices"
    client.post(base, data=TEXT)
    circular = the_circular(db)
    seen = circular.version
    changed = {"subject_vi": "Mới", "body_vi": "Chữ mới", "version": seen}
    assert client.post(f"{base}/{circular.id}", data=changed).status_code == 302
    answer = client.post(f"{base}/{circular.id}/send", data={"version": seen})
    assert answer.status_code == 409
    assert "Chữ mới" in answer.text
    assert count(db) == 0


def test_a_draft_is_changed_and_thrown_away(client, sign_in, fair, organiser, db):
    sign_in(organiser)
    base = f"/organiser/fairs/{fair.id}/notices"
    chosen = {"lacks": ["staff"], "states": ["accepted"], "units": ["quang-ninh"], "deadline": "2030-01-01"}
    client.post(base, data=TEXT | chosen)
    circular = the_circular(db)
    form = client.get(f"{base}/{circular.id}/edit").text
    assert form.count("checked") == 3
    assert "2030-01-01" in form
    gone = client.post(f"{base}/{circular.id}/discard", data={"version": circular.version})
    assert gone.status_code == 302
    assert the_circular(db) is None


def test_a_reminder_can_be_stopped(client, sign_in, fair, organiser, db):
    sign_in(organiser)
    base = f"/organiser/fairs/{fair.id}/notices"
    client.post(base, data=TEXT | {"states": "submitted", "repeat_days": "3", "until": "2030-01-01"})
    circular = the_circular(db)
    client.post(f"{base}/{circular.id}/send", data={"version": circular.version})
    assert "Thôi nhắc lại" in client.get(f"{base}/{circular.id}").text
    client.post(f"{base}/{circular.id}/stop")
    assert "đã thôi nhắc" in client.get(f"{base}/{circular.id}").text


def test_another_organisation_finds_nothing(client, sign_in, fair, organiser, db):
    sign_in(organiser)
    base = f"/organiser/fairs/{fair.id}/notices"
    client.post(base, data=TEXT)
    circular = the_circular(db)
    client.post(f"{base}/{circular.id}/send", data={"version": circular.version})
    notice = db.session.scalar(db.select(Notice))
    stranger = people.an_organiser()
    own = an_open_fair(owner=stranger.organisation)
    sign_in(stranger)
    for address in (base, f"{base}/{circular.id}", f"/organiser/fairs/{own.id}/notices/{circular.id}"):
        assert client.get(address).status_code == 404
    assert client.post(f"/organiser/fairs/{own.id}/notices/told/{notice.id}").status_code == 404


def test_a_lead_writes_to_its_members_and_only_sees_its_own(client, sign_in, fair, organiser, db):
    lead = people.a_lead()
    delegation = a_delegation(fair=fair, lead_id=lead.id)
    a_ready_application(fair=fair, producer=a_producer(unit_id="ha-noi", name="Tỉnh khác"))
    sign_in(lead)
    base = f"/delegation/fairs/{delegation.id}/notices"
    assert base in client.get(f"/delegation/fairs/{delegation.id}").text
    assert "Theo tỉnh" not in client.get(f"{base}/new").text
    page = client.get(client.post(base, data=TEXT).location).text
    assert "Gửi tới 3 đơn vị" in page
    circular = the_circular(db)
    client.post(f"{base}/{circular.id}/send", data={"version": circular.version})
    assert "Tỉnh khác" not in client.get(f"{base}/{circular.id}").text
    notices.tell(
        [notices.News("khác", notices.Addressee("X", "", "", "vi", None), "Khác", "…", fair_id=fair.id)]
    )
    other = db.session.scalar(db.select(Notice).where(Notice.key == "khác"))
    assert client.post(f"{base}/told/{other.id}").status_code == 404
    sign_in(organiser)
    assert client.get(f"/organiser/fairs/{fair.id}/notices/{circular.id}").status_code == 404
    assert "Nhắc HTX Chè" in client.get(f"/organiser/fairs/{fair.id}/notices/ledger").text
