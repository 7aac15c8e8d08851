"""Badges as a phone's camera sees them, turned, out of focus and in bad light, before its decoder."""

from random import Random

import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageFilter

from fairapp.documents import pass_sheet
from fairapp.documents.pass_sheet import Paper
from tests.documents.reading import picture_of
from tests.documents.test_pass_sheet import MOMENT, badges

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DPI = 150
FRAME = (640, 480)  # what the phone hands to its decoder
TABLE = 150
BADGES, LOOKS = 4, 40  # at each paper
AT_LEAST = 0.98
GRAIN = 7  # of 255 at most, in every light
# The canvas stands for the video: the camera's pictures reach the worker the same way.
READ = """async ([width, height, count]) => {
  const { openDecoder } = await import("/static/js/gate/decoder.js");
  const decoder = await openDecoder({ kind: "wasm", worker: "/gate/decoder.js" });
  const film = document.getElementById("film").files[0];
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height, videoWidth: width, videoHeight: height });
  const paint = canvas.getContext("2d");
  const size = width * height;
  const texts = [];
  for (let n = 0; n < count; n += 1) {
    const grey = new Uint8Array(await film.slice(n * size, (n + 1) * size).arrayBuffer());
    const picture = new ImageData(width, height);
    new Uint32Array(picture.data.buffer).set(Uint32Array.from(grey, (g) => 0xff000000 | (g * 0x010101)));
    paint.putImageData(picture, 0, 0);
    texts.push(await decoder.read(canvas));
  }
  return texts;
}"""


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
    grain = Image.frombytes("L", FRAME, chance.randbytes(FRAME[0] * FRAME[1]))
    grain = grain.point(lambda any: 128 + round((any / 127.5 - 1) * GRAIN))
    return ImageChops.add(blurred.point(lambda grey: grey * light), grain, offset=-128)


def read_by_the_phone(page, site, pictures, path):
    """What the phone's own decoder says of each picture, looked at once; the worker runs as at a gate."""
    path.write_bytes(b"".join(picture.tobytes() for picture in pictures))
    page.goto(site / "gate/")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('input'), {type: 'file', id: 'film'}))"
    )
    page.locator("#film").set_input_files(path)
    return page.evaluate(READ, [*FRAME, len(pictures)])


def test_of_badges_turned_blurred_and_dim_98_in_100_are_read(gate_site, person, tmp_path, record_property):
    chance, told, pictures = Random(4), [], []
    for paper in Paper:
        for n, (text, page) in enumerate(printed(gate_site.app, paper)):
            code = code_of(page)
            looks = range(n, LOOKS, BADGES)
            told += [text] * len(looks)
            pictures += [seen(code, chance) for _ in looks]
    found = read_by_the_phone(person(phone=True), gate_site, pictures, tmp_path / "film.grey")
    read = sum(text is not None for text in found)
    assert [text for text in found if text] == [t for t, f in zip(told, found, strict=True) if f]
    assert len(found) == LOOKS * len(Paper)
    record_property("badges read", f"{read} of {len(found)}")
    assert read >= AT_LEAST * len(found), f"{read} of {len(found)}"
