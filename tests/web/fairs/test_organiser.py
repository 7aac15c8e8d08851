"""A fair at the organiser's desk: written down, announced, called off."""

from datetime import date

import pytest

from fairapp.domain.calendar import local_day
from fairapp.domain.fairs import FairState
from fairapp.models import Fair
from tests.factories import a_fair
from tests.people import an_organiser

TYPED = {
    "kind": "product_week",
    "name": "Tuần hàng Đông Triều",
    "unit": "quang-ninh",
    "organisers": "Sở Công Thương Quảng Ninh\nUBND phường Đông Triều\n",
    "theme": "Gốm và na",
    "basis_kind": "programme",
    "basis_number": "12/KH-UBND",
    "basis_date": "2026-09-01",
    "basis_issuer": "UBND tỉnh Quảng Ninh",
    "hotline": "0203 3825 678",
    "apply_from": "2026-10-01T08:00",
    "apply_until": "2026-11-20T17:00",
    "passes_per_booth": "4",
}


@pytest.fixture
def organiser(db):
    return an_organiser()


@pytest.fixture
def desk(sign_in, organiser):
    return sign_in(organiser)


@pytest.fixture
def draft(organiser):
    return a_fair(owner=organiser.organisation, state=FairState.DRAFT)


def test_empty_desk_says_what_to_do_next(desk):
    page = desk.get("/organiser/fairs")
    assert page.status_code == 200
    assert "Chưa có hội chợ nào" in page.text
    assert "/organiser/fairs/new" in page.text


def test_list_shows_own_fairs_only_and_finds_them_without_diacritics(desk, organiser):
    a_fair(owner=organiser.organisation, name="Hội chợ Đặc sản")
    a_fair(name="Hội chợ của người lạ")
    page = desk.get("/organiser/fairs").text
    assert "Hội chợ Đặc sản" in page
    assert "người lạ" not in page
    assert "Hội chợ Đặc sản" in desk.get("/organiser/fairs?q=dac+san&kind=fair").text
    assert "Không có hội chợ nào như vậy" in desk.get("/organiser/fairs?kind=conference").text


def test_list_is_sorted_by_the_vietnamese_alphabet(desk, organiser):
    for name in ("Đặc sản", "Cam Vân Đồn", "Ẩm thực"):
        a_fair(owner=organiser.organisation, name=name)
    page = desk.get("/organiser/fairs?sort=name").text
    assert page.index("Ẩm thực") < page.index("Cam Vân Đồn") < page.index("Đặc sản")


