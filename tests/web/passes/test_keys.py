import pytest

from fairapp.domain.pass_lines import Person
from fairapp.domain.passes import Kind, Role
from fairapp.models import FairKey
from fairapp.services import passes
from fairapp.services.passes import Signer, keyring
from tests import people
from tests.factories import a_fair


@pytest.fixture
def fair(db):
    return a_fair()


@pytest.fixture
def organiser(fair):
    return people.an_organiser(organisation=fair.owner)


@pytest.fixture
def badges(fair, organiser):
    crowd = [Person("Lê Cường", ""), Person("Vũ Lan", "")]
    return passes.add_people(fair, Role.PRESS, Kind.PERSON, crowd, organiser)


def address(fair, rest=""):
    return f"/organiser/fairs/{fair.id}/passes/keys{rest}"


def post_and_read(client, path, **form):
    answer = client.post(path, data=form)
    assert answer.status_code == 302
    return client.get(answer.location)


def test_a_fair_without_keys_says_when_the_first_comes(sign_in, organiser, fair):
    page = sign_in(organiser).get(address(fair))
    assert "Chưa có khoá nào" in page.text
    assert page.status_code == 200


def test_the_page_tells_each_keys_state_and_passes(sign_in, organiser, fair, badges):
    client = sign_in(organiser)
    answer = post_and_read(client, address(fair), seen=1)
    assert "thẻ mới ký bằng khoá số 2" in answer.text
    assert "Thẻ cũ vẫn vào cổng" in answer.text
    assert "thẻ ký bằng khoá cũ vẫn vào cổng cho đến khi khoá bị thu hồi" in answer.text
    assert "Đổi sang khoá ký thẻ số 2." in answer.text


def test_the_second_of_two_organisers_is_told_and_sees_the_list_anew(sign_in, organiser, fair, badges):
    keyring.rotate(fair, organiser, 1)
    answer = sign_in(people.an_organiser(organisation=fair.owner)).post(address(fair), data={"seen": 1})
    assert answer.status_code == 409
    assert "Vừa có người đổi khoá" in answer.text
    assert 'name="seen" value="2"' in answer.text


def test_refusing_asks_with_the_number_of_passes_and_then_does_it(sign_in, organiser, fair, badges, db):
    client, code = sign_in(organiser), Signer().code(badges[0]).removeprefix("HTTPS://FAIR.EXAMPLE")
    assert "hợp lệ" in client.get(code).text.lower()
    asked = client.get(address(fair, "/1/refuse"))
    assert "2 thẻ còn hiệu lực sẽ không vào cổng được nữa" in asked.text
    unsure = client.post(address(fair, "/1/refuse"), data={"seen": 2, "reason": "Lộ khoá"})
    assert unsure.status_code == 422
    assert "Hãy đánh dấu để xác nhận" in unsure.text
    assert "Lộ khoá" in unsure.text
    facts = {"seen": 2, "reason": "Lộ khoá", "sure": "y"}
    done = post_and_read(client, address(fair, "/1/refuse"), **facts)
    assert "2 thẻ không vào cổng được vì khoá ký thẻ đã bị thu hồi" in done.text
    assert "đã thu hồi" in client.get(code).text.lower()
    assert "Cần đổi mã" in client.get(f"/pass/{badges[0].link}").text
    assert client.get(f"/pass/{badges[0].link}/card.pdf").status_code == 404
    assert "Ký lại thẻ" in client.get(f"/organiser/fairs/{fair.id}/passes/{badges[0].id}").text
    assert "Ký lại thẻ" in client.get(f"/organiser/fairs/{fair.id}/passes").text


def test_signing_again_gives_the_holder_a_new_code(sign_in, organiser, fair, badges):
    keyring.refuse(fair, organiser, 1, "Lộ khoá", 2)
    client = sign_in(organiser)
    answer = post_and_read(client, address(fair, "/sign-again"))
    assert "Đã ký lại 2 thẻ" in answer.text
    assert "Mã để quét ở cổng" in client.get(f"/pass/{badges[0].link}").text
    assert client.post(address(fair, "/sign-again")).status_code == 409


def test_more_passes_than_were_shown_are_shown_first(sign_in, organiser, fair, badges, db):
    facts = {"seen": 1, "reason": "Lộ khoá", "sure": "y"}
    answer = sign_in(organiser).post(address(fair, "/1/refuse"), data=facts)
    assert answer.status_code == 409
    assert 'name="seen" value="2"' in answer.text
    assert db.session.scalar(db.select(FairKey.refused_at)) is None


@pytest.mark.parametrize("seen", ["", "abc", "99999999999999999999"])
def test_a_form_without_its_number_changes_nothing(sign_in, organiser, fair, badges, seen):
    client = sign_in(organiser)
    assert client.post(address(fair), data={"seen": seen}).status_code in (409, 422)
    facts = {"seen": seen, "reason": "x", "sure": "y"}
    assert client.post(address(fair, "/1/refuse"), data=facts).status_code in (409, 422)
    assert [line.key.key_id for line in keyring.list_keys(fair)] == [1]


def test_a_strangers_fair_and_an_unknown_key_are_not_found(sign_in, organiser, fair, badges):
    stranger = sign_in(people.an_organiser())
    facts = {"seen": 2, "reason": "x", "sure": "y"}
    assert stranger.get(address(fair)).status_code == 404
    assert stranger.post(address(fair), data={"seen": 1}).status_code == 404
    assert stranger.get(address(fair, "/1/refuse")).status_code == 404
    assert stranger.post(address(fair, "/1/refuse"), data=facts).status_code == 404
    assert stranger.post(address(fair, "/sign-again")).status_code == 404
    client = sign_in(organiser)
    assert client.get(address(fair, "/9/refuse")).status_code == 404
    assert client.post(address(fair, "/9/refuse"), data=facts).status_code == 404
