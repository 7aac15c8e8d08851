"""What a snapshot holds for one sponsor."""

from dataclasses import replace

from fairapp.domain.errors import NotFound
from fairapp.domain.sponsor_sheet import SponsorSheet, sponsor_sheet
from fairapp.models import Snapshot
from fairapp.services.reports.snapshots import facts_of, find_before, published_changes_of, published_of
from fairapp.services.sponsors import NO_SUCH_SPONSOR


def sheet_of(snapshot: Snapshot, sponsor_id: int) -> SponsorSheet:
    """What a snapshot holds for a sponsor; one that joined later is not in it."""
    found = find_sheet(snapshot, sponsor_id)
    if found is None:
        raise NotFound(NO_SUCH_SPONSOR)
    return found


def find_sheet(snapshot: Snapshot, sponsor_id: int) -> SponsorSheet | None:
    published = published_of(snapshot)
    own = next((one for one in published.sponsors if one.id == sponsor_id), None)
    if own is None:
        return None
    sheet = sponsor_sheet(facts_of(snapshot), published, own)
    before = find_before(snapshot)
    if before is None or not published_of(before).fair.closed:  # while a fair runs, figures only grow
        return sheet
    return replace(sheet, before=before.number, corrections=published_changes_of(snapshot, before))
