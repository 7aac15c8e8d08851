import pytest

from fairapp.documents.allocation_words import reason_words
from fairapp.domain.applications import ApplicationState
from fairapp.services import allocation
from tests.factories import a_booth, a_producer, a_ready_application, a_zone, an_open_fair
from tests.people import a_producer_account


@pytest.fixture
def application(db):
    fair = an_open_fair(name="Hội chợ OCOP Hạ Long")
    zone = a_zone(site=fair.sites[0], name="Đồ uống", group_code="I")
    for i in range(3):
        a_booth(site=fair.sites[0], number=f"A{i + 1}", position=i, x_cm=300 * i, y_cm=0, zone=zone)
    return a_ready_application(
        fair=fair, producer=a_producer(), state=ApplicationState.ACCEPTED, booth_count=2
    )


def page_of(client, application):
    return client.get(f"/producer/applications/{application.id}/booth")


def test_before_publication_the_page_says_that_it_is_coming(sign_in, application):
    allocation.run(application.fair, None)
    page = page_of(sign_in(application.producer.user), application)
    assert page.status_code == 200
    assert "Chưa có gian" in page.text
    assert "A1, A2" not in page.text


def test_an_accepted_application_leads_to_its_booth_or_to_why_there_is_none(sign_in, application):
    client = sign_in(application.producer.user)
    page = client.get(f"/producer/applications/{application.id}").text
    assert f'href="/producer/applications/{application.id}/booth"' in page
    assert "số gian hoặc lý do chưa có gian" in page


def test_an_exhibitor_sees_booth_place_hours_and_why(sign_in, application):
    allocation.run(application.fair, None)
    allocation.publish(application.fair, None)
    page = page_of(sign_in(application.producer.user), application).text
    for words in (
        "A1, A2",
        "Xếp theo quy tắc chung với 185 điểm ưu tiên",
        "3\u00a0m × 3\u00a0m",
        "08:00–21:00",
        "booth--mine",
    ):
        assert words in page
    assert page.count('class="booth booth--mine"') == 2


def test_a_draft_after_publication_is_not_shown(sign_in, application):
    allocation.run(application.fair, None)
    allocation.publish(application.fair, None)
    allocation.take_away(application.fair, a_producer_account(), application.id, ["A1", "A2"])
    assert "A1, A2" in page_of(sign_in(application.producer.user), application).text


def test_another_producers_booth_is_not_found(sign_in, application):
    allocation.run(application.fair, None)
    allocation.publish(application.fair, None)
    stranger = a_producer()
    assert page_of(sign_in(stranger.user), application).status_code == 404


def test_who_was_left_out_of_a_published_plan_reads_why_and_what_comes_next(sign_in, application):
    loser = a_ready_application(
        fair=application.fair, producer=a_producer(), state=ApplicationState.ACCEPTED, booth_count=4
    )
    allocation.run(application.fair, None)
    plan = allocation.publish(application.fair, None)
    [row] = plan.unplaced
    page = page_of(sign_in(loser.producer.user), loser).text
    assert reason_words(row.reason, row.reason_values) in page
    assert "khi có gian phù hợp, ban tổ chức xếp và báo ngay" in page
    assert "Ban tổ chức chưa công bố" not in page


def test_who_is_on_the_waiting_list_reads_so_instead(sign_in, application):
    waiting = a_ready_application(
        fair=application.fair, producer=a_producer(), state=ApplicationState.WAITLISTED, waitlist_number=3
    )
    allocation.run(application.fair, None)
    allocation.publish(application.fair, None)
    assert "danh sách chờ, số 3" in page_of(sign_in(waiting.producer.user), waiting).text
