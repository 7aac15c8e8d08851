"""Sponsors on the organiser's pages and on their own."""

import re
from io import BytesIO

import pytest

from fairapp.db import db as database
from fairapp.domain.fairs import FairState
from fairapp.models import Benefit, BenefitProof, Sponsor, TierPromise, User
from tests.people import a_sponsor_contact, an_organiser
from tests.running_fair import a_benefit, a_picture, a_running_fair, a_sponsor, now

TYPED = {
    "name": "Ngân hàng Vịnh Xanh",
    "tier": "gold",
    "contribution": "250 triệu",
    "email": "huy@example.vn",
}


@pytest.fixture
def fair(db):
    return a_running_fair()


@pytest.fixture
def browser(sign_in, fair):
    return sign_in(an_organiser(organisation=fair.owner))


def one(table):
    database.session.expire_all()
    return database.session.scalar(database.select(table))


def test_a_sponsor_is_added_changed_and_removed(browser, fair):
    path = f"/organiser/fairs/{fair.id}/sponsors"
    assert "Thêm nhà tài trợ đầu tiên" in browser.get(path).text
    assert browser.post(path + "/new", data=TYPED).status_code == 302
    sponsor = one(Sponsor)
    assert sponsor.contribution == 250_000_000
    assert "Ngân hàng Vịnh Xanh" in browser.get(path).text
    browser.post(f"{path}/{sponsor.id}/edit", data=TYPED | {"tier": "diamond"})
    assert one(Sponsor).tier == "diamond"
    browser.post(f"{path}/{sponsor.id}/remove")
    assert one(Sponsor) is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"contribution": ""}, "Hãy ghi số tiền tài trợ"),
        ({"email": "huy@"}, "Địa chỉ e-mail chưa đúng"),
        ({"name": ""}, "Hãy điền mục này"),
    ],
)
def test_what_is_wrong_is_said(browser, fair, typed, sentence):
    answer = browser.post(
        f"/organiser/fairs/{fair.id}/sponsors/new", data=TYPED | {"goals": "gặp hợp tác xã"} | typed
    )
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "gặp hợp tác xã" in answer.text
    assert one(Sponsor) is None


def test_promises_are_kept_with_proof(browser, fair):
    sponsor = a_sponsor(fair=fair)
    path = f"/organiser/fairs/{fair.id}/sponsors/{sponsor.id}"
    browser.post(path + "/benefits", data={"what": "Bản tin phát thanh", "unit": "lượt", "promised": "20"})
    benefit = one(Benefit)
    assert (benefit.promised, benefit.delivered) == (20, 0)
    edit = f"{path}/benefits/{benefit.id}"
    answer = browser.post(edit, data={"what": "Bản tin phát thanh", "promised": "20", "delivered": "8"})
    assert answer.status_code == 422
    assert "Hãy ghi bằng chứng" in answer.text
    typed = {"what": "Bản tin phát thanh", "promised": "20", "delivered": "8", "proof": "nhật ký"}
    assert browser.post(edit, data=typed).status_code == 302
    assert "Mới một phần" in browser.get(path).text
    browser.post(edit + "/remove")
    assert one(Benefit) is None


def test_after_closing_a_gap_is_explained(sign_in, db):
    fair = a_running_fair(state=FairState.CLOSED, closed_at=now())
    benefit = a_benefit(sponsor=a_sponsor(fair=fair))
    browser = sign_in(an_organiser(organisation=fair.owner))
    path = f"/organiser/fairs/{fair.id}/sponsors/{benefit.sponsor_id}/benefits/{benefit.id}"
    typed = {"what": "Logo", "promised": "100", "delivered": "93", "proof": "mẫu thẻ"}
    answer = browser.post(path, data=typed)
    assert answer.status_code == 422
    assert "hãy ghi lý do" in answer.text
    assert browser.post(path, data=typed | {"shortfall": "in thiếu"}).status_code == 302


def test_an_account_is_opened_with_a_password_shown_once(browser, fair):
    sponsor = a_sponsor(fair=fair)
    path = f"/organiser/fairs/{fair.id}/sponsors/{sponsor.id}"
    page = browser.post(path + "/account", data={"contact": "moi@example.vn"}).text
    assert "Mật khẩu chỉ hiện một lần" in page
    database.session.expire_all()
    assert (
        database.session.scalar(database.select(User).filter_by(email="moi@example.vn")).id == sponsor.user_id
    )
    assert "chỉ hiện một lần" not in browser.get(path).text


def test_a_known_sponsor_keeps_its_password(browser, fair):
    known = a_sponsor_contact(email="huy@example.vn")
    sponsor = a_sponsor(fair=fair)
    page = browser.post(
        f"/organiser/fairs/{fair.id}/sponsors/{sponsor.id}/account", data={"contact": "huy@example.vn"}
    ).text
    assert "<dt>Mật khẩu</dt>" not in page
    database.session.expire_all()
    assert sponsor.user_id == known.id


def test_a_contact_that_cannot_be_is_refused(browser, fair):
    sponsor = a_sponsor(fair=fair)
    answer = browser.post(
        f"/organiser/fairs/{fair.id}/sponsors/{sponsor.id}/account", data={"contact": "huy@"}
    )
    assert answer.status_code == 422
    assert one(Sponsor).user_id is None


