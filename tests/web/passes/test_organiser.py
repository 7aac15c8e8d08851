import re

import pytest

from fairapp.domain.applications import ApplicationState
from fairapp.domain.pass_lines import Person
from fairapp.domain.passes import Kind, Role
from fairapp.models import ApplicationStaff, Pass
from fairapp.services import allocation, passes
from tests import people
from tests.documents.reading import codes_on, picture_of, rows_of, text_of
from tests.factories import a_booth, a_producer, a_ready_application, an_open_fair


@pytest.fixture
def fair(db):
    fair = an_open_fair(passes_per_booth=2)
    a_booth(site=fair.sites[0], number="A1", position=1, x_cm=0, y_cm=0)
    return fair


@pytest.fixture
def organiser(fair):
    return people.an_organiser(organisation=fair.owner)


@pytest.fixture
def desk(sign_in, organiser, fair):
    client = sign_in(organiser)

    class Desk:
        address = f"/organiser/fairs/{fair.id}/passes"

        def get(self, path="", **query):
            return client.get(self.address + path, query_string=query)

        def post(self, path, **form):
            return client.post(self.address + path, data=form)

    return Desk()


@pytest.fixture
def badge(fair, organiser):
    person = Person("Lê Cường", "Báo Quảng Ninh")
    [badge] = passes.add_people(fair, Role.PRESS, Kind.PERSON, [person], organiser)
    return badge


def an_exhibitor(fair, organiser, staff):
    application = a_ready_application(
        fair=fair, producer=a_producer(name="HTX Đông Triều"), state=ApplicationState.ACCEPTED
    )
    application.staff = [ApplicationStaff(name=name) for name in staff]
    allocation.run(fair, organiser)
    allocation.publish(fair, organiser)


def test_an_empty_list_says_what_to_do(desk):
    page = desk.get()
    assert "Chưa có thẻ nào" in page.text
    assert "Cần công bố sơ đồ xếp gian trước" in page.text


def test_issuing_tells_what_it_did_and_who_found_no_place(desk, fair, organiser):
    an_exhibitor(fair, organiser, ["Vũ Lan", "Đỗ Bình", "Lê Thừa"])
    page = desk.post("/issue")
    assert page.status_code == 200
    assert "Đã cấp 2 thẻ mới" in page.text
    assert "HTX Đông Triều: Lê Thừa" in page.text
    assert "Vũ Lan" in desk.get().text
    assert "Đã cấp 0 thẻ mới" in desk.post("/issue").text


def test_issuing_without_a_plan_is_told(desk):
    answer = desk.post("/issue")
    assert answer.status_code == 422
    assert "công bố sơ đồ xếp gian trước" in answer.text


def test_a_pasted_list_becomes_passes(desk, fair, db):
    typed = "Nguyễn Hoa; Báo Quảng Ninh\nTrần Bình\tĐài PT-TH"
    assert desk.post("/new", role="press", people=typed).status_code == 302
    rows = db.session.scalars(db.select(Pass).where(Pass.fair_id == fair.id)).all()
    assert {(r.holder_name, r.holder_line) for r in rows} == {
        ("Nguyễn Hoa", "Báo Quảng Ninh"),
        ("Trần Bình", "Đài PT-TH"),
    }
    assert {r.role for r in rows} == {Role.PRESS.code}


def test_a_vehicle_is_a_pass_of_its_kind(desk, fair, db):
    desk.post("/new", role="vehicle", people="14C-123.45")
    [van] = db.session.scalars(db.select(Pass).where(Pass.fair_id == fair.id))
    assert (van.kind, van.role) == (Kind.VEHICLE, Role.SERVICE.code)
    assert "Xe ra vào" in desk.get(role="vehicle").text


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"role": "", "people": "Lê C"}, "Hãy chọn loại thẻ"),
        ({"role": "visitor", "people": "Lê C"}, "Lê C"),
        ({"role": "booth_staff", "people": "Lê C"}, "Lê C"),
        ({"role": "press", "people": ""}, "ít nhất một người"),
        ({"role": "press", "people": "Lê C\n; Báo"}, "Dòng 2 chưa có tên"),
    ],
)
def test_a_list_that_cannot_be_read_keeps_what_was_typed(desk, fair, db, form, said):
    answer = desk.post("/new", **form)
    assert answer.status_code == 422
    assert said in answer.text
    assert form["people"].split("\n")[0] in answer.text
    assert db.session.scalars(db.select(Pass).where(Pass.fair_id == fair.id)).all() == []


