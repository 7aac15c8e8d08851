"""Reading a list of people pasted from a letter or a spreadsheet."""

import re
from dataclasses import dataclass

from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_, clean

MOST_LINES = 300
LONGEST_NAME = 120
LONGEST_LINE = 200


@dataclass(frozen=True)
class Person:
    """A name and what stands under it: a company, a newspaper, an office."""

    name: str
    line: str = ""


def read_people(text: str) -> list[Person]:
    """One person a line: a name, and after a semicolon or a tab what stands under it."""
    people = []
    for number, typed in enumerate(text.splitlines(), start=1):
        if typed.strip():
            people.append(_read(typed, number))
    if not people:
        raise Invalid(N_("Hãy nhập ít nhất một người, mỗi người một dòng."), field="people")
    if len(people) > MOST_LINES:
        raise Invalid(
            N_("Mỗi lần thêm nhiều nhất %(most)d người; danh sách có %(n)d dòng."),
            field="people",
            most=MOST_LINES,
            n=len(people),
        )
    return people


def _read(typed: str, number: int) -> Person:
    name, *rest = (clean(part) for part in re.split(r"[;\t]", typed, maxsplit=1))
    line = rest[0] if rest else ""
    if not name:
        raise Invalid(N_("Dòng %(number)d chưa có tên."), field="people", number=number)
    if len(name) > LONGEST_NAME or len(line) > LONGEST_LINE:
        raise Invalid(
            N_("Dòng %(number)d quá dài: tên nhiều nhất %(name)d ký tự, đơn vị nhiều nhất %(line)d ký tự."),
            field="people",
            number=number,
            name=LONGEST_NAME,
            line=LONGEST_LINE,
        )
    return Person(name, line)
