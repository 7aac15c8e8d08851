"""Agreements on the organiser's and the exhibitor's pages."""

import pytest

from fairapp.db import db as database
from fairapp.domain.agreements import AgreementLevel
from fairapp.models import Agreement
from tests.people import an_organiser
from tests.running_fair import a_running_fair, an_agreement, an_exhibitor

TYPED = {
    "kind": "memorandum",
    "level": "departments",
    "party_a": "Sở Công Thương Sóc Trăng",
    "party_b": "Sở Công Thương các tỉnh",
    "count": "14",
}


@pytest.fixture
def fair(db):
    return a_running_fair()


@pytest.fixture
def browser(sign_in, fair):
    return sign_in(an_organiser(organisation=fair.owner))


def kept():
    database.session.expire_all()
    return list(database.session.scalars(database.select(Agreement).order_by(Agreement.id)))


def test_fourteen_and_eight_and_thirty_four_are_fifty_six(browser, fair):
    path = f"/organiser/fairs/{fair.id}/agreements"
    for level, count in (("departments", 14), ("province_chain", 8), ("businesses", 34)):
        answer = browser.post(path + "/new", data=TYPED | {"level": level, "count": str(count)})
        assert answer.status_code == 302
    page = browser.get(path).text
    table = page[page.index("<tfoot>") : page.index("</tfoot>")]
    assert ">56<" in table
    assert "không nêu" in page


def test_a_value_is_read_as_people_write_it(browser, fair):
    browser.post(f"/organiser/fairs/{fair.id}/agreements/new", data=TYPED | {"value": "2,4 tỷ"})
    assert kept()[0].value == 2_400_000_000


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"party_b": ""}, "Hãy điền mục này"),
        ({"party_b": "sở công thương sóc trăng"}, "phải khác nhau"),
        ({"count": "0"}, "từ 1 đến 1000"),
        ({"signed_on": "2099-01-01"}, "không thể ở tương lai"),
        ({"kind": "lời hứa"}, ""),
        ({"value": "nhiều"}, "Không đọc được"),
    ],
)
def test_what_is_wrong_is_said_and_kept_on_the_page(browser, fair, typed, sentence):
    answer = browser.post(
        f"/organiser/fairs/{fair.id}/agreements/new", data=TYPED | {"terms": "hai chiều"} | typed
    )
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "hai chiều" in answer.text
    assert kept() == []


def test_an_agreement_is_changed_and_removed(browser, fair):
    agreement = an_agreement(fair=fair, count=3)
    path = f"/organiser/fairs/{fair.id}/agreements/{agreement.id}"
    assert 'value="3"' in browser.get(path).text
    browser.post(path, data=TYPED | {"count": "5"})
    assert kept()[0].count == 5
    browser.post(path + "/remove")
    assert kept() == []


def test_the_list_is_searched_without_marks(browser, fair):
    an_agreement(fair=fair, party_a="Chè Đường Hoa")
    an_agreement(fair=fair, party_a="Mật ong")
    page = browser.get(f"/organiser/fairs/{fair.id}/agreements?q=duong+hoa").text
    assert "Chè Đường Hoa" in page
    assert "Mật ong" not in page
    assert "Không có văn bản nào khớp" in browser.get(f"/organiser/fairs/{fair.id}/agreements?q=xyz").text


def test_an_empty_list_says_what_to_do(browser, fair):
    assert "Ghi văn bản đầu tiên" in browser.get(f"/organiser/fairs/{fair.id}/agreements").text


def test_another_organisations_agreements_are_not_found(sign_in, fair):
    agreement = an_agreement(fair=fair)
    stranger = sign_in(an_organiser())
    path = f"/organiser/fairs/{fair.id}/agreements"
    for end in ("", "/new", f"/{agreement.id}"):
        assert stranger.get(path + end).status_code == 404
    assert stranger.post(f"{path}/{agreement.id}/remove").status_code == 404
    assert len(kept()) == 1


def test_an_exhibitor_enters_what_it_signed(sign_in, fair):
    booth = an_exhibitor(fair=fair)
    browser = sign_in(booth.producer.user)
    path = f"/producer/applications/{booth.id}/agreements"
    assert booth.producer.name in browser.get(path + "/new").text
    assert browser.post(path + "/new", data=TYPED | {"level": "businesses"}).status_code == 302
    (agreement,) = kept()
    assert (agreement.producer_id, agreement.level) == (booth.producer_id, AgreementLevel.BUSINESSES)
    assert "14 văn bản" in browser.get(path).text
    assert browser.post(f"{path}/{agreement.id}", data=TYPED | {"count": "2"}).status_code == 302
    assert browser.post(f"{path}/{agreement.id}/remove").status_code == 302
    assert kept() == []


def test_an_exhibitor_does_not_reach_what_others_entered(sign_in, fair):
    booth = an_exhibitor(fair=fair)
    theirs, organisers = (
        an_agreement(fair=fair, producer_id=an_exhibitor(fair=fair).producer_id),
        an_agreement(fair=fair),
    )
    browser = sign_in(booth.producer.user)
    for agreement in (theirs, organisers):
        path = f"/producer/applications/{booth.id}/agreements/{agreement.id}"
        assert browser.get(path).status_code == 404
        assert browser.post(path, data=TYPED).status_code == 404
        assert browser.post(path + "/remove").status_code == 404
    assert len(kept()) == 2
