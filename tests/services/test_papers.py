"""Uploaded papers: judged by content, made new, out of reach of strangers."""

from io import BytesIO

import pikepdf
import pillow_heif
import pytest
from PIL import Image

from fairapp.domain.errors import Invalid, NotFound
from fairapp.domain.uploads import LONGEST_SIDE, MediaType, sniff
from fairapp.services import applications, papers
from fairapp.services.papers import Sent, intake
from tests import people
from tests.factories import a_delegation, a_kind, a_producer, a_ready_application, an_open_fair

of_bytes = pytest.mark.any_database  # what becomes of a file; the row beside it is the one of any other file


def a_pdf(pages: int = 1, **save) -> bytes:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    out = BytesIO()
    pdf.save(out, **save)
    return out.getvalue()


def an_active_pdf() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('secret-script')"))
    pdf.Root.OpenAction = script
    pdf.pages[0].obj.AA = pikepdf.Dictionary(O=script)
    pdf.docinfo["/Author"] = "nguoi-viet-bi-mat"
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def a_picture(kind: str = "JPEG", size=(40, 20), **save) -> bytes:
    out = BytesIO()
    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    picture.save(out, kind, **save)
    return out.getvalue()


def a_phone_photo() -> bytes:
    """Lying on its side (orientation 6), with the place where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "MayAnhBiMat"
    return a_picture(exif=exif)


def a_slow_photo() -> bytes:
    """A progressive JPEG of 56 megapixels whose last pass is told a thousand times over."""
    whole = a_picture(size=(8_000, 7_000), progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:-2] + whole[last:-2] * 1_000 + whole[-2:]


def an_iphone_photo(size=(640, 320), orientation=6) -> bytes:
    """HEIC lying on its side, red where the top will be, telling where it was taken and by which phone."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "MayAnhBiMat"
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 1.0, 43.0), 3: "E", 4: (107.0, 17.0, 52.0)})
    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    out = BytesIO()
    heif = pillow_heif.from_pillow(picture)
    heif.save(out, quality=60, exif=exif.tobytes())
    return out.getvalue()


def a_polyglot() -> bytes:
    """A picture that another program would take for a page or an archive."""
    return a_picture() + b"<html><script>secret-script</script></html>PK\x03\x04secret-archive"


def _add(producer, content, filename="giấy.pdf", kind="other", **about):
    actor = producer.user or people.a_lead()
    return papers.add_paper(producer, actor, a_kind(kind), Sent(filename, content), **about)


@pytest.mark.parametrize(
    ("content", "media_type", "suffix"),
    [
        (a_pdf(), "application/pdf", ".pdf"),
        (a_picture(), "image/jpeg", ".jpg"),
        (a_picture("PNG"), "image/png", ".png"),
        (an_iphone_photo(), "image/jpeg", ".jpg"),
    ],
    ids=["pdf", "jpeg", "png", "heic"],
)
def test_the_content_decides_whatever_the_name_says(db, content, media_type, suffix):
    paper = _add(a_producer(), content, "hoa-don.exe")
    assert paper.media_type == media_type
    assert paper.filename == f"hoa-don{suffix}"
    path = papers.path_of(paper)
    assert sniff(path.read_bytes()) == MediaType(media_type)
    assert "static" not in path.parts and "hoa-don" not in path.name


@of_bytes
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a" + b"\x00" * 40,
        b"<html><script>alert(1)</script></html>",
        b"%PDF-1.7\nnothing of a PDF follows",
        b"\xff\xd8\xff\xe0 no picture",
        a_picture("PNG")[:60],
        a_picture("GIF"),
        a_pdf(encryption=pikepdf.Encryption(user="1234", owner="5678")),
        a_pdf(pages=101),
        an_iphone_photo()[:900],
        b"\x00\x00\x00\x18ftypqt  " + b"\x00" * 40,
    ],
    ids=[
        "empty",
        "gif-head",
        "html",
        "torn-pdf",
        "torn-jpeg",
        "cut-png",
        "gif",
        "locked-pdf",
        "long-pdf",
        "cut-heic",
        "film",
    ],
)
def test_anything_else_is_refused_with_a_sentence_and_leaves_no_file(db, app, content):
    from pathlib import Path

    folder = Path(app.instance_path) / "uploads"
    before = set(folder.iterdir()) if folder.exists() else set()
    with pytest.raises(Invalid) as refusal:
        _add(a_producer(), content)
    assert refusal.value.field == "file"
    assert (set(folder.iterdir()) if folder.exists() else set()) == before


@of_bytes
def test_a_photo_is_turned_upright_and_tells_no_more_than_it_shows(db):
    kept = papers.path_of(_add(a_producer(), a_phone_photo())).read_bytes()
    picture = Image.open(BytesIO(kept))
    assert picture.size == (20, 40)
    assert dict(picture.getexif()) == {}
    assert b"MayAnhBiMat" not in kept


@of_bytes
def test_an_iphones_photo_becomes_a_jpeg_upright_and_without_its_place(db):
    sent = an_iphone_photo()
    assert b"MayAnhBiMat" in sent
    kept = papers.path_of(_add(a_producer(), sent, "IMG_0001.HEIC")).read_bytes()
    picture = Image.open(BytesIO(kept))
    assert (picture.format, picture.size) == ("JPEG", (320, 640))
    top, bottom = picture.getpixel((160, 40)), picture.getpixel((160, 600))
    assert top[1] < 60 < 200 < bottom[1]
    assert dict(picture.getexif()) == {} and b"MayAnhBiMat" not in kept and b"Exif" not in kept


