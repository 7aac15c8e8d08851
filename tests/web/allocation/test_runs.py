import json
import re
from datetime import timedelta

import pytest

from fairapp.db import now
from fairapp.domain.allocation import Aim, Stop
from fairapp.domain.allocation.checker import Rule, Violation
from fairapp.domain.allocation.reading import read_instance
from fairapp.domain.applications import ApplicationState
from fairapp.services import allocation
from fairapp.services.allocation import claims, failing, rules, runs, working
from fairapp.web.filters import moment
from tests import people
from tests.documents.reading import text_of
from tests.factories import (
    a_booth,
    a_certified_product,
    a_delegation,
    a_producer,
    a_ready_application,
    an_open_fair,
)


@pytest.fixture
def fair(db):
    fair = an_open_fair()
    for i in range(4):
        a_booth(site=fair.sites[0], number=f"A{i + 1}", position=i, x_cm=300 * i, y_cm=0)
    for n in range(5):
        producer = a_producer(name=f"HTX {n}")
        product = a_certified_product(producer=producer, stars=4)
        a_ready_application(fair=fair, producer=producer, products=[product], state=ApplicationState.ACCEPTED)
    return fair


@pytest.fixture
def organiser(fair):
    return people.an_organiser(organisation=fair.owner)


@pytest.fixture
def client(sign_in, organiser):
    return sign_in(organiser)


@pytest.fixture
def address(fair):
    return f"/organiser/fairs/{fair.id}/allocation"


def work():
    mine = allocation.claim(now())
    allocation.work(mine, allocation.order(mine), lambda progress: None)(now())


def test_the_price_of_each_preset_is_a_table_before_anything_is_chosen(client, address):
    client.post(f"{address}/runs/trials")
    page = client.get(f"{address}/runs")
    assert 'data-module="lib/refresh"' in page.text
    part = client.get(f"{address}/runs/trials")
    assert (
        client.get(f"{address}/runs/trials", headers={"If-None-Match": part.headers["ETag"]}).status_code
        == 304
    )
    for _ in range(3):
        work()
    part = client.get(f"{address}/runs/trials").text
    assert "data-ended" in part
    for word in ("Cân bằng", "Theo tỉnh", "Theo ngành hàng", "Số đơn được xếp"):
        assert word in part


def test_a_run_is_asked_for_followed_read_and_used(client, address, fair):
    answer = client.post(
        f"{address}/runs", data={"preset": "by_trade", "effort": "quick", "level-wishes": "5"}
    )
    assert answer.headers["Location"].endswith("/runs/1")
    assert "Đang chờ máy chạy nhận việc" in client.get(f"{address}/runs/1").text
    assert "data-ended" not in client.get(f"{address}/runs/1/progress").text
    work()
    assert "data-ended" in client.get(f"{address}/runs/1/progress").text
    page = client.get(f"{address}/runs/1").text
    assert "Cách phương án tốt nhất có thể nhiều nhất" in page
    assert "Chưa xếp được" in page
    assert client.post(f"{address}/runs/1/use").status_code == 302
    assert len(allocation.current(fair).assignments) == 4
    assert "Mã kiểm tra dữ liệu vào" in client.get(address).text
    history = client.get(f"{address}/history").text
    assert "Yêu cầu xếp tự động, lượt số 1." in history


def test_a_machine_that_fell_silent_and_one_that_proves_are_told_apart(client, address, fair):
    client.post(f"{address}/runs", data={"preset": "balanced", "effort": "quick"})
    silent_since = now() - timedelta(seconds=20)
    mine = allocation.claim(silent_since)
    allocation.beat(mine, silent_since, {"done": 3, "total": 10, "z": 100})
    page = client.get(f"{address}/runs/1/progress").text
    assert "Máy chạy im lặng từ" in page
    assert "Đã xong 30" in page
    allocation.beat(mine, now(), {"done": 10, "total": 10, "z": 100})
    page = client.get(f"{address}/runs/1/progress").text
    assert "im lặng" not in page
    assert "Đang chứng minh" in page


def test_a_run_of_yesterday_is_only_to_look_at(client, address, fair):
    client.post(f"{address}/runs", data={"preset": "balanced", "effort": "quick"})
    work()
    a_booth(site=fair.sites[0], number="A9", position=9, x_cm=1500, y_cm=0)
    assert "chỉ còn để xem" in client.get(f"{address}/runs/1").text
    assert client.post(f"{address}/runs/1/use").status_code == 409


