"""After closing: the last snapshot, and each sponsor's report in the post."""

from flask import current_app

from fairapp.config import Config
from fairapp.db import db, now
from fairapp.documents import messages
from fairapp.documents.seal import Seal
from fairapp.documents.sponsor_report import sponsor_report
from fairapp.domain.sponsor_sheet import SponsorSheet
from fairapp.domain.summary import Mismatch
from fairapp.jobs.edge import transaction
from fairapp.models import Fair
from fairapp.services import letters, reports, sponsors
from fairapp.services.letters import Enclosure


def after_closing() -> str:
    """Freeze the fairs whose diaries are final, and write to sponsors who have not been written to.

    It looks at what is missing, not at what it did last: cut off in the middle, the next run goes on.
    A fair whose facts contradict themselves waits for a person, and no other fair waits for it.
    """
    frozen = written = 0
    mismatches: list[Mismatch] = []
    for fair_id in [fair.id for fair in reports.list_settled(now())]:
        try:
            frozen += _freeze(fair_id)
            written += _write_to_sponsors(fair_id)
        except Mismatch as mismatch:
            mismatches.append(mismatch)
    if mismatches:
        raise mismatches[0]
    return f"{frozen} fairs frozen, {written} reports in the post" if frozen or written else ""


def _freeze(fair_id: int) -> bool:
    with transaction():
        fair = db.session.get_one(Fair, fair_id)
        due = reports.needs_last_freeze(fair)
        if due:
            reports.freeze(fair, None)
        return due


def _write_to_sponsors(fair_id: int) -> int:
    config: Config = current_app.config["FAIRAPP"]
    fair = db.session.get_one(Fair, fair_id)
    addresses = {s.id: s.email for s in sponsors.list_for_fair(fair) if s.email}
    snapshot = reports.find_latest(fair)
    if snapshot is None or all(letters.is_written(_key(id)) for id in addresses):
        return 0
    seal = Seal.of(snapshot.number, snapshot.frozen_at, snapshot.sha256, config.public_url)
    missing = [id for id in addresses if not letters.is_written(_key(id))]
    sheets = [sheet for id in missing if (sheet := reports.find_sheet(snapshot, id))]
    return sum(_post(fair, addresses[sheet.sponsor.id], sheet, seal) for sheet in sheets)


def _post(fair: Fair, address: str, sheet: SponsorSheet, seal: Seal) -> bool:
    fair_id, photos = fair.id, sponsors.read_photos(fair, sheet.photos)
    db.session.rollback()  # setting a report takes seconds: nothing is held meanwhile
    report = sponsor_report(sheet, seal, photos)
    message = messages.sponsor_report(sheet.summary, sheet.sponsor, seal)
    with transaction():
        letter = letters.write(
            key=_key(sheet.sponsor.id),
            to=address,
            subject=message.subject,
            body=message.body,
            fair_id=fair_id,
            enclosed=Enclosure(message.attachment_name, report),
        )
        return letter is not None


def _key(sponsor_id: int) -> str:
    return f"sponsor-report:{sponsor_id}:final"
