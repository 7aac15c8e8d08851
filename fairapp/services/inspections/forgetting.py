"""What goes by the clock, thirty days after a fair: who reported, and every photo. What was found stays."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, or_, select

from fairapp.db import db
from fairapp.domain.calendar import local_day
from fairapp.domain.inspections import PHOTO_FORGOTTEN, is_long_over
from fairapp.models import BoothReport, Fair, FloorCheck, FloorPhoto, FloorPhotoPart
from fairapp.services import fairs
from fairapp.services.papers import storing


def forget_reporters(now: datetime) -> int:
    """Telephone numbers and photos of visitors' reports."""
    left = or_(BoothReport.phone != "", BoothReport.stored_name.is_not(None))
    over = _long_over(db.session.scalars(select(BoothReport.fair_id).where(left).distinct()).all(), now)
    found = db.session.scalars(select(BoothReport).where(left, BoothReport.fair_id.in_(over))).all()
    for report in found:
        if report.stored_name:
            storing.discard(report.stored_name)
        report.phone, report.stored_name = "", None
    db.session.flush()
    return len(found)


def forget_photos(now: datetime) -> int:
    """Officers' photos, also those still on their way: a phone that sends on is told that all is done."""
    left = FloorPhoto.refused == ""
    of_fairs = select(FloorCheck.fair_id).join(FloorPhoto).where(left).distinct()
    over = _long_over(db.session.scalars(of_fairs).all(), now)
    query = select(FloorPhoto).join(FloorCheck).where(left, FloorCheck.fair_id.in_(over))
    found = db.session.scalars(query).all()
    for photo in found:
        if photo.stored_name:
            storing.discard(photo.stored_name)
        photo.stored_name, photo.refused = None, PHOTO_FORGOTTEN
    of_checks = select(FloorPhoto.id).join(FloorCheck).where(FloorCheck.fair_id.in_(over))
    db.session.execute(delete(FloorPhotoPart).where(FloorPhotoPart.photo_id.in_(of_checks)))
    db.session.flush()
    return len(found)


def _long_over(fair_ids: Collection[int], now: datetime) -> list[int]:
    ends = [
        (fair.id, fairs.days(fair)) for fair in db.session.scalars(select(Fair).where(Fair.id.in_(fair_ids)))
    ]
    return [id for id, days in ends if days and is_long_over(days[-1], local_day(now))]
