"""The scanner as a phone keeps it: one page for every gate, opened without a network by its service worker.

The page holds nothing of a fair and of nobody, so it stands open; what it shows comes to an enrolled phone by
docs/gate-protocol.md.
"""

import hashlib
import json
from pathlib import Path

from flask import Response, current_app, render_template, request, url_for
from flask_babel import force_locale, gettext as _

from fairapp.domain.gate_words import phrases
from fairapp.web import audiences, security
from fairapp.web.filters import language
from fairapp.web.gate import precache
from fairapp.web.gate.phone_words import phone_words
from fairapp.web.language import LANGUAGES

bp = audiences.public("scanner", __name__, "/gate")


@bp.get("/")
def show():
    """The same for everybody who speaks the language: `lang` names it, else the visitor's own."""
    page = Response(_page(_language()), mimetype="text/html")
    page.headers["Cache-Control"] = "public, no-cache"
    return page


@bp.get("/enrol")
def enrol():
    """Where the organiser's QR code leads; the code itself stands behind the # and never comes here."""
    return show()


@bp.get("/worker.js")
def worker():
    """The service worker, which serves pages below its own address alone, with the list of what it keeps.

    It keeps the page in each language: who changes it at a gate may have no network.
    """
    chosen = _language()
    kept = {url_for("static", filename=name): digest for name, digest in precache.files(_static()).items()}
    shells = {name: url_for("scanner.show", lang=name) for name in LANGUAGES}
    kept |= {shell: hashlib.sha256(_page(name).encode()).hexdigest() for name, shell in shells.items()}
    kept[url_for("scanner.decoder")] = hashlib.sha256(_decoder().encode()).hexdigest()
    facts = {"version": precache.version(kept), "language": chosen, "shells": shells, "files": kept}
    script = (_static() / "js/gate/service_worker.js").read_text(encoding="utf-8")
    answer = Response(f"const KEPT = {json.dumps(facts)};\n{script}", mimetype="text/javascript")
    answer.headers["Cache-Control"] = "public, no-cache"
    answer.add_etag()
    return answer.make_conditional(request)


@bp.get("/decoder.js")
def decoder():
    """Where the decoder's worker begins: below the page's address, or it would not open offline."""
    answer = Response(_decoder(), mimetype="text/javascript")
    answer.headers["Cache-Control"] = "public, no-cache"
    answer.headers["Content-Security-Policy"] = security.DECODER_POLICY
    return answer


@bp.get("/manifest.webmanifest")
def manifest():
    """So that a phone can keep the scanner on its home screen."""
    with force_locale(_language()):
        facts = {
            "id": "/gate/",
            "name": _("Soát thẻ hội chợ OCOP"),
            "short_name": _("Soát thẻ"),
            "lang": language(),
            "start_url": url_for("scanner.show"),
            "scope": "/gate/",
            "display": "standalone",
            "orientation": "any",
            "background_color": "#0a4a50",
            "theme_color": "#0a4a50",
            "icons": [
                _icon("mark.svg", "any", "any"),
                *(_icon(f"gate-{n}.png", f"{n}x{n}") for n in (192, 512)),
            ],
        }
    answer = current_app.json.response(facts)
    answer.mimetype = "application/manifest+json"
    return answer


def _language() -> str:
    asked = request.args.get("lang")
    return asked if asked in LANGUAGES else language()


def _page(chosen: str) -> str:
    other = next(language for language in LANGUAGES if language != chosen)
    with force_locale(chosen):
        return render_template(
            "gate/phone.html",
            phrases=phrases(_),
            words=phone_words(),
            version=precache.version(precache.files(_static())),
            shell=url_for("scanner.show", lang=chosen),
            worker=url_for("scanner.worker", lang=chosen),
            decoder=url_for("scanner.decoder"),
            other={
                "language": other,
                "name": {"vi": "Tiếng Việt", "en": "English"}[other],
                "href": url_for("scanner.show", lang=other),
            },
        )


def _decoder() -> str:
    return f'import "{url_for("static", filename="js/gate/decoder_worker.js")}";\n'


def _static() -> Path:
    return Path(current_app.static_folder or "static")


def _icon(name: str, sizes: str, purpose: str = "any maskable") -> dict[str, str]:
    kind = "image/svg+xml" if name.endswith(".svg") else "image/png"
    return {
        "src": url_for("static", filename=f"img/{name}"),
        "sizes": sizes,
        "type": kind,
        "purpose": purpose,
    }
