"""The lead of a province: endorses, returns, writes for who has no phone."""

import pytest

from fairapp.domain.application_form import USUAL_COMMITMENTS
from fairapp.domain.applications import ApplicationState, Decision
from fairapp.models import Application
from fairapp.services import papers
from fairapp.services.papers import Sent
from tests import people
from tests.factories import (
    a_certified_product,
    a_delegation,
    a_kind,
    a_producer,
    a_ready_application,
    an_open_fair,
)
from tests.services.test_papers import a_pdf


@pytest.fixture
def fair(db):
    return an_open_fair()


@pytest.fixture
def delegation(fair):
    return a_delegation(fair=fair, lead=people.a_lead(), quota=2)


@pytest.fixture
def lead(delegation, sign_in):
    return sign_in(delegation.lead)


def _text(answer):
    return answer.get_data(as_text=True)


def _fresh(db, application):
    return db.session.get(Application, application.id)


def test_home_says_how_many_wait_and_how_much_of_the_quota_is_used(lead, fair):
    a_ready_application(fair=fair)
    a_ready_application(fair=fair, state=ApplicationState.ENDORSED, booth_count=3)
    page = _text(lead.get("/delegation/"))
    assert "Có 1 đơn đang chờ xác nhận" in page
    assert "<strong>3</strong>/2" in page and "vượt 1" in page


def test_a_lead_without_a_province_is_told_what_will_come(sign_in, db):
    assert "Chưa được giao tỉnh nào" in _text(sign_in(people.a_lead()).get("/delegation/"))


def test_only_the_own_province_is_listed(lead, fair, delegation):
    a_ready_application(fair=fair, producer=a_producer(name="HTX Ba Chẽ"))
    a_ready_application(fair=fair, producer=a_producer(name="HTX Mộc Châu", unit_id="son-la"))
    page = _text(lead.get(f"/delegation/fairs/{delegation.id}"))
    assert "HTX Ba Chẽ" in page and "HTX Mộc Châu" not in page


def test_the_organisers_verdict_is_not_shown_to_the_lead(lead, fair, delegation):
    application = a_ready_application(fair=fair, decision=Decision.REFUSE, decision_reason="kín như bưng")
    for path in (f"/delegation/fairs/{delegation.id}", f"/delegation/applications/{application.id}"):
        page = _text(lead.get(path))
        assert "kín như bưng" not in page and "Dự kiến" not in page


def test_endorsing_shows_at_once_on_the_producers_page(lead, fair, db, sign_in):
    application = a_ready_application(fair=fair)
    answer = lead.post(
        f"/delegation/applications/{application.id}/endorse", data={"version": application.version}
    )
    assert answer.status_code == 302
    assert _fresh(db, application).state is ApplicationState.ENDORSED
    own = sign_in(_fresh(db, application).producer.user)
    assert "Đoàn tỉnh đã xác nhận" in _text(own.get(f"/producer/applications/{application.id}"))


def test_returning_needs_a_reason_and_the_producer_reads_it(lead, fair, db, sign_in):
    application = a_ready_application(fair=fair)
    path = f"/delegation/applications/{application.id}/return"
    refused = lead.post(path, data={"reason": " ", "version": application.version})
    assert refused.status_code == 422 and "field__error" in _text(refused)
    lead.post(path, data={"reason": "Thiếu giấy an toàn thực phẩm", "version": application.version})
    own = sign_in(_fresh(db, application).producer.user)
    assert "Thiếu giấy an toàn thực phẩm" in _text(own.get(f"/producer/applications/{application.id}"))


def test_who_read_an_older_version_is_shown_what_changed(lead, fair, db):
    application = a_ready_application(fair=fair)
    seen = application.version
    lead.post(f"/delegation/applications/{application.id}/endorse", data={"version": seen, "seen": 0})
    answer = lead.post(
        f"/delegation/applications/{application.id}/return",
        data={"version": seen, "seen": 0, "reason": "chữ đã gõ"},
    )
    page = _text(answer)
    assert answer.status_code == 409
    assert "vừa có thay đổi" in page and "Đoàn tỉnh xác nhận." in page
    assert _fresh(db, application).state is ApplicationState.ENDORSED


