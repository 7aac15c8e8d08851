from io import BytesIO

import pytest
from PIL import Image

from fairapp.documents import qr
from tests.documents.reading import codes_on

ADDRESS = "HTTPS://FAIR.EXAMPLE/P/" + "GE2DQ" * 26 + "AA"


@pytest.mark.parametrize("text", [ADDRESS, "https://fair.example/visit?từ=chợ", "1"])
def test_a_camera_reads_what_was_written(text):
    assert codes_on(Image.open(BytesIO(qr.png(text, scale=4)))) == [text]


def test_a_pass_address_stays_in_the_dense_alphanumeric_mode():
    assert len(qr.matrix(ADDRESS)) == 45  # version 7; as bytes it would be version 9, 53 modules
    assert len(qr.matrix(ADDRESS.lower())) == 53


def test_one_pixel_a_module_with_a_quiet_zone_of_four():
    picture = Image.open(BytesIO(qr.png(ADDRESS)))
    assert (picture.size, picture.mode) == ((53, 53), "L")
    assert set(picture.crop((0, 0, 53, 4)).tobytes()) == {255}


def test_the_path_fills_the_same_modules_as_the_picture():
    width, path = qr.svg_path(ADDRESS)
    filled = set()
    for run in path.removeprefix("M").split("M"):
        start, rest = run.split("h", 1)
        x, y = map(int, start.split())
        filled |= {(x + i, y) for i in range(int(rest.split("v")[0]))}
    picture = Image.open(BytesIO(qr.png(ADDRESS)))
    assert width == picture.width
    assert filled == {(x, y) for x in range(width) for y in range(width) if picture.getpixel((x, y)) == 0}
