"""A group by the hands of its contact: registered, printed, changed and cancelled by one secret address."""

import re
from datetime import timedelta

import pytest

from fairapp.domain.errors import NotFound
from fairapp.models import Letter, Pass, Visitor, VisitorGroup
from fairapp.services import passes, visitors
from fairapp.services.visitors import groups
from tests import people
from tests.documents.reading import codes_on, pages_of, picture_of
from tests.factories import an_open_fair

FORM = {
    "kind": "school",
    "name": "Lớp 5A",
    "contact": "Cô Hoa",
    "phone": "0912 345 678",
    "email": "",
    "size": "3",
    "names": "Bùi An\nLê Bình",
    "consent": "y",
}


@pytest.fixture
def fair(db):
    return an_open_fair(slug="ha-long")


def register(client, **changes):
    form = {name: value for name, value in (FORM | changes).items() if value is not None}
    return client.post("/fairs/ha-long/visit/group", data=form)


def limit(fair, *most):
    days = [room.day for room in visitors.list_rooms(fair)]
    visitors.set_limits(
        fair, dict(zip(days, most, strict=False)), people.an_organiser(organisation=fair.owner)
    )
    return days


def names_on(page):
    return re.findall(r'<th scope="row"><a href="/pass/[^"]+">([^<]+)</a>', page.text)


def test_the_registration_page_leads_to_the_groups(client, fair):
    assert "/fairs/ha-long/visit/group" in client.get("/fairs/ha-long/visit").text
    page = client.get("/fairs/ha-long/visit/group")
    assert page.status_code == 200
    assert " checked" not in page.text


def test_a_group_registers_and_each_has_a_pass(client, fair):
    answer = register(client)
    assert answer.status_code == 302
    page = client.get(answer.location)
    assert names_on(page) == ["Bùi An", "Lê Bình", "Khách 3"]
    assert "noindex" in page.text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"consent": None}, "Cần sự đồng ý này"),
        ({"name": ""}, "Hãy điền mục này"),
        ({"kind": None}, "Hãy chọn loại đoàn"),
        ({"kind": "pirates"}, "Bùi An"),
        ({"size": "1"}, "từ 2 đến 200 người"),
        ({"size": "201"}, "từ 2 đến 200 người"),
        ({"size": "999999999"}, "từ 2 đến 200 người"),
        ({"size": "ba"}, "Hãy nhập một số nguyên"),
        ({"size": ""}, "Hãy ghi số người"),
        ({"size": "2", "names": "An\nBình\nChi"}, "có 3 tên nhưng đoàn có 2 người"),
        ({"names": "A" * 121}, "dài quá 120 ký tự"),
        ({"phone": ""}, "Hãy ghi số điện thoại hoặc e-mail"),
        ({"phone": "12"}, "Số điện thoại này không đúng"),
        ({"email": "khong-co"}, "Địa chỉ e-mail chưa đúng"),
    ],
)
def test_a_wrong_form_keeps_what_was_typed_and_nothing_else(client, fair, db, changes, said):
    answer = register(client, **changes)
    assert answer.status_code == 422
    assert said in answer.text
    assert ("Cô Hoa" in answer.text) and ("Bùi An" in answer.text or "names" in changes)
    for table in (VisitorGroup, Visitor, Pass):
        assert db.session.scalars(db.select(table)).all() == []


def test_the_contact_gets_the_address_by_letter_in_the_language_of_the_form(client, fair, db):
    client.post("/language", data={"lang": "en"})
    link = register(client, email="hoa@example.vn").location
    [letter] = db.session.scalars(db.select(Letter))
    assert link in letter.body
    assert letter.subject.startswith("Passes of Lớp 5A")
    assert "Number of people: 3" in letter.body


def test_ten_cards_or_four_badges_stand_on_a_sheet(client, fair):
    link = register(client, size="12").location
    for paper, pages in (("cards", 2), ("a4", 3)):
        printed = client.get(f"{link}/passes.pdf?paper={paper}")
        assert printed.mimetype == "application/pdf"
        assert pages_of(printed.data) == pages
        found = [code for n in range(pages) for code in codes_on(picture_of(printed.data, n, 200))]
        assert len(set(found)) == 12
    assert client.get(f"{link}/passes.pdf?paper=a3").status_code == 404


