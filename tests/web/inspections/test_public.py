"""What a visitor's camera opens of a booth's sign, and what it may report there."""

import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from fairapp.db import now
from fairapp.domain.fairs import FairState
from fairapp.domain.inspections import REPORTS_FROM_ONE_ADDRESS, ReportState
from fairapp.models import AuditEntry, BoothReport
from fairapp.services import inspections
from fairapp.services.papers import storing
from fairapp.services.passes import keyring
from tests import factories as a, people
from tests.floor_rows import a_fair_today, a_picture, a_sign, a_stand


@pytest.fixture
def fair(db):
    return a_fair_today()


@pytest.fixture
def stand(fair):
    return a_stand(fair, number="A12")


@pytest.fixture
def path(stand):
    return "/s/" + a_sign(stand[0]).rsplit("/", 1)[1].lower()


def a_report(**changes):
    return {"kind": "prices", "text": "Giá ghi 120.000, thu 150.000"} | changes


def reports(db):
    return list(db.session.scalars(select(BoothReport)))


def test_any_camera_opens_the_exhibitor_and_its_goods(client, stand, path):
    producer, product = stand[1].producer, stand[1].goods[0].product
    producer.story = "Ba đời làm chè.\nTừ năm 1990."
    page = client.get(path)
    assert page.status_code == 200
    for said in (
        "Gian A12",
        producer.name,
        product.name,
        "4 sao OCOP",
        product.certificate_number,
        "Ba đời làm chè.",
    ):
        assert said in page.text
    for private in (producer.phone, producer.representative, producer.user.email):
        assert private not in page.text
    assert client.get(path.upper()).status_code == 200


def test_a_certificate_that_has_run_out_shows_no_stars(client, stand, path):
    stand[1].goods[0].product.expires_on = a.today() - timedelta(days=1)
    page = client.get(path).text
    assert "4 sao OCOP" not in page
    assert "Đã hết hạn" in page


def test_a_forged_sign_says_so_and_takes_no_report(client, path, db):
    for forged in (path[:-3] + "aaa", "/s/" + "a" * 119):
        assert client.get(forged).status_code == 404
        assert client.post(forged, data=a_report()).status_code in (404, 422)
    assert reports(db) == []


def test_a_pass_opens_no_booth_and_a_sign_is_no_pass(client, path):
    assert client.get(path.replace("/s/", "/p/")).status_code == 404


def test_a_sign_of_a_refused_key_is_called_old(client, fair, path):
    keyring.refuse(fair, people.an_organiser(organisation=fair.owner), 1, "Lộ khoá", 0)
    page = client.get(path)
    assert "Biển cũ" in page.text


def test_a_booth_that_nobody_has_says_so(client, fair):
    booth = a.a_booth(site=fair.sites[0])
    assert "Gian này chưa có đơn vị" in client.get("/s/" + a_sign(booth).rsplit("/", 1)[1]).text


def test_a_fair_that_is_still_a_draft_shows_nothing(client, fair, path):
    fair.state = FairState.DRAFT
    assert client.get(path).status_code == 404


def test_a_report_needs_no_account_and_says_nothing_of_who_sent_it(client, stand, path, db):
    sent = client.post(path, data=a_report())
    assert sent.status_code == 302
    [kept] = reports(db)
    assert (kept.booth_id, kept.application_id, kept.state) == (stand[0].id, stand[1].id, ReportState.NEW)
    assert (kept.phone, kept.consent_version, kept.stored_name) == ("", None, None)


def test_a_telephone_number_is_kept_only_with_consent(client, path, db):
    refused = client.post(path, data=a_report(phone="0912 345 678"))
    assert refused.status_code == 422
    assert "Cần sự đồng ý này" in refused.text
    assert client.post(path, data=a_report(phone="12", consent="y")).status_code == 422
    assert client.post(path, data=a_report(phone="0912 345 678", consent="y")).status_code == 302
    [kept] = reports(db)
    assert kept.phone == "+84912345678"
    assert kept.consent_version


