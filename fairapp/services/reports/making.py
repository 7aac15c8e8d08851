"""How a document of each kind is made: whose there are in a snapshot, and one person's on paper."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app

from fairapp.documents import messages
from fairapp.documents.seal import Seal
from fairapp.documents.slice_report import slice_report
from fairapp.documents.sponsor_report import sponsor_report
from fairapp.domain.batches import BatchKind, Document
from fairapp.models import Snapshot
from fairapp.services import sponsors
from fairapp.services.reports.sheets import sheet_of
from fairapp.services.reports.slicing import list_delegations, names_of, slice_for
from fairapp.services.reports.snapshots import facts_of


@dataclass(frozen=True)
class Making:
    """`keys` gives whose documents a snapshot has. `read` loads what one of them needs and gives the step
    that makes it: that one takes seconds and asks the database nothing more.
    """

    keys: Callable[[Snapshot], list[str]]
    read: Callable[[Snapshot, str], Callable[[], Document]]


def seal_of(snapshot: Snapshot) -> Seal:
    public_url = current_app.config["FAIRAPP"].public_url
    return Seal.of(snapshot.number, snapshot.frozen_at, snapshot.sha256, public_url)


def _sponsor_keys(snapshot: Snapshot) -> list[str]:
    return [str(sponsor.id) for sponsor in facts_of(snapshot).sponsors]


def _for_sponsor(snapshot: Snapshot, key: str) -> Callable[[], Document]:
    sheet = sheet_of(snapshot, int(key))
    photos = sponsors.read_photos(snapshot.fair, sheet.photos)
    fair, seal = sheet.summary.fair, seal_of(snapshot)
    name = messages.sponsor_report_name(fair.slug, f"{key} {sheet.sponsor.name}", seal.number)
    return lambda: Document(key, name, sponsor_report(sheet, seal, photos))


def _delegation_keys(snapshot: Snapshot) -> list[str]:
    return [str(delegation.id) for delegation in list_delegations(snapshot)]


def _for_delegation(snapshot: Snapshot, key: str) -> Callable[[], Document]:
    part, seal = slice_for(snapshot, int(key)), seal_of(snapshot)
    names = names_of(snapshot.fair, tuple(member.id for member in part.members))
    title = messages.slice_report_name(part.fair.slug, f"{key} {part.delegation.name}", seal.number)
    return lambda: Document(key, f"{title}.pdf", slice_report(part, names, seal))


MAKINGS: dict[BatchKind, Making] = {
    BatchKind.SPONSORS: Making(_sponsor_keys, _for_sponsor),
    BatchKind.DELEGATIONS: Making(_delegation_keys, _for_delegation),
}
