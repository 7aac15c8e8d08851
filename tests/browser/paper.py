"""What stands on the paper that a test printed."""

import re
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image
from pypdf import PdfReader

DPI = 150


@dataclass(frozen=True)
class Printed:
    """One badge: the name that the text layer says, what the code says, and a picture of it."""

    name: str
    code: str
    picture: Image.Image


def read_badges(path: Path) -> list[Printed]:
    """The badges of an A6 sheet, one a page."""
    texts = [page.extract_text() for page in PdfReader(path).pages]
    return [_read(text, picture) for text, picture in zip(texts, photograph(path), strict=True)]


def photograph(path: Path) -> list[Image.Image]:
    """The pages of a sheet as paper shows them."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.render(scale=DPI / 72, grayscale=True).to_pil() for page in document]
    finally:
        document.close()


def look_at(picture: Image.Image) -> tuple[str, Image.Image]:
    """What the one code of a picture says, and the picture of it alone."""
    # Asked for every kind, it takes lines of one badge in two thousand for bars of another code, too.
    codes = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    assert len(codes) == 1, "a badge carries one code"
    corners = codes[0].position
    margin = 24
    box = (
        corners.top_left.x - margin,
        corners.top_left.y - margin,
        corners.bottom_right.x + margin,
        corners.bottom_right.y + margin,
    )
    return codes[0].text, picture.crop(box)


def read_text(pdf: bytes, path: Path) -> str:
    """All text of a PDF, with single blanks; the file stays for whoever wants to look at it."""
    path.write_bytes(pdf)
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(path).pages))


def _read(text: str, picture: Image.Image) -> Printed:
    code, cropped = look_at(picture)
    names = [line.strip() for line in text.splitlines() if line.strip()]
    known = [name for name in NAMES if name in " ".join(names)]
    return Printed(known[0], code, cropped)


NAMES = ("Vũ Thị Lan", "Nguyễn Thị Thuỳ Dương")
