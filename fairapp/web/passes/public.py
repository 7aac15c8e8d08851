"""What a holder opens by a secret link, and what any camera may read of a badge. Nobody signs in here."""

from io import BytesIO

from flask import abort, current_app, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from fairapp.db import now
from fairapp.documents import qr
from fairapp.documents.pass_sheet import Paper
from fairapp.domain.calendar import local_day
from fairapp.domain.pass_standing import Standing
from fairapp.models import Pass
from fairapp.services import fairs, gate, passes
from fairapp.services.passes import Signer
from fairapp.web import audiences
from fairapp.web.filters import language
from fairapp.web.passes import words

bp = audiences.public("passes", __name__)
bp.record_once(lambda setup: words.register(setup.app))

SCALE = 12  # pixels a module in the picture that a holder keeps


@bp.get("/P/<path:token>")
@bp.get("/p/<path:token>", endpoint="read_small")
def read(token):
    """The page of a scanned code, on this or another host: letters may have come in any case."""
    standing, badge = passes.read_public(token, local_day(now()))
    page = render_template(
        "passes/read.html",
        standing=standing,
        badge=badge,
        fair=badge.fair if badge else None,
        days=passes.body_of(badge).days if badge else [],
        ways=_ways(badge) if badge else None,
    )
    return page, 404 if standing is Standing.FORGED else 200


@bp.get("/pass/<link>")
def show(link):
    badge = passes.get_by_link(link)
    return render_template(
        "passes/pass.html",
        badge=badge,
        shut_out=passes.is_shut_out(badge),
        fair=badge.fair,
        code=Signer().code(badge),
        days=passes.body_of(badge).days,
        ways=_ways(badge),
        hours={site.id: fairs.list_hours(site) for site in badge.fair.sites},
        is_over=local_day(now()) > passes.body_of(badge).last_day,
    )


@bp.get("/pass/<link>/code.png")
def picture(link):
    """The code as a picture to keep among one's photographs."""
    badge = passes.get_by_link(link)
    drawn = qr.png(Signer().code(badge), SCALE)
    return send_file(BytesIO(drawn), "image/png", as_attachment=True, download_name="the-ra-vao.png")


@bp.get("/pass/<link>/card.pdf")
def card(link) -> ResponseReturnValue:
    """A card for the wallet."""
    return _paper(link, Paper.CARD, "the-ra-vao.pdf")


@bp.get("/pass/<link>/phone.pdf")
def phone(link) -> ResponseReturnValue:
    """A page as wide as a phone, for who keeps passes among other files."""
    return _paper(link, Paper.PHONE, "the-tren-dien-thoai.pdf")


def _paper(link: str, paper: Paper, name: str) -> ResponseReturnValue:
    """A pass that opens no gate is not printed."""
    badge = passes.get_by_link(link)
    if badge.revoked_at is not None or passes.is_shut_out(badge):
        abort(404)
    printed = passes.draw_sheet(badge.fair, [badge], paper, gate.ways_in(badge.fair, [badge]))
    return send_file(BytesIO(printed), "application/pdf", as_attachment=True, download_name=name)


def _ways(badge: Pass) -> str | None:
    """The gates that it enters by, where that is not by all."""
    return gate.ways_in(badge.fair, [badge]).get(badge.id)


@bp.get("/pass/<link>/manifest.webmanifest")
def manifest(link):
    """So that a phone can keep the pass on its home screen."""
    badge = passes.get_by_link(link)
    mark = url_for("static", filename="img/mark.svg")
    facts = {
        "name": badge.fair.name,
        "short_name": _("Thẻ hội chợ"),
        "lang": language(),
        "start_url": url_for("passes.show", link=badge.link),
        "scope": "/pass/",
        "display": "standalone",
        "background_color": "#faf7f1",
        "theme_color": "#0a4a50",
        "icons": [{"src": mark, "sizes": "any", "type": "image/svg+xml"}],
    }
    answer = current_app.json.response(facts)
    answer.mimetype = "application/manifest+json"
    return answer


@bp.get("/pass/worker.js")
def worker():
    """The service worker stands here because it may only serve pages below its own address."""
    answer = current_app.send_static_file("js/lib/page_worker.js")
    answer.headers["Cache-Control"] = "public, no-cache"
    return answer
