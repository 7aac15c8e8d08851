"""The organiser reads, asks, decides in private and announces."""

import re

import pytest

from fairapp.domain.applications import ApplicationState, Decision
from fairapp.models import Application, AuditEntry
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
def organiser(fair, sign_in):
    return sign_in(people.an_organiser(organisation=fair.owner))


def _list(fair, **query):
    return f"/organiser/fairs/{fair.id}/applications", query


def _one(application):
    return f"/organiser/fairs/{application.fair_id}/applications/{application.id}"


def _text(answer):
    return answer.get_data(as_text=True)


def _after(client, answer):
    """The page that an answer sends one to."""
    assert answer.status_code == 302
    return _text(client.get(answer.location))


def _fresh(db, application):
    return db.session.get(Application, application.id)


def test_an_empty_list_says_what_to_do_next(organiser, fair):
    page = _text(organiser.get(f"/organiser/fairs/{fair.id}/applications"))
    assert "Chưa có đơn nào được gửi" in page and "Giao chỉ tiêu cho các tỉnh" in page


def test_drafts_are_counted_but_not_shown(organiser, fair):
    a_ready_application(fair=fair, state=ApplicationState.DRAFT, producer=a_producer(name="HTX Còn Nháp"))
    page = _text(organiser.get(f"/organiser/fairs/{fair.id}/applications"))
    assert "Có 1 đơn đang soạn" in page and "HTX Còn Nháp" not in page


@pytest.mark.parametrize(
    "query",
    [
        "q=dong+van",
        "unit=son-la",
        "state=endorsed",
        "decision=accept",
        "tray=decided",
        "unit=son-la&sort=-stars&tray=all",
    ],
)
def test_the_list_is_narrowed(organiser, fair, query):
    found = a_producer(name="HTX Đồng Văn", unit_id="son-la")
    a_ready_application(fair=fair, producer=found, state=ApplicationState.ENDORSED, decision=Decision.ACCEPT)
    a_ready_application(fair=fair, producer=a_producer(name="HTX Khác"))
    page = _text(organiser.get(f"/organiser/fairs/{fair.id}/applications?{query}"))
    assert "HTX Đồng Văn" in page and "HTX Khác" not in page


@pytest.mark.parametrize(
    "query", ["tray=x", "sort=drop", "page=-3", "page=99", "page=x", "state=draft", "unit=%00"]
)
def test_an_address_that_nobody_offered_is_still_a_page(organiser, fair, query):
    a_ready_application(fair=fair)
    assert organiser.get(f"/organiser/fairs/{fair.id}/applications?{query}").status_code == 200


def test_an_application_is_shown_with_what_is_wrong_with_its_certificates(organiser, fair):
    producer = a_producer(name="HTX Chè")
    old = a_certified_product(producer=producer, name="Chè cũ", expires_on=fair.sites[0].sessions[0].day)
    page = _text(organiser.get(_one(a_ready_application(fair=fair, producer=producer, products=[old]))))
    assert "Giấy chứng nhận của Chè cũ hết hạn" in page


@pytest.mark.parametrize("state", [s for s in ApplicationState if s is not ApplicationState.DRAFT])
def test_every_state_has_its_page(organiser, fair, state):
    assert organiser.get(_one(a_ready_application(fair=fair, state=state))).status_code == 200


def test_a_verdict_is_written_in_private_and_audited_so(organiser, fair, db):
    application = a_ready_application(fair=fair)
    data = {"decision": "refuse", "reason": "Hết chỗ", "version": application.version}
    assert organiser.post(_one(application) + "/decide", data=data).status_code == 302
    kept = _fresh(db, application)
    assert (kept.state, kept.decision) == (ApplicationState.SUBMITTED, Decision.REFUSE)
    entry = db.session.query(AuditEntry).filter_by(action="application.decide").one()
    assert entry.private and entry.fair_id == fair.id


