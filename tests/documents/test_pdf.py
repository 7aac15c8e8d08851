from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import ImageFile
from pypdf import PdfReader

from fairapp.documents import pdf
from tests.documents.reading import pages_of, text_of

MOMENT = datetime(2026, 10, 1, 9, 30, tzinfo=UTC)


def page(body, title="Thử"):
    return f'<html lang="vi"><head><title>{title}</title></head><body>{body}</body></html>'


def test_vietnamese_comes_back_as_it_went_in():
    words = "Hợp tác xã Đông Triều: 17.400.000 ₫, quả vải, bưởi Đoan Hùng, ỔỖỘẶẴ"
    assert text_of(pdf.render(page(f"<p>{words}</p>"), pdf.STATIC, MOMENT)) == words + " 1/1"


def test_the_same_input_gives_the_same_bytes():
    html = page('<p>Gian A12</p><img src="img/mark.svg">')
    assert pdf.render(html, pdf.STATIC, MOMENT) == pdf.render(html, pdf.STATIC, MOMENT)
    parts = [html, page("<p>Gian A13</p>")]
    assert pdf.render_parts(parts, pdf.STATIC, MOMENT) == pdf.render_parts(parts, pdf.STATIC, MOMENT)


def test_dates_are_those_of_the_given_moment_whether_joined_or_not():
    for parts in ([page("một")], [page("một"), page("hai")]):
        read = PdfReader(BytesIO(pdf.render_parts(parts, pdf.STATIC, MOMENT)))
        assert read.metadata.creation_date == read.metadata.modification_date == MOMENT
        assert read.metadata.title == "Thử"
        assert len(read.pages) == len(parts)


@pytest.mark.parametrize("address", ["img/mark.svg", "/static/img/mark.svg", "css/../img/mark.svg"])
def test_static_files_are_read(address):
    assert pages_of(pdf.render(page(f'<img src="{address}">'), pdf.STATIC, MOMENT)) == 1


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "../wsgi.py",
        "%2e%2e/wsgi.py",
        "/static/../wsgi.py",
        "img",
        "img/missing.png",
        "//fair.example/mark.svg",
        "http://127.0.0.1:9/mark.svg",
        "https://fair.example/mark.svg",
        "ftp://fair.example/mark.svg",
    ],
)
def test_nothing_else_is_read(address):
    with pytest.raises(pdf.NotOurs):
        pdf.render(page(f'<img src="{address}">'), pdf.STATIC, MOMENT)


def test_a_symbolic_link_does_not_lead_out(tmp_path, monkeypatch):
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    static = tmp_path / "static"
    static.mkdir()
    (static / "link.svg").symlink_to(secret)
    monkeypatch.setattr(pdf, "STATIC", static)
    with pytest.raises(pdf.NotOurs):
        pdf.read_static((static / "link.svg").as_uri())


def test_pictures_may_stand_in_the_page_itself():
    dot = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"
    assert pages_of(pdf.render(page(f'<img src="{dot}">'), pdf.STATIC, MOMENT)) == 1


def test_a_document_of_nothing_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="at least one page"):
        pdf.render_parts([], pdf.STATIC, MOMENT)


def test_printing_leaves_half_a_picture_refused_elsewhere(app):
    with app.app_context():
        pdf.render("<p>Một trang.</p>")
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False
