import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time as clock_time
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import Babel, force_locale

from fairapp.web import filters

FACTS = json.loads((Path(__file__).parents[1] / "vectors" / "vn_text.json").read_text(encoding="utf-8"))
EVENING = datetime(2025, 11, 3, 12, 30, tzinfo=UTC)
AFTER_MIDNIGHT = datetime(2025, 11, 2, 17, 30, tzinfo=UTC)
OPEN_DAYS = [date(2025, 10, 30), date(2025, 11, 1), date(2025, 11, 2)]


@pytest.fixture(scope="module")
def show() -> Callable[..., str]:
    """Render one expression as a template does, in the language asked for."""
    app = Flask(__name__)
    Babel(app, default_locale="vi")
    filters.register(app)

    def render(expression: str, value: object, lang: str = "vi") -> str:
        with app.test_request_context(), force_locale(lang):
            return app.jinja_env.from_string("{{ value|" + expression + " }}").render(value=value)

    return render


@pytest.mark.parametrize(
    ("expression", "value", "vietnamese", "english"),
    [
        ("vnd", 17_400_000_000, "17.400.000.000\u00a0₫", "17,400,000,000\u00a0₫"),
        ("money_prose", 17_400_000_000, "17,4 tỷ đồng", "17.4 billion đồng"),
        ("number", 1234, "1.234", "1,234"),
        ("number", 1234567.5, "1.234.567,5", "1,234,567.5"),
        ("number", Decimal("1200.00"), "1.200", "1,200"),
        ("number(2)", 0.125, "0,13", "0.13"),
        ("percent", 0.537, "53,7%", "53.7%"),
        ("percent", 1, "100%", "100%"),
        ("percent(0)", 0.995, "100%", "100%"),
        ("metres", 300, "3\u00a0m", "3\u00a0m"),
        ("metres", 1255, "12,55\u00a0m", "12.55\u00a0m"),
        ("day", date(2025, 11, 3), "03/11/2025", "03/11/2025"),
        ("day", AFTER_MIDNIGHT, "03/11/2025", "03/11/2025"),
        ("moment", EVENING, "19:30 03/11/2025", "19:30 03/11/2025"),
        ("time", EVENING, "19:30", "19:30"),
        ("time", clock_time(8), "08:00", "08:00"),
        ("weekday", date(2025, 11, 3), "Thứ Hai", "Monday"),
        ("weekday", AFTER_MIDNIGHT, "Thứ Hai", "Monday"),
        ("days", OPEN_DAYS, "30/10–02/11/2025, nghỉ 31/10", "30/10–02/11/2025, closed 31/10"),
        ("phone", "+84912345678", "0912 345 678", "0912 345 678"),
        ("phone", "", "", ""),
        ("ocop_leaf", "I.5.a", "Chè tươi, chế biến", "Tea, fresh or processed"),
        ("ocop_group", "I.5.a", "Thực phẩm", "Food"),
    ],
)
def test_values_read_as_people_write_them(show, expression, value, vietnamese, english):
    assert (show(expression, value), show(expression, value, "en")) == (vietnamese, english)


@pytest.mark.parametrize(
    "fact", [fact for fact in FACTS["numbers"] if "decimal" in fact or "percent" in fact]
)
def test_numbers_follow_the_facts(show, fact):
    if "percent" in fact:
        assert show("percent", fact["ratio"]) == fact["percent"]
    else:
        assert show("number", fact["value"]) == fact["decimal"]


def test_without_a_request_values_are_vietnamese():
    assert filters.vnd(1_200_000) == "1.200.000\u00a0₫"
    assert filters.weekday(date(2025, 11, 9)) == "Chủ Nhật"
