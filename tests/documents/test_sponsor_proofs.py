"""A sponsor's proofs, passages and feedback: on paper and in the workbook."""

import hashlib
import re
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from fairapp.documents.sponsor_report import sponsor_html, sponsor_report
from fairapp.documents.sponsor_workbook import sponsor_workbook
from fairapp.domain.changes import changes
from fairapp.domain.facts import FeatureFact, FeedbackFact, ProofFact, from_json, to_json
from fairapp.domain.publication import publish
from fairapp.domain.sponsor_sheet import sponsor_sheet
from tests.documents.test_reports import seal
from tests.domain.fair_facts import FRIDAY, SATURDAY, a_fair_in_facts
from tests.running_fair import a_picture

PICTURE = a_picture(size=(320, 240))
DIGEST = hashlib.sha256(PICTURE).hexdigest()
PROOF = ProofFact(SATURDAY, "08:10", 93, "Cổng chính", "in lần một", DIGEST)


@pytest.fixture(autouse=True)
def words(app):
    with app.app_context():
        yield


def facts(**changes):
    fair = a_fair_in_facts()
    (sponsor,) = fair.sponsors
    benefit = replace(sponsor.benefits[0], **{"proofs": (PROOF,)} | changes)
    return replace(fair, sponsors=(replace(sponsor, benefits=(benefit,)),))


def sheet(of):
    published = publish(of)
    return sponsor_sheet(of, published, published.sponsors[0])


def read(pdf):
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


@pytest.fixture(scope="module")
def paper(app):
    with app.app_context():
        of = facts(on_passes=True, gate=1)
        said = [
            FeedbackFact("overall", "5", 2),
            FeedbackFact("overall", "4", 1),
            FeedbackFact("again", "yes", 3),
        ]
        of = replace(of, feedback=(*said, FeedbackFact("place", "1", 2)))
        return of, sponsor_report(sheet(of), seal(of), {DIGEST: PICTURE})


def test_a_normal_report_has_eight_to_twelve_pages(paper):
    assert 8 <= len(PdfReader(BytesIO(paper[1])).pages) <= 12


def test_a_proof_is_dated_placed_and_seen(paper):
    pdf = paper[1]
    assert "08:10 Thứ Bảy 21/11/2026 · Cổng chính" in read(pdf)
    assert "Lúc đó: 93 trên 100 thẻ. in lần một" in read(pdf)
    assert any(
        image.image.size == (320, 240) for page in PdfReader(BytesIO(pdf)).pages for image in page.images
    )


def test_places_on_the_plan_are_drawn_and_listed_with_their_letters():
    of = facts()
    stage = FeatureFact(of.sites[0].id, "stage", "", 3000, 200, 1500, 700)
    seen = replace(PROOF, place="Sân khấu chính")
    (sponsor,) = of.sponsors
    benefit = replace(sponsor.benefits[0], proofs=(seen, replace(PROOF, place="Bãi xe", clock="09:00")))
    of = replace(of, features=(stage,), sponsors=(replace(sponsor, benefits=(benefit,)),))
    made = sheet(of)
    (row, other) = made.positions.rows
    assert (bool(row.letter), other.letter) == (True, "")
    html = sponsor_html(made, seal(of), {})
    marks = re.findall(r'<text class="spot-letter"[^>]*>([^<]*)</text>', html)
    assert marks == [row.letter, row.letter]  # in the drawing and in its list
    assert "Nơi không có chữ cái" in html
    assert "không đếm riêng tại gian. Hệ thống đếm người vào ở cổng" in html


def test_the_same_snapshot_and_pictures_give_the_same_bytes(paper):
    of, pdf = paper
    again = from_json(to_json(of))
    assert sponsor_report(sheet(again), seal(of), {DIGEST: bytes(PICTURE)}) == pdf


def test_passes_and_gates_are_counted_and_glances_are_not(paper):
    text = read(paper[1])
    assert "Thẻ đã cấp 98" in text
    assert "Thẻ đã quét ở cổng ít nhất một lần 60" in text
    assert "Logo trên thẻ Cổng chính 21/11/2026 310" in text  # those before it stood there are not counted
    assert "không ai đếm ánh mắt" in text


def test_what_fewer_than_three_said_is_told_to_nobody(paper):
    text = read(paper[1])
    assert "Nhìn chung hội chợ lần này 3 4,67" in text
    assert "sẽ tham gia 3" in text
    assert "Vị trí và tiện nghi gian hàng" not in text


def test_a_picture_that_is_gone_is_said_to_be():
    of = facts()
    text = read(sponsor_report(sheet(of), seal(of)))
    assert f"Ảnh không còn trong kho. Mã của ảnh: {DIGEST[:16]}" in text
    assert "Chưa có đủ ba đơn vị góp ý" in text
    assert "Chưa có quyền lợi nào gắn với thẻ ra vào" in text


def test_what_was_given_up_is_missed_while_the_fair_runs():
    of = facts(delivered=0, given_up=True, proofs=(), proof="", delivered_on=None)
    running = replace(of, fair=replace(of.fair, closed=False))
    assert [one.state for one in sheet(running).kept] == ["missed"]


def test_the_workbook_says_the_same_and_can_be_added(paper):
    of = paper[0]
    book = load_workbook(BytesIO(sponsor_workbook(sheet(of), seal(of))))
    first = {row[0]: row[1] for row in book["Tóm tắt"].iter_rows(min_row=2, values_only=True)}
    assert first["Lượt vào cổng"] == publish(of).audience.entries.value
    assert first["Mã kiểm tra (SHA-256)"] == seal(of).sha256
    assert [cell.value for cell in book["Bằng chứng"][2]][-1] == DIGEST
    days = list(book["Khách theo ngày"].iter_rows(min_row=2, values_only=True))
    assert sum(day[1] for day in days) == first["Lượt vào cổng"]
    sold = list(book["Doanh thu tự khai"].iter_rows(min_row=2, values_only=True))
    for name in {row[0] for row in sold}:
        assert sum(row[3] for row in sold if row[0] == name) == first["Doanh thu tại gian (đồng)"]


def test_a_fair_of_two_sellers_tells_no_sum():
    of = facts()
    few = replace(of, diary=tuple(row for row in of.diary if row.exhibitor in (1, 2)), lines=())
    book = load_workbook(BytesIO(sponsor_workbook(sheet(few), seal(few))))
    first = {row[0]: row[1] for row in book["Tóm tắt"].iter_rows(min_row=2, values_only=True)}
    assert first["Doanh thu tại gian (đồng)"] == "không công bố"
    assert book["Doanh thu tự khai"].max_row == 1


def test_visits_before_the_first_proof_are_not_the_boards():
    of = facts(gate=1, proofs=())
    assert [one.since for one in sheet(of).at_gates] == [SATURDAY]
    assert sheet(facts(gate=1, proofs=(), delivered_on=FRIDAY)).at_gates[0].entries == 552
    assert sheet(facts(gate=1, delivered=0)).at_gates == ()


def test_a_later_issue_says_what_it_corrects():
    old = facts()
    first = old.diary[0]
    new = replace(old, diary=(replace(first, total=first.total + 500_000), *old.diary[1:]))
    found = changes(publish(old), publish(new))
    corrected = replace(sheet(new), before=2, corrections=found)
    text = read(sponsor_report(corrected, seal(new)))
    assert "Đã sửa so với bản số 2" in text
    assert "+500.000" in text
    same = replace(sheet(old), before=2)
    assert "không con số chung nào thay đổi" in read(sponsor_report(same, seal(old)))
