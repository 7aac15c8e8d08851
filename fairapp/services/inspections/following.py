"""What is said of a finding later: by the exhibitor that it is mended, by the organiser that it is so."""

from fairapp.db import insert_once, now
from fairapp.domain.errors import Conflict, NotFound
from fairapp.domain.inspections import FINDINGS, Word
from fairapp.domain.text import N_, clean
from fairapp.models import FloorCheck, FloorWord, User
from fairapp.services.accounts import audit

LONGEST_NOTE = 300
NO_FINDING = N_("Lần kiểm tra này không có lỗi đó.")
SAID_ALREADY = N_("Việc này đã được ghi từ trước.")
SENTENCES = {
    Word.CLAIMED: N_("Báo đã khắc phục ở gian %(booth)s: %(finding)s. %(note)s"),
    Word.MENDED: N_("Xác nhận đã khắc phục ở gian %(booth)s: %(finding)s. %(note)s"),
}


def say_of(row: FloorCheck, point: str, word: Word, note: str, actor: User) -> None:
    """Once for each finding and who says it."""
    found = next((one for one, good in row.answers.items() if one == point and not good), None)
    if found is None:
        raise NotFound(NO_FINDING)
    note = clean(note)[:LONGEST_NOTE]
    values = {"point": found, "word": word, "note": note, "user_id": actor.id, "at": now()}
    if not insert_once(FloorWord, check_id=row.id, **values):
        raise Conflict(SAID_ALREADY)
    audit(
        actor,
        f"check.{word.value}",
        "floor_check",
        row.id,
        SENTENCES[word],
        fair_id=row.fair_id,
        booth=row.booth.number,
        finding=FINDINGS[found],
        note=note,
    )
