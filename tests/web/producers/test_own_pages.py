"""A producer's home, profile, products and papers."""

from datetime import timedelta
from io import BytesIO
from unicodedata import normalize

import pytest

from fairapp.domain.applications import ApplicationState
from fairapp.domain.calendar import add_months
from fairapp.models import Paper, Producer, Product
from fairapp.services import papers
from tests import people
from tests.factories import (
    a_certified_product,
    a_delegation,
    a_kind,
    a_paper,
    a_producer,
    a_product,
    a_ready_application,
    an_open_fair,
    today,
)
from tests.services.test_papers import a_pdf, a_picture

PROFILE = {
    "kind": "household",
    "name": "Hộ kinh doanh Lò Thị Mai",
    "unit": "son-la",
    "commune": "Xã Chiềng Khoa",
    "representative": "Lò Thị Mai",
    "phone": "0987 654 321",
}
PRODUCT = {"name": "Chè Shan tuyết", "leaf_code": "I.5.a", "stars": "4", "certificate_number": "12/QĐ-UBND"}


@pytest.fixture
def producer(db):
    return a_producer(name="HTX Chè Đường Hoa")


@pytest.fixture
def own(producer, sign_in):
    return sign_in(producer.user)


def _sentences(page):
    return page.get_data(as_text=True)


def test_home_says_one_sentence_and_the_steps_to_it(db, sign_in):
    producer = a_producer(representative="", phone="")
    page = _sentences(sign_in(producer.user).get("/producer/"))
    assert page.count("now__sentence") == 1
    assert page.count("tasks__item--done") == 0


def test_tasks_complete_themselves(own, producer):
    assert _sentences(own.get("/producer/")).count("tasks__item--done") == 1
    own.post("/producer/products/new", data=PRODUCT)
    assert _sentences(own.get("/producer/")).count("tasks__item--done") == 2


def test_a_question_comes_before_everything_else_on_the_home_page(own, producer):
    a_ready_application(
        fair=an_open_fair(),
        producer=producer,
        state=ApplicationState.RETURNED,
        return_reason="Gửi ảnh nhãn <b>sản phẩm</b>",
    )
    page = _sentences(own.get("/producer/"))
    assert "cần bổ sung: Gửi ảnh nhãn &lt;b&gt;sản phẩm" in page


def test_the_private_verdict_shows_nowhere_on_the_producers_pages(own, producer):
    from fairapp.domain.applications import Decision

    application = a_ready_application(
        fair=an_open_fair(), producer=producer, decision=Decision.REFUSE, decision_reason="lý do còn kín"
    )
    for path in ("/producer/", "/producer/applications", f"/producer/applications/{application.id}"):
        page = _sentences(own.get(path))
        assert "lý do còn kín" not in page and "từ chối" not in page.lower()


def test_the_profile_is_kept_composed_and_the_number_as_people_write_it(own, producer):
    answer = own.post("/producer/profile", data={**PROFILE, "name": normalize("NFD", PROFILE["name"])})
    assert answer.status_code == 302
    page = _sentences(own.get("/producer/profile"))
    assert 'value="Hộ kinh doanh Lò Thị Mai"' in page and 'value="0987 654 321"' in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "x" * 300),
        ("name", " "),
        ("phone", "12"),
        ("unit", "ha-giang@2025"),
        ("tax_code", "abc"),
        ("kind", ""),
    ],
)
def test_a_wrong_profile_comes_back_with_what_was_typed(own, producer, field, value):
    answer = own.post("/producer/profile", data={**PROFILE, "address": "Bản Mòng 🏡", field: value})
    page = _sentences(answer)
    assert answer.status_code == 422
    assert "field__error" in page and 'value="Bản Mòng 🏡"' in page
    assert "Lò Thị Mai" not in _sentences(own.get("/producer/profile"))


