"""What the editor's script sends and asks: orders, what others have changed, what places are worth."""

from flask import jsonify, request

from fairapp.domain.errors import Refusal
from fairapp.services import booths
from fairapp.services.booths import Stale
from fairapp.web import audiences
from fairapp.web.booths.desk import find
from fairapp.web.booths.orders import carry_out
from fairapp.web.booths.things import facts, news
from fairapp.web.sentences import say
from fairapp.web.transaction import commits, refuse

bp = audiences.organiser("plan_edits", __name__)

PLAN = "/fairs/<int:fair_id>/sites/<int:site_id>/plan"


@bp.post(PLAN + "/edits")
@commits
def send(fair_id, site_id):
    """Do it and tell what came of it. Drawn on an older version, nothing is done but to tell what is new."""
    _fair, site = find(fair_id, site_id)
    sent = request.get_json()
    try:
        carry_out(site, sent)
    except Stale as stale:
        refuse()
        return jsonify(sentence=say(stale), news=news(site, sent["seen"])), 409
    except Refusal as refusal:
        refuse()
        return jsonify(sentence=say(refusal), field=refusal.field), 422
    return jsonify(news(site, sent["seen"]))


@bp.get(PLAN + "/news")
def since(fair_id, site_id):
    """What others have changed since the version that the page shows; nothing, mostly."""
    _fair, site = find(fair_id, site_id)
    seen, version = request.args.get("seen", -1, type=int), booths.plan_of(site).version
    if not 0 <= seen < version:
        return jsonify(version=version)
    return jsonify(news(site, seen))


@bp.get(PLAN + "/facts")
def worth(fair_id, site_id):
    _fair, site = find(fair_id, site_id)
    return jsonify(facts(site))
