"""The evening's question to booths without an answer."""

from datetime import time, timedelta

from fairapp.db import clock_at, db as database
from fairapp.domain.calendar import at_local, format_day
from fairapp.domain.fairs import FairState
from fairapp.jobs import diaries
from fairapp.jobs.timetable import TIMETABLE
from fairapp.models import Letter
from tests.factories import a_producer
from tests.running_fair import a_diary_day, a_finished_fair, a_running_fair, an_exhibitor, days_of


def today_of(fair):
    """The last day that has begun, or today before the doors open."""
    from fairapp.db import now
    from fairapp.domain.calendar import local_day

    return next(day for day in days_of(fair) if day == local_day(now()))


def letters():
    return list(database.session.scalars(database.select(Letter).order_by(Letter.id)))


def test_only_the_silent_are_written_to(app, db):
    fair = a_running_fair(days=5)
    day = today_of(fair)
    silent, answered, nothing = (an_exhibitor(fair=fair) for _ in range(3))
    a_diary_day(application=answered, day=day)
    a_diary_day(application=nothing, day=day, total=0)
    an_exhibitor(fair=fair, producer=a_producer(user=None))
    db.session.commit()
    assert diaries.remind() == "2 reminders for 2 silent"
    (letter,) = letters()
    assert letter.to == silent.producer.user.email
    assert fair.name in letter.subject
    assert f"https://fair.example/producer/applications/{silent.id}/diary/{day.isoformat()}" in letter.body
    assert "ít nhất ba đơn vị" in letter.body
    assert letter.fair_id == fair.id


def at(day, hour):
    return at_local(day, time(hour))


def test_the_morning_asks_once_more_about_the_day_before(app, db):
    fair = a_running_fair(days=5)
    first, second = days_of(fair)[:2]
    silent, answered = an_exhibitor(fair=fair), an_exhibitor(fair=fair)
    a_diary_day(application=answered, day=first)
    db.session.commit()
    with clock_at(at(first, 20)):
        assert diaries.remind() == "1 reminders for 1 silent"
    with clock_at(at(second, 9)):
        assert diaries.remind_again() == "1 reminders for 1 silent"
        assert diaries.remind_again() == "0 reminders for 1 silent"
    evening, morning = letters()
    assert "vẫn chưa nhận được" in morning.body
    assert "vẫn chưa" not in evening.body
    for letter in (evening, morning):
        assert letter.to == silent.producer.user.email
        assert f"/diary/{first.isoformat()}" in letter.body
        assert f"10:00 {format_day(second)}" in letter.body


def test_who_answers_in_the_night_is_left_alone_in_the_morning(app, db):
    fair = a_running_fair(days=5)
    first, second = days_of(fair)[:2]
    exhibitor = an_exhibitor(fair=fair)
    db.session.commit()
    with clock_at(at(first, 20)):
        diaries.remind()
    a_diary_day(application=exhibitor, day=first, total=0)
    db.session.commit()
    with clock_at(at(second, 9)):
        assert diaries.remind_again() == ""


def test_the_last_evening_is_asked_about_though_the_fair_has_closed(app, db):
    fair = a_finished_fair(state=FairState.CLOSED)
    an_exhibitor(fair=fair)
    db.session.commit()
    last = days_of(fair)[-1]
    with clock_at(at(last, 20)):
        assert diaries.remind() == "1 reminders for 1 silent"
    with clock_at(at(last + timedelta(days=1), 9)):
        assert diaries.remind_again() == "1 reminders for 1 silent"
    with clock_at(at(last + timedelta(days=1), 20)):
        assert diaries.remind() == ""


def test_the_timetable_asks_at_eight_and_at_nine():
    asked = {job.work: job.cron for job in TIMETABLE}
    assert (asked[diaries.remind], asked[diaries.remind_again]) == ("0 20 * * *", "0 9 * * *")


def test_nobody_is_reminded_twice_of_one_day(app, db):
    an_exhibitor(fair=a_running_fair(days=5))
    db.session.commit()
    diaries.remind()
    diaries.remind()
    assert len(letters()) == 1


def test_a_fair_that_was_called_off_reminds_nobody(app, db):
    an_exhibitor(fair=a_running_fair(days=5, state=FairState.CANCELLED))
    db.session.commit()
    assert diaries.remind() == ""
    assert letters() == []