def test_draft_is_made_from_what_was_typed_and_leads_to_its_sites(desk, db, organiser):
    answer = desk.post("/organiser/fairs", data=TYPED)
    fair = db.session.scalar(db.select(Fair).where(Fair.owner_id == organiser.organisation_id))
    assert (answer.status_code, answer.location) == (302, f"/organiser/fairs/{fair.id}/sites/new")
    assert fair.organisers == ["Sở Công Thương Quảng Ninh", "UBND phường Đông Triều"]
    assert (fair.basis_date, fair.passes_per_booth, fair.hotline) == (date(2026, 9, 1), 4, "+842033825678")
    assert local_day(fair.apply_until) == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Hãy điền mục này."),
        ({"unit": ""}, "Hãy chọn tỉnh, thành phố."),
        ({"organisers": "  "}, "Hãy điền"),
        ({"hotline": "abc"}, "Số điện thoại chỉ gồm"),
        ({"basis_date": "2026-02-31"}, "Ngày chưa đúng"),
        ({"apply_until": "2026-09-01T08:00"}, "Hạn cuối nhận đơn phải sau"),
        ({"passes_per_booth": "0"}, "Mỗi gian có từ 1 đến 20 thẻ."),
        ({"kind": "circus"}, ""),
    ],
)
def test_bad_fact_is_refused_and_everything_typed_stays(desk, db, typed, sentence):
    answer = desk.post("/organiser/fairs", data=TYPED | typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Gốm và na" in answer.text
    assert "12/KH-UBND" in answer.text
    assert db.session.scalar(db.select(Fair)) is None


def test_facts_are_changed_and_the_address_stays(desk, db, draft):
    assert "123/KH-UBND" in desk.get(f"/organiser/fairs/{draft.id}/edit").text
    slug = draft.slug
    answer = desk.post(f"/organiser/fairs/{draft.id}", data=TYPED)
    assert (answer.status_code, answer.location) == (302, f"/organiser/fairs/{draft.id}")
    fair = db.session.get(Fair, draft.id)
    assert (fair.name, fair.slug) == ("Tuần hàng Đông Triều", slug)
    assert 'value="0203 3825 678"' in desk.get(f"/organiser/fairs/{draft.id}/edit").text


def test_desk_says_what_is_missing_before_the_announcement(desk, organiser):
    fair = a_fair(owner=organiser.organisation, state=FairState.DRAFT, site=False, basis_number="")
    page = desk.get(f"/organiser/fairs/{fair.id}").text
    assert "Chọn ít nhất một địa điểm có sảnh." in page
    assert "căn cứ pháp lý" in page
    answer = desk.post(f"/organiser/fairs/{fair.id}/announce")
    assert answer.status_code == 422
    assert "Chọn ít nhất một địa điểm có sảnh." in answer.text


def test_complete_draft_is_announced_and_gets_its_public_page(desk, db, draft):
    assert desk.get(f"/fairs/{draft.slug}").status_code == 404
    assert desk.post(f"/organiser/fairs/{draft.id}/announce").status_code == 302
    assert db.session.get(Fair, draft.id).state is FairState.ANNOUNCED
    assert desk.get(f"/fairs/{draft.slug}").status_code == 200
    assert desk.post(f"/organiser/fairs/{draft.id}/announce").status_code == 409


def test_fair_is_called_off_with_a_reason_that_everybody_reads(desk, organiser):
    fair = a_fair(owner=organiser.organisation, announced_at=None)
    answer = desk.post(f"/organiser/fairs/{fair.id}/cancel", data={"reason": ""})
    assert answer.status_code == 422
    assert "Hãy ghi lý do huỷ." in answer.text
    fair.announced_at = fair.apply_from
    assert desk.post(f"/organiser/fairs/{fair.id}/cancel", data={"reason": "Bão số 9"}).status_code == 302
    assert "Bão số 9" in desk.get(f"/fairs/{fair.slug}").text
    assert desk.post(f"/organiser/fairs/{fair.id}", data=TYPED).status_code == 422


def test_book_of_the_fair_tells_what_was_done_to_its_sites(desk, draft):
    site_id, name = draft.sites[0].id, draft.sites[0].name
    desk.post(f"/organiser/fairs/{draft.id}/sites/{site_id}/remove")
    assert f"Xoá địa điểm {name}." in desk.get(f"/organiser/fairs/{draft.id}").text


def test_registration_deadline_is_shown_only_where_one_is_asked_for(desk, organiser):
    from fairapp.domain.fairs import Basis

    fair = a_fair(owner=organiser.organisation, first_day=date(2026, 12, 12))
    assert "12/11/2026" not in desk.get(f"/organiser/fairs/{fair.id}").text
    fair.basis_kind = Basis.REGISTRATION
    assert "chậm nhất 12/11/2026" in desk.get(f"/organiser/fairs/{fair.id}").text


@pytest.mark.parametrize("path", ["", "/edit", "/sites", "/sites/new", "/next-edition", "/plan"])
def test_strangers_fair_is_not_found(desk, path):
    assert desk.get(f"/organiser/fairs/{a_fair().id}{path}").status_code == 404


@pytest.mark.parametrize("path", ["", "/announce", "/cancel", "/sites", "/next-edition"])
def test_strangers_fair_cannot_be_changed(desk, db, path):
    fair = a_fair(name="Hội chợ của người lạ")
    assert desk.post(f"/organiser/fairs/{fair.id}{path}", data=TYPED | {"reason": "x"}).status_code == 404
    assert db.session.get(Fair, fair.id).name == "Hội chợ của người lạ"
