"""A notice to everybody whose booths a publication changed."""

from collections.abc import Sequence

from fairapp.documents import news_messages
from fairapp.models import AllocationPlan, Application
from fairapp.services import notices
from fairapp.services.allocation.using import Change
from fairapp.services.applications.telling import reader_of
from fairapp.services.notices import News
from fairapp.services.producers.reaching import Contact, Reach, contacts_of, reach


def tell_booths(plan: AllocationPlan, changed: Sequence[Change]) -> None:
    """One notice for each application and publication."""
    contacts = contacts_of([change.application.producer for change in changed])
    notices.tell([_news(plan, change, contact) for change, contact in zip(changed, contacts, strict=True)])


def reach_of(applications: Sequence[Application]) -> Reach:
    """How many of these have an address, and who has to be called."""
    return reach(contacts_of([application.producer for application in applications]))


def _news(plan: AllocationPlan, change: Change, contact: Contact) -> News:
    application = change.application
    path = f"/producer/applications/{application.id}/booth"
    message = news_messages.booths(
        reader_of(contact, plan.fair, path), change.before, change.after, change.reason, change.values or {}
    )
    key = f"booths:{application.id}:{plan.id}"
    return News(key, contact, message.subject, message.body, path, plan.fair_id)
