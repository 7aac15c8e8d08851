"""A producer's first page: one sentence, what to do next, and where each application stands."""

from flask import render_template
from flask_login import current_user

from fairapp.db import now
from fairapp.services import applications, fairs, papers, producers
from fairapp.services.applications import paper_review
from fairapp.services.producers import products
from fairapp.web import audiences
from fairapp.web.producers import steps
from fairapp.web.producers.stands import stands

bp = audiences.producer("home", __name__)


@bp.get("/")
def index():
    producer = producers.get_for_user(current_user)
    made = products.list_products(producer)
    mine = applications.list_for_producer(producer)
    applied = {application.fair_id for application in mine}
    moment = now()
    situation = steps.Situation(
        producer=producer,
        products=made,
        applications=mine,
        open_fairs=[row for row in fairs.list_open_for_application(moment) if row.fair.id not in applied],
        now=moment,
        stands=stands(mine, moment),
        papers=papers.list_papers(producer),
        verdicts=paper_review.verdicts_of(producer),
    )
    return render_template(
        "producers/home.html",
        producer=producer,
        step=steps.next_step(situation),
        tasks=steps.tasks(situation),
        stands=situation.stands,
        applications=[(a, fairs.days(a.fair)) for a in mine],
        open_fairs=situation.open_fairs,
        certificates=steps.ending_certificates(situation),
        papers=steps.ending_papers(situation),
    )
