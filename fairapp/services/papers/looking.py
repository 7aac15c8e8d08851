"""Makes an uploaded file new, in a process of its own: `python looking.py LIMITS < old > new`.

A file of a few kilobytes may unfold to gigabytes or to minutes of work. Here it meets the limits of a
process, and the web server with everybody else's requests goes on. Imports nothing of the application,
so that it starts fast; `intake` turns its endings into sentences.
"""

import json
import resource
import sys
import warnings
from io import BytesIO
from typing import Any

BROKEN, TOO_WIDE, LOCKED, TOO_LONG = 2, 3, 4, 5  # how it ends when there is nothing to keep

MOST_UNFOLDED = 200_000_000  # bytes of one stream of a PDF that has to be read; pictures do not

# What makes a PDF do something by itself or on a click, or carry another file inside.
ACTIVE = (
    "/OpenAction",
    "/AA",
    "/AcroForm",
    "/Metadata",
    "/URI",
    "/AF",
    "/Outlines",
    "/Threads",
    "/Collection",
)
ACTIVE_NAMES = ("/JavaScript", "/EmbeddedFiles")
ACTIVE_ON_PAGE = ("/AA", "/Annots")


class Ending(Exception):
    """Nothing to keep; `code` says why, `pages` how many there were."""

    def __init__(self, code: int, pages: int = 0) -> None:
        self.code, self.pages = code, pages


def redraw(content: bytes, kind: str, most_pixels: int, longest_side: int) -> bytes:
    """The same picture, upright, without place, device or thumbnail."""
    from PIL import Image, UnidentifiedImageError

    _learn_heic(kind)
    try:
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(BytesIO(content), formats=("JPEG", "PNG", "HEIF")) as opened:
            if opened.width * opened.height > most_pixels:
                raise Ending(TOO_WIDE)
            return _encode(_upright(opened, longest_side), kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Ending(TOO_WIDE) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, MemoryError):
        raise Ending(BROKEN) from None


def _learn_heic(kind: str) -> None:
    """Only where it is needed: the decoder is a large library. It turns pictures upright by itself."""
    if kind == "image/heic":
        import pillow_heif

        pillow_heif.options.DECODE_THREADS = 1
        pillow_heif.options.THUMBNAILS = False
        pillow_heif.register_heif_opener()


def _upright(opened: Any, longest_side: int) -> Any:
    from PIL import ImageOps

    opened.draft("RGB", (longest_side, longest_side))
    picture = ImageOps.exif_transpose(opened)
    picture.thumbnail((longest_side, longest_side))
    return picture


def _encode(picture: Any, kind: str) -> bytes:
    out = BytesIO()
    if kind != "image/png":
        _bare(picture.convert("RGB")).save(out, "JPEG", quality=86, optimize=True)
    else:
        mode = "RGBA" if picture.has_transparency_data else "RGB"
        _bare(picture.convert(mode)).save(out, "PNG", optimize=True)
    return out.getvalue()


def _bare(picture: Any) -> Any:
    """The pixels alone: `info` is where text, profiles and EXIF travel along."""
    picture.info = {}
    return picture


def rewrite_pdf(content: bytes, most_pages: int) -> bytes:
    import pikepdf

    pikepdf.settings.set_qpdf_limits(flate_max_memory=MOST_UNFOLDED, max_stream_filters=4)
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            pages = len(pdf.pages)
            if not pages:
                raise Ending(BROKEN)
            if pages > most_pages:
                raise Ending(TOO_LONG, pages)
            _calm(pdf)
            out = BytesIO()
            pdf.save(out)
    except pikepdf.PasswordError:
        raise Ending(LOCKED) from None
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, KeyError, MemoryError):
        raise Ending(BROKEN) from None
    return out.getvalue()


def _calm(pdf: Any) -> None:
    """Nothing in it runs, opens or fills by itself any more, and it tells nothing about its author."""
    _drop(pdf.Root, ACTIVE)
    if "/Names" in pdf.Root:
        _drop(pdf.Root.Names, ACTIVE_NAMES)
    for page in pdf.pages:
        _drop(page.obj, ACTIVE_ON_PAGE)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    pdf.remove_unreferenced_resources()


def _drop(dictionary: Any, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in dictionary:
            del dictionary[key]


def main() -> int:
    limits = json.loads(sys.argv[1])
    for what, most in ((resource.RLIMIT_AS, limits["memory"]), (resource.RLIMIT_CPU, limits["seconds"])):
        resource.setrlimit(what, (most, most))
    content, kind = sys.stdin.buffer.read(), limits["kind"]
    try:
        if kind == "application/pdf":
            new = rewrite_pdf(content, limits["pages"])
        else:
            new = redraw(content, kind, limits["pixels"], limits["side"])
    except Ending as ending:
        sys.stderr.write(str(ending.pages))
        return ending.code
    sys.stdout.buffer.write(new)
    return 0


if __name__ == "__main__":
    sys.exit(main())