def test_another_organisations_sponsors_are_not_found(sign_in, fair):
    benefit = a_benefit(sponsor=a_sponsor(fair=fair))
    stranger = sign_in(an_organiser())
    path = f"/organiser/fairs/{fair.id}/sponsors/{benefit.sponsor_id}"
    for end in ("", "/edit", f"/benefits/{benefit.id}"):
        assert stranger.get(path + end).status_code == 404
    for end in ("/remove", "/account", "/benefits", f"/benefits/{benefit.id}/remove"):
        assert stranger.post(path + end, data={"what": "x", "promised": "1"}).status_code == 404
    assert one(Benefit) is not None


def test_a_sponsor_reads_its_own_promises(sign_in, fair):
    user = a_sponsor_contact()
    sponsor = a_sponsor(fair=fair, user=user, goals="Gặp hợp tác xã cần vốn")
    a_benefit(sponsor=sponsor, what="Gian hàng ở lối vào", promised=1)
    other = a_sponsor(fair=fair, name="Nước khoáng Quang Hanh")
    browser = sign_in(user)
    home = browser.get("/sponsor/").text
    assert fair.name in home
    assert "Quang Hanh" not in home
    page = browser.get(f"/sponsor/sponsorships/{sponsor.id}").text
    assert "Gian hàng ở lối vào" in page
    assert "Gặp hợp tác xã cần vốn" in page
    assert browser.get(f"/sponsor/sponsorships/{other.id}").status_code == 404


def test_a_sponsor_of_no_fair_is_told_whom_to_ask(sign_in, db):
    assert "Hãy liên hệ ban tổ chức" in sign_in(a_sponsor_contact()).get("/sponsor/").text


def _typed_delivery(page, **typed):
    """What the form sends, as its page was shown."""
    hidden = {
        name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', page).group(1)
        for name in ("once", "seen", "at")
    }
    return hidden | {"delivered": "1", "place": "Cổng A"} | typed


def test_a_delivery_is_photographed_on_the_spot(browser, sign_in, fair):
    contact = a_sponsor_contact()
    sponsor = a_sponsor(fair=fair, user=contact)
    benefit = a_benefit(sponsor=sponsor, what="Logo trên cổng chào", promised=1)
    tasks = f"/organiser/fairs/{fair.id}/sponsors/tasks"
    assert "Logo trên cổng chào" in browser.get(tasks).text
    path = f"/organiser/fairs/{fair.id}/sponsors/{sponsor.id}/benefits/{benefit.id}/deliver"
    page = browser.get(path).text
    assert 'capture="environment"' in page
    sent = _typed_delivery(page)
    for _ in range(2):  # a weak network sends twice
        answer = browser.post(path, data=sent | {"photo": (BytesIO(a_picture()), "IMG_1.jpg")})
        assert answer.status_code == 302
    database.session.expire_all()
    assert "Không còn việc nào" in browser.get(tasks).text
    proof = one(BenefitProof)
    with browser.get(path.replace("/deliver", f"/proofs/{proof.id}/photo")) as shown:
        assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
    own = f"/sponsor/sponsorships/{sponsor.id}/photos/{proof.photo.sha256}"
    with sign_in(contact).get(own) as shown:
        assert shown.status_code == 200
    assert sign_in(a_sponsor_contact()).get(own).status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"photo": (b"%PDF-1.4", "a.pdf")}, "không mở được"),
        ({"place": ""}, "Hãy chụp một ảnh hoặc ghi nơi"),
        ({"seen": "7"}, "Vừa có người ghi"),
        ({"seen": "x"}, "Vừa có người ghi"),
        ({"at": "2999-01-01T08:00"}, "chưa đúng"),
        ({"delivered": "-1"}, "số nguyên"),
    ],
)
def test_a_delivery_that_cannot_be_is_refused(browser, fair, typed, sentence):
    benefit = a_benefit(sponsor=a_sponsor(fair=fair))
    path = f"/organiser/fairs/{fair.id}/sponsors/{benefit.sponsor_id}/benefits/{benefit.id}/deliver"
    if "photo" in typed:
        typed = {"photo": (BytesIO(typed["photo"][0]), typed["photo"][1])}
    answer = browser.post(path, data=_typed_delivery(browser.get(path).text, **typed))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert one(BenefitProof) is None


def test_a_tiers_list_is_kept_and_copied(browser, fair):
    tiers = f"/organiser/fairs/{fair.id}/sponsors/tiers"
    line = {"tier": "gold", "what": "Phát thanh", "promised": "20", "unit": "lượt"}
    assert browser.post(tiers, data=line).status_code == 302
    answer = browser.post(tiers, data=line)
    assert answer.status_code == 422
    assert "đã có dòng" in answer.text
    sponsor = a_sponsor(fair=fair)
    browser.post(f"/organiser/fairs/{fair.id}/sponsors/{sponsor.id}/benefits/standard")
    assert one(Benefit).what == "Phát thanh"
    browser.post(f"{tiers}/{one(TierPromise).id}/remove")
    assert one(TierPromise) is None


def test_a_proof_entered_by_mistake_is_struck(browser, fair):
    benefit = a_benefit(sponsor=a_sponsor(fair=fair))
    path = f"/organiser/fairs/{fair.id}/sponsors/{benefit.sponsor_id}/benefits/{benefit.id}"
    browser.post(path + "/deliver", data=_typed_delivery(browser.get(path + "/deliver").text))
    assert "Cổng A" in browser.get(path).text
    browser.post(f"{path}/proofs/{one(BenefitProof).id}/strike")
    assert "Cổng A" not in browser.get(path).text
