"""One application on the organiser's desk: what it says, how it stands, and what may be done with it."""

from flask import render_template, request, url_for
from flask_login import current_user

from fairapp.domain.applications import Move, Who, is_pending, may
from fairapp.domain.errors import Refusal
from fairapp.domain.fairs import takes_decisions
from fairapp.domain.scoring import POINT_LABELS
from fairapp.models import Application, Fair
from fairapp.services import accounts, applications, fairs
from fairapp.services.applications import (
    confirmations,
    delegations,
    drafts,
    paper_review,
    recusal,
    scoring,
)
from fairapp.web.applications.asked import Typed, query, wanted
from fairapp.web.applications.forms import DecisionForm, QuestionForm, RecusalForm
from fairapp.web.sentences import say


def render(
    fair: Fair,
    application: Application,
    *,
    decision_form: DecisionForm | None = None,
    question_form: QuestionForm | None = None,
    sheet: Typed | None = None,
) -> str:
    """The whole page; a form that was refused comes back as it was sent."""
    found = paper_review.desk(application)
    return render_template(
        "applications/organiser_show.html",
        fair=fair,
        application=application,
        days=fairs.days(fair),
        goods=applications.list_goods(application),
        desk=found,
        paper_url=lambda paper_id: _paper_url(fair, application, paper_id),
        share=delegations.share_for(application),
        said=confirmations.said_of(application),
        asked_since=drafts.asked_since(application),
        decision_form=decision_form or decision_form_of(application),
        question_form=question_form
        or QuestionForm(formdata=None, question=paper_review.question_about(found)),
        query=query(),
        **_history(application),
        **_judging(fair, application, sheet),
        **_beside(fair, application),
    )


def _history(application: Application) -> dict[str, object]:
    """All that happened, and what of it the reader had not seen when the page was sent."""
    history = accounts.list_audit("application", application.id, private=True)
    seen = request.form.get("seen", type=int)  # the latest line of the history that the reader had
    return {
        "history": history,
        "news": [entry for entry in history if seen is not None and entry.id > seen],
    }


def _judging(fair: Fair, application: Application, typed: Typed | None) -> dict[str, object]:
    """Points and verdict, and whether this reader may give them."""
    goes_on = takes_decisions(fair.state)
    bar: Refusal | None = recusal.bar(current_user, application)
    own = scoring.look(application, current_user)
    return {
        "may": {move: goes_on and may(application.state, move, Who.ORGANISER) for move in Move},
        "Move": Move,
        "scoring": own,
        "points": typed.points if typed else own.points,
        "comment": typed.comment if typed else own.comment,
        "point_labels": POINT_LABELS,
        "barred": say(bar) if bar else "",
        "stood_aside": bar is not None and bar.sentence == recusal.STOOD_ASIDE,
        "recusal_form": RecusalForm(formdata=None),
        "pending": is_pending(application.state, application.decision),
    }


def _beside(fair: Fair, application: Application) -> dict[str, object]:
    """The applications before and after it in the list that the reader came from."""
    before, after = applications.neighbours(fair, wanted(), application)
    return {"before": before and address(fair, before), "after": after and address(fair, after)}


def address(fair: Fair, application_id: int) -> str:
    return url_for("organiser_applications.show", fair_id=fair.id, application_id=application_id, **query())


def _paper_url(fair: Fair, application: Application, paper_id: int) -> str:
    return url_for(
        "organiser_papers.show", fair_id=fair.id, application_id=application.id, paper=paper_id, **query()
    )


def decision_form_of(application: Application | None = None) -> DecisionForm:
    """With an application: as it stands, not as it was sent."""
    if application is None:
        form = DecisionForm()
    else:
        new = is_pending(application.state, application.decision)
        decision = application.decision.value if new and application.decision else None
        form = DecisionForm(
            formdata=None, decision=decision, reason=application.decision_reason if new else ""
        )
    form.offer()
    return form
