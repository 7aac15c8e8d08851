"""Amounts of đồng read as people type and say them: 1.200.000, 850k, 1tr2, một triệu hai, 12 trăm nghìn.

What may mean two amounts is asked back with both. Twin: static/js/lib/amounts.js, which says the same at once
and without a network; tests/vectors/amounts.json and five thousand spellings hold the two together.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from fairapp.domain.errors import Invalid
from fairapp.domain.money import MOST, format_vnd
from fairapp.domain.number_words import DIGITS, HALF, HUNDRED, number_of
from fairapp.domain.text import N_, fold

LONGEST = 120
FEW = 1_000
"""Fewer đồng than this without a unit: the unit was surely left out."""

UNITS = {
    "trieu": 10**6,
    "tr": 10**6,
    "ty": 10**9,
    "ti": 10**9,
    "nghin": 10**3,
    "ngan": 10**3,
    "ng": 10**3,
    "k": 10**3,
}
TAIL_DIGITS = DIGITS | {"tu": 4}
TOKEN = re.compile(r"( ?)([0-9]+(?:[., ][0-9]+)*|[a-z]+)")
GROUPED = re.compile(r"[1-9][0-9]{0,2}(?P<mark>[., ])[0-9]{3}(?:(?P=mark)[0-9]{3})*")
FRACTION = "([0-9]{1,2}|[0-9]{4,})"  # 1.200,000 looks like thousands again: not read
GROUPED_AND_BROKEN = re.compile(
    rf"([1-9][0-9]{{0,2}}(?:\.[0-9]{{3}})+),{FRACTION}|([1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+)\.{FRACTION}"
)
ONE_GROUP = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
CURRENCY = re.compile(r"^(?:vnd|₫) ?| ?(?:vnd|dong|d|₫)$")

EMPTY = N_("Hãy nhập số tiền.")
UNREADABLE = N_("Không đọc được số tiền này. Hãy viết như 1.200.000, 850k hoặc 1,2 triệu.")
TWO_READINGS = N_("Số tiền này có thể hiểu theo hai cách. Hãy viết đủ số: %(first)s hay %(second)s?")
NO_UNIT = N_("Số tiền này thiếu đơn vị. Hãy viết như 1,2 triệu hoặc viết đủ số như 1.200.000.")
BROKEN_DONG = N_("Tiền đồng không có số lẻ. Hãy viết số đồng chẵn.")
NEGATIVE = N_("Số tiền không thể âm.")
TOO_MUCH = N_("Số tiền này vượt mức hệ thống ghi được. Hãy kiểm tra lại số chữ số 0.")


class Ambiguous(Invalid):
    """It may mean either of two amounts, the likelier first: whoever typed it says which."""

    def __init__(self, first: int, second: int) -> None:
        super().__init__(TWO_READINGS, first=format_vnd(first), second=format_vnd(second))
        self.choices = (first, second)


@dataclass(frozen=True)
class Token:
    """A number as written or a word, and whether a blank stands before it."""

    text: str
    apart: bool

    @property
    def is_number(self) -> bool:
        return self.text[0].isdecimal()


@dataclass(frozen=True)
class Part:
    """How many of which unit: 200 nghìn."""

    count: list[Token]
    unit: int


def parse_money(text: str, few: int = FEW) -> int:
    """The amount; `few`: below this, digits without a unit are asked back."""
    folded = fold(text)
    bare = CURRENCY.sub("", folded).strip()
    if not bare:
        raise Invalid(EMPTY)
    if bare[0] in "-−–":
        raise Invalid(NEGATIVE)
    if len(bare) > LONGEST:
        raise Invalid(UNREADABLE)
    parts, rest = _cut(_tokens(bare))
    amount = _sum(parts, rest) if parts else _plain(rest, bare != folded, few)
    if amount > MOST:
        raise Invalid(TOO_MUCH)
    if amount.denominator != 1:
        raise Invalid(BROKEN_DONG)
    return int(amount)


def _tokens(bare: str) -> list[Token]:
    tokens, place = [], 0
    while place < len(bare):
        match = TOKEN.match(bare, place)
        if match is None:
            raise Invalid(UNREADABLE)
        tokens.append(Token(match[2], bool(match[1])))
        place = match.end()
    return tokens


def _cut(tokens: list[Token]) -> tuple[list[Part], list[Token]]:
    """The parts that name a unit, and what stands behind the last of them."""
    parts: list[Part] = []
    rest: list[Token] = []
    for token in tokens:
        if token.text in UNITS:
            parts.append(Part(rest, UNITS[token.text]))
            rest = []
        else:
            rest.append(token)
    return parts, rest


def _plain(tokens: Sequence[Token], named: bool, few: int) -> Fraction:
    """Digits without a unit are đồng, unless they are so few that a unit was surely left out."""
    number = _count(tokens)
    said = not (len(tokens) == 1 and tokens[0].is_number)  # hai trăm: of what?
    if number == 0 or (named and not said) or (number >= few and not said):
        return number
    if said and number >= FEW:
        raise Invalid(UNREADABLE)
    first, second = (number * 1000, number * 10**6) if number < FEW else (number, number * 1000)
    if first.denominator != 1:
        raise Invalid(BROKEN_DONG if number >= FEW else NO_UNIT)
    if number.denominator != 1:  # 1,2 is the likelier of millions
        first, second = second, first
    raise _two_readings(first, second)


def _sum(parts: list[Part], rest: list[Token]) -> Fraction:
    """Falling units add up: 1 tỷ 200 triệu. With several parts each is a whole number of its unit."""
    if len(parts) == 1 and not rest:
        return _only(parts[0])
    total, last = Fraction(0), MOST
    for part in parts:
        bare_unit = part is parts[0] and not part.count and len(parts) == 1  # triệu hai
        count = Fraction(1) if bare_unit else _count(part.count)
        value = count * part.unit
        if count < 1 or count.denominator != 1 or value >= last or _one_group(part.count):
            raise Invalid(UNREADABLE)
        total, last = total + value, part.unit
    return total + _tail(rest, total, last) if rest else total


def _only(part: Part) -> Fraction:
    value = _count(part.count) * part.unit
    if _one_group(part.count):  # 1.200 triệu: the point may part thousands or decimals
        raise _two_readings(value, value / 1000)
    return value


def _tail(rest: list[Token], total: Fraction, unit: int) -> Fraction:
    """What follows the last unit is a part of it: 1tr2, 1tr250, một triệu hai, 2 tỷ rưỡi."""
    words = [token.text for token in rest]
    if words == [HALF]:
        return Fraction(unit, 2)
    if len(rest) == 1 and rest[0].is_number:
        return _digits_after(rest[0], total, unit)
    if len(words) == 1 and words[0] in TAIL_DIGITS:
        return Fraction(TAIL_DIGITS[words[0]] * unit, 10)
    count = number_of(words)
    if not count or count >= 1000:
        raise Invalid(UNREADABLE)
    if HUNDRED not in words:  # một triệu hai mươi
        raise _two_readings(total + Fraction(count * unit, 1000), total + Fraction(count * unit, 100))
    if unit > 1000:  # một triệu hai trăm: nghìn, or đồng?
        raise _two_readings(total + Fraction(count * unit, 1000), total + count)
    return Fraction(count)


def _digits_after(token: Token, total: Fraction, unit: int) -> Fraction:
    digits = token.text
    if not digits.isdecimal() or len(digits) > 3 or not int(digits):
        raise Invalid(UNREADABLE)
    if len(digits) == 2 and (token.apart or digits[1] == "0"):  # 1tr20: 200 nghìn, or 20?
        raise _two_readings(
            total + Fraction(int(digits) * unit, 100), total + Fraction(int(digits) * unit, 1000)
        )
    return Fraction(int(digits) * unit, 10 ** len(digits))


def _count(tokens: Sequence[Token]) -> Fraction:
    if len(tokens) == 1 and tokens[0].is_number:
        return _read_number(tokens[0].text)
    words = [token.text for token in tokens]
    if words == ["nua"]:
        return Fraction(1, 2)
    number = number_of(words)
    if number is None:
        raise Invalid(UNREADABLE)
    return Fraction(number)


def _read_number(written: str) -> Fraction:
    if GROUPED.fullmatch(written) or written.isdecimal():
        return Fraction(re.sub(r"[., ]", "", written))
    if match := GROUPED_AND_BROKEN.fullmatch(written):
        whole, fraction = (part for part in match.groups() if part is not None)
        return Fraction(f"{re.sub(r'[.,]', '', whole)}.{fraction}")
    if re.fullmatch(r"[0-9]+[.,][0-9]+", written):
        return Fraction(written.replace(",", "."))
    raise Invalid(UNREADABLE)


def _one_group(tokens: Sequence[Token]) -> bool:
    return len(tokens) == 1 and bool(ONE_GROUP.fullmatch(tokens[0].text))


def _two_readings(first: Fraction, second: Fraction) -> Invalid:
    if first.denominator != 1 or second.denominator != 1:
        return Invalid(UNREADABLE)
    return Ambiguous(int(first), int(second))
