import pytest

from fairapp.domain.applications import ApplicationState
from fairapp.domain.pass_lines import Person
from fairapp.domain.passes import Kind, Role
from fairapp.services import allocation, passes
from tests import people
from tests.documents.reading import codes_on, picture_of
from tests.factories import a_booth, a_producer, a_ready_application, an_open_fair


@pytest.fixture
def application(db):
    fair = an_open_fair(passes_per_booth=2)
    a_booth(site=fair.sites[0], number="A1", position=1, x_cm=0, y_cm=0)
    application = a_ready_application(
        fair=fair, producer=a_producer(), state=ApplicationState.ACCEPTED, products=[]
    )
    application.staff = []
    return application


@pytest.fixture
def placed(application):
    allocation.run(application.fair, None)
    allocation.publish(application.fair, None)
    return application


@pytest.fixture
def own(sign_in, application):
    client = sign_in(application.producer.user)

    class Own:
        address = f"/producer/applications/{application.id}/passes"

        def get(self, path=""):
            return client.get(self.address + path)

        def post(self, path="", **form):
            return client.post(self.address + path, data=form)

    return Own()


def test_without_a_booth_the_page_says_when_passes_come(own):
    assert "Chưa cấp thẻ được" in own.get().text
    assert own.post(name="Vũ Lan").status_code == 422


def test_people_are_added_up_to_the_limit(own, placed):
    assert "Thẻ 0/2" in own.get().text
    assert own.post(name="Vũ Thị Lan").status_code == 302
    again = own.post(name="vũ thị lan")
    assert again.status_code == 409
    assert "đã có thẻ" in again.text
    assert own.post(name="Đỗ Văn Bình").status_code == 302
    assert "Thẻ 2/2" in own.get().text
    full = own.post(name="Người Thứ Ba")
    assert full.status_code == 409
    assert [b.holder_name for b in passes.list_for_application(placed)] == ["Đỗ Văn Bình", "Vũ Thị Lan"]


def test_a_name_is_needed_and_what_was_typed_is_kept(own, placed):
    assert own.post(name="  ").status_code == 422
    long = "x" * 121
    answer = own.post(name=long)
    assert answer.status_code == 422
    assert long in answer.text


def test_a_pass_changes_hands_and_is_given_back(own, placed):
    own.post(name="Vũ Thị Lan")
    [badge] = passes.list_for_application(placed)
    assert "Vũ Thị Lan" in own.get(f"/{badge.id}/edit").text
    assert own.post(f"/{badge.id}/edit", name="").status_code == 422
    assert own.post(f"/{badge.id}/edit", name="Đỗ Văn Bình").status_code == 302
    assert "Đỗ Văn Bình" in own.get().text
    assert own.post(f"/{badge.id}/give-back").status_code == 302
    assert "Thẻ 0/2" in own.get().text
    assert own.post(f"/{badge.id}/edit", name="Lê C").status_code == 409


def test_the_own_sheet_is_printed(own, placed):
    assert own.post("/print", paper="a4").status_code == 422
    own.post(name="Vũ Thị Lan")
    own.post(name="Đỗ Văn Bình")
    answer = own.post("/print", paper="a4")
    assert answer.mimetype == "application/pdf"
    codes = {passes.Signer().code(badge) for badge in passes.list_for_application(placed)}
    assert set(codes_on(picture_of(answer.data))) == codes


def test_strangers_do_not_find_the_page_nor_others_passes(own, placed, sign_in):
    [theirs] = passes.add_people(
        placed.fair, Role.PRESS, Kind.PERSON, [Person("Nhà Báo")], people.an_organiser()
    )
    assert own.get(f"/{theirs.id}/edit").status_code == 404
    assert own.post(f"/{theirs.id}/give-back").status_code == 404
    client = sign_in(a_producer().user)
    assert client.get(own.address).status_code == 404
    assert client.post(own.address, data={"name": "Kẻ lạ"}).status_code == 404
    assert client.post(own.address + "/print").status_code == 404
