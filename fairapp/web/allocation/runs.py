"""The automatic run: what each choice costs, the run itself while it lasts, and its result with reasons."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.domain.allocation import Aim, RunState, Stop
from fairapp.domain.allocation.mixing import STRENGTH_WORDS
from fairapp.domain.allocation.objective import Line, Term
from fairapp.domain.errors import Refusal
from fairapp.models import AllocationRun, Fair
from fairapp.services import allocation, fairs
from fairapp.services.allocation import runs, using
from fairapp.web import audiences, refreshing
from fairapp.web.allocation import wants
from fairapp.web.allocation.forms import AskForm, StopForm, TrialForm
from fairapp.web.sentences import say
from fairapp.web.transaction import commits

bp = audiences.organiser("runs", __name__)
bp.record_once(lambda setup: wants.register(setup.app))

FAIR = "/fairs/<int:fair_id>/allocation/runs"
ONE = FAIR + "/<int:number>"
UNHEARD_SECONDS = 15


@bp.get(FAIR)
def index(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _index(fair, wants.ask_form(fair))


@bp.post(FAIR + "/trials")
@commits
def try_out(fair_id):
    fair, form = fairs.get_for_organiser(fair_id, current_user), TrialForm()
    if form.validate():
        try:
            allocation.ask_trials(fair, current_user)
        except Refusal as refusal:
            form.refuse(refusal)
            return _index(fair, wants.ask_form(fair), form), refusal.status
    return redirect(url_for("organiser_runs.index", fair_id=fair.id))


@bp.get(FAIR + "/trials")
def trials(fair_id):
    """The table of what each choice costs, as far as it is known."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    return refreshing.part(render_template("allocation/_trials.html", fair=fair, **_trials(fair)))


@bp.post(FAIR)
@commits
def ask(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = wants.ask_form(fair, sent=True)
    if wants.is_only_a_step():
        return _index(fair, form)
    if form.validate():
        try:
            run = allocation.ask(fair, current_user, wants.wanted(form))
            return redirect(url_for("organiser_runs.show", fair_id=fair.id, number=run.number))
        except Refusal as refusal:
            form.refuse(refusal)
            return _index(fair, form), refusal.status
    return _index(fair, form), 422


@bp.get(ONE)
def show(fair_id, number):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _show(fair, runs.get(fair, number))


@bp.get(ONE + "/progress")
def progress(fair_id, number):
    fair = fairs.get_for_organiser(fair_id, current_user)
    run = runs.get(fair, number)
    return refreshing.part(render_template("allocation/_progress.html", fair=fair, **_progress(run)))


@bp.post(ONE + "/stop")
@commits
def stop(fair_id, number):
    fair, form = fairs.get_for_organiser(fair_id, current_user), StopForm()
    if form.validate():
        allocation.stop(fair, current_user, number, Stop(form.how.data))
    return redirect(url_for("organiser_runs.show", fair_id=fair.id, number=number))


@bp.post(ONE + "/use")
@commits
def use(fair_id, number):
    fair, form = fairs.get_for_organiser(fair_id, current_user), TrialForm()
    if form.validate():
        try:
            allocation.use(fair, current_user, number)
        except Refusal as refusal:
            form.refuse(refusal)
            return _show(fair, runs.get(fair, number), say(refusal)), refusal.status
        flash(_("Đã đưa lượt chạy số %(number)d vào bản nháp.", number=number), "success")
    return redirect(url_for("organiser_allocation.board", fair_id=fair.id))


# ---- the pages ---------------------------------------------------------------------------------


def _index(fair: Fair, form: AskForm, trial_form: TrialForm | None = None) -> str:
    desk = allocation.open_desk(fair)
    return render_template(
        "allocation/runs.html",
        fair=fair,
        desk=desk,
        form=form,
        trial_form=trial_form or TrialForm(formdata=None),
        levels=wants.levels(fair),
        aims=list(Aim),
        order=wants.order(fair),
        strengths=list(enumerate(STRENGTH_WORDS)),
        runs=allocation.list_full(fair),
        under_way=allocation.find_under_way(fair),
        has_published=allocation.published(fair) is not None,
        **_trials(fair, desk),
    )


def _trials(fair: Fair, desk: allocation.Desk | None = None) -> dict:
    found = allocation.list_trials(fair)
    waiting = any(_is_under_way(run) for run in found)
    done = [run for run in found if run.state == RunState.DONE]
    settled = done and not waiting  # all were asked for together: one speaks for the others
    return {
        "trials": found,
        "waiting": waiting,
        "done": done,
        "stale": settled and not using.is_current(desk or allocation.open_desk(fair), done[0]),
        "terms": _terms(done),
        "failed": [(run, _failure(fair, run)) for run in found if run.state == RunState.FAILED],
    }


def _failure(fair: Fair, run: AllocationRun) -> list[str]:
    """Why a run failed: each broken rule as the board would say it, and whose where it is one's."""
    wrong = allocation.list_wrong(fair, run)
    named = [f"{whose.producer.name}: {say(broken)}" if whose else say(broken) for broken, whose in wrong]
    return [_(run.detail), *named] if run.detail else named


def _terms(compared: list[AllocationRun]) -> list[tuple[Term, list[Line]]]:
    """Each term that counts anything anywhere, with its line in every run."""
    found = [{name: (n, each) for name, n, each in (run.result or {})["terms"]} for run in compared]
    return [
        (term, [Line(term, *terms.get(term.value, (0, 0))) for terms in found])
        for term in Term
        if any(terms.get(term.value, (0, 0))[0] for terms in found)
    ]


def _show(fair: Fair, run: AllocationRun, problem: str = "") -> str:
    done = run.state == RunState.DONE
    return render_template(
        "allocation/run.html",
        fair=fair,
        problem=problem,
        outcome=allocation.outcome(fair, run) if done else None,
        terms=_terms([run]) if done else [],
        failure=_failure(fair, run),
        **_progress(run),
    )


def _progress(run: AllocationRun) -> dict:
    quiet = (now() - (run.beat_at or run.asked_at)).total_seconds() > UNHEARD_SECONDS
    return {
        "run": run,
        "waiting": _is_under_way(run),
        "unheard": quiet and run.state == RunState.WAITING,
        "silent": quiet and run.state == RunState.RUNNING,
    }


def _is_under_way(run: AllocationRun) -> bool:
    return run.state in (RunState.WAITING, RunState.RUNNING)
