"""Values as people read them, in the language of the page."""

from datetime import date, datetime, time as clock_time
from decimal import ROUND_HALF_UP, Decimal

from flask import Flask
from flask_babel import get_locale, gettext

from fairapp.domain import calendar, charts, money, ocop, phones
from fairapp.domain.application_form import PART_LABELS, Wording
from fairapp.domain.counting import Sampled
from fairapp.domain.evidence import Figure
from fairapp.domain.gaps import Missing
from fairapp.domain.text import Bilingual, unbroken_tail


def language() -> str:
    """The language of the page; Vietnamese where there is none, as in a job."""
    locale = get_locale()
    return "en" if locale and locale.language == "en" else "vi"


def spoken(value: Bilingual) -> str:
    """A name that people typed in two languages, in the page's."""
    return value.spoken(language())


def wording(accepted: Wording) -> str:
    """Words to be accepted: a fair's own in both languages, the usual ones from the catalogue."""
    words = accepted.words
    return words.en if language() == "en" and words.en else gettext(words.vi)


def part_name(field: str) -> str:
    """What a part of the application form is called."""
    return gettext(PART_LABELS[field])


def kilowatts(watts: int) -> str:
    """0,5 kW"""
    return f"{number(Decimal(watts) / 1000)}{money.NO_BREAK}kW"


def unbroken(name: str) -> str:
    """A fair's name whose season and year stay in one line, for large headings on paper."""
    return unbroken_tail(name)


def sentence(gap: Missing) -> str:
    """What is missing, with its places filled."""
    values = {k: spoken(v) if isinstance(v, Bilingual) else v for k, v in gap.values.items()}
    return gettext(gap.sentence, **values)


def vnd(amount: int) -> str:
    """17.400.000.000 ₫"""
    return money.format_vnd(amount, language())


def money_prose(amount: int) -> str:
    """17,4 tỷ đồng"""
    return money.prose(amount, language())


def figure(known: Figure | Sampled) -> str:
    """12.300, or 12.300 ± 450 where it is known from a sample."""
    error = f"{money.NO_BREAK}±{money.NO_BREAK}{number(known.plus_minus)}" if known.plus_minus else ""
    return number(known.value) + error


def number(value: int | float | Decimal, decimals: int | None = None) -> str:
    """1.234 or 1.234,5; with a fixed number of decimals when asked for."""
    exact = money.shortest(Decimal(str(value))) if decimals is None else _rounded(value, decimals)
    return money.group_digits(exact, language())


def percent(ratio: float | Decimal, decimals: int = 1) -> str:
    """53,7% of a ratio of 0.537; a round share shows no decimals."""
    return f"{number(_rounded(Decimal(str(ratio)) * 100, decimals))}%"


def metres(centimetres: int) -> str:
    """3 m or 2,5 m from whole centimetres, with a space that does not break."""
    return f"{number(Decimal(centimetres) / 100)}{money.NO_BREAK}m"


def day(value: date | datetime) -> str:
    """03/11/2025; a moment gives its day at the fair."""
    return calendar.format_day(_day_of(value))


def moment(value: datetime) -> str:
    """19:30 03/11/2025"""
    return calendar.format_moment(value)


def time(value: clock_time | datetime) -> str:
    """19:30"""
    return calendar.format_time(value)


def weekday(value: date | datetime) -> str:
    """Thứ Hai"""
    return calendar.weekday_name(_day_of(value), language())


def days(value: list[date]) -> str:
    """28/10–03/11/2025, nghỉ 31/10"""
    return calendar.join_days(value, language())


def day_list(value: list[date]) -> str:
    """28–30/10/2025, 02/11/2025: these days and no others."""
    return calendar.list_days(value)


def phone(e164: str) -> str:
    """0912 345 678; nothing where there is no number."""
    return phones.display(e164) if e164 else ""


def qualifier(words: str) -> str:
    """What stands before a reported figure: gần, khoảng; nothing where the source has none."""
    return gettext(words) if words else ""


def ocop_leaf(code: str) -> str:
    """The class of a product, by its code."""
    return _named(ocop.get_leaf(code))


def ocop_group(leaf_code: str) -> str:
    """The group that a product belongs to, by the code of its class."""
    return _named(ocop.group_of(leaf_code))


def goods_group(group: ocop.Group) -> str:
    """I. Thực phẩm"""
    return group.titled(language())


FILTERS = (
    sentence,
    spoken,
    unbroken,
    *(wording, part_name, kilowatts),
    *(vnd, money_prose, figure, number, percent, metres),
    *(day, moment, time, weekday, days, day_list),
    *(phone, qualifier, ocop_leaf, ocop_group, goods_group),
)


def register(app: Flask) -> None:
    for function in FILTERS:
        app.jinja_env.filters[function.__name__] = function
    app.jinja_env.globals["charts"] = charts  # figures as places: the drawings reckon nothing themselves


def _day_of(value: date | datetime) -> date:
    return calendar.local_day(value) if isinstance(value, datetime) else value


def _named(row: ocop.Leaf | ocop.Group) -> str:
    return row.english if language() == "en" else row.name


def _rounded(value: float | Decimal, decimals: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
