"""The organiser's visitors: how many a day, who they are, their passes, and the list to take away."""

import csv
import io
import re

import pytest

from fairapp.models import Letter, Visitor
from fairapp.services import passes, visitors
from fairapp.services.visitors import VisitFacts
from tests import people
from tests.documents.reading import codes_on, pages_of, picture_of, rows_of
from tests.factories import an_open_fair


@pytest.fixture
def fair(db):
    return an_open_fair(slug="ha-long")


@pytest.fixture
def owner(sign_in, fair):
    return sign_in(people.an_organiser(organisation=fair.owner))


@pytest.fixture
def at(fair):
    return f"/organiser/fairs/{fair.id}/visitors"


def come(fair, **facts):
    given = {"name": "Đỗ Ngọc Ánh", "consent": True} | facts
    return passes.welcome(fair, visitors.register(fair, VisitFacts(**given), "10.0.0.1"))


def days_of(fair):
    return [room.day for room in visitors.list_rooms(fair)]


def limits(owner, at, fair, *most):
    return owner.post(f"{at}/limits", data={f"day-{d}": n for d, n in zip(days_of(fair), most, strict=False)})


def test_limits_are_set_by_day_and_shown_against_the_count(owner, fair, at):
    assert limits(owner, at, fair, "2", "1.000", "").status_code == 302
    come(fair, day=days_of(fair)[0])
    page = owner.get(at).text
    assert '<strong class="figure">1</strong> / 2' in page
    assert "/ 1.000" in page
    assert "không giới hạn" in page


@pytest.mark.parametrize("typed", ["nhiều", "-5", "1,5", "99999999", "1000001"])
def test_a_wrong_limit_is_shown_again_and_nothing_is_saved(owner, fair, at, typed):
    answer = limits(owner, at, fair, "7", typed)
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.text
    assert not any(room.most for room in visitors.list_rooms(fair))


def test_a_sold_out_fair_shows_no_form(owner, fair, at, client):
    limits(owner, at, fair, "0", "0", "0", "0")
    for path in ("/fairs/ha-long/visit", "/fairs/ha-long/visit/group"):
        page = client.get(path).text
        assert "Đã đủ khách đăng ký" in page
        assert 'name="consent"' not in page


def test_the_form_asks_for_a_day_and_names_the_full_ones(owner, fair, at, client):
    limits(owner, at, fair, "1")
    first, second, *_ = days_of(fair)
    form = {"name": "Đỗ Ngọc Ánh", "consent": "y"}
    assert client.post("/fairs/ha-long/visit", data=form).status_code == 422
    done = client.post("/fairs/ha-long/visit", data=form | {"day": first.isoformat()})
    assert f"{first:%d/%m/%Y}" in client.get(done.location).text
    refused = client.post("/fairs/ha-long/visit", data=form | {"day": first.isoformat()})
    assert refused.status_code == 409
    assert "Đỗ Ngọc Ánh" in refused.text
    page = client.get("/fairs/ha-long/visit").text
    assert f'value="{first}"' not in page
    assert f'value="{second}"' in page
    assert client.post("/fairs/ha-long/visit", data=form | {"day": "2020-01-01"}).status_code == 422
    assert client.post("/fairs/ha-long/visit", data=form | {"day": "hôm nay"}).status_code == 422


def test_the_visitor_comes_on_another_day_by_the_link(owner, fair, at, client):
    limits(owner, at, fair, "1", "1")
    first, second, *_ = days_of(fair)
    badge = come(fair, day=first)
    link = f"/pass/{badge.link}"
    assert f"{link}/day" in client.get(link).text
    assert client.post(f"{link}/day", data={"day": second.isoformat()}).status_code == 302
    assert [room.taken for room in visitors.list_rooms(fair)][:2] == [0, 1]
    other = come(fair, day=first, name="Bùi An")
    assert client.post(f"/pass/{other.link}/day", data={"day": second.isoformat()}).status_code == 409
    assert client.post(f"/pass/{other.link}/day", data={"day": ""}).status_code == 422


def test_a_pass_for_every_day_has_no_page_for_another_day(fair, client):
    badge = come(fair)
    assert f"/pass/{badge.link}/day" not in client.get(f"/pass/{badge.link}").text
    assert client.get(f"/pass/{badge.link}/day").status_code == 404


