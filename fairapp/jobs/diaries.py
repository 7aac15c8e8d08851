"""Reminds exhibitors who have not answered for today."""

from datetime import date

from flask import current_app

from fairapp.config import Config
from fairapp.db import now
from fairapp.documents import messages
from fairapp.domain.calendar import local_day
from fairapp.jobs.edge import transaction
from fairapp.models import Fair
from fairapp.services import letters, sales
from fairapp.services.sales import Silent


def remind() -> str:
    """A letter to each silent exhibitor with an address; the others see it on their own page."""
    today = local_day(now())
    with transaction():
        silent = [
            (fair, one) for fair in sales.list_fairs_open(today) for one in sales.list_silent(fair.id, today)
        ]
        written = sum(_write(fair, one, today) for fair, one in silent if one.email)
    return f"{written} reminders for {len(silent)} silent" if silent else ""


def _write(fair: Fair, silent: Silent, day: date) -> bool:
    config: Config = current_app.config["FAIRAPP"]
    address = f"{config.public_url}/producer/applications/{silent.application_id}/diary/{day.isoformat()}"
    message = messages.diary_reminder(fair.name, silent.producer, day, address)
    letter = letters.write(
        key=f"diary:{silent.application_id}:{day.isoformat()}",
        to=silent.email,
        subject=message.subject,
        body=message.body,
        fair_id=fair.id,
    )
    return letter is not None
