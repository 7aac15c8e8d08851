"""Amounts of đồng: shown in tables and in prose, spelled out in words. How they are read says `amounts`."""

from decimal import ROUND_HALF_UP, Decimal

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
