"""The floor as the organiser, an exhibitor and a lead see it; signs and lists on paper."""

import io
from datetime import timedelta

import openpyxl
import pypdfium2
import pytest
import zxingcpp
from sqlalchemy import select

from fairapp.db import now
from fairapp.models import FairKey, FloorPhoto
from fairapp.services import inspections
from fairapp.services.papers import storing
from tests import factories as a, people
from tests.floor_rows import a_check, a_fair_today, a_photo, a_stand, an_officer, rows_of, send
from tests.gate_rows import a_gate


@pytest.fixture
def fair(db):
    return a_fair_today()


@pytest.fixture
def officer(fair):
    return an_officer(a_gate(fair))


@pytest.fixture
def stand(fair):
    return a_stand(fair, number="A12")


@pytest.fixture
def page(sign_in, fair):
    return sign_in(people.an_organiser(organisation=fair.owner))


@pytest.fixture
def base(fair):
    return f"/organiser/fairs/{fair.id}/inspections"


def test_a_session_lists_every_booth_and_refreshes_by_its_tag(page, base, officer, stand):
    send(officer, [a_check(*stand, present=False)])
    assert "Vắng người" in page.get(base).text
    part = page.get(f"{base}/board")
    assert "A12" in part.text
    assert page.get(f"{base}/board", headers={"If-None-Match": part.headers["ETag"]}).status_code == 304
    send(officer, [a_check(*stand, present=True)])
    again = page.get(f"{base}/board", headers={"If-None-Match": part.headers["ETag"]})
    assert again.status_code == 200
    assert "Không có gian nào như vậy" in page.get(f"{base}?state=unattended").text
    assert page.get(f"{base}?session=99&state=odd").status_code == 200


def test_the_list_is_taken_away_as_a_workbook_and_on_paper(page, base, officer, fair, stand):
    away, _unseen = a_stand(fair, number="A13"), a_stand(fair, number="A14")
    send(officer, [a_check(*stand, present=True, prices=False), a_check(*away, present=False)])
    with page.get(f"{base}/list.xlsx") as answer:
        sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    rows = {row[0]: row[4:9] for row in sheet.iter_rows(min_row=2, values_only=True) if row[0]}
    assert [rows[number][0] for number in ("A12", "A13", "A14")] == [
        "Có người trực",
        "Vắng người",
        "Chưa kiểm tra",
    ]
    assert rows["A12"][4] == "Không đạt"
    with page.get(f"{base}/list.pdf") as answer:
        text = pypdfium2.PdfDocument(answer.data)[0].get_textpage().get_text_range()
    assert "A13" in text
    assert "A14" in text
    assert "A12" not in text  # somebody is there


def test_a_finding_is_followed_from_the_list_to_its_end(page, base, officer, fair, stand):
    send(officer, [a_check(*stand, labels=False, note="Hai hũ")])
    [row] = rows_of(fair)
    listed = page.get(f"{base}/findings?state=open").text
    assert "Hàng thiếu nhãn" in listed
    assert f"{base}/checks/{row.id}" in listed
    assert "Hai hũ" in page.get(f"{base}/checks/{row.id}").text
    settled = page.post(f"{base}/checks/{row.id}/labels", data={"note": "Đã dán"})
    assert settled.status_code == 302
    assert page.post(f"{base}/checks/{row.id}/labels", data={}).status_code == 422
    assert page.post(f"{base}/checks/{row.id}/prices", data={}).status_code == 422
    assert "Đã dán" in page.get(f"{base}/checks/{row.id}").text
    assert "Không có việc nào như vậy" in page.get(f"{base}/findings?state=open").text
    with page.get(f"{base}/findings.xlsx") as answer:
        sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    assert [row[4] for row in sheet.iter_rows(min_row=2, values_only=True)][:1] == ["Đã khắc phục"]


def test_photos_are_shown_to_the_organiser_and_to_the_booths_own_exhibitor(
    page, base, officer, fair, stand, db, sign_in
):
    photo = a_photo(9)
    send(officer, [a_check(*stand, present=True, photos=[photo])])
    [row] = rows_of(fair)
    assert "đang chờ máy gửi" in page.get(f"{base}/checks/{row.id}").text
    assert page.get(f"{base}/photos/{photo.id}").status_code == 404
    db.session.get(FloorPhoto, photo.id).stored_name = "anh.png"
    storing.path_of("anh.png").write_bytes(b"\x89PNG")
    with page.get(f"{base}/photos/{photo.id}") as shown:
        assert (shown.status_code, shown.mimetype) == (200, "image/png")
        assert "private" in shown.headers["Cache-Control"]
    application = stand[1]
    own = sign_in(application.producer.user)
    with own.get(f"/producer/applications/{application.id}/checks/photos/{photo.id}") as shown:
        assert shown.status_code == 200
    storing.path_of("anh.png").unlink()


