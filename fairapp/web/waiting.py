"""A page that stays while its file is made hears of the end by a cookie (static/js/lib/busy.js)."""

import re

from flask import Flask, Response, request

TOKEN = re.compile(r"[0-9a-f]{16}")
TOLD_SECONDS = 60


def init_app(app: Flask) -> None:
    app.after_request(_tell_that_it_is_ready)


def _tell_that_it_is_ready(response: Response) -> Response:
    token = request.args.get("ready", "")
    if TOKEN.fullmatch(token):
        response.set_cookie("ready", token, max_age=TOLD_SECONDS, secure=request.is_secure, samesite="Lax")
    return response