@of_bytes
def test_a_large_heic_photo_is_read_within_the_limits_of_its_process(db):
    kept = papers.path_of(_add(a_producer(), an_iphone_photo(size=(4032, 3024)))).read_bytes()
    assert Image.open(BytesIO(kept)).size == (LONGEST_SIDE * 3 // 4, LONGEST_SIDE)


@of_bytes
def test_of_a_file_that_is_two_things_only_the_picture_is_kept(db):
    kept = papers.path_of(_add(a_producer(), a_polyglot())).read_bytes()
    assert b"secret" not in kept and b"<script" not in kept


@of_bytes
def test_a_large_photo_is_made_readable_not_huge(db):
    kept = papers.path_of(_add(a_producer(), a_picture(size=(5000, 3000)))).read_bytes()
    assert max(Image.open(BytesIO(kept)).size) == LONGEST_SIDE


@of_bytes
def test_a_picture_bomb_is_not_opened(db):
    bomb = BytesIO()
    Image.new("1", (12_000, 12_000)).save(bomb, "PNG")  # 20 KB that would take 400 MB
    with pytest.raises(Invalid, match="quá lớn"):
        _add(a_producer(), bomb.getvalue())


@of_bytes
def test_a_transparent_png_stays_transparent(db):
    out = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    kept = Image.open(papers.path_of(_add(a_producer(), out.getvalue())))
    assert kept.mode == "RGBA" and kept.getpixel((0, 0))[3] == 0


@of_bytes
def test_a_pdf_loses_its_scripts_and_its_author(db):
    path = papers.path_of(_add(a_producer(), an_active_pdf()))
    with pikepdf.open(path) as pdf:
        assert "/OpenAction" not in pdf.Root
        assert "/AA" not in pdf.pages[0].obj
        assert "/Info" not in pdf.trailer or "/Author" not in pdf.trailer.Info
    assert b"secret-script" not in path.read_bytes()


@of_bytes
def test_a_file_that_needs_more_memory_than_it_may_is_refused(db, monkeypatch):
    """The process that looks into it meets its limits; the server goes on."""
    monkeypatch.setattr(intake, "MOST_MEMORY", 250_000_000)
    with pytest.raises(Invalid, match="không mở được"):
        _add(a_producer(), a_picture("PNG", size=(8_000, 7_000)))


@of_bytes
def test_a_photo_that_takes_minutes_to_read_is_refused(db, monkeypatch):
    monkeypatch.setattr(intake, "MOST_SECONDS", 1)
    with pytest.raises(Invalid, match="không mở được"):
        _add(a_producer(), a_slow_photo())


@of_bytes
def test_a_pdf_keeps_no_bookmark_that_could_act(db):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Outlines = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Outlines))
    out = BytesIO()
    pdf.save(out)
    kept = papers.path_of(_add(a_producer(), out.getvalue()))
    with pikepdf.open(kept) as calm:
        assert "/Outlines" not in calm.Root


def test_an_unknown_kind_of_paper_is_refused(db):
    for unknown in (None, 0, 10**6):
        with pytest.raises(Invalid) as refusal:
            papers.get_offered(unknown)
        assert refusal.value.field == "kind"


def test_removing_a_paper_removes_its_bytes_once_it_is_certain(db):
    producer = a_producer()
    paper = _add(producer, a_pdf())
    db.session.commit()
    path = papers.path_of(paper)
    papers.remove_paper(paper, producer.user)
    assert path.exists()
    db.session.commit()
    assert not path.exists()
    assert papers.list_papers(producer) == []


def test_a_removal_taken_back_keeps_the_bytes(db):
    producer = a_producer()
    paper = _add(producer, a_pdf())
    db.session.commit()
    path = papers.path_of(paper)
    papers.remove_paper(paper, producer.user)
    db.session.rollback()
    db.session.commit()
    assert path.exists()


def test_papers_are_seen_by_the_owner_its_lead_and_the_organiser_it_applied_to(db):
    fair, other_fair = an_open_fair(), an_open_fair()
    application = a_ready_application(fair=fair)
    producer = application.producer
    paper = _add(producer, a_pdf())
    assert papers.get_paper(paper.id, producer) is paper
    assert applications.get_paper_for_fair(paper.id, fair) is paper
    host = a_delegation(fair=fair, unit_id="quang-ninh")
    others = [a_delegation(fair=fair, unit_id="son-la"), a_delegation(fair=other_fair, unit_id="quang-ninh")]
    assert applications.get_paper_for_places(paper.id, [host]) is paper
    strangers = [
        lambda: papers.get_paper(paper.id, a_producer()),
        lambda: applications.get_paper_for_fair(paper.id, other_fair),
        lambda: applications.get_paper_for_places(paper.id, others),
        lambda: applications.get_paper_for_places(paper.id, []),
    ]
    for look in strangers:
        with pytest.raises(NotFound):
            look()


def test_a_draft_shows_no_papers_to_the_organiser(db):
    from fairapp.domain.applications import ApplicationState

    fair = an_open_fair()
    draft = a_ready_application(fair=fair, state=ApplicationState.DRAFT)
    paper = _add(draft.producer, a_pdf())
    with pytest.raises(NotFound):
        applications.get_paper_for_fair(paper.id, fair)
