"""Amounts of đồng: shown in tables and in prose, spelled out in words, read as people type them."""

import re
from decimal import ROUND_HALF_UP, Decimal

from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_, fold

MOST = 10**15
"""The largest amount that is taken: a thousand times a thousand billion."""

NO_BREAK = "\u00a0"
DONG = "đồng"

PROSE_UNITS = {
    "vi": ((10**9, "tỷ"), (10**6, "triệu")),
    "en": ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")),
}


def group_digits(number: int | Decimal, lang: str = "vi") -> str:
    """1.234.567,5 in Vietnamese, 1,234,567.5 in English."""
    english = f"{number:,}"
    return english if lang == "en" else english.translate(str.maketrans(",.", ".,"))


def format_vnd(amount: int, lang: str = "vi") -> str:
    """17.400.000.000 ₫, with a space that does not break."""
    return f"{group_digits(amount, lang)}{NO_BREAK}₫"


def prose(amount: int, lang: str = "vi") -> str:
    """As a newspaper writes it: 17,4 tỷ đồng, 3,5 triệu đồng, 850.000 đồng; two decimals at most."""
    for size, unit in PROSE_UNITS[lang]:
        rounded = (Decimal(amount) / size).quantize(Decimal("0.01"), ROUND_HALF_UP)
        if abs(rounded) >= 1:
            return f"{group_digits(shortest(rounded), lang)} {unit} {DONG}"
    return f"{group_digits(amount, lang)} {DONG}"


def shortest(number: Decimal) -> int | Decimal:
    """2.50 → 2.5 and 760.00 → 760."""
    return int(number) if number == int(number) else number.normalize()


DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def in_words(amount: int) -> str:
    """As a Vietnamese contract spells it out: một triệu hai trăm nghìn đồng."""
    sign = "âm " if amount < 0 else ""
    return f"{sign}{_spell(abs(amount))} {DONG}"


def _spell(number: int) -> str:
    if number == 0:
        return DIGITS[0]
    billions, rest = divmod(number, 10**9)
    words = [_spell(billions), "tỷ"] if billions else []
    for size, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group = rest // size % 1000
        if group:
            words += [*_spell_group(group, full=bool(words)), name]
    return " ".join(word for word in words if word)


def _spell_group(group: int, full: bool) -> list[str]:
    """Three digits; after a larger group the hundreds are said even when there are none."""
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    with_hundreds = full or hundreds > 0
    words = [DIGITS[hundreds], "trăm"] if with_hundreds else []
    if tens == 1:
        words.append("mười")
    elif tens:
        words += [DIGITS[tens], "mươi"]
    elif ones and with_hundreds:
        words.append("linh")
    return words + ([_spell_ones(tens, ones)] if ones else [])


def _spell_ones(tens: int, ones: int) -> str:
    if ones == 5 and tens:
        return "lăm"
    return {1: "mốt", 4: "tư"}.get(ones, DIGITS[ones]) if tens >= 2 else DIGITS[ones]


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
HALF = "ruoi"
NUMBER = r"[0-9](?:[0-9., ]*[0-9])?"
PART = rf"({NUMBER}) ?({'|'.join(UNITS)})"
WITH_UNITS = re.compile(rf"(?P<parts>(?:{PART} ?)+)(?P<tail>{HALF}|[0-9]*)")
GROUPED = re.compile(r"[1-9][0-9]{0,2}(?P<mark>[., ])[0-9]{3}(?:(?P=mark)[0-9]{3})*")
FRACTION = "([0-9]{1,2}|[0-9]{4,})"  # 1.200,000 looks like thousands again: not read
GROUPED_AND_BROKEN = re.compile(
    rf"([1-9][0-9]{{0,2}}(?:\.[0-9]{{3}})+),{FRACTION}|([1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+)\.{FRACTION}"
)
CURRENCY = re.compile(r"^(?:vnd|₫) ?| ?(?:vnd|dong|d|₫)$")

