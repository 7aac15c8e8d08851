"""Reading printed pages back, as a person's eyes and a gate's camera would."""

import unicodedata
from io import BytesIO

import pikepdf
import pypdfium2
import zxingcpp
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader


def pages_of(pdf: bytes) -> int:
    return len(PdfReader(BytesIO(pdf)).pages)


def text_of(pdf: bytes) -> str:
    """All words, in NFC, with single blanks."""
    pages = (page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(unicodedata.normalize("NFC", " ".join(pages)).split())


def fonts_of(pdf: bytes) -> int:
    """How many font programs the document carries."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return sum("/FontFile2" in one for one in document.objects if isinstance(one, pikepdf.Dictionary))


def picture_of(pdf: bytes, page: int = 0, dpi: int = 150) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[page].render(scale=dpi / 72).to_pil().convert("L")
    finally:
        document.close()


def codes_on(picture: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)]


def rows_of(workbook: bytes) -> list[list]:
    """The rows of a workbook's first sheet, heads first."""
    sheet = load_workbook(BytesIO(workbook)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]