def test_writing_and_reading_on_goes_to_the_next_of_the_same_list(organiser, fair):
    first, second = (a_ready_application(fair=fair, producer=a_producer(name=name)) for name in "AB")
    data = {"decision": "accept", "version": first.version, "onward": "1"}
    answer = organiser.post(_one(first) + "/decide?sort=name", data=data)
    assert answer.location.endswith(f"/{second.id}?sort=name")


@pytest.mark.parametrize(
    "data", [{}, {"decision": "perhaps"}, {"decision": "refuse", "reason": " "}], ids=str
)
def test_half_a_verdict_is_refused_at_its_field(organiser, fair, db, data):
    application = a_ready_application(fair=fair)
    answer = organiser.post(_one(application) + "/decide", data={**data, "version": application.version})
    assert answer.status_code == 422
    assert "field__error" in _text(answer)
    assert _fresh(db, application).decision is None


def test_the_second_reviewer_is_shown_what_the_first_one_did(organiser, fair, db):
    application = a_ready_application(fair=fair)
    seen = {"version": application.version, "seen": 0}
    organiser.post(_one(application) + "/decide", data={"decision": "accept", **seen})
    answer = organiser.post(
        _one(application) + "/decide", data={"decision": "refuse", "reason": "chữ đã gõ", **seen}
    )
    page = _text(answer)
    assert answer.status_code == 409
    assert "Quyết định chưa công bố: dự kiến nhận." in page and "chữ đã gõ" in page
    kept = _fresh(db, application)
    assert kept.decision is Decision.ACCEPT
    assert f'name="version" value="{kept.version}"' in page


def test_a_question_reaches_the_producer_at_once(organiser, fair, db, sign_in):
    application = a_ready_application(fair=fair)
    data = {"question": "Gửi ảnh nhãn?", "version": application.version}
    organiser.post(_one(application) + "/ask", data=data)
    own = sign_in(_fresh(db, application).producer.user)
    assert "Gửi ảnh nhãn?" in _text(own.get(f"/producer/applications/{application.id}"))


def test_a_verdict_can_be_taken_back(organiser, fair, db):
    application = a_ready_application(fair=fair, decision=Decision.ACCEPT)
    organiser.post(_one(application) + "/undecide", data={"version": application.version})
    assert _fresh(db, application).decision is None


def test_many_are_decided_from_the_list(organiser, fair, db):
    rows = [a_ready_application(fair=fair) for _ in range(3)]
    data = {"decision": "accept", "pick": [f"{a.id}:{a.version}" for a in rows[:2]]}
    answer = organiser.post(f"/organiser/fairs/{fair.id}/applications/decide?q=", data=data)
    assert "Đã ghi quyết định cho 2 đơn" in _after(organiser, answer)
    assert [_fresh(db, a).decision for a in rows] == [Decision.ACCEPT, Decision.ACCEPT, None]


def test_one_that_changed_meanwhile_is_named_and_left_alone(organiser, fair, db):
    application = a_ready_application(fair=fair, producer=a_producer(name="HTX Vừa Sửa"))
    data = {"decision": "accept", "pick": f"{application.id}:{application.version - 1}"}
    answer = organiser.post(f"/organiser/fairs/{fair.id}/applications/decide", data=data)
    assert "hãy xem lại: HTX Vừa Sửa" in _after(organiser, answer)
    assert _fresh(db, application).decision is None


@pytest.mark.parametrize(
    "data",
    [
        {"decision": "accept"},
        {"pick": "1:1"},
        {"decision": "refuse", "pick": "1:1"},
        {"pick": ["x", "9" * 30 + ":1"], "decision": "accept"},
    ],
    ids=str,
)
def test_half_a_decision_about_many_comes_back_with_a_sentence(organiser, fair, data):
    a_ready_application(fair=fair)
    answer = organiser.post(f"/organiser/fairs/{fair.id}/applications/decide", data=data)
    assert answer.status_code == 422
    assert "form-errors" in _text(answer)


