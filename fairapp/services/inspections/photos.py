"""Photos of checks, in parts: each once, from where the last one ended, however often the line breaks."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, func, select

from fairapp.db import db, insert_once
from fairapp.domain.errors import Invalid, NotFound
from fairapp.domain.inspections import LARGEST_PART
from fairapp.domain.text import N_
from fairapp.models import FloorCheck, FloorPhoto, FloorPhotoPart
from fairapp.services.gate import Station
from fairapp.services.inspections.reports import kind_of, take_photo
from fairapp.services.papers import storing

NOT_YET = N_("Chưa có lần kiểm tra của ảnh này.")
TOO_LARGE = N_("Mỗi phần của ảnh nhiều nhất %(n)d byte.")


@dataclass(frozen=True)
class Held:
    """How many bytes the server has, and whether it wants no more."""

    bytes: int
    done: bool


def get_photo(photo_id: UUID, station: Station, *, lock: bool = False) -> FloorPhoto:
    """A photo that a check of this fair announced; one that comes before its check waits for it."""
    query = select(FloorPhoto).join(FloorCheck)
    query = query.where(FloorPhoto.id == photo_id, FloorCheck.fair_id == station.fair_id)
    found = db.session.scalar(query.with_for_update(of=FloorPhoto) if lock else query)
    if found is None:
        raise NotFound(NOT_YET)
    return found


def held_of(photo: FloorPhoto) -> Held:
    if photo.stored_name or photo.refused:
        return Held(photo.size, True)
    size = func.coalesce(func.sum(FloorPhotoPart.size), 0)
    return Held(db.session.scalar(select(size).where(FloorPhotoPart.photo_id == photo.id)) or 0, False)


def completes(photo: FloorPhoto, start: int, part: bytes) -> bool:
    """Whether this part is the one that was missing."""
    held = held_of(photo)
    return not held.done and held.bytes == start and start + len(part) >= photo.size


def whole(photo: FloorPhoto, last: bytes) -> tuple[bytes | None, str]:
    """The picture made new, or why there is none. Slow: asked before the database is locked."""
    query = select(FloorPhotoPart.body).where(FloorPhotoPart.photo_id == photo.id)
    parts = db.session.scalars(query.order_by(FloorPhotoPart.start)).all()
    try:
        return take_photo(b"".join([*parts, last])[: photo.size]), ""
    except Invalid as refusal:
        return None, refusal.sentence


def keep_part(photo: FloorPhoto, start: int, part: bytes, made: tuple[bytes | None, str] | None) -> Held:
    """Add what comes next. What comes again, or too early, changes nothing and is told where to go on."""
    if len(part) > LARGEST_PART:
        raise Invalid(TOO_LARGE, n=LARGEST_PART)
    held = held_of(photo)
    if held.done or start != held.bytes or not part:
        return held
    if start + len(part) >= photo.size:  # not looked into yet: whoever sent it will send it again
        return _finish(photo, made) if made is not None else held
    insert_once(FloorPhotoPart, photo_id=photo.id, start=start, size=len(part), body=part)
    return held_of(photo)


def _finish(photo: FloorPhoto, made: tuple[bytes | None, str]) -> Held:
    picture, why = made
    if picture is None:
        photo.refused = why
    else:
        photo.stored_name = storing.store(picture, kind_of(picture))
    db.session.execute(delete(FloorPhotoPart).where(FloorPhotoPart.photo_id == photo.id))
    db.session.flush()
    return Held(photo.size, True)
