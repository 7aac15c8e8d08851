"""A delegation's part for its lead, and an exhibitor's own results: page, paper and workbook."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from pikepdf import Pdf

from fairapp.db import db as database
from fairapp.domain.batches import BatchKind
from fairapp.jobs import batches as job
from fairapp.services import reports
from fairapp.services.papers import storing
from fairapp.services.reports import batches
from tests.factories import a_delegation
from tests.people import a_lead, an_organiser
from tests.running_fair import a_diary_day, a_running_fair, an_agreement, an_exhibitor, days_of, now


@pytest.fixture
def fair(db):
    return a_running_fair()


@pytest.fixture
def world(fair):
    """Four of Quảng Ninh with a lead, the first with an agreement; frozen."""
    lead = a_lead()
    share = a_delegation(fair=fair, unit_id="quang-ninh", lead=lead)
    members = [an_exhibitor(fair=fair, unit_id="quang-ninh") for _ in range(4)]
    (day, *_) = days_of(fair)
    for n, member in enumerate(members, start=1):
        a_diary_day(application=member, day=day, total=n * 1_000_000)
    an_agreement(fair=fair, producer_id=members[0].producer_id, value=7_000_000)
    snapshot = reports.freeze(fair, None, now())
    return share, lead, members, snapshot


def pages(answer):
    with Pdf.open(BytesIO(answer.data)) as paper:
        return len(paper.pages)


def test_a_lead_reads_sums_and_nobodys_own_figure(world, sign_in):
    share, lead, members, _ = world
    page = sign_in(lead).get(f"/delegation/fairs/{share.id}/report").text
    assert "10.000.000" in page
    assert "Quảng Ninh" in page
    assert all(member.producer.name in page for member in members)
    assert not any(f"{n}.000.000" in page.replace("10.000.000", "") for n in (1, 2, 3, 4))


def test_the_part_is_paper_and_workbook_under_its_seal(world, sign_in):
    share, lead, _, snapshot = world
    browser = sign_in(lead)
    path = f"/delegation/fairs/{share.id}/report/{snapshot.number}"
    first = browser.get(path + ".pdf")
    assert first.mimetype == "application/pdf"
    assert pages(first) >= 1
    assert browser.get(path + ".pdf").data == first.data
    book = load_workbook(BytesIO(browser.get(path + ".xlsx").data))
    cover = [row[0].value for row in book.worksheets[0].iter_rows()]
    assert any(snapshot.sha256 in str(cell) for cell in cover)
    sums = [row[2].value for row in book["Doanh thu theo ngày"].iter_rows(min_row=2)]
    assert sum(sums) == 10_000_000


def test_another_lead_and_another_delegation_find_nothing(world, sign_in, fair):
    share, _, _, snapshot = world
    stranger = a_lead()
    theirs = a_delegation(fair=fair, unit_id="son-la", lead=stranger)
    browser = sign_in(stranger)
    for end in ("", f"/{snapshot.number}.pdf", f"/{snapshot.number}.xlsx"):
        assert browser.get(f"/delegation/fairs/{share.id}/report{end}").status_code == 404
    assert "Chưa có báo cáo" in browser.get(f"/delegation/fairs/{theirs.id}/report").text


def test_an_organiser_reads_each_part_as_its_lead_does(world, sign_in, fair):
    share, _, _, snapshot = world
    browser = sign_in(an_organiser(organisation=fair.owner))
    path = f"/organiser/fairs/{fair.id}/reports/{snapshot.number}/delegations"
    assert "Quảng Ninh" in browser.get(path).text
    page = browser.get(f"{path}/{share.id}").text
    assert "10.000.000" in page
    assert "4.000.000" not in page
    assert pages(browser.get(f"{path}/{share.id}.pdf")) >= 1
    assert browser.get(f"{path}/{share.id}.xlsx").status_code == 200
    assert browser.get(f"{path}/99999").status_code == 404


def test_an_exhibitor_reads_its_own_beside_the_middle(world, sign_in):
    _, _, members, snapshot = world
    mine = members[0]
    browser = sign_in(mine.producer.user)
    assert "Kết quả của gian hàng" in browser.get(f"/producer/applications/{mine.id}/home").text
    path = f"/producer/applications/{mine.id}/results"
    page = browser.get(path).text
    assert "1.000.000" in page
    assert "3.000.000" in page  # the middle of 2, 3 and 4
    assert "7.000.000" in page
    assert all(other.producer.name not in page for other in members[1:])
    paper = browser.get(f"{path}/{snapshot.number}.pdf")
    assert pages(paper) >= 1
    assert browser.get(f"{path}/{snapshot.number}.pdf").data == paper.data
    book = load_workbook(BytesIO(browser.get(f"{path}/{snapshot.number}.xlsx").data))
    days = [row[1].value for row in book["Theo ngày"].iter_rows(min_row=2)]
    assert days[0] == 1_000_000
    assert days[1] is None  # silence is not zero


def test_another_exhibitors_results_are_not_found(world, sign_in):
    _, _, members, snapshot = world
    browser = sign_in(members[1].producer.user)
    for end in ("", f"/{snapshot.number}.pdf", f"/{snapshot.number}.xlsx"):
        assert browser.get(f"/producer/applications/{members[0].id}/results{end}").status_code == 404


def test_before_the_freeze_the_page_says_when(fair, sign_in):
    mine = an_exhibitor(fair=fair)
    page = sign_in(mine.producer.user).get(f"/producer/applications/{mine.id}/results").text
    assert "Chưa có kết quả" in page
    reports.freeze(fair, None, now())
    later = an_exhibitor(fair=fair)
    page = sign_in(later.producer.user).get(f"/producer/applications/{later.id}/results").text
    assert "Chưa có kết quả" in page


def test_a_worker_makes_every_delegations_paper_once(world, sign_in, fair):
    share, lead, _, snapshot = world
    asked = batches.ask(an_organiser(organisation=fair.owner), snapshot, BatchKind.DELEGATIONS)
    database.session.commit()
    assert job.work_off() == "1 reports"
    assert job.work_off() == ""
    database.session.refresh(asked)
    (document,) = asked.documents
    assert document.key == str(share.id)
    path = f"/delegation/fairs/{share.id}/report/{snapshot.number}.pdf"
    assert storing.path_of(document.stored_name).read_bytes() == sign_in(lead).get(path).data