def test_an_exhibitor_sees_its_checks_and_says_what_it_mended(officer, fair, stand, sign_in):
    send(officer, [a_check(*stand, prices=False)])
    [row] = rows_of(fair)
    application = stand[1]
    own, base = sign_in(application.producer.user), f"/producer/applications/{application.id}/checks"
    shown = own.get(base).text
    assert "Chưa niêm yết giá" in shown
    assert "Ghi bảng giá" in shown
    assert "1 việc cần khắc phục" in own.get(f"/producer/applications/{application.id}/home").text
    assert own.post(f"{base}/{row.id}/prices", data={"note": "Đã treo bảng"}).status_code == 302
    assert "Đơn vị báo đã khắc phục" in own.get(base).text
    assert own.post(f"{base}/{row.id}/prices", data={}).status_code == 422
    stranger = sign_in(people.a_producer_account())
    assert stranger.get(base).status_code == 404
    assert stranger.post(f"{base}/{row.id}/prices", data={}).status_code == 404


def test_a_lead_sees_its_members_checks_and_nobody_elses(officer, fair, db, sign_in):
    lead = people.a_lead()
    delegation = a.a_delegation(fair=fair, unit_id="son-la", lead=lead)
    member = a_stand(fair, producer=a.a_producer(unit_id="son-la"), number="C01")
    other = a_stand(fair, producer=a.a_producer(unit_id="ha-noi"), number="D09")
    send(officer, [a_check(*member, goods=False), a_check(*other, goods=False)])
    shown = sign_in(lead).get(f"/delegation/fairs/{delegation.id}/checks").text
    assert member[1].producer.name in shown
    assert other[1].producer.name not in shown


def test_all_signs_are_printed_each_with_a_code_of_its_own(page, base, fair, stand, db):
    second, _ = a_stand(fair, number="LONG-123")
    with page.post(f"{base}/signs", data={"paper": "a4"}) as answer:
        assert answer.mimetype == "application/pdf"
        printed = pypdfium2.PdfDocument(answer.data)
    assert len(printed) == 2
    pictures = [printed[n].render(scale=2).to_pil() for n in range(2)]
    qr = zxingcpp.BarcodeFormat.QRCode
    read = [inspections.read(zxingcpp.read_barcodes(one, formats=qr)[0].text)[1] for one in pictures]
    assert [found.booth for found in read] == [stand[0], second]
    texts = [printed[n].get_textpage().get_text_range() for n in range(2)]
    assert "A12" in texts[0]
    assert stand[1].producer.name.split()[-1] in texts[0]
    assert "LONG-123" in texts[1]
    with page.post(f"{base}/signs/{second.id}", data={"paper": "a5"}) as answer:
        [one] = pypdfium2.PdfDocument(answer.data)
        assert one.get_size() == pytest.approx((419.5, 595.3), abs=1)


def test_printing_makes_the_fairs_first_key_and_an_odd_paper_is_refused(page, base, fair, stand, db):
    for key in db.session.scalars(select(FairKey).filter_by(fair_id=fair.id)):
        db.session.delete(key)
    db.session.flush()
    assert page.post(f"{base}/signs", data={"paper": "a0"}).status_code == 422
    assert db.session.scalar(select(FairKey).filter_by(fair_id=fair.id)) is None
    with page.post(f"{base}/signs/{stand[0].id}", data={"paper": "a5"}) as answer:
        assert answer.status_code == 200
    assert db.session.scalar(select(FairKey.key_id).filter_by(fair_id=fair.id)) == 1


def test_without_a_plan_there_is_nothing_to_print(page, base):
    assert "Chưa có gian nào để in biển" in page.get(f"{base}/signs").text
    assert page.post(f"{base}/signs", data={"paper": "a4"}).status_code == 422


def test_a_check_of_yesterday_is_not_todays(page, base, officer, fair, stand):
    fair.sites[0].sessions[0].day -= timedelta(days=1)
    send(officer, [a_check(*stand, now() - timedelta(days=1), present=False)])
    first, second = inspections.hours_of(fair)
    assert inspections.read_overview(fair, first).lines[0].last is not None
    assert inspections.read_overview(fair, second).lines[0].last is None