def test_the_list_is_searched_and_filtered(desk, badge, fair, organiser):
    passes.add_people(fair, Role.GUEST, Kind.PERSON, [Person("Đặng Ngọc Ánh")], organiser)
    assert "Đặng Ngọc Ánh" not in desk.get(q="le cuong").text
    assert "Lê Cường" not in desk.get(role="guest").text
    assert "Không có thẻ nào khớp" in desk.get(heap="revoked").text
    assert desk.get(heap="?", role="?", page="x", sort="?").status_code == 200


def test_a_pass_is_revoked_with_a_reason(desk, badge):
    refused = desk.post(f"/{badge.id}/revoke", reason=" ")
    assert refused.status_code == 422
    assert "Hãy ghi lý do thu hồi" in refused.text
    assert desk.post(f"/{badge.id}/revoke", reason="Đánh mất").status_code == 302
    page = desk.get(f"/{badge.id}").text
    assert "Đã thu hồi" in page
    assert "Đánh mất" in page
    assert desk.post(f"/{badge.id}/revoke", reason="nữa").status_code == 409
    assert desk.post(f"/{badge.id}/reprint").status_code == 409


def test_a_new_issue_is_shown_with_its_number(desk, badge):
    assert desk.post(f"/{badge.id}/reprint").status_code == 302
    assert "bản số 2" in desk.get(f"/{badge.id}").text


# ---- paper -------------------------------------------------------------------------------------


def test_a_sheet_is_downloaded_and_its_passes_are_printed(desk, badge, db):
    page = desk.get("/print")
    ids = re.search(r'name="ids" value="([\d,]+)"', page.text)[1]
    answer = desk.post("/print", ids=ids, paper="a4")
    assert answer.mimetype == "application/pdf"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert codes_on(picture_of(answer.data)) == [passes.Signer().code(badge)]
    assert "Lê Cường" in text_of(answer.data)
    db.session.refresh(badge)
    assert badge.printed_at is not None
    assert "Không còn thẻ nào chưa in" in desk.get("/print").text
    assert (
        "Lê Cường" in desk.get("/print", heap="all").text
        or "Báo Quảng Ninh" in desk.get("/print", heap="all").text
    )


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"ids": "", "paper": "a4"},
        {"ids": "x", "paper": "a4"},
        {"ids": "1", "paper": "a0"},
    ],
)
def test_a_print_that_cannot_be_read_is_told_so(desk, badge, form):
    assert desk.post("/print", **form).status_code == 422


def test_strangers_passes_cannot_be_printed_or_opened(desk, badge, db):
    other = an_open_fair()
    [theirs] = passes.add_people(other, Role.PRESS, Kind.PERSON, [Person("Người Lạ")], people.an_organiser())
    assert desk.post("/print", ids=str(theirs.id), paper="a4").status_code == 404
    assert desk.get(f"/{theirs.id}").status_code == 404
    assert desk.post(f"/{theirs.id}/revoke", reason="x").status_code == 404
    assert theirs.printed_at is None


def test_another_organisers_fair_is_not_found(sign_in, fair, badge):
    client = sign_in(people.an_organiser())
    base = f"/organiser/fairs/{fair.id}/passes"
    for path in ("", "/new", "/print", f"/{badge.id}"):
        assert client.get(base + path).status_code == 404
    for path in ("/issue", "/new", "/print", f"/{badge.id}/revoke", f"/{badge.id}/reprint"):
        assert client.post(base + path).status_code == 404


def test_the_list_is_taken_away_as_it_is_filtered(desk, fair, organiser, badge):
    passes.add_people(fair, Role.GUEST, Kind.PERSON, [Person("=Đặng Hữu Phước", "")], organiser)
    assert "/passes/list.xlsx?q=cuong" in desk.get(q="cuong").text
    [head, row] = rows_of(desk.get("/list.xlsx", q="cuong").data)
    assert dict(zip(head, row, strict=True))["Đơn vị"] == "Báo Quảng Ninh"
    answer = desk.get("/list.xlsx", role="guest")
    assert rows_of(answer.data)[1][0] == "=Đặng Hữu Phước"
    assert answer.headers["Content-Disposition"].isascii()


def test_a_strangers_list_is_not_found(sign_in, fair, badge):
    stranger = sign_in(people.an_organiser())
    assert stranger.get(f"/organiser/fairs/{fair.id}/passes/list.xlsx").status_code == 404