def test_a_product_is_added_with_its_expiry_proposed(own, producer, db):
    issued = today() - timedelta(days=10)
    own.post("/producer/products/new", data={**PRODUCT, "issued_on": issued.isoformat(), "price": "180.000"})
    product = db.session.query(Product).filter_by(producer_id=producer.id).one()
    assert product.expires_on == add_months(issued, 36)
    assert product.price == 180_000
    assert "Còn hiệu lực" in _sentences(own.get("/producer/products"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "x" * 300),
        ("leaf_code", ""),
        ("leaf_code", "IX.9"),
        ("issued_on", "31/02/2026"),
        ("expires_on", "hôm qua"),
        ("price", "rẻ"),
    ],
)
def test_a_wrong_product_comes_back_with_what_was_typed(own, producer, db, field, value):
    answer = own.post("/producer/products/new", data={**PRODUCT, field: value})
    page = _sentences(answer)
    assert answer.status_code == 422
    assert "field__error" in page and 'value="12/QĐ-UBND"' in page
    assert db.session.query(Product).filter_by(producer_id=producer.id).count() == 0


@pytest.mark.parametrize(
    ("offset", "word"), [(-1, "Đã hết hạn"), (30, "Sắp hết hạn"), (400, "Còn hiệu lực")], ids=str
)
def test_the_state_of_each_certificate_is_said(own, producer, offset, word):
    a_certified_product(producer=producer, expires_on=today() + timedelta(days=offset))
    assert word in _sentences(own.get("/producer/products"))


def test_an_empty_list_says_what_to_do(own):
    assert "Thêm sản phẩm đầu tiên" in _sentences(own.get("/producer/products"))


def _upload(client, content, filename="giấy.pdf", **data):
    return client.post(
        "/producer/papers",
        data={"kind": a_kind("other").id, "product": "", "file": (BytesIO(content), filename), **data},
        content_type="multipart/form-data",
    )


def test_a_paper_is_served_to_its_owner_sealed_and_under_its_own_name(own, producer, db):
    assert _upload(own, a_pdf(), "Giấy chứng nhận.pdf").status_code == 302
    paper = db.session.query(Paper).one()
    answer = own.get(f"/producer/papers/{paper.id}")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "filename*=UTF-8''Gi%E1%BA%A5y" in answer.headers["Content-Disposition"]
    assert answer.data.startswith(b"%PDF-")
    answer.close()


@pytest.mark.parametrize(
    "content",
    [b"", b"<html></html>", b"%PDF-1.7 torn", a_picture("GIF")],
    ids=["empty", "html", "torn", "gif"],
)
def test_a_file_that_is_not_what_it_says_is_refused_with_a_sentence(own, db, content):
    answer = _upload(own, content)
    assert answer.status_code == 422
    assert "field__error" in _sentences(answer)
    assert db.session.query(Paper).count() == 0


def test_a_form_without_a_file_is_refused_at_the_file(own):
    answer = own.post(
        "/producer/papers", data={"kind": a_kind("other").id}, content_type="multipart/form-data"
    )
    assert answer.status_code == 422
    assert "Hãy chọn một tệp" in _sentences(answer)


def test_a_file_beyond_the_limit_is_answered_with_413_and_a_sentence(own, app, monkeypatch):
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 10_000)
    answer = _upload(own, b"\xff\xd8\xff" + b"x" * 20_000, "anh.jpg")
    assert answer.status_code == 413
    assert "Tệp gửi lên quá lớn" in _sentences(answer)


def test_two_hundred_megabytes_are_refused_before_they_are_read(own, app):
    """The length is announced; nobody waits for a body that nobody will take."""

    class Endless:
        asked = 0

        def read(self, size=-1):
            Endless.asked += 1
            return b"x" * max(size, 0)

    sent = {"CONTENT_LENGTH": "200000000", "wsgi.input": Endless()}
    answer = own.post(
        "/producer/papers", content_type="multipart/form-data; boundary=x", environ_overrides=sent
    )
    assert answer.status_code == 413
    assert "Tệp gửi lên quá lớn" in _sentences(answer)
    assert Endless.asked == 0


def test_a_link_opens_the_form_about_its_kind_and_product(own, producer):
    product = a_product(producer=producer)
    page = _sentences(own.get(f"/producer/papers?kind={a_kind('label').id}&product={product.id}"))
    assert f'selected value="{a_kind("label").id}"' in page.replace("\n", " ")
    assert f'selected value="{product.id}"' in page
    assert own.get("/producer/papers?kind=999999&product=x").status_code == 200