@pytest.mark.parametrize(
    "form", [{}, {"preset": "best", "effort": "quick"}, {"preset": "balanced", "effort": "x"}]
)
def test_a_choice_that_does_not_exist_asks_for_nothing(client, address, fair, form):
    assert client.post(f"{address}/runs", data=form).status_code == 422
    assert allocation.list_full(fair) == []


def test_two_plans_stand_side_by_side(client, address, fair):
    for preset in ("balanced", "by_province"):
        client.post(f"{address}/runs", data={"preset": preset, "effort": "quick"})
        work()
    page = client.get(f"{address}/compare", query_string={"left": "run-1", "right": "run-2"}).text
    assert "Lượt chạy số 1" in page
    for strange in ("run-9", "plan-1", "x", "run-99999999999999999999"):
        assert (
            client.get(f"{address}/compare", query_string={"left": strange, "right": "run-1"}).status_code
            == 404
        )


def test_the_seed_is_announced_once_and_stands_for_everybody(client, address, fair):
    form = {"rule": "Giải đặc biệt xổ số ngày 20/11", "text": "58291", "seen": "0"}
    assert client.post(f"{address}/rules/seed", data=form).status_code == 302
    assert client.post(f"{address}/rules/seed", data=form | {"text": "1"}).status_code in (409, 422)
    assert "58291 → 2872438530" in client.get(f"/fairs/{fair.slug}/allocation-rule").text
    client.post(f"{address}/runs", data={"preset": "balanced", "effort": "quick"})
    late = client.post(f"{address}/rules/seed", data=form | {"text": "7", "seen": "1"})
    assert "chọn kết quả" in late.text


def test_a_trial_fixes_the_seed_too(client, address, fair):
    client.post(f"{address}/runs/trials")
    late = client.post(f"{address}/rules/seed", data={"rule": "Xổ số", "text": "7", "seen": "0"})
    assert late.status_code in (409, 422)
    assert "chọn kết quả" in late.text
    assert rules.list_announcements(fair) == []
    assert "không đổi được nữa" in client.get(f"{address}/rules").text


def test_anybody_reads_when_the_seed_was_announced_and_each_change_of_it(client, address, fair):
    public = f"/fairs/{fair.slug}/allocation-rule"
    assert "Chưa công bố câu nào riêng" in client.get(public).text
    client.post(f"{address}/rules/seed", data={"rule": "Xổ số ngày 20/11", "text": "", "seen": "0"})
    assert "Đổi lần cuối" not in client.get(public).text
    client.post(f"{address}/rules/seed", data={"rule": "Xổ số ngày 20/11", "text": "58291", "seen": "1"})
    client.post(f"{address}/runs", data={"preset": "balanced", "effort": "quick"})
    last, first = rules.list_announcements(fair)
    page = client.get(public).text
    assert "2 lần công bố" in page
    assert "Công bố câu “58291” để lấy số khởi đầu" in page
    for shown in (moment(first.at), moment(last.at), moment(rules.first_run_at(fair))):
        assert shown in page


def test_announcements_of_another_fair_are_not_listed(client, address, fair, organiser):
    rules.announce_seed(an_open_fair(), organiser, rule="Nơi khác", text="1", lottery=False, seen=0)
    assert "Nơi khác" not in client.get(f"/fairs/{fair.slug}/allocation-rule").text


def test_caps_and_zones_of_goods_are_kept(client, address, fair):
    assert client.post(f"{address}/rules/groups", data={"most-I": "2"}).status_code == 302
    assert 'name="most-I" value="2"' in client.get(f"{address}/rules").text
    assert client.post(f"{address}/rules/groups", data={"most-I": "nhiều"}).status_code == 422
    assert client.post(f"{address}/rules/groups", data={"zones-I": "99999"}).status_code == 422


# ---- the aims in an order ------------------------------------------------------------------------


def order_on(page):
    return re.findall(r'name="order" value="(\w+)"', page)


def test_aims_in_an_order_are_asked_for_and_the_order_is_said_wherever_the_plan_is(client, address, fair):
    order = order_on(client.get(f"{address}/runs").text)
    assert sorted(order) == sorted(aim.value for aim in Aim)
    order.insert(0, order.pop(order.index("wishes")))
    data = {"preset": "order", "effort": "quick", "order": order, "level-trade": "5"}
    assert client.post(f"{address}/runs", data=data).headers["Location"].endswith("/runs/1")
    work()
    client.post(f"{address}/runs/1/use")
    told = "Theo thứ tự riêng: 1. Theo nguyện vọng; 2. "
    for path in ("/runs/1", ""):
        assert told in client.get(address + path).text
    assert order_on(client.get(f"{address}/runs").text) == order
    assert re.search(
        r'value="order"[^>]*checked|checked[^>]*value="order"', client.get(f"{address}/runs").text
    )
    printed = text_of(client.get(f"{address}/plan.pdf").data)
    assert told in printed
    allocation.publish(fair, people.an_organiser(organisation=fair.owner))
    assert told in client.get(f"/fairs/{fair.slug}/allocation-rule").text


