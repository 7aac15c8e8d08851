"""A part of a page that follows what happens: the same partial in the page and in its refresh."""

import hashlib

from flask import Response, make_response, request


def part(html: str) -> Response:
    """The partial alone; 304 while nothing has changed."""
    response = make_response(html)
    response.set_etag(hashlib.sha256(html.encode()).hexdigest()[:32])
    response.headers["Cache-Control"] = "private, no-cache"
    return response.make_conditional(request)
