import pytest

from fairapp.domain.errors import Invalid
from fairapp.domain.pass_lines import MOST_LINES, Person, read_people


def test_a_pasted_list_is_read_line_by_line():
    typed = "Nguyễn Văn A; Báo Quảng Ninh\n\n  Trần Thị  B\tĐài PT-TH Quảng Ninh \nLê C\n"
    assert read_people(typed) == [
        Person("Nguyễn Văn A", "Báo Quảng Ninh"),
        Person("Trần Thị B", "Đài PT-TH Quảng Ninh"),
        Person("Lê C", ""),
    ]


def test_only_the_first_semicolon_parts_name_from_unit():
    assert read_people("A; B; C") == [Person("A", "B; C")]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("  \n ", "ít nhất một người"),
        ("Lê C\n; Báo", "Dòng 2 chưa có tên"),
        ("Lê C\n\n" + "x" * 121, "Dòng 3 quá dài"),
        ("Lê C; " + "x" * 201, "Dòng 1 quá dài"),
        ("A\n" * (MOST_LINES + 1), "nhiều nhất 300 người; danh sách có 301 dòng"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(typed, said):
    with pytest.raises(Invalid) as caught:
        read_people(typed)
    assert said in str(caught.value)
    assert caught.value.field == "people"
