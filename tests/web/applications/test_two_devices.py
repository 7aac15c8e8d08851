"""One draft on two devices, in a tab left open, with fields that come and go: nothing is lost unseen."""

import json

import pytest

from fairapp.db import db as database
from fairapp.domain.application_form import USUAL, USUAL_COMMITMENTS, USUAL_CONSENT, FieldAsk, FormField
from fairapp.domain.applications import ApplicationState
from fairapp.domain.ocop import ProducerKind
from fairapp.models import Application
from fairapp.services.applications import fair_form
from fairapp.web.applications.draft_form import FIELDS
from tests import people
from tests.factories import a_booth, a_producer, a_ready_application, a_zone, an_open_fair

ANDROID = "Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0"


@pytest.fixture
def producer(db):
    return a_producer()


@pytest.fixture
def own(producer, sign_in):
    return sign_in(producer.user)


@pytest.fixture
def draft(producer):
    return a_ready_application(fair=an_open_fair(), producer=producer, state=ApplicationState.DRAFT)


def _send(client, draft, pairs, seen=None, agent=ANDROID, **more):
    fields = sorted({name.split("-")[0] for name, _ in pairs} | set(more.pop("fields", ())))
    body = {"fields": fields, "pairs": pairs, **({} if seen is None else {"seen": seen}), **more}
    return client.post(f"/producer/applications/{draft.id}/draft", json=body, headers={"User-Agent": agent})


def _fresh(draft):
    database.session.expire_all()
    return database.session.get(Application, draft.id)


def _hide(draft, ask, *fields):
    fair = draft.fair
    table = {f: dict.fromkeys(ProducerKind, ask if f in fields else USUAL[f]) for f in FormField}
    organiser = people.an_organiser(organisation=fair.owner)
    fair_form.change_asks(fair, organiser, table, fair_form.read(fair).version)


EVERY_FIELD = {
    "booth_kind": ("raw", lambda a: a.booth_kind.value == "raw"),
    "booth_count": ("3", lambda a: a.booth_count == 3),
    "power_kw": ("1,5", lambda a: a.power_watts == 1500),
    "water": ("y", lambda a: a.water),
    "open_flame": ("y", lambda a: a.open_flame),
    "cold_storage": ("y", lambda a: a.cold_storage),
    "cold_kw": ("0,3", lambda a: a.cold_watts == 300),
    "lorry": ("y", lambda a: a.lorry),
    "lorry_plate": ("14C-123.45", lambda a: a.lorry_plate == "14C-123.45"),
    "goods": (None, lambda a: a.goods == []),
    "papers": ("y", lambda a: a.papers_confirmed_at is not None),
    "staff": (None, lambda a: a.staff == []),
    "places": (None, lambda a: a.places == []),
    "wishes": ("gần cổng", lambda a: a.wishes == "gần cổng"),
    "introduction": ("Chè", lambda a: a.introduction == "Chè"),
    "commitments": (None, lambda a: a.acceptances == []),
    "consent": (None, lambda a: a.consent is None),
}


def test_the_table_of_fields_names_every_field_there_is():
    assert set(EVERY_FIELD) == set(FIELDS)


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_saved_as_it_is_typed_with_where_and_when(own, draft, field):
    _hide(draft, FieldAsk.OPTIONAL, FormField.PLATE, FormField.INTRODUCTION)
    typed, is_kept = EVERY_FIELD[field]
    answer = _send(own, draft, [[field, typed]] if typed else [], fields=[field])
    assert (answer.status_code, answer.json["errors"]) == (200, {})
    kept = _fresh(draft)
    assert is_kept(kept)
    said = kept.saves[field]
    assert (said["n"], said["from"], said["by"]) == (1, "Android · Chrome", kept.producer.user.name)
    assert answer.json["seen"] == {field: 1}