def _mark(organiser, fair):
    page = _text(organiser.get(f"/organiser/fairs/{fair.id}/applications/announcement"))
    return re.search(r'name="mark" value="(\w+)"', page).group(1)


def test_announcing_tells_everybody_at_once_and_nothing_twice(organiser, fair, db, sign_in):
    accepted = a_ready_application(fair=fair, decision=Decision.ACCEPT)
    refused = a_ready_application(fair=fair, decision=Decision.REFUSE, decision_reason="Trùng mặt hàng")
    waiting = a_ready_application(fair=fair, decision=Decision.WAITLIST)
    mark = _mark(organiser, fair)
    path = f"/organiser/fairs/{fair.id}/applications/announcement"
    assert "Đã công bố 3 kết quả" in _after(organiser, organiser.post(path, data={"mark": mark}))
    assert organiser.post(path, data={"mark": mark}).status_code == 409
    assert db.session.query(AuditEntry).filter_by(action="application.announce").count() == 4
    says = {accepted: "Đơn được nhận", refused: "Trùng mặt hàng", waiting: "danh sách chờ, số 1"}
    for application, sentence in says.items():
        own = sign_in(_fresh(db, application).producer.user)
        assert sentence in _text(own.get(f"/producer/applications/{application.id}"))


def test_a_verdict_that_changed_after_the_preview_is_previewed_again(organiser, fair, db):
    application = a_ready_application(fair=fair, decision=Decision.ACCEPT)
    mark = _mark(organiser, fair)
    _fresh(db, application).decision = Decision.REFUSE
    answer = organiser.post(f"/organiser/fairs/{fair.id}/applications/announcement", data={"mark": mark})
    assert answer.status_code == 409
    assert "Hãy xem lại số liệu" in _text(answer)
    assert _fresh(db, application).state is ApplicationState.SUBMITTED


def test_the_preview_warns_of_a_quota_that_is_exceeded(organiser, fair):
    a_delegation(fair=fair, quota=1)
    a_ready_application(fair=fair, decision=Decision.ACCEPT, booth_count=3)
    page = _text(organiser.get(f"/organiser/fairs/{fair.id}/applications/announcement"))
    assert "vượt 2" in page


def test_papers_are_read_by_the_organiser_of_a_fair_applied_to(organiser, fair, sign_in):
    application = a_ready_application(fair=fair)
    producer = application.producer
    paper = papers.add_paper(producer, producer.user, a_kind("other"), Sent("a.pdf", a_pdf()))
    path = f"/organiser/fairs/{fair.id}/applications/papers/{paper.id}"
    with organiser.get(path) as answer:
        assert answer.data.startswith(b"%PDF-")
    other = an_open_fair()
    stranger = sign_in(people.an_organiser(organisation=other.owner))
    assert stranger.get(path).status_code == 404
    assert stranger.get(f"/organiser/fairs/{other.id}/applications/papers/{paper.id}").status_code == 404


def test_another_organisers_applications_are_not_found(sign_in, fair, db):
    application = a_ready_application(fair=fair)
    other = an_open_fair()
    stranger = sign_in(people.an_organiser(organisation=other.owner))
    through_own = f"/organiser/fairs/{other.id}/applications/{application.id}"
    for base in (_one(application), through_own):
        assert stranger.get(base).status_code == 404
        for verb in ("decide", "undecide", "ask"):
            answer = stranger.post(
                f"{base}/{verb}", data={"decision": "accept", "question": "x", "version": 1}
            )
            assert answer.status_code == 404, verb
    data = {"decision": "accept", "pick": f"{application.id}:{application.version}"}
    stranger.post(f"/organiser/fairs/{other.id}/applications/decide", data=data)
    assert _fresh(db, application).decision is None


def test_a_draft_is_not_found_by_the_organiser(organiser, fair):
    assert (
        organiser.get(_one(a_ready_application(fair=fair, state=ApplicationState.DRAFT))).status_code == 404
    )
