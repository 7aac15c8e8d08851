import pytest

from fairapp.documents.fitting import MM_PER_PT, _length, fit

BOX = {"width_mm": 91, "largest": 30, "two_lines": 23, "smallest": 11}


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Vũ Lan", 1),
        ("Nguyễn Thị Hồng Hạnh", 2),
        ("Công Tằng Tôn Nữ Thị Phương Thảo Nguyên", 2),
        ("29C-123.45", 1),
    ],
)
def test_every_name_is_inside_its_box_and_whole(name, lines):
    fitted = fit(name, **BOX)
    assert " ".join(fitted.lines) == name
    assert len(fitted.lines) == lines
    assert max(_length(line) for line in fitted.lines) * fitted.size * MM_PER_PT <= 91
    assert fitted.size >= 11


def test_a_short_name_is_as_large_as_it_may_be():
    assert fit("An", **BOX).size == 30


def test_a_long_name_is_wrapped_between_words():
    name = "Nguyễn Hoàng Phương Thảo Nguyên Thuỳ Dương Bảo Châu Ngọc Minh Anh Công Huyền Tôn Nữ"
    fitted = fit(name, **BOX)
    assert (" ".join(fitted.lines), len(fitted.lines), fitted.size) == (name, 3, 11)


def test_a_word_too_long_for_any_line_is_broken_and_then_cut():
    fitted = fit("Ngọc" * 80, **BOX)
    assert (len(fitted.lines), fitted.size) == (4, 11)
    assert fitted.lines[-1].endswith("…")
    assert max(_length(line) for line in fitted.lines) * 11 * MM_PER_PT <= 91