def test_a_photo_is_made_new_and_a_file_that_is_none_is_refused(client, fair, path, db, sign_in):
    for content in (b"%PDF-1.4\n%%EOF", b"nothing", b"\xff\xd8\xff broken"):
        answer = client.post(path, data=a_report(photo=(io.BytesIO(content), "a.jpg")))
        assert answer.status_code == 422, content
    assert reports(db) == []
    sent = client.post(path, data=a_report(photo=(io.BytesIO(a_picture()), "anh.jpg")))
    assert sent.status_code == 302
    [kept] = reports(db)
    stored = storing.path_of(kept.stored_name)
    assert b"Exif" not in stored.read_bytes()
    address = f"/organiser/fairs/{fair.id}/booth-reports/{kept.id}/photo"
    assert client.get(address).status_code == 302  # to sign in
    page = sign_in(people.an_organiser(organisation=fair.owner))
    with page.get(address) as shown:
        assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
    stored.unlink()


@pytest.mark.parametrize(
    "changes", [{"kind": ""}, {"kind": "nonsense"}, {"text": ""}, {"text": "abc"}, {"text": "a" * 1001}]
)
def test_an_odd_report_is_refused_beside_its_field(client, path, db, changes):
    answer = client.post(path, data=a_report(**changes))
    assert answer.status_code == 422
    assert 'class="field__error"' in answer.text
    assert "<details" in answer.text
    assert reports(db) == []


def test_one_network_does_not_flood_the_organiser(client, path, db):
    for _ in range(REPORTS_FROM_ONE_ADDRESS):
        assert client.post(path, data=a_report()).status_code == 302
    assert client.post(path, data=a_report()).status_code == 429
    assert len(reports(db)) == REPORTS_FROM_ONE_ADDRESS


def test_a_fair_that_is_closed_takes_no_report(client, fair, path, db):
    fair.state = FairState.CLOSED
    assert "Báo vấn đề" not in client.get(path).text
    assert client.post(path, data=a_report()).status_code == 422
    assert reports(db) == []


def test_the_organiser_reads_and_answers(client, fair, path, db, sign_in):
    client.post(path, data=a_report(text="Giá <b>khác</b> hẳn"))
    [kept] = reports(db)
    page = sign_in(people.an_organiser(organisation=fair.owner))
    base = f"/organiser/fairs/{fair.id}/booth-reports"
    assert "Giá &lt;b&gt;khác" in page.get(base).text
    assert page.post(f"{base}/{kept.id}", data={"state": "settled"}).status_code == 422
    assert page.post(f"{base}/{kept.id}", data={"state": "new"}).status_code == 422
    answered = page.post(f"{base}/{kept.id}", data={"state": "settled", "answer": "Đã trả lại tiền"})
    assert answered.status_code == 302
    db.session.refresh(kept)
    assert (kept.state, kept.answer) == (ReportState.SETTLED, "Đã trả lại tiền")
    assert (
        db.session.scalar(select(AuditEntry.action).filter_by(subject_kind="booth_report")) == "report.answer"
    )
    assert "Đã trả lại tiền" in page.get(f"{base}/{kept.id}").text
    assert "Không có phản ánh nào như vậy" in page.get(f"{base}?state=new").text


def test_telephone_and_photo_are_forgotten_a_month_after_the_fair(fair, stand, db):
    found = inspections.Stand(*stand)
    kept = inspections.report(
        found,
        kind="prices",
        text="Giá ghi khác",
        phone="0912345678",
        consent=True,
        photo=a_picture(),
        address="x",
        now=now(),
    )
    stored = storing.path_of(kept.stored_name)
    db.session.commit()
    assert inspections.forget_reporters(now() + timedelta(days=31)) == 0  # its last day is tomorrow
    assert inspections.forget_reporters(now() + timedelta(days=32)) == 1
    db.session.commit()
    assert (kept.phone, kept.stored_name, kept.text) == ("", None, "Giá ghi khác")
    assert not stored.exists()
