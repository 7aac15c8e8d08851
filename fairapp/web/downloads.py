"""Files that go out: papers, and lists to take away as a workbook."""

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import NamedTuple
from urllib.parse import quote

from flask import Response, send_file
from flask_babel import gettext

from fairapp.db import now
from fairapp.documents.workbooks import MEDIA_TYPE, Head, Kind, Sheet, csv_text, workbook
from fairapp.domain.calendar import local_day
from fairapp.domain.text import slug


def pdf(content: bytes, name: str) -> Response:
    """A document that the browser may show; `name` is what it is saved as."""
    return Response(
        content,
        mimetype="application/pdf",
        headers={"Content-Disposition": f"inline; filename*=UTF-8''{quote(name)}"},
    )


class Column(NamedTuple):
    """A column of a list: its word, and what a row says in it."""

    word: str
    read: Callable[[object], object]
    kind: Kind = Kind.TEXT
    width: int = 18


def send_list(title: str, name: str, columns: Sequence[Column], rows: Iterable[object]) -> Response:
    """The rows as one sheet, under a name that says which list of which day."""
    return send_workbook(workbook([sheet_of(title, columns, rows)]), name)


def send_csv(title: str, name: str, columns: Sequence[Column], rows: Iterable[object]) -> Response:
    """The same as comma-separated text, which Excel, too, takes for UTF-8 because of its first mark."""
    shown = f"{slug(name)[:80]}-{local_day(now()):%Y%m%d}.csv"
    content = csv_text(sheet_of(title, columns, rows)).encode("utf-8-sig")
    answer = send_file(BytesIO(content), "text/csv; charset=utf-8", as_attachment=True, download_name=shown)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def sheet_of(title: str, columns: Sequence[Column], rows: Iterable[object]) -> Sheet:
    heads = [Head(gettext(column.word), column.kind, column.width) for column in columns]
    return Sheet(title, heads, ([column.read(row) for column in columns] for row in rows))


def send_workbook(content: bytes, name: str) -> Response:
    """ASCII in the name: it travels through mail and old Windows unharmed."""
    shown = f"{slug(name)[:80]}-{local_day(now()):%Y%m%d}.xlsx"
    answer = send_file(BytesIO(content), MEDIA_TYPE, as_attachment=True, download_name=shown)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