def test_what_is_written_on_a_paper_is_kept_and_asked_for(own, producer, db):
    kind = a_kind("food_safety").id
    assert _upload(own, a_pdf(), kind=kind).status_code == 422  # without its last day
    day = (today() + timedelta(days=400)).isoformat()
    assert _upload(own, a_pdf(), kind=kind, number="12/ATTP", expires_on=day).status_code == 302
    paper = db.session.query(Paper).one()
    assert (paper.number, paper.expires_on.isoformat()) == ("12/ATTP", day)


def test_a_photo_from_the_camera_is_taken_as_a_file_is(own, db):
    data = {
        "kind": a_kind("other").id,
        "photo": (BytesIO(a_picture()), "image.jpg"),
        "file": (BytesIO(b""), ""),
    }
    answer = own.post("/producer/papers", data=data, content_type="multipart/form-data")
    assert answer.status_code == 302
    assert db.session.query(Paper).one().media_type == "image/jpeg"


def test_an_endless_file_name_is_cut_not_refused(own, db):
    assert _upload(own, a_picture(), "ả" * 300 + ".jpg").status_code == 302
    assert len(db.session.query(Paper).one().filename) == 200


def test_removing_a_paper_removes_the_file(own, producer, db):
    _upload(own, a_pdf())
    paper = db.session.query(Paper).one()
    address, path = f"/producer/papers/{paper.id}", papers.path_of(paper)
    own.post(f"{address}/remove")
    assert not path.exists()
    assert own.get(address).status_code == 404


def test_a_strangers_things_are_not_found(own, db):
    stranger = a_producer()
    product = a_product(producer=stranger)
    paper = a_paper(producer=stranger)
    reads = [f"/producer/products/{product.id}", f"/producer/papers/{paper.id}"]
    writes = [
        f"/producer/products/{product.id}",
        f"/producer/products/{product.id}/remove",
        f"/producer/papers/{paper.id}/remove",
    ]
    assert [own.get(path).status_code for path in reads] == [404, 404]
    assert [own.post(path, data=PRODUCT).status_code for path in writes] == [404, 404, 404]
    assert db.session.get(Product, product.id).removed_at is None


def test_a_paper_cannot_be_hung_on_a_strangers_product(own, db):
    product = a_product(producer=a_producer())
    answer = _upload(own, a_pdf(), kind=a_kind("label").id, product=str(product.id))
    assert answer.status_code == 422
    assert db.session.query(Paper).count() == 0


@pytest.fixture
def lead(db, sign_in):
    lead = people.a_lead()
    a_delegation(fair=an_open_fair(), lead=lead)
    return sign_in(lead)


def test_a_lead_writes_down_a_producer_without_a_phone_with_its_consent(lead, db):
    typed = {**PROFILE, "unit": "quang-ninh", "name": "Hộ bà Triệu Thị Xuân"}
    refused = lead.post("/delegation/producers/new", data=typed)
    assert refused.status_code == 422 and "Cần sự đồng ý" in _sentences(refused)
    assert lead.post("/delegation/producers/new", data={**typed, "consent": "y"}).status_code == 302
    entered = db.session.query(Producer).filter_by(name="Hộ bà Triệu Thị Xuân").one()
    assert entered.user_id is None and entered.consent_at is not None
    assert "Hộ bà Triệu Thị Xuân" in _sentences(lead.get("/delegation/producers"))


def test_a_lead_cannot_write_down_a_producer_of_another_province(lead, db):
    answer = lead.post("/delegation/producers/new", data={**PROFILE, "consent": "y"})
    assert answer.status_code == 422
    assert db.session.query(Producer).filter_by(name=PROFILE["name"]).count() == 0


def test_a_lead_keeps_products_and_papers_only_for_its_own_producers_without_an_account(lead, db):
    own = a_producer(user=None)
    strangers = [a_producer(), a_producer(user=None, unit_id="son-la")]
    for page in ("profile", "products", "products/new", "papers"):
        assert lead.get(f"/delegation/producers/{own.id}/{page}").status_code == 200, page
        for stranger in strangers:
            assert lead.get(f"/delegation/producers/{stranger.id}/{page}").status_code == 404, page
    assert lead.post(f"/delegation/producers/{own.id}/products/new", data=PRODUCT).status_code == 302
    assert lead.post(f"/delegation/producers/{strangers[0].id}/products/new", data=PRODUCT).status_code == 404
