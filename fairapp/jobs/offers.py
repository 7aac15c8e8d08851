"""Offers from the waiting list end by themselves, and the next in line is asked."""

from fairapp.db import now
from fairapp.jobs.edge import transaction
from fairapp.services.applications import lapsing


def go_on() -> str:
    """Each offer and each place in a transaction of its own: what fails keeps none of the others back."""
    with transaction():
        due = lapsing.list_due(now())
    lapsed = sum(_lapse(offer_id) for offer_id in due)
    with transaction():
        idle = lapsing.list_idle()
    made = sum(_resume(vacancy_id) for vacancy_id in idle)
    return f"{lapsed} lapsed, {made} made" if lapsed or made else ""


def _lapse(offer_id: int) -> bool:
    with transaction():
        return lapsing.lapse(offer_id, now())


def _resume(vacancy_id: int) -> bool:
    with transaction():
        return lapsing.resume(vacancy_id)
