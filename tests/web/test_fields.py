"""What people type into a form, read and shown again."""

from datetime import UTC, date, datetime, time

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from fairapp.web.fields import ClockField, CountField, DayField, MetresField, MomentField, MoneyField

CASES = [
    (DayField, "2026-11-03", date(2026, 11, 3)),
    (DayField, "03/11/2026", date(2026, 11, 3)),
    (ClockField, "08:30", time(8, 30)),
    (ClockField, "8h", time(8)),
    (MomentField, "2026-11-03T08:00", datetime(2026, 11, 3, 1, tzinfo=UTC)),
    (MetresField, "2,5", 250),
    (MetresField, "2.5", 250),
    (MetresField, "3 m", 300),
    (MetresField, "0,07", 7),
    (CountField, "1.200", 1200),
    (MoneyField, "8.500.000", 8_500_000),
    (MoneyField, "8,5 triệu", 8_500_000),
]
UNREADABLE = [
    (DayField, "31/02/2026"),
    (DayField, "0026-11-03"),
    (DayField, "hôm nay"),
    (ClockField, "25:00"),
    (ClockField, "8"),
    (MomentField, "2026-11-03T08:00+09:00"),
    (MomentField, "20266-11-03T08:00"),
    (MetresField, "-3"),
    (MetresField, "3,123"),
    (MetresField, "3 feet"),
    (CountField, "-1"),
    (CountField, "½"),
    (MoneyField, "nhiều"),
]


@pytest.fixture(autouse=True)
def _request(small):
    with small.test_request_context():
        yield


def typed(kind, text):
    form = type("Any", (Form,), {"field": kind("")})(MultiDict({"field": text}))
    form.validate()
    return form.field


@pytest.mark.parametrize(("kind", "text", "value"), CASES, ids=lambda v: getattr(v, "__name__", str(v)))
def test_typed_text_becomes_a_value(kind, text, value):
    field = typed(kind, text)
    assert (field.data, field.errors) == (value, [])


@pytest.mark.parametrize(("kind", "text"), UNREADABLE, ids=lambda v: getattr(v, "__name__", str(v)))
def test_unreadable_text_stays_in_the_field_with_one_sentence(kind, text):
    field = typed(kind, text)
    assert field.data is None
    assert len(field.errors) == 1
    assert field._value() == text


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (DayField, date(2026, 11, 3), "2026-11-03"),
        (ClockField, time(8), "08:00"),
        (MomentField, datetime(2026, 11, 3, 1, tzinfo=UTC), "2026-11-03T08:00"),
        (MetresField, 250, "2,5"),
        (MetresField, 300, "3"),
        (MetresField, 1000, "10"),
        (MoneyField, 8_500_000, "8.500.000"),
        (CountField, 0, "0"),
    ],
    ids=str,
)
def test_value_is_shown_as_it_would_be_typed(kind, value, shown):
    form = type("Any", (Form,), {"field": kind("")})(data={"field": value})
    assert form.field._value() == shown
    assert typed(kind, shown).data == value


def test_empty_field_is_no_value_and_no_error():
    assert (typed(DayField, "").data, typed(MoneyField, " ").errors) == (None, [])
