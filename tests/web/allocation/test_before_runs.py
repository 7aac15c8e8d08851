"""Before a run: what is missing, and trials that are no longer of this plan."""

import pytest

from fairapp.db import now
from fairapp.domain.applications import ApplicationState
from fairapp.services import allocation
from tests import people
from tests.factories import a_booth, a_certified_product, a_producer, a_ready_application, an_open_fair

OLD = "Hãy chạy thử lại."


@pytest.fixture
def fair(db):
    return an_open_fair()


@pytest.fixture
def client(sign_in, fair):
    return sign_in(people.an_organiser(organisation=fair.owner))


@pytest.fixture
def runs(fair):
    return f"/organiser/fairs/{fair.id}/allocation/runs"


def an_accepted_one(fair):
    producer = a_producer(name="HTX Một mình")
    product = a_certified_product(producer=producer, stars=4)
    a_ready_application(fair=fair, producer=producer, products=[product], state=ApplicationState.ACCEPTED)


def try_out(client, runs):
    client.post(f"{runs}/trials")
    mine = allocation.claim(now())
    while mine:
        allocation.work(mine, allocation.order(mine), lambda progress: None)(now())
        mine = allocation.claim(now())


def test_trials_of_another_plan_say_that_they_are_old(client, runs, fair):
    an_accepted_one(fair)
    a_booth(site=fair.sites[0], number="A1", position=1, x_cm=0, y_cm=0)
    try_out(client, runs)
    assert OLD not in client.get(runs).text
    a_booth(site=fair.sites[0], number="A9", position=9, x_cm=3000, y_cm=0)
    assert OLD in client.get(runs).text
    assert OLD in client.get(f"{runs}/trials").text
    try_out(client, runs)
    assert OLD not in client.get(f"{runs}/trials").text


@pytest.mark.parametrize("way", ["", "/trials"])
def test_before_there_is_anything_to_place_the_page_says_what_is_missing(client, runs, fair, way):
    asked = {"preset": "balanced", "effort": "quick"}
    shown = client.get(runs).text
    assert "Chưa có đơn nào được nhận" in shown
    assert f"{runs}/trials" not in shown
    answer = client.post(runs + way, data=asked)
    assert answer.status_code == 422
    assert "Hãy xét duyệt và công bố kết quả trước khi xếp gian" in answer.text
    an_accepted_one(fair)
    assert "Sơ đồ chưa có gian nào" in client.get(runs).text
    answer = client.post(runs + way, data=asked)
    assert answer.status_code == 422
    assert "Hãy vẽ sơ đồ gian hàng trước khi xếp" in answer.text
