"""Fields for what people type here (days, hours, metres, amounts), each with a sentence for what is wrong."""

import re
from abc import ABC, abstractmethod
from datetime import date, datetime, time

from flask_babel import gettext
from wtforms import Field
from wtforms.widgets import DateInput, DateTimeLocalInput, TextInput, TimeInput

from fairapp.domain.amounts import FEW, parse_money
from fairapp.domain.calendar import at_local, local
from fairapp.domain.errors import Refusal
from fairapp.domain.money import group_digits
from fairapp.domain.text import N_, clean
from fairapp.web.sentences import say

METRES = re.compile(r"\d{1,4}([.,]\d{1,2})?")
COUNT = re.compile(r"\d{1,9}")
KILOWATTS = re.compile(r"\d{1,4}([.,]\d{1,3})?")


class Typed(Field, ABC):
    """One line of text read into a value; what was typed stays in the field when it cannot be read."""

    widget = TextInput()
    typed: str | None = None
    unreadable: str  # what is said when `read` raises ValueError; a Refusal has a sentence of its own

    def process_formdata(self, valuelist):
        if not valuelist:
            return
        self.typed = clean(valuelist[0])
        self.data = None
        if self.typed:
            try:
                self.data = self.read(self.typed)
            except Refusal as refusal:
                raise ValueError(say(refusal)) from None
            except ValueError:
                raise ValueError(gettext(self.unreadable)) from None

    def _value(self) -> str:
        if self.typed is not None:
            return self.typed
        return "" if self.data is None else self.write(self.data)

    @abstractmethod
    def read(self, text: str) -> object:
        """The value of what was typed, cleaned."""

    @abstractmethod
    def write(self, value) -> str:
        """The value as it stands in the field."""


class DayField(Typed):
    """A day, as the browser's calendar sends it or as people write it: 03/11/2025."""

    widget = DateInput()
    unreadable = N_("Ngày chưa đúng, ví dụ 03/11/2026.")

    def read(self, text: str) -> date:
        if "/" in text:
            day, month, year = (int(part) for part in text.split("/"))
            return _four_digits(date(year, month, day))
        return _four_digits(date.fromisoformat(text))

    def write(self, value: date) -> str:
        return value.isoformat()


class ClockField(Typed):
    """A time of day: 08:00."""

    widget = TimeInput()
    unreadable = N_("Giờ chưa đúng, ví dụ 08:00.")

    def read(self, text: str) -> time:
        hour, minute = text.replace("h", ":").split(":")[:2]
        return time(int(hour), int(minute or 0))

    def write(self, value: time) -> str:
        return f"{value:%H:%M}"


class MomentField(Typed):
    """A day and a time on the clocks of the fair, read into a UTC moment."""

    widget = DateTimeLocalInput()
    unreadable = N_("Ngày giờ chưa đúng, ví dụ 08:00 ngày 03/11/2026.")

    def read(self, text: str) -> datetime:
        typed = datetime.fromisoformat(text)
        if typed.tzinfo is not None:
            raise ValueError
        return at_local(_four_digits(typed.date()), typed.time())

    def write(self, value: datetime) -> str:
        return f"{local(value):%Y-%m-%dT%H:%M}"


class MetresField(Typed):
    """A length typed in metres with a comma or a point, kept in whole centimetres."""

    unreadable = N_("Độ dài tính bằng mét, ví dụ 3 hoặc 2,5.")

    def read(self, text: str) -> int:
        bare = text.removesuffix("m").strip()
        if not METRES.fullmatch(bare):
            raise ValueError
        return round(float(bare.replace(",", ".")) * 100)

    def write(self, value: int) -> str:
        return f"{value / 100:.2f}".rstrip("0").rstrip(".").replace(".", ",")


class CountField(Typed):
    """A whole number, not negative."""

    unreadable = N_("Hãy nhập một số nguyên.")

    def read(self, text: str) -> int:
        bare = re.sub(r"[.\s]", "", text)
        if not COUNT.fullmatch(bare):
            raise ValueError
        return int(bare)

    def write(self, value: int) -> str:
        return str(value)


class KilowattField(Typed):
    """Electric power typed in kW with a comma or a point (or, so marked, in W), kept in whole watts."""

    unreadable = N_("Công suất tính bằng kW, ví dụ 0,5 hoặc 2.")

    def read(self, text: str) -> int:
        bare = text.lower().replace(" ", "")
        if COUNT.fullmatch(bare.removesuffix("w")) and bare.endswith("w"):
            return int(bare.removesuffix("w"))
        bare = bare.removesuffix("kw")
        if not KILOWATTS.fullmatch(bare):
            raise ValueError
        return round(float(bare.replace(",", ".")) * 1000)

    def write(self, value: int) -> str:
        return kilowatts(value)


class MoneyField(Typed):
    """An amount of đồng in any usual way of writing: 8.500.000, 8,5 triệu, tám triệu rưỡi.

    `few`: below this, digits without a unit are asked back.
    """

    unreadable = N_("Số tiền chưa đúng, ví dụ 8.500.000.")

    def __init__(self, *args, few: int = FEW, **options) -> None:
        super().__init__(*args, **options)
        self.few = few

    def read(self, text: str) -> int:
        return parse_money(text, self.few)

    def write(self, value: int) -> str:
        return str(group_digits(value))


def kilowatts(watts: int) -> str:
    """500 → 0,5"""
    return f"{watts / 1000:.3f}".rstrip("0").rstrip(".").replace(".", ",")


def _four_digits(day: date) -> date:
    """A year of two or five digits is a slip of the finger."""
    if not 1900 <= day.year <= 2200:
        raise ValueError
    return day
