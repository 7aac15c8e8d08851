"""Whom a freed place fits, and when an offer ends."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fairapp.domain.booths import BoothKind
from fairapp.domain.offers import Misfit, Stand, ends, misfit

PLACE = Stand(BoothKind.STANDARD, 2, 2_000, water=False, open_flame=False)
AT = datetime(2026, 12, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("need", "left", "reason"),
    [
        ({}, None, None),
        ({"booths": 1, "power_watts": 0}, 1, None),
        ({"kind": BoothKind.RAW}, None, Misfit.KIND),
        ({"booths": 3}, None, Misfit.BOOTHS),
        ({"power_watts": 2_001}, None, Misfit.POWER),
        ({"water": True}, None, Misfit.WATER),
        ({"open_flame": True}, None, Misfit.FLAME),
        ({}, 1, Misfit.QUOTA),
        ({"booths": 1}, 0, Misfit.QUOTA),
    ],
)
def test_the_first_thing_in_the_way_is_named(need, left, reason):
    assert misfit(replace(PLACE, **need), PLACE, left) is reason


def test_an_offer_ends_after_its_hours_but_not_after_the_opening():
    assert ends(AT, 24, None) == ends(AT, 24, AT + timedelta(days=9)) == AT + timedelta(hours=24)
    assert ends(AT, 24, AT + timedelta(hours=3)) == AT + timedelta(hours=3)
