"""Looks into an uploaded file and writes it anew, so that only what is meant to be kept is kept."""

import warnings
from io import BytesIO

import pikepdf
from PIL import Image, ImageOps, UnidentifiedImageError

from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_
from fairapp.domain.uploads import LONGEST_SIDE, MOST_PAGES, MOST_PIXELS, MediaType, sniff

NOT_OURS = N_("Chỉ nhận tệp PDF, JPEG hoặc PNG. Hãy chụp ảnh giấy tờ hoặc xuất ra PDF rồi gửi lại.")
BROKEN = N_("Tệp này không mở được. Hãy chụp hoặc xuất lại rồi gửi lại.")
EMPTY = N_("Tệp này rỗng. Hãy chọn lại tệp.")
TOO_WIDE = N_("Ảnh này quá lớn. Hãy chụp lại với độ phân giải thấp hơn.")
LOCKED = N_("Tệp PDF này có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.")
TOO_LONG = N_("Tệp PDF này có %(pages)d trang. Hãy gửi tệp không quá %(most)d trang.")
# What makes a PDF do something by itself, or carry another file inside.
_ACTIVE = ("/OpenAction", "/AA", "/AcroForm", "/Metadata", "/URI", "/AF")
_ACTIVE_NAMES = ("/JavaScript", "/EmbeddedFiles")


def take_in(content: bytes) -> tuple[MediaType, bytes]:
    """The kind of the file and its bytes made new; Invalid with a sentence when it is not to be had."""
    if not content:
        raise Invalid(EMPTY, field="file")
    kind = sniff(content)
    if kind is None:
        raise Invalid(NOT_OURS, field="file")
    return kind, _rewrite_pdf(content) if kind is MediaType.PDF else _redraw(content, kind)


def _redraw(content: bytes, kind: MediaType) -> bytes:
    """The same picture, upright, without place, device or thumbnail."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise Invalid(TOO_WIDE, field="file")
                return _encode(_upright(opened), kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Invalid(TOO_WIDE, field="file") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, MemoryError):
        raise Invalid(BROKEN, field="file") from None


def _upright(opened: Image.Image) -> Image.Image:
    opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    picture = ImageOps.exif_transpose(opened)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return picture


def _encode(picture: Image.Image, kind: MediaType) -> bytes:
    out = BytesIO()
    if kind is MediaType.JPEG:
        _bare(picture.convert("RGB")).save(out, "JPEG", quality=86, optimize=True)
    else:
        mode = "RGBA" if picture.has_transparency_data else "RGB"
        _bare(picture.convert(mode)).save(out, "PNG", optimize=True)
    return out.getvalue()


def _bare(picture: Image.Image) -> Image.Image:
    """The pixels alone: `info` is where text, profiles and EXIF travel along."""
    picture.info = {}
    return picture


def _rewrite_pdf(content: bytes) -> bytes:
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            pages = len(pdf.pages)
            if not pages:
                raise Invalid(BROKEN, field="file")
            if pages > MOST_PAGES:
                raise Invalid(TOO_LONG, field="file", pages=pages, most=MOST_PAGES)
            _calm(pdf)
            out = BytesIO()
            pdf.save(out)
    except pikepdf.PasswordError:
        raise Invalid(LOCKED, field="file") from None
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, KeyError):
        raise Invalid(BROKEN, field="file") from None
    return out.getvalue()


def _calm(pdf: pikepdf.Pdf) -> None:
    """Nothing in it runs, opens or fills by itself any more, and it tells nothing about its author."""
    for key in _ACTIVE:
        if key in pdf.Root:
            del pdf.Root[key]
    names = pdf.Root.get("/Names")
    for key in _ACTIVE_NAMES:
        if names is not None and key in names:
            del names[key]
    for page in pdf.pages:
        for key in ("/AA", "/Annots"):
            if key in page.obj:
                del page.obj[key]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    pdf.remove_unreferenced_resources()
