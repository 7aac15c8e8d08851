"""Many reports at once, on the organiser's pages."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from fairapp.db import db as database
from fairapp.domain.batches import BatchKind, Document
from fairapp.jobs import batches as job
from fairapp.models import ReportBatch
from fairapp.services import reports
from fairapp.services.reports import making
from tests.people import an_organiser
from tests.running_fair import a_benefit, a_finished_fair, a_sponsor


@pytest.fixture
def fair(db, monkeypatch):
    fair = a_finished_fair()
    a_benefit(sponsor=a_sponsor(fair=fair))
    whole = making.MAKINGS[BatchKind.SPONSORS]
    quick = making.Making(whole.keys, lambda _s, key: lambda: Document(key, f"{key}.pdf", b"%PDF-1"))
    monkeypatch.setitem(making.MAKINGS, BatchKind.SPONSORS, quick)
    return fair


@pytest.fixture
def browser(sign_in, fair):
    return sign_in(an_organiser(organisation=fair.owner))


def test_a_batch_is_asked_for_followed_and_taken_away(browser, fair):
    index = f"/organiser/fairs/{fair.id}/reports/batches"
    assert "Chưa lập đợt nào" in browser.get(index).text
    number = reports.freeze(fair, None).number
    database.session.commit()
    ask = f"/organiser/fairs/{fair.id}/reports/{number}/batches"
    page = browser.get(browser.post(ask, data={"kind": "sponsors"}).location).text
    assert "Đã lập 0 trên 1 báo cáo" in page
    batch = database.session.scalar(database.select(ReportBatch))
    one = f"{index}/{batch.id}"
    assert browser.get(one + ".zip").status_code == 404
    first = browser.get(one + "/progress")
    assert "data-ended" not in first.text
    again = browser.get(one + "/progress", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    job.work_off()
    assert "data-ended" in browser.get(one + "/progress").text
    assert "Đã lập xong" in browser.get(index).text
    with browser.get(one + ".zip") as answer, ZipFile(BytesIO(answer.data)) as packed:
        assert len(packed.namelist()) == 1
    assert "Tải tất cả" in browser.get(one).text


def test_a_batch_is_stopped_and_gone_on_with(browser, fair):
    number = reports.freeze(fair, None).number
    database.session.commit()
    ask = f"/organiser/fairs/{fair.id}/reports/{number}/batches"
    browser.post(ask, data={"kind": "sponsors"})
    batch = database.session.scalar(database.select(ReportBatch))
    page = browser.get(
        browser.post(f"/organiser/fairs/{fair.id}/reports/batches/{batch.id}/stop").location
    ).text
    assert "Lập tiếp phần còn lại" in page
    assert "Đang chờ" in browser.get(browser.post(ask, data={"kind": "sponsors"}).location).text


@pytest.mark.parametrize("kind", ["", "pies", "SPONSORS"])
def test_a_kind_that_is_none_is_not_found(browser, fair, kind):
    number = reports.freeze(fair, None).number
    database.session.commit()
    answer = browser.post(f"/organiser/fairs/{fair.id}/reports/{number}/batches", data={"kind": kind})
    assert answer.status_code == 404
