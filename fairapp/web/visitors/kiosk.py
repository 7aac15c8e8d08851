"""The kiosk as a tablet keeps it: one page for every fair, which holds nothing of anybody."""

from flask import Response, current_app, render_template, request, url_for
from flask_babel import force_locale

from fairapp.domain.visitors import CONSENT, CONSENT_VERSION, KEPT_DAYS
from fairapp.web import audiences
from fairapp.web.language import LANGUAGES
from fairapp.web.visitors.kiosk_words import kiosk_words

bp = audiences.public("kiosk", __name__, "/kiosk")


@bp.get("/")
def show():
    """Vietnamese, unless the address names another language: a kiosk has no reader of its own."""
    asked = request.args.get("lang")
    with force_locale(asked if asked in LANGUAGES else LANGUAGES[0]):
        page = render_template(
            "visitors/kiosk.html",
            words=kiosk_words(),
            consent=CONSENT,
            consent_version=CONSENT_VERSION,
            kept=KEPT_DAYS,
            others=[
                {"language": code, "name": name, "href": url_for("kiosk.show", lang=code)}
                for code, name in NAMES.items()
            ],
        )
    answer = Response(page, mimetype="text/html")
    answer.headers["Cache-Control"] = "public, no-cache"
    return answer


@bp.get("/worker.js")
def worker():
    """The service worker stands here because it may only serve pages below its own address."""
    answer = current_app.send_static_file("js/lib/page_worker.js")
    answer.headers["Cache-Control"] = "public, no-cache"
    return answer


NAMES = {"vi": "Tiếng Việt", "en": "English"}
