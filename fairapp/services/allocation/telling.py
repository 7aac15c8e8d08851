"""Notices of a publication: to everybody whose booths it changed, and to who is left without any."""

from collections.abc import Callable, Mapping, Sequence

from fairapp.documents import news_messages
from fairapp.documents.messages import Message
from fairapp.documents.news_messages import Reader
from fairapp.models import AllocationPlan, Application, Unplaced
from fairapp.services import notices
from fairapp.services.allocation.left_out import LeftOut, list_left_out, reasons_of, told_before
from fairapp.services.allocation.using import Change
from fairapp.services.applications.telling import reader_of
from fairapp.services.notices import News
from fairapp.services.producers.reaching import Contact, Reach, contacts_of, reach


def tell_publication(
    plan: AllocationPlan, changed: Sequence[Change], accepted: Sequence[Application]
) -> None:
    """What a plan that holds from now on means for each application."""
    tell_booths(plan, changed)
    tell_left_out(plan, list_untold(plan, changed, accepted))


def list_untold(
    plan: AllocationPlan, changed: Sequence[Change], accepted: Sequence[Application]
) -> list[LeftOut]:
    """Whom the plan leaves out for a reason that was not told them: now with a change, or before."""
    found = list_left_out(plan, accepted)
    changing, before = {change.application.id for change in changed}, told_before(plan)
    told = notices.list_told({_key(one) for one in found})
    return [
        one
        for one in found
        if one.application.id not in changing
        and (one.application.id, one.code) not in before
        and _key(one) not in told
    ]


def reach_of(applications: Sequence[Application]) -> Reach:
    """How many of these have an address, and who has to be called."""
    return reach(contacts_of([application.producer for application in applications]))


Say = Callable[[Reader], Message]


def tell_booths(plan: AllocationPlan, changed: Sequence[Change]) -> None:
    """One notice for each application and publication; to who lost its booth, the rule that took it."""
    refused = reasons_of(plan)

    def saying(change: Change) -> Say:
        reason, values = _reason(change, refused)
        return lambda reader: news_messages.booths(reader, change.before, change.after, reason, values)

    _write(
        plan, [(one.application, f"booths:{one.application.id}:{plan.id}", saying(one)) for one in changed]
    )


def _reason(change: Change, refused: Mapping[int, Unplaced]) -> tuple[str, Mapping[str, object]]:
    row = refused.get(change.application.id)
    if change.after or row is None:
        return change.reason, change.values or {}
    return row.reason, row.reason_values


def tell_left_out(plan: AllocationPlan, left_out: Sequence[LeftOut]) -> None:
    """One notice for each application and reason, however many plans after this one leave it out."""

    def saying(one: LeftOut) -> Say:
        return lambda reader: news_messages.left_out(reader, one.reason, one.values)

    _write(plan, [(one.application, _key(one), saying(one)) for one in left_out])


def _key(one: LeftOut) -> str:
    return ":".join(filter(None, ("left-out", str(one.application.id), one.code)))


def _write(plan: AllocationPlan, told: Sequence[tuple[Application, str, Say]]) -> None:
    contacts = contacts_of([application.producer for application, _, _ in told])
    notices.tell(
        [
            _news(plan, application, contact, key, say)
            for (application, key, say), contact in zip(told, contacts, strict=True)
        ]
    )


def _news(plan: AllocationPlan, application: Application, contact: Contact, key: str, say: Say) -> News:
    path = f"/producer/applications/{application.id}/booth"
    message = say(reader_of(contact, plan.fair, path))
    return News(key, contact, message.subject, message.body, path, plan.fair_id)
