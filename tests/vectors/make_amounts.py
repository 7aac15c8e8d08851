"""Five thousand spellings of amounts, drawn by chance, each with what it means to the person who wrote it.

A spelling is made from an amount, so what it means is known without asking the reader: "read" as that
amount, "asked" back with that amount among the choices, or "refused". `python -m tests.vectors.make_amounts
N SEED` writes them, and as many with a slip of the finger, as JSON lines with what Python says; node says
the same or fails.
"""

import json
import sys
import unicodedata
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from fairapp.domain import amounts
from fairapp.domain.amounts import Ambiguous, parse_money
from fairapp.domain.errors import Invalid
from fairapp.domain.money import group_digits, in_words
from fairapp.domain.text import fold

READ, ASKED, REFUSED = "read", "asked", "refused"
PROBLEMS = {
    getattr(amounts, name): name.lower()
    for name in (
        *("EMPTY", "UNREADABLE", "TWO_READINGS", "NO_UNIT"),
        *("BROKEN_DONG", "NEGATIVE", "TOO_MUCH"),
    )
}
CURRENCIES = ("đ", " đ", "₫", " ₫", "\u00a0₫", " đồng", "đồng", " VND", " vnđ")
THOUSANDS = ("k", "K", " k", "ng", " nghìn", " ngàn", "nghìn", " Nghìn")
MILLIONS = ("tr", "Tr", " tr", " triệu", "triệu", " TRIỆU")
BILLIONS = (" tỷ", "tỷ", " tỉ", " Tỷ")
VAGUE = ("khoảng", "gần", "hơn", "trên", "mấy", "vài", "dăm", "cỡ", "chừng", "chưa tới")


class Spelling(NamedTuple):
    text: str
    fate: str
    amount: int | None


def _digits(chance: Random, a: int) -> str:
    return chance.choice([str(a), group_digits(a), group_digits(a, "en"), group_digits(a).replace(".", " ")])


def plain(chance: Random) -> Spelling:
    a = chance.choice(
        [chance.randint(1, 999) * 1000, chance.randint(1000, 10**10), chance.randint(1, 99) * 10**5]
    )
    return Spelling(_digits(chance, a), READ, a)


def named(chance: Random) -> Spelling:
    a = chance.choice([chance.randint(1, 999), chance.randint(1, 10**9)])
    if chance.random() < 0.2:
        return Spelling(f"VND {_digits(chance, a)}", READ, a)
    return Spelling(_digits(chance, a) + chance.choice(CURRENCIES), READ, a)


def one_unit(chance: Random) -> Spelling:
    size, words = chance.choice([(10**3, THOUSANDS), (10**6, MILLIONS), (10**9, BILLIONS)])
    n = chance.randint(1, 999)
    return Spelling(f"{n}{chance.choice(words)}{chance.choice(['', '', ' đồng'])}", READ, n * size)


