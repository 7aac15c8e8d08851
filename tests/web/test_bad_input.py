"""What people and machines send that nobody planned: a sentence each time, and nothing half-kept."""

import io
import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from unicodedata import normalize

import pytest

from fairapp import create_app
from fairapp.db import clock_at, db as database
from fairapp.domain.applications import ApplicationState
from fairapp.domain.errors import Conflict
from fairapp.models import BankStatement, ImportFile, Paper, Producer
from fairapp.services import applications
from tests.factories import (
    a_delegation,
    a_fair,
    a_kind,
    a_paper,
    a_producer,
    a_ready_application,
    an_open_fair,
    wants_nothing,
)
from tests.fee_rows import a_fair_with_fees
from tests.people import a_lead, an_organiser
from tests.running_fair import an_exhibitor

LONG = "Hợp tác xã Nông nghiệp " + "Đ" * 280
PROFILE = {"kind": "cooperative", "unit": "quang-ninh", "name": "HTX"}


@pytest.fixture
def producer(db):
    return a_producer(name="HTX Chè Đường Hoa")


@pytest.fixture
def own(sign_in, producer):
    return sign_in(producer.user)


# --- names of three hundred letters, emoji, decomposed letters ------------------------------------


@pytest.mark.parametrize(
    "address, form, field",
    [
        ("/producer/profile", PROFILE, "name"),
        ("/producer/profile", PROFILE, "commune"),
        ("/producer/products/new", {"leaf_code": "I.5.a"}, "name"),
    ],
)
def test_a_name_of_three_hundred_letters_is_refused_at_its_field(own, db, producer, address, form, field):
    answer = own.post(address, data=form | {field: LONG})
    assert answer.status_code == 422
    assert re.search(rf'id="{field}-error">.*Nhiều nhất \d+ ký tự', answer.text)
    db.session.refresh(producer)
    assert (producer.name, producer.products) == ("HTX Chè Đường Hoa", [])


def test_a_long_name_is_refused_on_a_pass_a_delegation_and_a_fair(sign_in, db):
    fair = an_open_fair()
    application = an_exhibitor(fair=fair)
    passes = f"/producer/applications/{application.id}/passes"
    assert sign_in(application.producer.user).post(passes, data={"name": LONG}).status_code == 422
    client = sign_in(an_organiser(organisation=fair.owner))
    collective = {"kind": "association", "name": LONG, "quota": "3", "least": "0"}
    assert client.post(f"/organiser/fairs/{fair.id}/delegations", data=collective).status_code == 422
    assert client.post("/organiser/fairs", data={"name": LONG, "kind": "fair"}).status_code == 422


def test_the_longest_name_that_is_taken_is_found_again_whatever_folding_makes_of_it(own, db, producer):
    longest = "ß" * 199 + "ổ"  # folded it would be twice as long as its column
    assert own.post("/producer/profile", data=PROFILE | {"name": longest}).status_code == 302
    db.session.refresh(producer)
    assert (producer.name, len(producer.folded)) == (longest, 200)


def test_a_name_with_emoji_in_decomposed_letters_is_kept_whole_and_found(own, sign_in, db, producer):
    typed = normalize("NFD", "  HTX Trà hoa vàng 🍵 Ba Chẽ\u200b ")
    assert own.post("/producer/profile", data=PROFILE | {"name": typed}).status_code == 302
    db.session.refresh(producer)
    assert producer.name == "HTX Trà hoa vàng 🍵 Ba Chẽ"
    fair = an_open_fair()
    a_ready_application(fair=fair, producer=producer)
    client = sign_in(an_organiser(organisation=fair.owner))
    for q in ("tra hoa vang", normalize("NFD", "Trà hoa vàng"), "🍵"):
        assert (
            producer.name
            in client.get(f"/organiser/fairs/{fair.id}/applications", query_string={"q": q}).text
        )


# --- files ----------------------------------------------------------------------------------------


def a_bomb() -> bytes:
    """A workbook of some kilobytes that would unfold to 120 megabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(3):
            archive.writestr(f"xl/worksheets/sheet{n}.xml", b" " * 40_000_000)
    return out.getvalue()


def sent(content: bytes, name: str) -> dict:
    return {"data": {"file": (io.BytesIO(content), name)}, "content_type": "multipart/form-data"}


def test_a_zip_bomb_is_refused_with_a_sentence_as_a_list_and_as_a_statement(sign_in, db):
    fair, actor = a_fair_with_fees()
    bomb, client = a_bomb(), sign_in(actor)
    assert len(bomb) < 200_000
    listed = sent(bomb, "chu-the.xlsx")
    listed["data"]["kind"] = "booths"
    listed["data"]["site"] = str(fair.sites[0].id)
    for address, form in (
        (f"/organiser/fairs/{fair.id}/imports", listed),
        (f"/organiser/fairs/{fair.id}/statements", sent(bomb, "sao-ke.xlsx")),
    ):
        answer = client.post(address, **form)
        assert answer.status_code == 422
        assert "field__error" in answer.text or "form-errors" in answer.text
    assert database.session.scalars(database.select(ImportFile)).all() == []
    assert database.session.scalars(database.select(BankStatement)).all() == []


@pytest.mark.parametrize(
    "content, name",
    [
        (b"<html><script>alert(1)</script></html>", "giay-chung-nhan.pdf"),
        (b"MZ\x90\x00" + b"\x00" * 200, "giay.pdf"),
        (b"%PDF-1.7\nnot really", "giay.pdf"),
        (b"GIF89a" + b"\x00" * 40, "anh.jpg"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(own, db, producer, content, name):
    form = sent(content, name)
    form["data"]["kind"] = str(a_kind("other").id)
    answer = own.post("/producer/papers", **form)
    assert answer.status_code == 422
    assert "field__error" in answer.text
    assert database.session.scalars(database.select(Paper)).all() == []


# --- a tab left open over a deploy ----------------------------------------------------------------


def token_of(page) -> str:
    return re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)[1]


@pytest.fixture
def guarded(app, own, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    return own


def test_a_form_opened_before_a_deploy_is_taken_by_the_new_program(guarded, app, config, db, producer):
    """The secret stays, so a new process knows the old page's token and cookie."""
    token = token_of(guarded.get("/producer/profile"))
    renewed = create_app(config)
    renewed.testing, renewed.test_client_class = True, app.test_client_class
    tab = renewed.test_client()
    cookie = guarded.get_cookie("session")
    tab.set_cookie("session", cookie.value)
    answer = tab.post("/producer/profile", data=PROFILE | {"name": "HTX Sau nâng cấp", "csrf_token": token})
    assert answer.status_code == 302
    database.session.refresh(producer)
    assert producer.name == "HTX Sau nâng cấp"