EMPTY = N_("Hãy nhập số tiền.")
UNREADABLE = N_("Không đọc được số tiền này. Hãy viết như 1.200.000, 850k hoặc 1,2 triệu.")
TWO_READINGS = N_("Số tiền này có thể hiểu theo hai cách. Hãy viết đủ số: %(first)s hay %(second)s?")
NO_UNIT = N_("Số tiền này thiếu đơn vị. Hãy viết như 1,2 triệu hoặc viết đủ số như 1.200.000.")
BROKEN_DONG = N_("Tiền đồng không có số lẻ. Hãy viết số đồng chẵn.")
NEGATIVE = N_("Số tiền không thể âm.")
TOO_MUCH = N_("Số tiền này vượt mức hệ thống ghi được. Hãy kiểm tra lại số chữ số 0.")


def parse_money(text: str) -> int:
    """Read 1.200.000, 850k, 1tr2, 1,2 triệu, 2 tỷ rưỡi; what may mean two amounts is asked back."""
    folded = fold(text)
    bare = CURRENCY.sub("", folded).strip()
    if not bare:
        raise Invalid(EMPTY)
    if bare[0] in "-−–":
        raise Invalid(NEGATIVE)
    if match := WITH_UNITS.fullmatch(bare):
        amount = _sum_parts(match["parts"], match["tail"])
    else:
        amount = _read_plain(bare, named=bare != folded)
    if amount > MOST:
        raise Invalid(TOO_MUCH)
    if amount != int(amount):
        raise Invalid(BROKEN_DONG)
    return int(amount)


def _read_plain(bare: str, named: bool) -> Decimal:
    """Digits without a unit are đồng, unless they are so few that a unit was surely left out."""
    number = _read_number(bare)
    if 0 < number < 1000 and not named:
        if number != int(number):
            raise Invalid(NO_UNIT)
        raise _two_readings(number, number * 1000)
    return number


def _sum_parts(parts: str, tail: str) -> Decimal:
    """Falling units add up: 1 tỷ 200 triệu."""
    total, last = Decimal(0), MOST
    for written, name in re.findall(PART, parts):
        unit = UNITS[name]
        if unit >= last:
            raise Invalid(UNREADABLE)
        number, last = _read_number(written), unit
        if _one_group(written):
            raise _two_readings(number * unit, number * unit / 1000)
        total += number * unit
    return _add_tail(total, tail, last)


def _add_tail(total: Decimal, tail: str, unit: int) -> Decimal:
    """What follows the last unit is a fraction of it: 1tr2, 1tr250, 2 tỷ rưỡi."""
    if len(tail) > 3 and tail != HALF:
        raise Invalid(UNREADABLE)
    fraction = Decimal("0.5") if tail == HALF else Decimal(f"0.{tail or 0}")
    if len(tail) == 2 and tail[1] == "0":  # 1tr20 may be meant as 1 triệu and 20 nghìn
        raise _two_readings(total + fraction * unit, total + Decimal(tail) * unit / 1000)
    return total + fraction * unit


def _read_number(written: str) -> Decimal:
    if GROUPED.fullmatch(written) or written.isdecimal():
        return Decimal(re.sub(r"[., ]", "", written))
    if match := GROUPED_AND_BROKEN.fullmatch(written):
        whole, fraction = (part for part in match.groups() if part is not None)
        return Decimal(f"{re.sub(r'[.,]', '', whole)}.{fraction}")
    if re.fullmatch(r"[0-9]+[.,][0-9]+", written):
        return Decimal(written.replace(",", "."))
    raise Invalid(UNREADABLE)


def _one_group(written: str) -> bool:
    """1.200 before a unit: the point may part thousands or decimals."""
    return bool(re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{3}", written))


def _two_readings(first: Decimal, second: Decimal) -> Invalid:
    return Invalid(TWO_READINGS, first=format_vnd(int(first)), second=format_vnd(int(second)))
