"""The pages tell how many letters go out and whom to call; who has only a telephone sees it at home."""

from fairapp.domain.applications import ApplicationState, Decision
from fairapp.services import allocation
from tests import people
from tests.factories import a_booth, a_producer, a_ready_application, a_user, an_open_fair


def test_the_announcement_page_counts_letters_and_lists_whom_to_call_before_and_after(sign_in, db):
    fair = an_open_fair()
    a_ready_application(fair=fair, decision=Decision.ACCEPT)
    caller = a_producer(user=None, name="HTX Gọi Điện", phone="+84912345678", email="")
    a_ready_application(fair=fair, decision=Decision.ACCEPT, producer=caller)
    client = sign_in(people.an_organiser(organisation=fair.owner))
    address = f"/organiser/fairs/{fair.id}/applications/announcement"
    page = client.get(address).text
    assert "1 đơn vị có e-mail và sẽ nhận thư" in page
    assert "HTX Gọi Điện" in page
    assert "0912 345 678" in page
    mark = page.partition('name="mark" value="')[2].partition('"')[0]
    assert client.post(address, data={"mark": mark}).status_code == 302
    after = client.get(address).text
    assert "1 đơn vị đã được gửi thư" in after
    assert "HTX Gọi Điện" in after


def test_the_publication_page_does_the_same(sign_in, db):
    fair = an_open_fair()
    a_booth(site=fair.sites[0], number="A1", position=0, x_cm=0, y_cm=0)
    caller = a_producer(user=a_user(email=None, phone="+84912000001"), name="HTX Gọi Điện", email="")
    a_ready_application(fair=fair, state=ApplicationState.ACCEPTED, producer=caller)
    organiser = people.an_organiser(organisation=fair.owner)
    allocation.run(fair, organiser)
    client = sign_in(organiser)
    address = f"/organiser/fairs/{fair.id}/allocation/publish"
    assert "HTX Gọi Điện:" in client.get(address).text
    allocation.publish(fair, organiser)
    assert "HTX Gọi Điện:" in client.get(address).text


def test_who_has_only_a_telephone_reads_the_answer_at_home(sign_in, db):
    fair = an_open_fair()
    account = people.a_producer_account(email=None, phone="+84912000002")
    refused = a_ready_application(
        fair=fair,
        producer=a_producer(user=account),
        state=ApplicationState.REFUSED,
        decision_reason="Chứng nhận hết hạn",
    )
    client = sign_in(account)
    home = client.get("/producer/").text
    assert "không được nhận" in home
    assert "Chứng nhận hết hạn" in home
    refused.state, refused.waitlist_number = ApplicationState.WAITLISTED, 7
    assert "danh sách chờ, số 7" in client.get("/producer/").text


def test_the_addresses_in_letters_are_pages(app):
    routes = app.url_map.bind("fair.example")
    for path in ("applications/1", "applications/1/booth", "applications/1/diary/2026-12-12"):
        assert routes.match(f"/producer/{path}", method="GET")[0].startswith("producer_")
