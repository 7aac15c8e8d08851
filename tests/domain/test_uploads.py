"""A file is what its bytes say."""

from unicodedata import normalize

import pytest

from fairapp.domain.uploads import LONGEST_FILENAME, MediaType, shown_name, sniff


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7\n", MediaType.PDF),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", MediaType.JPEG),
        (b"\x89PNG\r\n\x1a\n\x00", MediaType.PNG),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", MediaType.HEIC),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00", MediaType.HEIC),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00", None),
        (b"GIF89a", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", None),
        (b"<!doctype html>", None),
        (b"MZ\x90\x00", None),
        (b" %PDF-1.7", None),
        (b"", None),
    ],
)
def test_the_first_bytes_tell_the_kind(head, kind):
    assert sniff(head) is kind


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Giấy chứng nhận.pdf", "Giấy chứng nhận.pdf"),
        (normalize("NFD", "Quyết định.pdf"), "Quyết định.pdf"),
        ("ảnh.exe", "ảnh.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Ảnh\\giấy phép.PDF", "giấy phép.pdf"),
        ("giấy\r\nX-Header: a.pdf", "giấy X-Header: a.pdf"),
        ("🍯.pdf", "🍯.pdf"),
        ("", "giay-to.pdf"),
        (".pdf", "giay-to.pdf"),
    ],
)
def test_a_shown_name_has_no_path_and_the_true_suffix(sent, shown):
    assert shown_name(sent, MediaType.PDF) == shown


def test_an_endless_name_is_cut_before_its_suffix():
    name = shown_name("ả" * 300 + ".jpeg", MediaType.JPEG)
    assert len(name) == LONGEST_FILENAME
    assert name.endswith("ả.jpg")
