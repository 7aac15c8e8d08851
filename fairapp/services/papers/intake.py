"""Looks into an uploaded file and writes it anew, so that only what is meant to be kept is kept."""

import json
import subprocess
import sys

from fairapp.documents.line import Line
from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_
from fairapp.domain.uploads import (
    KEPT,
    LONGEST_SIDE,
    MOST_MEMORY,
    MOST_PAGES,
    MOST_PIXELS,
    MOST_SECONDS,
    MediaType,
    sniff,
)
from fairapp.services.papers import looking

NOT_OURS = N_("Chỉ nhận tệp PDF, JPEG, PNG hoặc HEIC. Hãy chụp ảnh giấy tờ hoặc xuất ra PDF rồi gửi lại.")
BROKEN = N_("Tệp này không mở được. Hãy chụp hoặc xuất lại rồi gửi lại.")
EMPTY = N_("Tệp này rỗng. Hãy chọn lại tệp.")
TOO_WIDE = N_("Ảnh này quá lớn. Hãy chụp lại với độ phân giải thấp hơn.")
LOCKED = N_("Tệp PDF này có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.")
TOO_LONG = N_("Tệp PDF này có %(pages)d trang. Hãy gửi tệp không quá %(most)d trang.")

PATIENCE = 10  # times the seconds of work: a busy machine lets it wait
_line = Line()
SENTENCES = {looking.TOO_WIDE: TOO_WIDE, looking.LOCKED: LOCKED}


def take_in(content: bytes, longest_side: int = LONGEST_SIDE) -> tuple[MediaType, bytes]:
    """The file made new and as what it is kept; Invalid with a sentence when it is not to be had."""
    if not content:
        raise Invalid(EMPTY, field="file")
    kind = sniff(content)
    if kind is None:
        raise Invalid(NOT_OURS, field="file")
    return KEPT[kind], _made_new(content, kind, longest_side)


def _made_new(content: bytes, kind: MediaType, longest_side: int) -> bytes:
    limits = {
        "kind": kind.value,
        "memory": MOST_MEMORY,
        "seconds": MOST_SECONDS,
        "pages": MOST_PAGES,
        "pixels": MOST_PIXELS,
        "side": longest_side,
    }
    command = [sys.executable, "-I", looking.__file__, json.dumps(limits)]
    try:
        with _line.wait():
            ended = subprocess.run(
                command, input=content, capture_output=True, timeout=MOST_SECONDS * PATIENCE, check=False
            )
    except subprocess.TimeoutExpired:
        raise Invalid(BROKEN, field="file") from None
    if ended.returncode == looking.TOO_LONG:
        raise Invalid(TOO_LONG, field="file", pages=int(ended.stderr), most=MOST_PAGES)
    if ended.returncode != 0:  # its own word, or the end that a limit made
        raise Invalid(SENTENCES.get(ended.returncode, BROKEN), field="file")
    return ended.stdout
