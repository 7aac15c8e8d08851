"""The board on which an organiser gives booths by hand: step by step, each with its price before."""

from dataclasses import asdict

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from fairapp.domain.errors import Invalid, Refusal
from fairapp.models import Fair
from fairapp.services import allocation, fairs
from fairapp.web import audiences
from fairapp.web.allocation import words
from fairapp.web.allocation.board import show
from fairapp.web.allocation.forms import BlockForm, GiveForm, LockForm, StepForm, SwapForm, read_numbers
from fairapp.web.transaction import commits

bp = audiences.organiser("allocation", __name__)
bp.record_once(lambda setup: words.register(setup.app))

FAIR = "/fairs/<int:fair_id>/allocation"


@bp.get(FAIR)
def board(fair_id):
    return show(fairs.get_for_organiser(fair_id, current_user))


@bp.post(FAIR + "/give")
@commits
def give(fair_id):
    fair, form = fairs.get_for_organiser(fair_id, current_user), GiveForm()
    return _step(
        fair,
        form,
        lambda app, seen: allocation.give(
            fair, current_user, app, form.booth.data, seen, form.why.data or ""
        ),
    )


@bp.post(FAIR + "/take-away")
@commits
def take_away(fair_id):
    fair, form = fairs.get_for_organiser(fair_id, current_user), StepForm()
    return _step(
        fair,
        form,
        lambda app, seen: allocation.take_away(fair, current_user, app, seen, form.why.data or ""),
    )


@bp.post(FAIR + "/swap")
@commits
def swap(fair_id):
    fair, form = fairs.get_for_organiser(fair_id, current_user), SwapForm()

    def change_places(application_id, seen):
        other_seen = read_numbers(form.other_seen.data) if form.other_seen.data else None
        pair = application_id, form.other.data
        allocation.swap(fair, current_user, *pair, seen, other_seen, form.why.data or "")

    return _step(fair, form, change_places)


@bp.post(FAIR + "/lock")
@commits
def lock(fair_id):
    fair, form = fairs.get_for_organiser(fair_id, current_user), LockForm()
    return _step(
        fair,
        form,
        lambda app, seen: allocation.lock(fair, current_user, app, form.locked.data == "yes", seen),
    )


def _step(fair: Fair, form: StepForm, act) -> ResponseReturnValue:
    """Do one step and show the board again, with the same application chosen."""
    if not form.validate():
        return show(fair, Invalid(next(iter(form.errors.values()))[0]))
    try:
        act(form.application.data, read_numbers(form.seen.data))
    except Refusal as refusal:
        return show(fair, refusal)
    return redirect(
        url_for("organiser_allocation.board", fair_id=fair.id, application=form.application.data), 303
    )


# ---- before a step, and beside the steps ---------------------------------------------------------


@bp.get(FAIR + "/what-if")
def what_if(fair_id):
    """In words, what giving a booth or changing places would do: for whoever drags or chooses."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    prices = allocation.Prices(allocation.open_desk(fair))
    application, other = request.args.get("application", 0, int), request.args.get("other", 0, int)
    if other:
        answer = prices.of_swapping(application, other)
    else:
        answer = prices.of_giving(application, request.args.get("booth", 0, int))
    return asdict(words.price(answer))


@bp.post(FAIR + "/block")
@commits
def block(fair_id):
    """Take a free booth out of use, or into it again, without leaving the board."""
    fair, form = fairs.get_for_organiser(fair_id, current_user), BlockForm()
    if not form.validate():
        return show(fair, Invalid(next(iter(form.errors.values()))[0]))
    try:
        allocation.block(fair, current_user, form.booth.data, form.reason.data or "")
    except Refusal as refusal:
        return show(fair, refusal)
    return redirect(url_for("organiser_allocation.board", fair_id=fair.id, booth=form.booth.data), 303)
