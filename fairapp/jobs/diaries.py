"""Reminds exhibitors who have not answered: in the evening for the day, in the morning for the day before."""

from datetime import date, timedelta

from flask import current_app

from fairapp.config import Config
from fairapp.db import now
from fairapp.documents import messages
from fairapp.domain.calendar import local_day
from fairapp.domain.sales import free_until
from fairapp.jobs.edge import transaction
from fairapp.models import Fair
from fairapp.services import notices, sales
from fairapp.services.notices import News
from fairapp.services.sales import Silent

EVENING, MORNING = "diary", "diary-morning"


def remind() -> str:
    """At eight in the evening: a notice to each silent exhibitor, by letter too where there is an address."""
    return _remind(local_day(now()), EVENING)


def remind_again() -> str:
    """At nine in the morning, while yesterday's figure may still be written without a trace."""
    return _remind(local_day(now()) - timedelta(days=1), MORNING)


def _remind(day: date, key: str) -> str:
    with transaction():
        news = [
            _news(fair, one, day, key)
            for fair in sales.list_fairs_open(day)
            for one in sales.list_silent(fair.id, day)
        ]
        told = notices.list_told([one.key for one in news])
        notices.tell([one for one in news if one.key not in told])
    return f"{len(news) - len(told)} reminders for {len(news)} silent" if news else ""


def _news(fair: Fair, silent: Silent, day: date, key: str) -> News:
    config: Config = current_app.config["FAIRAPP"]
    path = f"/producer/applications/{silent.application_id}/diary/{day.isoformat()}"
    address = config.public_url + path
    message = messages.diary_reminder(
        fair.name, silent.to.name, day, address, free_until(day), key == MORNING
    )
    return News(
        f"{key}:{silent.application_id}:{day.isoformat()}",
        silent.to,
        message.subject,
        message.body,
        path,
        fair.id,
    )
