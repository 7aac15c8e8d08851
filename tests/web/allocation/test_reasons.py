"""A draft changed by hand shows the reasons of what stands, on the board, in the review and on paper."""

import re

import pytest
from markupsafe import Markup

from fairapp.services import allocation
from tests.allocation_world import an_accepted
from tests.factories import a_delegation


@pytest.fixture
def page(sign_in, fair, organiser):
    client = sign_in(organiser)

    def of(path="", **query):
        answer = client.get(f"/organiser/fairs/{fair.id}/allocation{path}", query_string=query)
        return str(Markup(answer.text).unescape())

    return of


def take(fair, organiser, application):
    seen = allocation.open_desk(fair).numbers(application.id)
    allocation.take_away(fair, organiser, application.id, seen)


def test_list_and_panel_tell_why_somebody_waits_now(page, fair, organiser):
    a_delegation(fair=fair, quota=1)
    stands, waits = an_accepted(fair, "HTX Ba Chẽ", stars=5), an_accepted(fair, "HTX Tiên Yên", stars=3)
    allocation.run(fair, organiser)
    quota = "Quảng Ninh đã có 1/1 gian"
    assert quota in page()
    assert quota in page(application=waits.id)
    take(fair, organiser, stands)
    for shown in (page(), page(application=waits.id)):
        assert quota not in shown
        assert len(re.findall(r"Còn chỗ trống: xếp đơn này vào gian A\d thì phương án hơn", shown)) >= 2


def test_the_review_tells_the_reason_that_would_be_published(page, fair, organiser):
    stays, goes = an_accepted(fair, "HTX Ba Chẽ"), an_accepted(fair, "HTX Tiên Yên")
    goes.goods[0].product.leaf_code = "II.2.a"
    allocation.run(fair, organiser)
    beside = "liền gian của đơn vị cùng đoàn"
    assert page("/publish").count(beside) == 2
    take(fair, organiser, goes)
    assert beside not in page("/publish")
    assert beside not in page(application=stays.id)