def test_the_second_device_is_told_what_changed_and_nothing_is_undone(own, draft):
    first = _send(own, draft, [["wishes", "từ điện thoại"]])
    assert first.json["elsewhere"] == {}
    second = _send(own, draft, [["wishes", "từ máy tính"], ["booth_count", "2"]], {}, WINDOWS)
    assert "Android · Chrome" in second.json["elsewhere"]["wishes"]
    assert "từ điện thoại" in second.json["elsewhere"]["wishes"]
    assert second.json["values"]["wishes"] == [["wishes", "từ điện thoại"]]
    kept = _fresh(draft)
    assert (kept.wishes, kept.booth_count) == ("từ điện thoại", 2)  # what nobody else touched is kept
    third = _send(own, draft, [["wishes", "từ máy tính"]], second.json["seen"], WINDOWS)
    assert third.json["elsewhere"] == {}
    assert _fresh(draft).wishes == "từ máy tính"


def test_two_who_type_the_same_do_not_disagree(own, draft):
    _send(own, draft, [["wishes", "gần cổng"]])
    answer = _send(own, draft, [["wishes", " gần  cổng "]], {"wishes": 0}, WINDOWS)
    assert answer.json["elsewhere"] == {}
    assert _fresh(draft).saves["wishes"]["n"] == 1


def test_a_device_that_only_asks_hears_of_what_others_saved(own, draft):
    _send(own, draft, [["staff-0-name", "Đặng Văn Ba"], ["water", "y"]])
    heard = _send(own, draft, [], agent=WINDOWS).json
    assert heard["values"]["water"] == [["water", "y"]]
    assert ["staff-0-name", "Đặng Văn Ba"] in heard["values"]["staff"]
    assert _send(own, draft, [], heard["seen"], WINDOWS).json["values"] == {}


def _form(draft, **changes):
    data = {
        "booth_kind": "standard",
        "booth_count": "1",
        "power_kw": "0,5",
        "goods": [str(line.product_id) for line in draft.goods],
        "staff-0-name": "Vũ Thị Lan",
        "commitments": [wording.mark for wording in USUAL_COMMITMENTS],
        "consent": USUAL_CONSENT.mark,
        "wishes": "",
    }
    return data | {"shown": " ".join(FIELDS), "seen": "{}"} | changes


