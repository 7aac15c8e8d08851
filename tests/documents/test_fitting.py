import pytest

from fairapp.documents.fitting import MM_PER_PT, Room, fit
from fairapp.documents.typeface import typeface

BOLD = typeface(700)
ROOM = Room(width_mm=91, largest=30, two_lines=23, smallest=11, most_lines=4)


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
    fitted = fit(name, ROOM, BOLD)
    assert " ".join(fitted.lines) == name
    assert len(fitted.lines) == lines
    assert max(BOLD.length(line) for line in fitted.lines) * fitted.size * MM_PER_PT <= 91
    assert fitted.size >= 11


def test_a_short_name_is_as_large_as_it_may_be():
    assert fit("An", ROOM, BOLD).size == 30


def test_a_long_name_is_wrapped_between_words():
    name = "Nguyễn Hoàng Phương Thảo Nguyên Thuỳ Dương Bảo Châu Ngọc Minh Anh Công Huyền Tôn Nữ"
    fitted = fit(name, ROOM, BOLD)
    assert (" ".join(fitted.lines), len(fitted.lines), fitted.size) == (name, 3, 11)


def test_a_word_too_long_for_any_line_is_broken_and_then_cut():
    fitted = fit("Ngọc" * 80, ROOM, BOLD)
    assert (len(fitted.lines), fitted.size) == (4, 11)
    assert fitted.lines[-1].endswith("…")
    assert max(BOLD.length(line) for line in fitted.lines) * 11 * MM_PER_PT <= 91


@pytest.mark.parametrize("most_lines", [1, 2])
def test_a_line_of_one_size_is_wrapped_and_cut(most_lines):
    room = Room(
        width_mm=91, largest=10, two_lines=10 if most_lines == 2 else 0, smallest=10, most_lines=most_lines
    )
    fitted = fit("Hợp tác xã " * 20, room, BOLD)
    assert (len(fitted.lines), fitted.size) == (most_lines, 10)
    assert max(BOLD.length(line) for line in fitted.lines) * 10 * MM_PER_PT <= 92
