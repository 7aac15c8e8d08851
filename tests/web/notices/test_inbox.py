"""The inbox on the page: counted on every page, read when opened."""

import pytest

from fairapp.services import notices
from fairapp.services.notices import Addressee, News
from tests import people
from tests.factories import a_user


@pytest.fixture
def user(db):
    return people.a_producer_account()


def tell(user, *keys, **facts):
    facts = {"subject": "Gian đã công bố", "body": "Kính gửi\nXem tại: https://fair.example/x"} | facts
    notices.tell([News(key=key, to=Addressee("HTX", "", "", "vi", user.id), **facts) for key in keys])


def test_what_is_unread_is_counted_on_every_page(client, sign_in, user):
    sign_in(user)
    assert "chưa đọc" not in client.get("/account").text
    tell(user, "a", "b")
    assert "2 chưa đọc" in client.get("/account").text


def test_opening_one_marks_it_read_and_shows_it(client, sign_in, user, db):
    tell(user, "a", path="/producer/papers")
    notice = notices.list_for_user(user, 1).rows[0]
    sign_in(user)
    assert f"/notices/{notice.id}" in client.get("/notices").text
    client.get(f"/notices/{notice.id}")
    assert notices.count_unread(user) == 1  # a page that is shown writes nothing
    page = client.get(client.post(f"/notices/{notice.id}").location)
    assert 'href="https://fair.example/x"' in page.text
    assert 'href="/producer/papers"' in page.text
    assert notices.count_unread(user) == 0


def test_what_somebody_typed_is_text_on_the_page(client, sign_in, user):
    tell(user, "a", subject="<b>x</b>", body="<script>alert(1)</script> https://x.example/<b>")
    notice = notices.list_for_user(user, 1).rows[0]
    sign_in(user)
    page = client.get(f"/notices/{notice.id}").text
    assert "<script>alert" not in page
    assert "<b>" not in page


def test_a_strangers_notice_is_not_found(client, sign_in, user):
    tell(a_user(), "a")
    other = a_user()
    tell(other, "b")
    notice = notices.list_for_user(other, 1).rows[0]
    sign_in(user)
    assert client.get(f"/notices/{notice.id}").status_code == 404
    assert client.post(f"/notices/{notice.id}").status_code == 404
    assert notices.count_unread(other) == 1


def test_a_long_inbox_has_pages(client, sign_in, user):
    tell(user, *(str(n) for n in range(65)))
    sign_in(user)
    assert "page=3" in client.get("/notices").text
    assert client.get("/notices?page=99").status_code == 200
