"""What a plan must keep: booths inside the hall, nothing on top of anything, numbers once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fairapp.domain.booth_rows import LONGEST_NUMBER
from fairapp.domain.booths import FeatureKind
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.geometry import Rect, first_overlap, form_rectangle, inside, overlap
from fairapp.domain.text import N_

MOST_PARTS = 6


@dataclass(frozen=True)
class Placed:
    """Something that stands on the plan: a booth by its number, a feature by its label or kind."""

    name: str | FeatureKind
    rect: Rect


def check_places(
    new: Sequence[Placed], standing: Sequence[Placed], features: Sequence[Placed], hall: Rect
) -> None:
    """Refuse booths that leave the hall, overlap each other or stand on something."""
    for booth in new:
        if not inside(booth.rect, hall):
            raise Invalid(
                N_("Gian %(number)s ra ngoài sảnh rộng %(width)s m, sâu %(depth)s m."),
                field="x",
                number=booth.name,
                width=in_metres(hall.width),
                depth=in_metres(hall.depth),
            )
        for other in standing:
            _refuse_overlap(booth, other, N_("Gian %(number)s chồng lên gian %(other)s."))
        for feature in features:
            _refuse_overlap(booth, feature, N_("Gian %(number)s chồng lên %(other)s."))
    if pair := first_overlap([booth.rect for booth in new]):
        one, two = (new[i] for i in pair)
        raise Conflict(
            N_("Gian %(number)s chồng lên gian %(other)s."), field="x", number=two.name, other=one.name
        )


def check_feature(feature: Placed, booths: Sequence[Placed], hall: Rect) -> None:
    """Refuse a feature outside the hall or on a booth; features may lie on each other."""
    if not inside(feature.rect, hall):
        raise Invalid(
            N_("%(name)s ra ngoài sảnh rộng %(width)s m, sâu %(depth)s m."),
            field="x",
            name=feature.name,
            width=in_metres(hall.width),
            depth=in_metres(hall.depth),
        )
    for booth in booths:
        if overlap(feature.rect, booth.rect):
            raise Conflict(
                N_("%(name)s chồng lên gian %(number)s."), field="x", name=feature.name, number=booth.name
            )


def check_numbers(numbers: Iterable[str]) -> None:
    """Refuse a number that is empty, too long or there twice, letters' case aside."""
    seen: set[str] = set()
    for number in numbers:
        if not number or len(number) > LONGEST_NUMBER:
            raise Invalid(N_("Số gian có từ 1 đến %(n)d ký tự."), field="number", n=LONGEST_NUMBER)
        if number.casefold() in seen:
            raise Conflict(N_("Số gian %(number)s đã có trên sơ đồ."), field="number", number=number)
        seen.add(number.casefold())


def check_merge(booths: Sequence[Placed]) -> None:
    """Refuse to merge what does not fill one rectangle."""
    if len(booths) < 2:
        raise Invalid(N_("Hãy chọn ít nhất hai gian để ghép."))
    if not form_rectangle([booth.rect for booth in booths]):
        raise Invalid(N_("Các gian đã chọn không tạo thành một hình chữ nhật liền nhau nên không ghép được."))


def check_split(parts: int, rect: Rect) -> None:
    if not 2 <= parts <= MOST_PARTS:
        raise Invalid(N_("Tách thành 2 đến %(n)d gian."), field="parts", n=MOST_PARTS)
    if max(rect.width, rect.depth) < parts * 100:
        raise Invalid(N_("Tách như vậy thì mỗi gian hẹp hơn 1 m."), field="parts")


def split_numbers(number: str, parts: int, taken: set[str]) -> list[str]:
    """The kept number, then the following ones where they are free, which undoes a merge; else letters."""
    match = re.fullmatch(r"(.*?)(\d+)", number)
    if match:
        prefix, digits = match.groups()
        following = [f"{prefix}{int(digits) + i:0{len(digits)}}" for i in range(1, parts)]
        if not taken.intersection(following):
            return [number, *following]
    letters = (f"{number}{chr(ord('B') + i)}" for i in range(25))
    return [number, *[n for n in letters if n not in taken][: parts - 1]]


def natural_key(number: str) -> list[tuple[int, int, str]]:
    """A2 before A10: digits count as numbers, everything else as text."""
    parts = re.findall(r"\d+|\D+", number.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def in_runs(numbers: Iterable[str]) -> str:
    """A01–A12, B3: three and more that follow each other are told by the first and the last."""
    runs: list[list[str]] = []
    for number in sorted(numbers, key=natural_key):
        if runs and number == _after(runs[-1][-1]):
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


def _after(number: str) -> str:
    """The next number of a row; of one that ends with a letter there is none."""
    match = re.fullmatch(r"(.*?)([0-9]+)", number)
    return f"{match[1]}{int(match[2]) + 1:0{len(match[2])}}" if match else ""


def in_metres(centimetres: int) -> str:
    """3 or 2,5, as written in a sentence."""
    return f"{centimetres / 100:g}".replace(".", ",")


def _refuse_overlap(booth: Placed, other: Placed, sentence: str) -> None:
    if overlap(booth.rect, other.rect):
        raise Conflict(sentence, field="x", number=booth.name, other=other.name)