def test_a_form_of_another_secret_is_refused_with_the_way_out_and_nothing_is_kept(guarded, db, producer):
    answer = guarded.post("/producer/profile", data=PROFILE | {"name": "Khác", "csrf_token": "cu-ky"})
    assert answer.status_code == 400
    assert "tải lại trang" in answer.text
    database.session.refresh(producer)
    assert producer.name == "HTX Chè Đường Hoa"


def test_fields_that_the_new_program_no_longer_knows_do_no_harm(own, db, producer):
    old = PROFILE | {"name": "HTX Mới", "fax": "0203 3 123 456", "version": "9", "unit_id": "son-la"}
    assert own.post("/producer/profile", data=old).status_code == 302
    database.session.refresh(producer)
    assert (producer.name, producer.unit_id) == ("HTX Mới", "quang-ninh")


def test_a_field_that_the_old_page_did_not_have_is_asked_for_not_broken_over(own, db):
    assert own.post("/producer/profile", data={"name": "HTX Mới"}).status_code == 422


def test_a_script_of_the_old_page_that_is_gone_is_not_found_and_not_a_page(own):
    answer = own.get("/static/js/producers/no-longer-here.js")
    assert answer.status_code == 404


# --- deadlines ------------------------------------------------------------------------------------


@pytest.mark.parametrize("seconds, taken", [(-1, True), (0, False), (1, False)])
def test_a_deadline_is_the_servers_clock_in_the_fairs_zone(db, seconds, taken):
    """Set as 23:59 at the fair: seven hours from Greenwich, whatever a browser thinks."""
    fair = a_fair(first_day=date(2030, 12, 12), apply_from=None)
    fair.apply_until = datetime(2030, 11, 20, 16, 59, tzinfo=UTC)
    wants_nothing(fair)
    draft = a_ready_application(fair=fair, state=ApplicationState.DRAFT, products=[])
    draft.goods = a_ready_application(fair=fair).goods
    with clock_at(fair.apply_until + timedelta(seconds=seconds)):
        if taken:
            assert applications.submit(draft, draft.producer.user) is not None
        else:
            with pytest.raises(Conflict) as refused:
                applications.submit(draft, draft.producer.user)
            assert refused.value.values["until"] == "23:59 20/11/2030"


def test_the_organiser_types_a_deadline_as_the_clocks_at_the_fair_show_it(sign_in, db):
    fair = an_open_fair()
    page = sign_in(an_organiser(organisation=fair.owner)).get(f"/organiser/fairs/{fair.id}/edit").text
    local = (fair.apply_until + timedelta(hours=7)).strftime("%Y-%m-%dT%H:%M")
    assert f'value="{local}"' in page


def test_no_header_of_a_browser_moves_the_clock(own, db, producer):
    late = an_open_fair(apply_until=datetime(2020, 1, 1, tzinfo=UTC))
    draft = a_ready_application(fair=late, producer=producer, state=ApplicationState.DRAFT)
    early = {"Date": "Wed, 01 Jan 2019 00:00:00 GMT", "X-Timezone": "America/New_York"}
    answer = own.post(f"/producer/applications/{draft.id}/submit", headers=early)
    assert answer.status_code in (409, 422)
    database.session.refresh(draft)
    assert draft.state is ApplicationState.DRAFT


# --- strangers ------------------------------------------------------------------------------------


def test_neither_number_nor_kind_of_address_leads_to_anothers_papers(own, sign_in, db):
    theirs = a_paper(producer=a_producer())
    for n in (theirs.id, theirs.id + 1, 0, 2**31 - 1):
        for address in (f"/producer/papers/{n}", f"/producer/papers/{n}?download"):
            assert own.get(address).status_code == 404
        assert own.post(f"/producer/papers/{n}/remove").status_code == 404
    assert own.get(f"/static/../instance/uploads/{theirs.stored_name}").status_code == 404
    assert own.get(f"/uploads/{theirs.stored_name}").status_code == 404
    lead = a_lead()
    a_delegation(fair=an_open_fair(), lead=lead, unit_id="ha-noi")
    assert sign_in(lead).get(f"/delegation/applications/papers/{theirs.id}").status_code == 404
    assert database.session.get(Producer, theirs.producer_id) is not None