def test_another_provinces_or_fairs_application_is_not_found(lead, fair, db):
    strangers = [
        a_ready_application(fair=fair, producer=a_producer(unit_id="son-la")),
        a_ready_application(fair=an_open_fair()),
        a_ready_application(fair=fair, state=ApplicationState.DRAFT),
    ]
    for application in strangers:
        base = f"/delegation/applications/{application.id}"
        assert lead.get(base).status_code == 404
        for verb in ("endorse", "return", "save", "submit", "withdraw", "reopen", "draft"):
            assert lead.post(f"{base}/{verb}", data={"version": 1, "reason": "x"}).status_code == 404, verb


def test_another_leads_list_is_not_found(lead, fair):
    other = a_delegation(fair=fair, unit_id="son-la", lead=people.a_lead())
    assert lead.get(f"/delegation/fairs/{other.id}").status_code == 404
    assert lead.get(f"/delegation/fairs/{other.id}/enter").status_code == 404


def test_a_lead_writes_and_sends_for_who_has_no_phone_and_that_is_its_word(lead, fair, delegation, db):
    producer = a_producer(user=None)
    product = a_certified_product(producer=producer)
    assert producer.name in _text(lead.get(f"/delegation/fairs/{delegation.id}/enter"))
    place = lead.post(f"/delegation/fairs/{delegation.id}/producers/{producer.id}/apply").location
    assert "draft" in _text(lead.get(place))
    kept = lead.post(f"{place}/draft", json={"fields": ["wishes"], "pairs": [["wishes", "gần cổng"]]})
    assert kept.status_code == 200
    data = {
        "booth_kind": "standard",
        "booth_count": "1",
        "power_kw": "0",
        "goods": [str(product.id)],
        "staff-0-name": "Triệu Thị Xuân",
        "wishes": "gần cổng",
        "commitments": [wording.mark for wording in USUAL_COMMITMENTS],
    }
    assert lead.post(f"{place}/submit", data=data).status_code == 302
    sent = db.session.query(Application).filter_by(producer_id=producer.id).one()
    assert sent.state is ApplicationState.ENDORSED
    assert sent.endorsed_at is not None
    assert lead.get(place).status_code == 200


def test_what_a_producer_writes_itself_the_lead_cannot_write(lead, fair, db):
    application = a_ready_application(fair=fair, state=ApplicationState.RETURNED)
    base = f"/delegation/applications/{application.id}"
    assert (
        lead.post(f"{base}/draft", json={"fields": ["wishes"], "pairs": [["wishes", "x"]]}).status_code == 404
    )
    assert lead.post(f"{base}/withdraw").status_code == 404


def test_papers_are_read_by_the_lead_of_the_applicant_only(lead, fair, sign_in, db):
    application = a_ready_application(fair=fair)
    producer = application.producer
    paper = papers.add_paper(producer, producer.user, a_kind("other"), Sent("a.pdf", a_pdf()))
    with lead.get(f"/delegation/papers/{paper.id}") as answer:
        assert answer.data.startswith(b"%PDF-")
    stranger = people.a_lead()
    a_delegation(fair=fair, unit_id="son-la", lead=stranger)
    assert sign_in(stranger).get(f"/delegation/papers/{paper.id}").status_code == 404


@pytest.mark.parametrize("state", [s for s in ApplicationState if s is not ApplicationState.DRAFT])
def test_every_state_has_its_page_for_the_lead(lead, fair, state):
    application = a_ready_application(fair=fair, state=state)
    assert lead.get(f"/delegation/applications/{application.id}").status_code == 200