def test_the_list_is_found_by_day_source_and_revocation(owner, fair, at):
    limits(owner, at, fair, "5")
    first, second, *_ = days_of(fair)
    come(fair, name="Bùi An", day=first)
    badge = come(fair, name="Lê Bình", day=second)
    passes.revoke(badge, "Đăng ký hai lần", people.an_organiser(organisation=fair.owner))
    assert "Lê Bình" not in owner.get(f"{at}?day={first}").text
    assert "Bùi An" not in owner.get(f"{at}?ended=1").text
    assert "Lê Bình" in owner.get(f"{at}?ended=1&source=page").text
    assert "Không có khách nào khớp" in owner.get(f"{at}?source=kiosk").text
    assert owner.get(f"{at}?day=x&source=x&sort=x&page=x").status_code == 200


def test_the_list_is_taken_away_as_workbook_and_text(owner, fair, at):
    come(fair, name="=HYPERLINK(1)", phone="0912 345 678")
    come(fair, name="Bùi An", email="an@example.vn")
    rows = rows_of(owner.get(f"{at}/list.xlsx?sort=name").data)
    assert {row[0] for row in rows[1:]} == {"=HYPERLINK(1)", "Bùi An"}
    answer = owner.get(f"{at}/list.csv?q=bui")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Cache-Control"] == "private, no-store"
    head, row = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert head[:2] == ["Họ và tên", "Đoàn"]
    assert (row[0], row[3]) == ("Bùi An", "an@example.vn")
    whole = owner.get(f"{at}/list.csv").data.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in whole  # text, and no formula


def test_one_visitor_is_resent_revoked_and_erased(owner, fair, at, db):
    visitor_id = come(fair, email="anh@example.vn").visitor_id
    one = f"{at}/{visitor_id}"
    page = owner.get(one).text
    assert "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15" in page
    assert owner.post(f"{one}/resend").status_code == 302
    assert db.session.scalar(db.select(db.func.count(Letter.id))) == 2
    assert owner.post(f"{one}/revoke", data={"reason": ""}).status_code == 422
    assert owner.post(f"{one}/revoke", data={"reason": "Đăng ký hộ"}).status_code == 302
    assert "Đăng ký hộ" in owner.get(one).text
    assert owner.post(f"{one}/erase").status_code == 302
    assert db.session.scalars(db.select(Visitor)).all() == []
    assert db.session.scalars(db.select(Letter)).all() == []
    assert owner.get(one).status_code == 404


def test_somebody_elses_visitor_is_not_found(fair, at, sign_in):
    visitor_id = come(fair).visitor_id
    stranger = sign_in(people.an_organiser())
    for path in (at, f"{at}/{visitor_id}", f"{at}/limits", f"{at}/list.csv", f"{at}/list.xlsx"):
        assert stranger.get(path).status_code == 404
    for verb in ("resend", "revoke", "erase"):
        assert stranger.post(f"{at}/{visitor_id}/{verb}", data={"reason": "x"}).status_code == 404
    other = an_open_fair()
    mine = sign_in(people.an_organiser(organisation=other.owner))
    assert mine.get(f"/organiser/fairs/{other.id}/visitors/{visitor_id}").status_code == 404


def test_a_double_click_makes_one_visitor(client, fair, db):
    page = client.get("/fairs/ha-long/visit").text
    once = re.search(r'name="once"[^>]*value="([^"]+)"', page)[1]
    form = {"name": "Đỗ Ngọc Ánh", "consent": "y", "once": once}
    first, second = (client.post("/fairs/ha-long/visit", data=form) for _ in range(2))
    assert first.location == second.location
    assert db.session.scalar(db.select(db.func.count(Visitor.id))) == 1
    assert client.post("/fairs/ha-long/visit", data=form | {"once": "không phải số"}).status_code == 302


def test_a_pass_is_printed_for_the_wallet_and_for_the_phone(client, fair):
    badge = come(fair)
    for name, size in (("card", (85.6, 54)), ("phone", (90, 160))):
        printed = client.get(f"/pass/{badge.link}/{name}.pdf").data
        assert pages_of(printed) == 1
        picture = picture_of(printed, 0, 254)
        assert picture.size == pytest.approx([round(10 * mm) for mm in size], abs=2)
        [code] = codes_on(picture)
        assert code.startswith("HTTPS://FAIR.EXAMPLE/P/")
