"""The evening's question to booths without an answer."""

from fairapp.db import db as database
from fairapp.domain.fairs import FairState
from fairapp.jobs import diaries
from fairapp.models import Letter
from tests.factories import a_producer
from tests.running_fair import a_diary_day, a_running_fair, an_exhibitor, days_of


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
