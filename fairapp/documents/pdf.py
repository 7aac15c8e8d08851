"""HTML to PDF. The only door to WeasyPrint: it reads the project's own static files and nothing else.

WeasyPrint takes a second to import, so it is imported when the first document is printed.
"""

import atexit
import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pikepdf
from PIL import ImageFile

from fairapp import garbage
from fairapp.config import ROOT
from fairapp.documents.line import Line

STATIC = ROOT / "static"
PRINT = "css/print.css"  # fonts and what every document shares
CHUNK = 50
"""Pages rendered at once: one long document needs four times the memory and is no faster."""

_line = Line()  # one at a time: fonts are shared, and their library is not made for threads


class NotOurs(ValueError):
    """A document asked for something outside static/."""


def render(html: str, base: Path = STATIC, created_at: datetime | None = None, **options: Any) -> bytes:
    """One document. The same page, moment and options give the same bytes.

    Addresses are relative to `base` or begin with /static/. Options: `stylesheets` (paths under
    static/ besides print.css) and `tagged` (structure for screen readers, 8 % slower).
    """
    return render_parts([html], base, created_at, **options)


def render_parts(
    parts: Iterable[str],
    base: Path = STATIC,
    created_at: datetime | None = None,
    stylesheets: Sequence[str] = (),
    tagged: bool = False,
) -> bytes:
    """One document from several pages of HTML, set one after the other: give about CHUNK pages each."""
    with _line.wait():
        printed = [_print(html, base, created_at, (PRINT, *stylesheets), tagged) for html in parts]
    if not printed:
        raise ValueError("a document needs at least one page")
    return printed[0] if len(printed) == 1 else _joined(printed)


def read_static(address: str) -> tuple[bytes, Path]:
    """The bytes of a file under static/; anything else on this disk or any network is refused."""
    parts = urlsplit(address)
    if parts.scheme != "file" or parts.netloc:
        raise NotOurs(f"a document may only use files under static/: {address}")
    path = Path(unquote(parts.path))
    if path.is_relative_to("/static"):  # as url_for writes it
        path = STATIC / path.relative_to("/static")
    path = path.resolve()
    if not path.is_relative_to(STATIC.resolve()) or not path.is_file():
        raise NotOurs(f"no such file under static/: {address}")
    return path.read_bytes(), path


def _print(
    html: str, base: Path, created_at: datetime | None, stylesheets: tuple[str, ...], tagged: bool
) -> bytes:
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    # WeasyPrint lets the whole process accept pictures that end half-way; uploads must not be.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    page = HTML(string=html, base_url=f"{base.as_uri()}/", url_fetcher=_fetcher())
    try:
        document = page.render(font_config=_fonts(), stylesheets=[_css(name) for name in stylesheets])
    except FatalURLFetchingError as error:  # not an Exception: it would end the server's thread
        raise NotOurs(str(error)) from error
    if created_at is not None:
        document.metadata.created = document.metadata.modified = f"{created_at:%Y-%m-%dT%H:%M:%SZ}"
    identifier = hashlib.sha256(html.encode()).digest()[:16]
    printed = document.write_pdf(pdf_identifier=identifier, pdf_tags=tagged)
    del document, page
    garbage.sweep()  # a page of boxes that know one another is the most that any request leaves behind
    return printed


@cache
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    atexit.register(_forget)
    return FontConfiguration()


def _forget() -> None:
    """Fonts are given back while the library that holds them is still there."""
    _css.cache_clear()
    _fonts.cache_clear()


@cache
def _css(name: str) -> Any:
    """A parsed stylesheet, kept: reading the fonts again would double the time of a short document."""
    from weasyprint import CSS

    return CSS(filename=STATIC / name, font_config=_fonts(), url_fetcher=_fetcher())


@cache
def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class StaticOnly(URLFetcher):
        def fetch(self, url: str, headers: object = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url)
            body, path = read_static(url)
            return URLFetcherResponse(path.as_uri(), body)

    # A missing picture or font is a broken document, not one with a hole in it.
    return StaticOnly(allowed_protocols=["file", "data"], fail_on_errors=True)


def _joined(documents: list[bytes]) -> bytes:
    """The pages of all, under the title and the dates of the first."""
    with pikepdf.open(BytesIO(documents[0])) as whole:
        for document in documents[1:]:
            with pikepdf.open(BytesIO(document)) as part:
                whole.pages.extend(part.pages)
        out = BytesIO()
        whole.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
