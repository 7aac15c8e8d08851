"""Where the diary's service worker begins: it holds nothing of anybody, and is asked for without a cookie."""

from flask import Response, url_for

from fairapp.web import audiences

bp = audiences.public("diary", __name__)


@bp.get("/producer/diary-worker.js")
def worker():
    """It may only serve pages below its own address."""
    script = f'import "{url_for("static", filename="js/sales/diary_worker.js")}";\n'
    answer = Response(script, mimetype="text/javascript")
    answer.headers["Cache-Control"] = "public, no-cache"
    return answer
