"""Reports to sponsors in the post: an update in the middle of the fair, and the last one after closing.

Both look at what is missing, not at what they did last: cut off in the middle, the next run goes on. A
letter has a key for the sponsor and the occasion, so that nothing is sent twice, whatever is retried.
"""

from collections.abc import Callable

from fairapp.db import db, now
from fairapp.documents import messages
from fairapp.documents.seal import Seal
from fairapp.documents.sponsor_report import sponsor_report
from fairapp.domain.sponsor_sheet import SponsorSheet
from fairapp.domain.summary import Mismatch
from fairapp.jobs.edge import transaction
from fairapp.models import Fair, Snapshot
from fairapp.services import letters, reports, sponsors
from fairapp.services.letters import Enclosure
from fairapp.services.reports.making import seal_of

FINAL, MIDWAY = "final", "midway"


def after_closing() -> str:
    """Freeze the fairs whose diaries are final, and write to sponsors who have not been written to."""
    return _each([fair.id for fair in reports.list_settled(now())], _freeze_last, FINAL)


def midway() -> str:
    """Freeze the fairs whose middle day is final, and send sponsors how things stand."""
    return _each([fair.id for fair in reports.list_midway(now())], _freeze_midway, MIDWAY)


def _each(fair_ids: list[int], freeze: Callable[[Fair], bool], occasion: str) -> str:
    """A fair whose facts contradict themselves waits for a person, and no other fair waits for it."""
    frozen = written = 0
    mismatches: list[Mismatch] = []
    for fair_id in fair_ids:
        try:
            with transaction():
                frozen += freeze(db.session.get_one(Fair, fair_id))
            written += _write_to_sponsors(fair_id, occasion)
        except Mismatch as mismatch:
            mismatches.append(mismatch)
    if mismatches:
        raise mismatches[0]
    return f"{frozen} fairs frozen, {written} reports in the post" if frozen or written else ""


def _freeze_last(fair: Fair) -> bool:
    """Whether there is a new issue: the first after closing, or one after a late correction."""
    if not reports.needs_last_freeze(fair) and not reports.is_corrected_late(fair):
        return False
    before = reports.find_latest(fair)
    return reports.freeze(fair, None) is not before


def _freeze_midway(fair: Fair) -> bool:
    """Only where somebody is to be written to, and nobody has frozen the fair since the deadline."""
    if not _missing(fair, MIDWAY) or _snapshot_for(fair, MIDWAY) is not None:
        return False
    reports.freeze(fair, None)
    return True


def _snapshot_for(fair: Fair, occasion: str) -> Snapshot | None:
    """Of the update the first one since its deadline: a run that is retried sends the same figures."""
    if occasion == FINAL:
        return reports.find_latest(fair)
    deadline = reports.midway_deadline(fair)
    return reports.find_first_since(fair, deadline) if deadline else None


def _missing(fair: Fair, occasion: str) -> dict[int, str]:
    """Sponsors with an address who have not been written to."""
    found = {sponsor.id: sponsor.email for sponsor in sponsors.list_for_fair(fair) if sponsor.email}
    return {id: email for id, email in found.items() if not letters.is_written(_key(id, occasion))}


def _write_to_sponsors(fair_id: int, occasion: str) -> int:
    fair = db.session.get_one(Fair, fair_id)
    addresses = _missing(fair, occasion)
    snapshot = _snapshot_for(fair, occasion) if addresses else None
    if snapshot is None:
        return 0
    seal = seal_of(snapshot)
    sheets = [sheet for id in addresses if (sheet := reports.find_sheet(snapshot, id))]
    return sum(_post(fair, addresses[sheet.sponsor.id], sheet, seal, occasion) for sheet in sheets)


def _post(fair: Fair, address: str, sheet: SponsorSheet, seal: Seal, occasion: str) -> bool:
    fair_id, photos = fair.id, sponsors.read_photos(fair, sheet.photos)
    db.session.rollback()  # setting a report takes seconds: nothing is held meanwhile
    report = sponsor_report(sheet, seal, photos)
    message = messages.sponsor_report(sheet.summary, sheet.sponsor, seal, midway=occasion == MIDWAY)
    with transaction():
        letter = letters.write(
            key=_key(sheet.sponsor.id, occasion),
            to=address,
            subject=message.subject,
            body=message.body,
            fair_id=fair_id,
            enclosed=Enclosure(message.attachment_name, report),
        )
        return letter is not None


def _key(sponsor_id: int, occasion: str) -> str:
    return f"sponsor-report:{sponsor_id}:{occasion}"
