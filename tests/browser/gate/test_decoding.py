"""Badges as a phone's camera sees them: printed, then turned, out of focus and in bad light."""

import json
import struct
import subprocess
from random import Random

import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageFilter

from fairapp.config import ROOT
from fairapp.documents import pass_sheet
from fairapp.documents.pass_sheet import Paper
from tests.documents.reading import picture_of
from tests.documents.test_pass_sheet import MOMENT, badges

DPI = 150
FRAME = (640, 480)  # what the phone hands to its decoder
TABLE = 150
BADGES, LOOKS = 4, 70  # at each paper
AT_LEAST = 0.98
GRAIN = 4  # of 255, in every light


def printed(app, paper):
    """The badges on this paper, each with the picture of its page at 150 dpi."""
    some = badges(BADGES)
    with app.test_request_context():
        sheets = [pass_sheet.sheet([one], paper, "Thẻ ra vào", MOMENT) for one in some]
    return [(one.code, picture_of(sheet, dpi=DPI)) for one, sheet in zip(some, sheets, strict=True)]


def code_of(page):
    """The part of the page that somebody holds before the camera: its code with the paper around it."""
    [found] = zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormat.QRCode)
    corners = [found.position.top_left, found.position.bottom_right]
    margin = 20
    left, top = corners[0].x - margin, corners[0].y - margin
    return page.crop((left, top, corners[1].x + margin, corners[1].y + margin))


def seen(code, chance):
    """Turned anywhere, out of focus by up to a third of a module, in 30 to 100 % of the light, with grain."""
    frame = Image.new("L", FRAME, TABLE)
    turned = code.rotate(chance.uniform(0, 360), Image.Resampling.BICUBIC, expand=True, fillcolor=TABLE)
    turned.thumbnail((FRAME[1], FRAME[1]))
    frame.paste(turned, tuple((whole - part) // 2 for whole, part in zip(FRAME, turned.size, strict=True)))
    blurred = frame.filter(ImageFilter.GaussianBlur(chance.uniform(0, 1.7)))
    light = chance.uniform(0.3, 1)
    return ImageChops.add(
        blurred.point(lambda grey: grey * light), Image.effect_noise(FRAME, GRAIN), offset=-128
    )


def read_by_the_phone(pictures):
    sent = b"".join(struct.pack(">II", *one.size) + one.tobytes() for one in pictures)
    command = ["scripts/with_node.sh", "node", "tests/js/gate/read_pictures.mjs"]
    return json.loads(subprocess.run(command, cwd=ROOT, input=sent, capture_output=True, check=True).stdout)


@pytest.mark.slow
def test_of_badges_turned_blurred_and_dim_98_in_100_are_read(app, record_property):
    chance, told, pictures = Random(4), [], []
    for paper in Paper:
        for n, (text, page) in enumerate(printed(app, paper)):
            code = code_of(page)
            looks = range(n, LOOKS, BADGES)
            told += [text] * len(looks)
            pictures += [seen(code, chance) for _ in looks]
    found = read_by_the_phone(pictures)
    read = sum(text is not None for text in found)
    assert [text for text in found if text] == [t for t, f in zip(told, found, strict=True) if f]
    assert len(found) == LOOKS * len(Paper)
    record_property("badges read", f"{read} of {len(found)}")
    assert read >= AT_LEAST * len(found), f"{read} of {len(found)}"
