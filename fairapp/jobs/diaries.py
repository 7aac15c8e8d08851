"""Reminds exhibitors who have not answered for today."""

from datetime import date

from flask import current_app

from fairapp.config import Config
from fairapp.db import now
from fairapp.documents import messages
from fairapp.domain.calendar import local_day
from fairapp.jobs.edge import transaction
from fairapp.models import Fair
from fairapp.services import notices, sales
from fairapp.services.notices import News
from fairapp.services.sales import Silent


def remind() -> str:
    """A notice to each silent exhibitor, by letter too where there is an address."""
    today = local_day(now())
    with transaction():
        news = [
            _news(fair, one, today)
            for fair in sales.list_fairs_open(today)
            for one in sales.list_silent(fair.id, today)
        ]
        told = notices.list_told([one.key for one in news])
        notices.tell([one for one in news if one.key not in told])
    return f"{len(news) - len(told)} reminders for {len(news)} silent" if news else ""


def _news(fair: Fair, silent: Silent, day: date) -> News:
    config: Config = current_app.config["FAIRAPP"]
    path = f"/producer/applications/{silent.application_id}/diary/{day.isoformat()}"
    message = messages.diary_reminder(fair.name, silent.to.name, day, config.public_url + path)
    key = f"diary:{silent.application_id}:{day.isoformat()}"
    return News(key, silent.to, message.subject, message.body, path, fair.id)
