"""The page of one who counts: a secret link, no account, and so no session."""

from uuid import UUID

from flask import render_template, request
from flask_babel import gettext

from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_
from fairapp.services import counting
from fairapp.services.counting import SentCount
from fairapp.web import audiences
from fairapp.web.transaction import commits

bp = audiences.public("counting", __name__)

MOST = 200
UNREADABLE = N_("Điện thoại gửi lên điều hệ thống không đọc được. Hãy tải lại trang này.")


@bp.get("/count/<code>")
def show(code):
    counter = counting.get_counter(code)
    spells = [
        {
            "id": spell.id,
            "begins": spell.begins_at.isoformat(),
            "point": spell.point.name,
            "stand": spell.point.stand,
            "done": spell.count is not None,
        }
        for spell in counting.list_own_spells(counter)
    ]
    return render_template("counting/count.html", counter=counter, spells=spells)


@bp.post("/count/<code>")
@commits
def send(code):
    counter = counting.get_counter(code)
    taken = counting.keep(counter, _read(request.get_json(silent=True)))
    refused = {str(id): gettext(sentence) for id, sentence in taken.refused.items()}
    return {"kept": [str(id) for id in taken.kept], "refused": refused}


def _read(sent: object) -> list[SentCount]:
    rows = sent.get("counts") if isinstance(sent, dict) else None
    if not isinstance(rows, list) or len(rows) > MOST:
        raise Invalid(UNREADABLE)
    return [_read_one(row) for row in rows]


def _read_one(row: object) -> SentCount:
    if not isinstance(row, dict):
        raise Invalid(UNREADABLE)
    numbers = [row.get(name) for name in ("spell", "seconds", "people", "asked", "first")]
    try:
        id = UUID(str(row.get("id")))
    except ValueError:
        raise Invalid(UNREADABLE) from None
    if any(type(n) is not int or abs(n) >= 2**31 for n in numbers):
        raise Invalid(UNREADABLE)
    return SentCount(id, *numbers)
