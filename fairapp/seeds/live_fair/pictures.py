"""Pictures of deliveries in the demo data: drawn, and each says so."""

from functools import cache
from io import BytesIO
from textwrap import wrap

from PIL import Image, ImageDraw, ImageFont

from fairapp.config import ROOT

SIZE = WIDE, HIGH = 1280, 960
FACE = ROOT / "static/vendor/be-vietnam-pro-print/BeVietnamPro_600SemiBold.ttf"
BOARDS = ("#14532d", "#7c2d12", "#1e3a5f", "#5b2156", "#3f3f1d", "#0f4c4c")


def picture(sponsor: str, what: str, place: str, number: int) -> bytes:
    """A board under the sky that names the sponsor; the strip below says that it was drawn."""
    image = Image.new("RGB", SIZE, "#cfe3ea")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 690, WIDE, HIGH), fill="#b9a887")
    draw.ellipse((980, 70, 1120, 210), fill="#fbe6a2")
    for x in (250, 1000):
        draw.rectangle((x, 500, x + 26, 790), fill="#5c5346")
    draw.rectangle((150, 210, 1130, 580), fill=BOARDS[number % len(BOARDS)], outline="#f5efe2", width=10)
    _words(draw, sponsor, 310, 66, "#fffdf9")
    _words(draw, what, 470, 38, "#e9e2d2")
    draw.rectangle((0, 860, WIDE, HIGH), fill="#22302b")
    _words(draw, f"Ảnh minh hoạ · {place}", 912, 40, "#fffdf9")
    out = BytesIO()
    image.save(out, "JPEG", quality=82)
    return out.getvalue()


def _words(draw: ImageDraw.ImageDraw, text: str, middle: int, size: int, colour: str) -> None:
    lines = "\n".join(wrap(text, int(1500 / size)))
    draw.multiline_text(
        (WIDE // 2, middle), lines, colour, _font(size), anchor="mm", align="center", spacing=10
    )


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FACE, size, layout_engine=ImageFont.Layout.BASIC)
