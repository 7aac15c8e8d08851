from io import BytesIO

import pytest
from PIL import Image

from fairapp.domain.pass_lines import Person
from fairapp.domain.passes import Kind, Role
from fairapp.domain.printed_ids import printed_id
from fairapp.services import passes
from tests.documents.reading import codes_on, picture_of
from tests.factories import an_open_fair
from tests.people import an_organiser


@pytest.fixture
def organiser(db):
    return an_organiser()


@pytest.fixture
def badge(organiser):
    [badge] = passes.add_people(
        an_open_fair(name="Hội chợ OCOP Hạ Long"), Role.PRESS, Kind.PERSON, [Person("Lê Bí Mật")], organiser
    )
    return badge


def token_of(badge):
    return passes.Signer().code(badge).rsplit("/", 1)[-1]


@pytest.mark.parametrize("change", [str, str.lower])
@pytest.mark.parametrize("path", ["P", "p"])
def test_any_camera_reads_that_a_pass_holds_and_never_whose(client, badge, path, change):
    page = client.get(f"/{path}/{change(token_of(badge))}")
    assert page.status_code == 200
    for words in ("Hợp lệ", "Báo chí", "Hội chợ OCOP Hạ Long"):
        assert words in page.text
    assert "Bí Mật" not in page.text
    assert badge.link not in page.text
    assert printed_id(badge.number) not in page.text


def test_a_revoked_pass_and_an_old_issue_say_so(client, badge, organiser):
    old = token_of(badge)
    passes.reprint(badge, organiser)
    assert "Bản cũ" in client.get(f"/P/{old}").text
    new = token_of(badge)
    passes.revoke(badge, "Đánh mất", organiser)
    page = client.get(f"/P/{new}")
    assert "Đã thu hồi" in page.text
    assert "Đánh mất" not in page.text


def test_a_forgery_is_not_found(client, badge):
    token = token_of(badge)
    forged = token[:-20] + ("A" if token[-20] != "A" else "B") + token[-19:]
    page = client.get(f"/P/{forged}")
    assert page.status_code == 404
    assert "Không phải thẻ thật" in page.text
    assert "Báo chí" not in page.text


@pytest.mark.parametrize("text", ["xin-chao", "A" * 132, "0000-0005-5", "a/b", "%00"])
def test_what_is_no_code_is_not_found(client, badge, text):
    assert client.get(f"/P/{text}").status_code == 404


def test_the_holder_opens_the_pass_without_signing_in(client, badge):
    page = client.get(f"/pass/{badge.link}")
    assert page.status_code == 200
    for words in ("Lê Bí Mật", "Báo chí", printed_id(badge.number), "08:00–21:00", "<path d="):
        assert words in page.text
    assert "noindex" in page.text
    assert "no-store" in page.headers["Cache-Control"]


def test_the_kept_picture_and_the_card_carry_the_code(client, badge):
    code = passes.Signer().code(badge)
    picture = client.get(f"/pass/{badge.link}/code.png")
    assert picture.mimetype == "image/png"
    assert codes_on(Image.open(BytesIO(picture.data))) == [code]
    card = client.get(f"/pass/{badge.link}/card.pdf")
    assert card.mimetype == "application/pdf"
    assert codes_on(picture_of(card.data)) == [code]


def test_a_revoked_pass_shows_no_code(client, badge, organiser):
    passes.revoke(badge, "Đánh mất", organiser)
    page = client.get(f"/pass/{badge.link}")
    assert "Đã thu hồi" in page.text
    assert "pass-code" not in page.text
    assert client.get(f"/pass/{badge.link}/card.pdf").status_code == 404


@pytest.mark.parametrize("path", ["", "/code.png", "/card.pdf", "/manifest.webmanifest", "/erase"])
def test_a_guessed_link_is_not_found(client, badge, path):
    assert client.get(f"/pass/{badge.link.swapcase()}{path}").status_code == 404


def test_a_phone_can_keep_the_page(client, badge):
    manifest = client.get(f"/pass/{badge.link}/manifest.webmanifest")
    assert manifest.mimetype == "application/manifest+json"
    assert manifest.json["start_url"] == f"/pass/{badge.link}"
    worker = client.get("/pass/worker.js")
    assert worker.status_code == 200
    assert "javascript" in worker.mimetype
    worker.close()


def test_only_a_visitor_may_be_erased(client, badge):
    assert client.get(f"/pass/{badge.link}/erase").status_code == 404
    assert client.post(f"/pass/{badge.link}/erase").status_code == 404
    assert badge.holder_name == "Lê Bí Mật"
