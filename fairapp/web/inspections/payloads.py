"""What officers' phones send, read strictly: an odd check is a dead letter, never the whole batch."""

import json

from flask import request

from fairapp.domain.errors import Invalid
from fairapp.domain.inspections import LARGEST_PART, LARGEST_PHOTO, MOST_PHOTOS, Point, check_answers
from fairapp.domain.text import N_
from fairapp.services.gate import Batch
from fairapp.services.inspections import SentCheck, SentPhoto
from fairapp.web.gate import payloads
from fairapp.web.gate.payloads import MISSING, WIDEST_SKEW

LONGEST_KEY = 16
LONGEST_CODE = 600


def check_batch() -> tuple[Batch, list[SentCheck]]:
    return payloads.batch_of("checks", _check)


def part() -> bytes:
    """The bytes of a photo's part, no more than one part may have."""
    if request.content_length is None or request.content_length > LARGEST_PART:
        raise Invalid(N_("Mỗi phần của ảnh nhiều nhất %(n)d byte."), n=LARGEST_PART)
    return request.get_data(cache=False)


def _check(sent: dict) -> SentCheck:
    answers = _answers(sent.get("answers"))
    note = payloads.text(sent, "note") if sent.get("note") is not None else ""
    code = payloads.text(sent, "code")[:LONGEST_CODE] if sent.get("code") is not None else None
    return SentCheck(
        id=payloads.identity(sent),
        booth=payloads.text(sent, "booth")[:LONGEST_KEY],
        at=payloads.moment(sent, "at"),
        answers=answers,
        note=check_answers(answers, note),
        code=code,
        application=payloads.number(sent, "application", 1, 2**31 - 1),
        skew=payloads.number(sent, "skew", -WIDEST_SKEW, WIDEST_SKEW),
        photos=_photos(sent.get("photos", [])),
        body=json.dumps(sent, ensure_ascii=False, sort_keys=True),
    )


def _answers(sent: object) -> dict[Point, bool]:
    if not isinstance(sent, dict) or not set(sent) <= set(Point):
        raise Invalid(MISSING, name="answers")
    said = {Point(name): answer for name, answer in sent.items() if answer is not None}
    if not all(isinstance(answer, bool) for answer in said.values()):
        raise Invalid(MISSING, name="answers")
    return said


def _photos(sent: object) -> list[SentPhoto]:
    if not isinstance(sent, list) or len(sent) > MOST_PHOTOS:
        raise Invalid(MISSING, name="photos")
    found = []
    for one in sent:
        size = payloads.number(one, "size", 1, LARGEST_PHOTO) if isinstance(one, dict) else None
        if size is None:
            raise Invalid(MISSING, name="photos")
        found.append(SentPhoto(payloads.identity(one), size))
    return found