def test_the_list_is_changed_and_shown_as_it_was_typed(client, fair):
    link = register(client).location
    page = client.get(f"{link}/edit")
    assert "Bùi An\nLê Bình</textarea>" in page.text
    assert (
        client.post(f"{link}/edit", data=FORM | {"size": "2", "names": "Lê Bình\nVũ Chi"}).status_code == 302
    )
    assert sorted(names_on(client.get(link))) == ["Lê Bình", "Vũ Chi"]
    refused = client.post(f"{link}/edit", data=FORM | {"size": "500"})
    assert refused.status_code == 422
    assert sorted(names_on(client.get(link))) == ["Lê Bình", "Vũ Chi"]


def test_a_full_day_is_said_before_the_form_and_refused_after_it(client, fair):
    days = limit(fair, 2, 5)
    assert register(client, day=days[0].isoformat()).status_code == 409
    assert register(client, day=days[0].isoformat(), size="2").status_code == 302
    page = client.get("/fairs/ha-long/visit/group")
    assert "Đã đủ khách:" in page.text
    assert f'value="{days[0]}"' not in page.text
    assert f'value="{days[1]}"' in page.text


def test_a_cancelled_group_is_gone(client, fair, db):
    link = register(client).location
    assert "Huỷ cả đoàn" in client.get(f"{link}/cancel").text
    assert client.post(f"{link}/cancel").status_code == 302
    assert client.get(link).status_code == 404
    assert client.get(f"{link}/passes.pdf").status_code == 404
    assert db.session.scalars(db.select(Visitor)).all() == []


def test_nobody_guesses_a_group(client, fair):
    for path in ("", "/edit", "/cancel", "/passes.pdf"):
        assert client.get(f"/visit/group/khong-co{path}").status_code == 404
    for path in ("/edit", "/cancel"):
        assert client.post(f"/visit/group/khong-co{path}", data=FORM).status_code == 404
    with pytest.raises(NotFound):
        groups.get_by_link("")


def test_one_address_registers_a_few_groups(client, fair, monkeypatch):
    monkeypatch.setattr(groups, "MOST_GROUPS_FROM_ONE_ADDRESS", 1)
    assert register(client).status_code == 302
    assert register(client).status_code == 429


def test_a_group_of_a_fair_that_is_over_can_be_seen_but_not_changed(client, fair, db):
    link = register(client).location
    for session in fair.sites[0].sessions:
        session.day -= timedelta(days=60)
    db.session.commit()
    page = client.get(link)
    assert page.status_code == 200
    assert "/edit" not in page.text
    assert client.post(f"{link}/edit", data=FORM).status_code == 422
    assert client.post(f"{link}/cancel").status_code == 302  # to be forgotten is always possible


def test_the_organiser_sees_groups_and_strangers_do_not(client, fair, sign_in, db):
    register(client, email="hoa@example.vn")
    [group] = db.session.scalars(db.select(VisitorGroup))
    group_id, address = group.id, f"/organiser/fairs/{fair.id}/visitors/groups"
    owner = sign_in(people.an_organiser(organisation=fair.owner))
    assert "Lớp 5A" in owner.get(f"{address}?q=co+hoa").text
    assert "Không có đoàn nào khớp" in owner.get(f"{address}?q=zzz").text
    page = owner.get(f"{address}/{group_id}")
    assert "Bùi An" in page.text
    assert owner.post(f"{address}/{group_id}/resend").status_code == 302
    assert db.session.scalar(db.select(db.func.count(Letter.id))) == 2
    stranger = sign_in(people.an_organiser())
    for path in (address, f"{address}/{group_id}"):
        assert stranger.get(path).status_code == 404
    assert stranger.post(f"{address}/{group_id}/cancel").status_code == 404
    owner = sign_in(people.an_organiser(organisation=fair.owner))
    assert owner.post(f"{address}/{group_id}/cancel").status_code == 302
    assert passes.counts(fair).valid == 0
    assert db.session.scalars(db.select(VisitorGroup)).all() == []
