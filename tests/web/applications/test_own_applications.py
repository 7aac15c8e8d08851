"""A producer writes an application: kept as it is typed, sent when it is whole."""

from datetime import timedelta

import pytest

from fairapp.db import now
from fairapp.domain.application_form import USUAL_COMMITMENTS, USUAL_CONSENT
from fairapp.domain.applications import ApplicationState
from fairapp.models import Application
from tests.factories import a_certified_product, a_producer, a_ready_application, an_open_fair, today

DRAFT = ApplicationState.DRAFT


@pytest.fixture
def producer(db):
    return a_producer()


@pytest.fixture
def own(producer, sign_in):
    return sign_in(producer.user)


@pytest.fixture
def draft(producer):
    return a_ready_application(fair=an_open_fair(), producer=producer, state=DRAFT)


def _form(application, **changes):
    """What the page would send for this draft."""
    data = {
        "booth_kind": "standard",
        "booth_count": "1",
        "power_kw": "0,5",
        "goods": [str(line.product_id) for line in application.goods],
        "staff-0-name": "Vũ Thị Lan",
        "staff-0-phone": "0912 345 678",
        "wishes": "",
        "commitments": [wording.mark for wording in USUAL_COMMITMENTS],
        "consent": USUAL_CONSENT.mark,
        **changes,
    }
    return {name: value for name, value in data.items() if value is not None}


def _keep(client, application, fields, pairs, **more):
    return client.post(
        f"/producer/applications/{application.id}/draft", json={"fields": fields, "pairs": pairs}, **more
    )


def _fresh(db, application_id):
    return db.session.get(Application, application_id)


def test_an_open_fair_is_offered_and_begun_once(own, producer, db):
    fair = an_open_fair(name="Hội chợ OCOP Đông 2026")
    assert "Hội chợ OCOP Đông 2026" in own.get("/producer/applications").get_data(as_text=True)
    first = own.post(f"/producer/fairs/{fair.id}/apply").location
    assert own.post(f"/producer/fairs/{fair.id}/apply").location == first
    assert db.session.query(Application).filter_by(producer_id=producer.id).count() == 1


@pytest.mark.parametrize(
    ("facts", "status"),
    [({"apply_until": now() - timedelta(days=1)}, 409), ({"state": "draft"}, 404)],
    ids=["over", "not-announced"],
)
def test_a_closed_or_hidden_fair_takes_no_application(own, facts, status):
    assert own.post(f"/producer/fairs/{an_open_fair(**facts).id}/apply").status_code == status


def test_each_field_is_kept_as_it_is_typed_and_survives_another_device(own, draft, db):
    answer = _keep(own, draft, ["wishes", "water"], [["wishes", "gần cổng 🍵"], ["water", "y"]])
    assert answer.status_code == 200
    assert answer.json["errors"] == {} and answer.json["saved"]
    page = own.get(f"/producer/applications/{draft.id}").get_data(as_text=True)
    assert "gần cổng 🍵" in page and f"Đã lưu {answer.json['saved']}" in page
    kept = _fresh(db, draft.id)
    assert (kept.water, len(kept.goods), len(kept.staff)) == (True, 1, 1)


def test_two_devices_that_keep_different_fields_do_not_undo_each_other(own, draft, db):
    _keep(own, draft, ["wishes"], [["wishes", "từ điện thoại"]])
    _keep(own, draft, ["booth_count"], [["booth_count", "3"]])
    kept = _fresh(db, draft.id)
    assert (kept.wishes, kept.booth_count) == ("từ điện thoại", 3)


def test_an_unchecked_box_and_a_removed_person_are_kept_too(own, draft, db):
    _keep(own, draft, ["commitments", "staff", "goods"], [])
    kept = _fresh(db, draft.id)
    assert (kept.acceptances, kept.staff, kept.goods) == ([], [], [])


def test_a_wrong_field_is_named_and_the_right_ones_are_kept(own, draft, db):
    pairs = [["wishes", "gần cổng"], ["staff-0-name", "Lan"], ["staff-0-phone", "091"]]
    answer = _keep(own, draft, ["wishes", "staff"], pairs)
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == ["staff"]
    kept = _fresh(db, draft.id)
    assert (kept.wishes, kept.staff[0].name) == ("gần cổng", "Vũ Thị Lan")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("booth_count", "9"),
        ("booth_kind", "palace"),
        ("power_kw", "nhiều"),
        ("power_kw", "500"),
        ("cold_kw", "-1"),
        ("lorry_plate", "x" * 61),
        ("wishes", "x" * 2001),
        ("places", "987654"),
        ("goods", "987654"),
        ("goods", "abc"),
    ],
)
def test_a_value_that_cannot_be_is_answered_with_a_sentence_at_its_field(own, draft, field, value):
    name = "places-0-zone" if field == "places" else field
    answer = _keep(own, draft, [field], [[name, value]])
    assert answer.status_code == 422
    assert answer.json["errors"][field]


@pytest.mark.parametrize("body", [{}, {"fields": "x"}, {"fields": ["id"], "pairs": 3}, [], "rác"], ids=str)
def test_a_message_that_means_nothing_changes_nothing(own, draft, db, body):
    before = draft.wishes
    answer = own.post(f"/producer/applications/{draft.id}/draft", json=body)
    assert answer.status_code in (200, 422)
    assert _fresh(db, draft.id).wishes == before