def test_without_script_the_second_device_is_told_and_keeps_what_it_typed(own, draft):
    _send(own, draft, [["wishes", "từ điện thoại"]])
    base = f"/producer/applications/{draft.id}"
    answer = own.post(f"{base}/save", data=_form(draft, wishes="từ máy tính"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "từ điện thoại" in page and "từ máy tính" in page and "Bấm lưu lần nữa" in page
    assert _fresh(draft).wishes == "từ điện thoại"
    seen = json.dumps(_fresh(draft).saves | {"wishes": 1})
    assert own.post(f"{base}/save", data=_form(draft, wishes="từ máy tính", seen=seen)).status_code == 302
    assert _fresh(draft).wishes == "từ máy tính"


def test_a_page_from_before_a_deploy_keeps_what_it_knows_and_touches_nothing_else(own, draft):
    """It sends neither the list of its fields nor the newer ones: they stay as another device left them."""
    _send(own, draft, [["cold_storage", "y"], ["cold_kw", "0,5"], ["power_kw", "2"]])
    old = {
        "booth_kind": "standard",
        "booth_count": "2",
        "power_watts": "500",
        "committed": "y",
        "goods": [str(line.product_id) for line in draft.goods],
        "staff-0-name": "Vũ Thị Lan",
        "wished_zone_id": "",
        "wishes": "gần cổng",
    }
    assert own.post(f"/producer/applications/{draft.id}/save", data=old).status_code == 302
    kept = _fresh(draft)
    assert (kept.wishes, kept.booth_count) == ("gần cổng", 2)
    assert (kept.cold_storage, kept.cold_watts, kept.power_watts) == (True, 500, 2000)
    assert len(kept.acceptances) == 5 and kept.consent is not None


def test_a_script_from_before_a_deploy_is_told_which_words_were_not_kept(own, draft):
    answer = _send(own, draft, [["committed", "y"], ["power_watts", "500"], ["wishes", "gần cổng"]])
    assert answer.status_code == 422
    assert set(answer.json["errors"]) == {"committed", "power_watts"}
    assert "Hãy tải lại trang" in answer.json["errors"]["committed"]
    assert _fresh(draft).wishes == "gần cổng"


def test_a_tab_open_while_the_fair_changes_its_form_is_told_so(own, draft):
    before = _layout(own, draft)
    assert _send(own, draft, [["wishes", "a"]], layout=before).json["stale"] == ""
    _hide(draft, FieldAsk.REQUIRED, FormField.INTRODUCTION)
    answer = _send(own, draft, [["wishes", "b"]], {"wishes": 1}, layout=before)
    assert "Mẫu đơn vừa thay đổi" in answer.json["stale"]
    assert _fresh(draft).wishes == "b"


def _layout(own, draft):
    page = own.get(f"/producer/applications/{draft.id}").get_data(as_text=True)
    return page.split('name="layout" value="')[1].split('"')[0]


def test_a_hidden_field_that_is_posted_anyway_changes_nothing(own, draft):
    _hide(draft, FieldAsk.HIDDEN, FormField.WATER, FormField.BOOTH_COUNT)
    page = own.get(f"/producer/applications/{draft.id}").get_data(as_text=True)
    assert 'name="water"' not in page and 'name="booth_count"' not in page
    answer = _send(own, draft, [["water", "y"], ["wishes", "gần cổng"]])
    assert answer.status_code == 422 and list(answer.json["errors"]) == ["water"]
    sent = own.post(
        f"/producer/applications/{draft.id}/submit",
        data=_form(draft, water="y", booth_count="4", wishes="gần cổng"),
    )
    assert sent.status_code == 302
    kept = _fresh(draft)
    assert (kept.water, kept.booth_count, kept.state) == (False, 1, ApplicationState.SUBMITTED)


def test_a_required_yes_or_no_is_asked_with_two_answers_and_neither_chosen(own, draft):
    _hide(draft, FieldAsk.REQUIRED, FormField.WATER)
    page = own.get(f"/producer/applications/{draft.id}").get_data(as_text=True)
    assert 'id="water-yes"' in page and 'name="water" value="n" checked' not in page
    assert "Hãy trả lời gian có cần nước hay không" in page
    answer = _send(own, draft, [["water", "n"]])
    assert "cần nước hay không" not in answer.json["gaps"]
    page = own.get(f"/producer/applications/{draft.id}").get_data(as_text=True)
    assert 'name="water" value="n" checked' in page
    assert _send(own, draft, [], agent=WINDOWS).json["values"]["water"] == [["water", "n"]]


@pytest.mark.parametrize(
    ("odd", "kept"),
    [
        pytest.param("Đặng Thị " + "Á" * 300, None, id="300-characters"),
        pytest.param("Lan 🍵", "Lan 🍵", id="emoji"),
        pytest.param("Nguye\u0302\u0303n Thi\u0323 Lan", "Nguyễn Thị Lan", id="nfd"),
        pytest.param("=HYPERLINK(1)\u202e\u0000", "=HYPERLINK(1)", id="control"),
        pytest.param("<script>alert(1)</script>", "<script>alert(1)</script>", id="markup"),
    ],
)
def test_odd_names_of_people_are_kept_clean_or_refused_with_a_sentence(own, draft, odd, kept):
    answer = _send(own, draft, [["staff-0-name", odd], ["staff-0-phone", ""], ["staff-0-position", ""]])
    assert _fresh(draft).staff[0].name == (kept or "Vũ Thị Lan")
    assert (answer.status_code == 422 and "120 ký tự" in answer.json["errors"]["staff"]) is (kept is None)
    page = own.get(f"/producer/applications/{draft.id}").get_data(as_text=True)
    assert "<script>alert(1)" not in page


@pytest.mark.parametrize(
    ("pairs", "word"),
    [
        ([["places-0-zone", "987"]], ""),
        ([["places-0-booth", "Z99"]], "không có gian Z99"),
        ([["places-0-booth", "b1"], ["places-1-booth", "B1"]], "chỉ ghi một lần"),
        ([["places-0-booth", "x" * 13]], "12 ký tự"),
        ([[f"places-{i}-booth", f"B{i + 1}"] for i in range(4)], "Nhiều nhất 3 nguyện vọng"),
    ],
    ids=["stranger", "none", "twice", "long", "four"],
)
def test_wishes_that_cannot_be_are_refused_at_their_field(own, draft, pairs, word):
    for n in range(1, 5):
        a_booth(site=draft.fair.sites[0], number=f"B{n}")
    answer = _send(own, draft, pairs)
    assert answer.status_code == 422
    assert answer.json["errors"]["places"] and word in answer.json["errors"]["places"]
    assert _fresh(draft).places == []


def test_ranked_wishes_are_kept_in_their_order_and_shown_again(own, draft):
    site = draft.fair.sites[0]
    zone = a_zone(site=site, code="A", name="Khu chè")
    a_booth(site=site, number="B07", zone=zone)
    _send(own, draft, [["places-0-booth", "b07"], ["places-1-zone", str(zone.id)]])
    kept = _fresh(draft)
    assert [(p.rank, p.what) for p in kept.places] == [(1, "booth"), (2, "zone")]
    page = own.get(f"/producer/applications/{draft.id}").get_data(as_text=True)
    assert 'value="B07"' in page and page.count(f'<option selected value="{zone.id}"') == 2
    _send(own, draft, [["places-0-zone", "any"]], {"places": 1})
    kept = _fresh(draft)
    assert (kept.anywhere, kept.places) == (True, [])


def test_where_the_draft_stands_says_what_was_saved_when_from_where_and_by_whom(own, draft):
    empty = own.get(f"/producer/applications/{draft.id}/saves").get_data(as_text=True)
    assert "Chưa lưu mục nào" in empty
    _send(own, draft, [["wishes", "gần cổng"]])
    _send(own, draft, [["power_kw", "2"]], agent=WINDOWS)
    page = own.get(f"/producer/applications/{draft.id}/saves").get_data(as_text=True)
    for words in ("Android · Chrome", "Windows · Edge", "gần cổng", "Nguyện vọng khác", "Đơn đã đủ"):
        assert words in page, words
    assert "Lần cuối từ Windows · Edge" in own.get(f"/producer/applications/{draft.id}").get_data(
        as_text=True
    )


def test_copying_is_offered_once_to_who_applied_before(own, draft, producer):
    a_ready_application(fair=an_open_fair(name="Hội chợ năm ngoái"), producer=producer, wishes="cạnh cổng")
    base = f"/producer/applications/{draft.id}"
    assert "Chép từ đơn lần trước" in own.get(base).get_data(as_text=True)
    assert own.post(f"{base}/copy").status_code == 302
    page = own.get(base).get_data(as_text=True)
    assert "cạnh cổng" in page and "Chép từ đơn lần trước" not in page and "Hội chợ năm ngoái" in page
    assert own.post(f"{base}/copy").status_code == 302
    assert "Chưa có đơn nào" in own.get(base).get_data(as_text=True)


def test_consent_is_taken_back_and_given_again_on_the_page_of_a_sent_application(own, producer):
    sent = a_ready_application(fair=an_open_fair(), producer=producer)
    base = f"/producer/applications/{sent.id}"
    assert "Rút lại sự đồng ý" in own.get(base).get_data(as_text=True)
    own.post(f"{base}/consent/withdraw")
    page = own.get(base).get_data(as_text=True)
    assert "Đã rút lại lúc" in page and "Tôi đồng ý" in page
    own.post(f"{base}/consent", data={"consent": "consent:9"})
    assert "vừa được ban tổ chức sửa" in own.get(base).get_data(as_text=True)
    own.post(f"{base}/consent", data={"consent": USUAL_CONSENT.mark})
    assert _fresh(sent).consent is not None and len(_fresh(sent).consents) == 2


def test_consent_is_never_ticked_beforehand(own, producer):
    fair = an_open_fair()
    text = own.get(own.post(f"/producer/fairs/{fair.id}/apply").location).get_data(as_text=True)
    box = text.split('name="consent"')[1].split(">")[0]
    assert "checked" not in box and f'value="{USUAL_CONSENT.mark}"' in box
    boxes = text.split('name="commitments"')[1:]
    assert len(boxes) == 5 and not any("checked" in box.split(">")[0] for box in boxes)
