"""The one sentence on a producer's first page, at moments that decide it."""

from datetime import date, time, timedelta

import pytest

from fairapp.db import clock_at
from fairapp.domain.calendar import at_local, format_day
from fairapp.web.producers.stands import stands
from fairapp.web.producers.steps import Situation, next_step
from tests.factories import a_fair
from tests.running_fair import a_diary_day, an_exhibitor

FIRST = date(2026, 12, 12)


@pytest.mark.parametrize("clock, days_later", [(time(7), 0), (time(20, 59), 0), (time(21), 1), (time(23), 1)])
def test_a_booth_that_has_closed_for_the_day_opens_on_the_next(app, db, clock, days_later):
    application = an_exhibitor(fair=a_fair(first_day=FIRST, days=2))
    a_diary_day(application=application, day=FIRST, total=5_000_000)
    moment = at_local(FIRST, clock)
    with clock_at(moment), app.test_request_context():
        situation = Situation(
            application.producer, [], [application], [], moment, stands([application], moment)
        )
        sentence = next_step(situation).sentence
    assert f"mở cửa 08:00 ngày {format_day(FIRST + timedelta(days=days_later))}" in sentence
