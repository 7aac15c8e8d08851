"""Beside each button of the board stands what it would do, without a script and in the reader's language."""

import re

import pytest
from markupsafe import Markup

from fairapp.models import ApplicationPlace
from fairapp.services import allocation
from tests.allocation_world import an_accepted, booth, numbers_of


@pytest.fixture
def look(sign_in, fair, organiser):
    client = sign_in(organiser)

    def at(lang="vi", **query):
        client.post("/language", data={"lang": lang, "next": "/"})
        answer = client.get(f"/organiser/fairs/{fair.id}/allocation", query_string=query)
        assert answer.status_code == 200
        return answer.text

    return at


def give(fair, organiser, application, number):
    allocation.give(fair, organiser, application.id, booth(fair, number).id)


def said(page):
    """The live regions, in their order."""
    found = re.findall(r'role="status"(?: data-price)?>.*?<span>(.*?)(?:</ul>|</p>)', page, re.S)
    return [re.sub(r"\s+", " ", Markup(re.sub(r"<[^>]+>", " ", words)).unescape()).strip() for words in found]


def means(page, button):
    return Markup(re.search(rf'id="{button}-means">([^<]*)<', page)[1]).unescape()


def test_the_first_choice_of_each_list_has_its_price_and_another_when_it_is_asked_about(
    look, fair, organiser
):
    wish = ApplicationPlace(rank=1, booth=booth(fair, "A4"))
    wishing, other = an_accepted(fair, "HTX Ba Chẽ", places=[wish]), an_accepted(fair, "HTX Tiên Yên")
    give(fair, organiser, wishing, "A1")
    give(fair, organiser, other, "A2")
    moving, swapping = said(look(application=wishing.id))
    assert moving.startswith("Vào gian A3: không đổi điểm.")
    assert swapping.startswith("Vào gian A2: không đổi điểm.")
    page = look(application=wishing.id, booth=booth(fair, "A4").id)
    assert said(page)[0].startswith("Vào gian A4: tốt hơn 12 điểm. Số đơn được nguyện vọng 1: 0 → 1 (+10)")
    assert "(−4, Quảng Ninh)" in said(page)[0]
    assert f'value="{booth(fair, "A4").id}" selected' in page
    third = an_accepted(fair, "HTX Vân Đồn")
    give(fair, organiser, third, "A4")
    page = look(application=wishing.id, other=third.id)
    assert said(page)[-1].startswith("Vào gian A4: tốt hơn 10 điểm.")
    assert f'value="{third.id}" selected' in page
    assert numbers_of(fair)[wishing.id] == ["A1"]


def test_a_booth_that_was_just_taken_is_told_so_beside_the_choice(look, fair, organiser):
    late, fast = an_accepted(fair, "HTX Chậm"), an_accepted(fair, "HTX Nhanh")
    give(fair, organiser, fast, "A3")
    page = look(application=late.id, booth=booth(fair, "A3").id)
    assert said(page) == ["Gian A3 đã xếp cho HTX Nhanh."]
    assert "chosen__cost--bad" in page


def test_a_free_booth_has_the_price_for_the_first_who_waits_and_what_blocking_would_mean(look, fair):
    an_accepted(fair, "HTX Ba Chẽ")
    page = look(booth=booth(fair, "A2").id)
    assert said(page)[0].startswith("Vào gian A2: tốt hơn")
    assert means(page, "block") == (
        "Chặn gian này thì không ai phải chuyển. 1 đơn đang chờ có thể vào gian này."
    )


def test_lock_and_taking_away_say_what_they_would_do(look, fair, organiser):
    application = an_accepted(fair, "HTX Ba Chẽ")
    allocation.run(fair, organiser)
    page = look(application=application.id)
    assert means(page, "lock") == (
        "Khoá thì lần xếp tự động sau giữ HTX Ba Chẽ ở gian A1; không khoá thì có thể chuyển. "
        "Đúng chỗ máy đã xếp."
    )
    assert means(page, "take").startswith("Thu hồi: kém đi ")
    allocation.publish(fair, organiser)
    allocation.give(fair, organiser, application.id, booth(fair, "A3").id, ["A1"])
    english = look(lang="en", application=application.id)
    assert means(english, "lock") == (
        "The next automatic run keeps HTX Ba Chẽ in booth A3. The published plan has booth A1."
    )


def test_a_taken_booth_says_on_asking_who_would_have_to_move_and_where_to(look, fair, organiser):
    first = an_accepted(fair, "HTX Ba Chẽ")
    give(fair, organiser, first, "A1")
    page = look(application=first.id)
    assert "Nếu chặn gian A1?" in page
    asked = look(application=first.id, block=booth(fair, "A1").id)
    assert said(asked)[0].startswith(
        "Muốn chặn gian A1, HTX Ba Chẽ phải chuyển đi. Chỗ trống ít thiệt nhất như sau. "
        "Vào gian A4: không đổi điểm."
    )
    link = re.search(r'href="([^"]*)">Chọn chỗ này', asked)[1]
    assert f"booth={booth(fair, 'A4').id}" in link
    stranger = an_accepted(fair, "HTX Khác")
    assert "Muốn chặn" not in look(application=stranger.id, block=booth(fair, "A1").id)


@pytest.mark.parametrize("query", [{"other": "x"}, {"other": "99999"}, {"block": "x"}, {"block": "99999"}])
def test_a_strange_question_is_passed_over_or_refused_in_words(look, fair, organiser, query):
    one, other = an_accepted(fair, "HTX Ba Chẽ"), an_accepted(fair, "HTX Tiên Yên")
    give(fair, organiser, one, "A1")
    give(fair, organiser, other, "A2")
    assert "HTX Ba Chẽ" in look(application=one.id, **query)