def decimal(chance: Random) -> Spelling:
    size, words = chance.choice([(10**6, MILLIONS), (10**9, BILLIONS)])
    n, places = chance.randint(1, 99), chance.choice([1, 1, 2])
    part = chance.randint(1, 10**places - 1)
    mark = chance.choice(",.")
    text = f"{n}{mark}{part:0{places}}{chance.choice(words)}"
    return Spelling(text, READ, n * size + part * size // 10**places)


def tail(chance: Random) -> Spelling:
    """1tr2, 1tr25, 1tr250, 15k5."""
    size, words = chance.choice([(10**3, THOUSANDS), (10**6, MILLIONS), (10**6, MILLIONS), (10**9, BILLIONS)])
    n, places = chance.randint(1, 99), chance.choice([1, 1, 2, 3])
    part = chance.randint(1, 10**places - 1)
    if places == 2 and part % 10 == 0:
        part += 5
    apart = chance.choice(["", " "]) if places != 2 else ""
    return Spelling(
        f"{n}{chance.choice(words)}{apart}{part:0{places}}", READ, n * size + part * size // 10**places
    )


def falling(chance: Random) -> Spelling:
    billions, millions, thousands = chance.randint(0, 9), chance.randint(1, 999), chance.randint(1, 999)
    text = f"{billions}{chance.choice(BILLIONS)} " if billions else ""
    text += f"{millions}{chance.choice(MILLIONS)} {thousands}{chance.choice(THOUSANDS)}"
    return Spelling(text, READ, billions * 10**9 + millions * 10**6 + thousands * 1000)


def in_full(chance: Random) -> Spelling:
    """Two million and two thousand and more, as a contract has it."""
    a = (
        chance.choice([chance.randint(1, 999), chance.randint(1000, 99_999), chance.randint(10**6, 10**9)])
        * 1000
    )
    words = in_words(a)
    return Spelling(words if chance.random() < 0.5 else words.removesuffix(" đồng"), READ, a)


def spoken(chance: Random) -> Spelling:
    """một triệu hai, mười lăm triệu rưỡi, triệu tám, 12 trăm nghìn, nửa triệu."""
    n, digit = chance.randint(1, 99), chance.randint(1, 9)
    size, word = chance.choice([(10**6, "triệu"), (10**9, "tỷ"), (10**3, "nghìn")])
    count = in_words(n).removesuffix(" đồng")
    said = in_words(digit).removesuffix(" đồng")
    return chance.choice(
        [
            Spelling(f"{count} {word} {said}", READ, n * size + digit * size // 10),
            Spelling(f"{count} {word} rưỡi", READ, n * size + size // 2),
            Spelling(f"{word} {said}", READ, size + digit * size // 10),
            Spelling(f"{n} trăm {word}", READ, n * 100 * size),
            Spelling(f"{digit} chục {word}", READ, digit * 10 * size),
            Spelling(f"{digit} trăm {chance.randint(10, 99)} {word}", READ, None),
            Spelling(f"nửa {word}", READ, size // 2),
        ]
    )


def left_out(chance: Random) -> Spelling:
    """1,2 and 850 and hai trăm rưỡi: of what?"""
    n = chance.randint(1, 999)
    size = chance.choice([10**3, 10**6])
    if chance.random() < 0.4:
        part = chance.randint(1, 9)
        return Spelling(f"{n}{chance.choice(',.')}{part}", ASKED, n * size + part * size // 10)
    text = str(n) if chance.random() < 0.5 else in_words(n).removesuffix(" đồng")
    return Spelling(text, ASKED, n * size)


def two_ways(chance: Random) -> Spelling:
    n, tens = chance.randint(1, 99), chance.randint(1, 9) * 10
    hundreds = chance.randint(1, 9) * 100
    strange = f"{n}.{chance.randint(100, 999)}"
    of_strange = int(strange.replace(".", "")) * chance.choice([10**3, 10**6])
    return chance.choice(
        [
            Spelling(f"{n}tr{tens}", ASKED, n * 10**6 + tens * chance.choice([1000, 10_000])),
            Spelling(f"{n} triệu {tens + 5}", ASKED, n * 10**6 + (tens + 5) * chance.choice([1000, 10_000])),
            Spelling(f"{strange} triệu", ASKED, of_strange),
            Spelling(
                f"{n} triệu {in_words(hundreds).removesuffix(' đồng')}",
                ASKED,
                n * 10**6 + hundreds * chance.choice([1, 1000]),
            ),
        ]
    )


def nonsense(chance: Random) -> Spelling:
    good = chance.choice([one_unit, decimal, falling, in_full, spoken])(chance).text
    n, m = chance.randint(2, 99), chance.randint(1, 9)
    return Spelling(
        chance.choice(
            [
                f"{chance.choice(VAGUE)} {good}",
                f"-{good}",
                f"{n} nghìn {m} triệu",
                f"{n} triệu {m} triệu",
                f"{n},{m} triệu {m}",
                f"{n},{m} triệu {m} nghìn",
                f"{m} triệu {n}00 nghìn 5 trăm triệu",
                f"{n}.{m}.{n}",
                f"{n}{m}.00.000",
                f"1.{n:02}.000",
                f"{n} {m} triệu",
                f"{n}tr{m}{n}{n:02}",
                f"{n} đến {n + m} triệu",
                f"{n}-{n + m}tr",
                f"{n} x {m}00k",
                f"{n}+{m} triệu",
                f"{m} triệu {m}000 nghìn",
                f"{n} thùng",
                f"{n}m",
                f"{m}e{m}",
                f"½ {good}",
                "không nhớ",
                "chục triệu",
                "trăm nghìn",
                "",
                "đồng",
                "triệu",
            ]
        ),
        REFUSED,
        None,
    )


KINDS: tuple[Callable[[Random], Spelling], ...] = (
    *(plain, named, one_unit, decimal, tail, falling),
    *(in_full, spoken, left_out, two_ways, nonsense),
)
DRESSES: tuple[Callable[[str], str], ...] = (
    *(str, str, str, str.upper, str.title, fold),
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: f"  {text} ",
    lambda text: text.replace(" ", "  "),
)


def spellings(count: int, seed: int) -> Iterator[Spelling]:
    chance = Random(seed)
    for n in range(count):
        made = KINDS[n % len(KINDS)](chance)
        if made.fate == READ and made.amount is None:
            digit, word = made.text.split(" trăm ")[0], made.text.split()[2]
            unit = {"triệu": 10**6, "tỷ": 10**9, "nghìn": 10**3}[made.text.split()[3]]
            made = made._replace(amount=(int(digit) * 100 + int(word)) * unit)
        dress = chance.choice(DRESSES)
        yield made._replace(text=dress(made.text))


def said(text: str, few: int = amounts.FEW) -> dict:
    """What Python says, as the browser's twin says it."""
    try:
        return {"amount": parse_money(text, few)}
    except Ambiguous as asked:
        return {"problem": "two_readings", "choices": list(asked.choices)}
    except Invalid as refusal:
        return {"problem": PROBLEMS[refusal.sentence]}


def slipped(chance: Random, text: str) -> str:
    """A key too many, one too few, or two that changed places."""
    at = chance.randrange(len(text) + 1)
    return chance.choice(
        [
            text[:at] + chance.choice("0123456789., ktrnghìệumộtđ₫-") + text[at:],
            text[:at] + text[at + 1 :],
            text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :],
        ]
    )


def main(count: int, seed: int) -> None:
    chance = Random(seed + 1)
    for spelling in spellings(count, seed):
        for text in (spelling.text, slipped(chance, spelling.text)):
            few = chance.choice([amounts.FEW, 10_000])
            case = {"text": text, "few": few, "expect": said(text, few)}
            sys.stdout.write(json.dumps(case) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
