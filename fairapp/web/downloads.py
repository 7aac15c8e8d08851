"""Files that go out."""

from urllib.parse import quote

from flask import Response


def pdf(content: bytes, name: str) -> Response:
    """A document that the browser may show; `name` is what it is saved as."""
    return Response(
        content,
        mimetype="application/pdf",
        headers={"Content-Disposition": f"inline; filename*=UTF-8''{quote(name)}"},
    )