def test_the_answer_tells_what_is_still_missing(own, draft):
    answer = _keep(own, draft, ["commitments"], [])
    assert "Còn 5 điều cam kết chưa đánh dấu" in answer.json["gaps"]


def test_keeping_needs_the_token_of_the_page(own, draft, app, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    answer = _keep(own, draft, ["wishes"], [["wishes", "x"]])
    assert answer.status_code == 400
    assert answer.json["error"]["sentence"]


def test_what_has_been_sent_is_not_kept_any_more(own, producer, db):
    sent = a_ready_application(fair=an_open_fair(), producer=producer)
    answer = _keep(own, sent, ["wishes"], [["wishes", "muộn"]])
    assert answer.status_code == 409
    assert _fresh(db, sent.id).wishes == ""


def test_the_plain_form_works_without_script(own, draft, db):
    answer = own.post(
        f"/producer/applications/{draft.id}/save", data=_form(draft, wishes="khu chè", water="y")
    )
    assert answer.status_code == 302
    kept = _fresh(db, draft.id)
    assert (kept.wishes, kept.water, kept.staff[0].phone) == ("khu chè", True, "+84912345678")


def test_a_wrong_plain_form_comes_back_with_everything_typed_and_keeps_nothing(own, draft, db):
    answer = own.post(
        f"/producer/applications/{draft.id}/save",
        data=_form(draft, wishes="khu chè", **{"staff-0-name": "Đặng Văn Ba", "staff-0-phone": "abc"}),
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'value="Đặng Văn Ba"' in page and 'value="abc"' in page and "khu chè" in page
    assert _fresh(db, draft.id).wishes == ""


def test_a_whole_application_is_sent_and_shown_as_sent(own, draft, db):
    assert own.post(f"/producer/applications/{draft.id}/submit", data=_form(draft)).status_code == 302
    assert _fresh(db, draft.id).state is ApplicationState.SUBMITTED
    page = own.get(f"/producer/applications/{draft.id}").get_data(as_text=True)
    assert "Đơn đã gửi lúc" in page and '<form class="draft"' not in page


def test_an_expired_certificate_stops_the_sending_and_keeps_the_draft(own, producer, db):
    old = a_certified_product(producer=producer, name="Ruốc hàu", expires_on=today() + timedelta(days=3))
    draft = a_ready_application(fair=an_open_fair(), producer=producer, products=[old], state=DRAFT)
    answer = own.post(f"/producer/applications/{draft.id}/submit", data=_form(draft, wishes="gần cổng"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Giấy chứng nhận của Ruốc hàu hết hạn" in page and "bỏ sản phẩm này khỏi đơn" in page
    kept = _fresh(db, draft.id)
    assert (kept.state, kept.wishes) == (DRAFT, "gần cổng")


def test_after_the_deadline_the_sentence_names_it_and_nothing_typed_is_lost(own, producer, db):
    late = an_open_fair(apply_until=now() - timedelta(minutes=1))
    draft = a_ready_application(fair=late, producer=producer, state=DRAFT)
    answer = own.post(f"/producer/applications/{draft.id}/submit", data=_form(draft, wishes="gần cổng"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Hạn đăng ký đã qua lúc" in page and "gần cổng" in page
    assert _fresh(db, draft.id).state is DRAFT


def test_a_question_is_answered_in_the_same_form(own, producer, db):
    asked = a_ready_application(
        fair=an_open_fair(),
        producer=producer,
        state=ApplicationState.RETURNED,
        return_reason="Thiếu ảnh nhãn",
        returned_by="Sở Công Thương",
    )
    page = own.get(f"/producer/applications/{asked.id}").get_data(as_text=True)
    assert "Sở Công Thương hỏi:" in page and "Thiếu ảnh nhãn" in page
    own.post(f"/producer/applications/{asked.id}/submit", data=_form(asked))
    assert _fresh(db, asked.id).state is ApplicationState.SUBMITTED


def test_an_application_is_taken_back_and_taken_up_again(own, producer, db):
    sent = a_ready_application(fair=an_open_fair(), producer=producer)
    own.post(f"/producer/applications/{sent.id}/withdraw")
    assert "Mở lại đơn" in own.get(f"/producer/applications/{sent.id}").get_data(as_text=True)
    own.post(f"/producer/applications/{sent.id}/reopen")
    assert _fresh(db, sent.id).state is DRAFT


@pytest.mark.parametrize("state", list(ApplicationState))
def test_every_state_has_its_page(own, producer, state):
    application = a_ready_application(fair=an_open_fair(), producer=producer, state=state)
    assert own.get(f"/producer/applications/{application.id}").status_code == 200


def test_a_strangers_application_is_not_found(own, db):
    stranger = a_ready_application(fair=an_open_fair(), state=DRAFT)
    base = f"/producer/applications/{stranger.id}"
    assert own.get(base).status_code == 404
    for verb in ("save", "submit", "withdraw", "reopen"):
        assert own.post(f"{base}/{verb}", data=_form(stranger)).status_code == 404, verb
    assert _keep(own, stranger, ["wishes"], [["wishes", "x"]]).status_code == 404
    assert _fresh(db, stranger.id).state is DRAFT
