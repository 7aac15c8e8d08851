"""An exhibitor's first page: one sentence, one big button, and all that its fair wants of it."""

from flask import render_template
from flask_login import current_user

from fairapp.db import now
from fairapp.documents import qr
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import NotFound
from fairapp.domain.exhibitors import stage, tasks, urgency
from fairapp.domain.producers import CertificateState, certificate_state
from fairapp.services import exhibitors, fairs, inspections, notices, producers
from fairapp.services.applications.listing import NO_APPLICATION
from fairapp.services.exhibitors import Standing
from fairapp.services.fees import paying
from fairapp.web import audiences
from fairapp.web.allocation.looks import own_drawing
from fairapp.web.exhibitors import words

bp = audiences.producer("home", __name__)

ENDING = (CertificateState.EXPIRING, CertificateState.EXPIRED)
LATEST = 3  # notices shown; the others are one tap away


@bp.get("/")
def index():
    """The fair that matters now; the others stand below."""
    return _page(None)


@bp.get("/applications/<int:application_id>/home")
def show(application_id):
    """The same page about the fair of one's choice."""
    return _page(application_id)


def _page(application_id: int | None):
    producer, at = producers.get_for_user(current_user), now()
    mine = exhibitors.list_mine(producer)
    offers = exhibitors.open_offers_of(producer)
    applied = {application.fair_id for application in mine}
    open_fairs = [row for row in fairs.list_open_for_application(at) if row.fair.id not in applied]
    ranked = sorted(exhibitors.briefs_of(mine, offers), key=lambda pair: urgency(pair[1], at))
    chosen = _chosen(ranked, application_id) if application_id else _matters_now(ranked, open_fairs, at)
    if chosen is not None:
        standing = exhibitors.gather(chosen, offers.get(chosen.id), at)
    else:
        standing = exhibitors.standing_at(producer, open_fairs[0].fair if open_fairs else None, at)
    others = [application for application, _facts in ranked if application is not chosen]
    return render_template(
        "exhibitors/home.html",
        **_shown(standing, at),
        others=[(a, fairs.phase(a.fair, at), fairs.days(a.fair), offers.get(a.id)) for a in others],
        open_fairs=open_fairs,
        news=notices.list_latest(current_user, LATEST),
    )


def _chosen(ranked, application_id: int):
    """Another producer's is not found."""
    found = next((application for application, _facts in ranked if application.id == application_id), None)
    if found is None:
        raise NotFound(NO_APPLICATION)
    return found


def _matters_now(ranked, open_fairs, at):
    """The most urgent of one's own, unless a fair that could be applied to comes before it; then None."""
    if not ranked:
        return None
    application, facts = ranked[0]
    if not open_fairs:
        return application
    invitation = exhibitors.brief_of_open(open_fairs[0].fair)
    return application if urgency(facts, at) <= urgency(invitation, at) else None


def _shown(standing: Standing, at):
    what = stage(standing.facts, at)
    due = tasks(standing.facts, at)
    left = sum(not task.done for task in due)
    account = None
    if standing.balance is not None and standing.facts.owes:
        account = paying.account_for(standing.balance)
    return {
        "standing": standing,
        "producer": standing.producer,
        "fair": standing.fair,
        "application": standing.application,
        "stage": what,
        "sentence": words.sentence(standing, what, at, left),
        "tone": words.TONES.get(what, "info"),
        "step": words.big_button(standing, what),
        "tasks": [words.shown(standing, task, at) for task in due],
        "left": left,
        "drawing": own_drawing(standing.booths[0], {b.id for b in standing.booths})
        if standing.booths
        else None,
        "account": account,
        "code": qr.svg_path(account.payload) if account else None,
        "ending": _ending(standing, at),
        "checks": inspections.list_for_applications([standing.application.id])
        if standing.application and standing.booths
        else [],
    }


def _ending(standing: Standing, at):
    """Certificates and papers that have run out or soon will, whatever the fair wants."""
    today = local_day(at)
    made = [(product, certificate_state(product.expires_on, today)) for product in standing.products]
    filed = [(paper, certificate_state(paper.expires_on, today)) for paper in standing.papers]
    return {
        "products": [(product, state) for product, state in made if state in ENDING],
        "papers": [(paper, state) for paper, state in filed if state in ENDING],
    }