def test_without_script_a_button_moves_an_aim_and_asks_for_nothing(client, address, fair):
    order = order_on(client.get(f"{address}/runs").text)
    sent = {"preset": "order", "effort": "thorough", "order": order, "level-stars": "1"}
    page = client.post(f"{address}/runs", data={**sent, "down": order[0]}).text
    assert order_on(page) == [order[1], order[0], *order[2:]]
    page = client.post(f"{address}/runs", data={**sent, "up": order[0]}).text
    assert order_on(page) == order
    assert re.search(r'<option selected value="thorough"', page)
    assert allocation.list_full(fair) == []


@pytest.mark.parametrize("order", [[], ["wishes", "wishes"], ["no-such-aim"], ["wishes"]])
def test_an_order_that_is_not_whole_is_told_and_shown_whole_again(client, address, fair, order):
    answer = client.post(f"{address}/runs", data={"preset": "order", "effort": "quick", "order": order})
    assert answer.status_code == 422
    assert "Hãy xếp thứ tự tất cả các điều" in answer.text
    assert len(order_on(answer.text)) == len(Aim)
    assert allocation.list_full(fair) == []


@pytest.mark.parametrize("way", ["by_trade", "order"])
def test_how_many_may_move_is_asked_of_the_run(client, address, fair, way):
    for said, meant in (("2", 2), ("0", 0), ("", None)):
        order = [aim.value for aim in Aim]
        data = {"preset": way, "effort": "quick", "order": order, "moved_at_most": said}
        assert client.post(f"{address}/runs", data=data).status_code == 302
        run = allocation.list_full(fair)[0]
        assert read_instance(json.loads(run.input.facts)).moved_at_most == meant
        allocation.stop(fair, run.asked_by, run.number, Stop.DROP)


def test_levels_that_were_turned_are_named_with_the_plan(client, address):
    client.post(f"{address}/runs", data={"preset": "by_trade", "effort": "quick", "level-wishes": "5"})
    work()
    assert "Theo ngành hàng, riêng: Theo nguyện vọng (rất nhiều)." in client.get(f"{address}/runs/1").text


def test_minima_that_contradict_each_other_are_refused_by_name_before_the_search(client, address, fair):
    a_delegation(fair=fair, quota=9, least=3)
    a_delegation(fair=fair, unit_id="lang-son", lead=people.a_lead(), quota=9, least=2)
    for n in range(2):
        producer = a_producer(name=f"HTX Chi Lăng {n}", unit_id="lang-son")
        a_ready_application(
            fair=fair,
            producer=producer,
            products=[a_certified_product(producer=producer)],
            state=ApplicationState.ACCEPTED,
        )
    for path in ("/runs", "/runs/trials"):
        refused = client.post(address + path, data={"preset": "balanced", "effort": "quick"})
        assert refused.status_code == 422
        assert "cần 5 gian (Lạng Sơn 2, Quảng Ninh 3), nhưng chỉ có 4 gian" in refused.text
    assert runs.list_full(fair) == []


def test_a_failed_run_says_what_is_wrong_with_in_the_readers_language(client, organiser, address, fair, db):
    application = allocation.open_desk(fair).applications.popitem()[1]
    wrong = [
        Violation(Rule.MINIMUM, None, {"province": "quang-ninh", "used": 2, "least": 4}),
        Violation(Rule.SIZE, str(application.id), {"size": 1, "given": 2}),
    ]
    run = allocation.ask(fair, None, steps=100)
    claims.fail(claims.take(run, now()), now(), working.UNSOUND, failing.verdict(wrong))
    page = client.get(f"{address}/runs/1").text
    assert "Quảng Ninh có 2 gian, dưới mức tối thiểu 4 gian." in page
    assert f"{application.producer.name}: Đơn cần 1 gian nhưng có 2 gian." in page
    organiser.language = "en"
    db.session.commit()
    page = client.get(f"{address}/runs/1").text
    assert "No plan keeps every hard rule." in page
    assert "Quảng Ninh" in page
