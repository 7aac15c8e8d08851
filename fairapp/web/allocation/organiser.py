"""The board on which an organiser gives booths, by hand and by rule, and publishes the plan."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import db, now
from fairapp.domain.allocation.why_here import WhyHere
from fairapp.domain.errors import Invalid, Refusal
from fairapp.domain.text import fold
from fairapp.models import AuditEntry, Booth, Fair
from fairapp.services import allocation, fairs
from fairapp.services.allocation import Board, Line
from fairapp.web import audiences
from fairapp.web.allocation import words
from fairapp.web.allocation.forms import (
    BlockForm,
    DiscardForm,
    GiveForm,
    LockForm,
    PublishForm,
    StepForm,
    SwapForm,
    read_numbers,
)
from fairapp.web.allocation.looks import drawings
from fairapp.web.sentences import say
from fairapp.web.transaction import commits, refuse

bp = audiences.organiser("allocation", __name__)
bp.record_once(lambda setup: words.register(setup.app))

FAIR = "/fairs/<int:fair_id>/allocation"
PAGE = 40


@bp.get(FAIR)
def board(fair_id):
    return _board(fairs.get_for_organiser(fair_id, current_user))


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
        fair, form, lambda app, _seen: allocation.lock(fair, current_user, app, form.locked.data == "yes")
    )


def _step(fair: Fair, form: StepForm, act) -> ResponseReturnValue:
    """Do one step and show the board again, with the same application chosen."""
    if not form.validate():
        return _board(fair, Invalid(next(iter(form.errors.values()))[0]))
    try:
        act(form.application.data, read_numbers(form.seen.data))
    except Refusal as refusal:
        return _board(fair, refusal)
    return redirect(
        url_for("organiser_allocation.board", fair_id=fair.id, application=form.application.data), 303
    )


# ---- before a step, and beside the steps ---------------------------------------------------------


@bp.get(FAIR + "/what-if")
def what_if(fair_id):
    """In words, what giving a booth or changing places would do: for whoever is dragging."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    application, other = request.args.get("application", 0, int), request.args.get("other", 0, int)
    if other:
        answer = allocation.of_swapping(fair, application, other)
    else:
        answer = allocation.of_giving(fair, application, request.args.get("booth", 0, int))
    if isinstance(answer, Refusal):
        return {"fits": False, "words": say(answer)}
    return {"fits": True, "words": words.cost_words(answer)}


@bp.post(FAIR + "/block")
@commits
def block(fair_id):
    """Take a free booth out of use, or into it again, without leaving the board."""
    fair, form = fairs.get_for_organiser(fair_id, current_user), BlockForm()
    if not form.validate():
        return _board(fair, Invalid(next(iter(form.errors.values()))[0]))
    try:
        allocation.block(fair, current_user, form.booth.data, form.reason.data or "")
    except Refusal as refusal:
        return _board(fair, refusal)
    return redirect(url_for("organiser_allocation.board", fair_id=fair.id, booth=form.booth.data), 303)


# ---- publication -------------------------------------------------------------------------------


@bp.get(FAIR + "/publish")
def review(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _review(fair, PublishForm())


@bp.post(FAIR + "/publish")
@commits
def publish(fair_id):
    fair, form = fairs.get_for_organiser(fair_id, current_user), PublishForm()
    if form.validate():
        try:
            plan = allocation.publish(fair, current_user, form.why.data or "", form.number.data)
        except Refusal as refusal:
            form.refuse(refusal)
            _take_back()
            return _review(fair, form), refusal.status
        flash(
            _("Đã công bố bản %(number)d. Mỗi đơn vị đã thấy gian của mình.", number=plan.number), "success"
        )
        return redirect(url_for("organiser_allocation.board", fair_id=fair.id))
    return _review(fair, form), 422


@bp.post(FAIR + "/discard")
@commits
def discard(fair_id):
    fair, form = fairs.get_for_organiser(fair_id, current_user), DiscardForm()
    if form.validate():
        allocation.discard(fair, current_user, form.number.data)
        flash(_("Đã bỏ bản nháp."), "success")
    return redirect(url_for("organiser_allocation.board", fair_id=fair.id))


def _review(fair: Fair, form: PublishForm) -> str:
    board, changes = allocation.board(fair), allocation.changes(fair)
    told = [change.application for change in changes] if board.is_draft else allocation.list_exhibitors(fair)
    return render_template(
        "allocation/publish.html",
        fair=fair,
        form=form,
        discard_form=DiscardForm(),
        board=board,
        changes=changes,
        reach=allocation.reach_of(told),
        phase=fairs.phase(fair, now()),
    )


# ---- the page ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Choice:
    """What the page speaks of: an application, a booth, or both together."""

    line: Line | None = None
    booth: Booth | None = None  # free, or where the chosen application may go

    @property
    def application_id(self) -> int | None:
        return self.line.application.id if self.line else None


def _board(fair: Fair, refusal: Refusal | None = None) -> ResponseReturnValue:
    if refusal is not None:
        _take_back()
    shown = allocation.board(fair)
    choice = _choice(shown)
    fitting = shown.fitting(choice.application_id) if _is_open(choice) else None
    here = "placed" if request.values.get("list") == "placed" else "waiting"
    q = request.values.get("q", "")
    found = [line for line in getattr(shown, here) if fold(q) in line.folded]
    page, pages = _page(len(found))

    def href(**facts) -> str:
        """This board with another choice; `place` keeps the application and offers it a booth."""
        if "place" in facts:
            facts = {"application": choice.application_id, "booth": facts["place"]}
        kept = {"list": here if here == "placed" else None, "q": q or None}
        return url_for("organiser_allocation.board", fair_id=fair.id, **{**kept, **facts})

    chosen = set(shown.desk.booths_of.get(choice.application_id or 0, ()))
    chosen |= {choice.booth.id} if choice.booth else set()
    status = refusal.status if refusal else 200
    return (
        render_template(
            "allocation/board.html",
            fair=fair,
            phase=fairs.phase(fair, now()),
            board=shown,
            choice=choice,
            fitting=fitting,
            explained=_explained(fair, choice) if "why" in request.args and _is_open(choice) else None,
            cost=_cost(fair, choice) if _is_open(choice) and choice.booth else None,
            partners=shown.partners(choice.application_id) if _is_open(choice) else [],
            fits_here=_fits_here(shown, choice),
            drawings=drawings(
                fair, shown, chosen, None if fitting is None else {booth.id for booth in fitting}, href
            ),
            lines=found[(page - 1) * PAGE : page * PAGE],
            found=len(found),
            page=page,
            pages=pages,
            here=here,
            q=q,
            href=href,
            problem=say(refusal) if refusal else "",
            holders=_holders(shown),
            form=StepForm(None),
            log=_log(fair),
        ),
        status,
    )


def _choice(shown: Board) -> Choice:
    """Read from the address or the form; what is not on the board is passed over."""
    line = shown.line_of.get(request.values.get("application", 0, type=int))
    booth = shown.desk.booths.get(request.values.get("booth", 0, type=int))
    if booth is not None and booth.id in shown.line_by_booth:
        return Choice(line or shown.line_by_booth[booth.id])
    return Choice(line, booth)


def _is_open(choice: Choice) -> bool:
    """Whether somebody is chosen to whom booths may be given."""
    return choice.line is not None and choice.line.is_accepted


def _explained(fair: Fair, choice: Choice) -> WhyHere | None:
    return allocation.why_here(fair, choice.application_id or 0)


def _cost(fair: Fair, choice: Choice) -> str:
    """What giving the chosen booth to the chosen application would do."""
    answer = allocation.of_giving(fair, choice.application_id or 0, choice.booth.id if choice.booth else 0)
    return say(answer) if isinstance(answer, Refusal) else words.cost_words(answer)


def _fits_here(shown: Board, choice: Choice) -> list[Line]:
    """Who of those waiting could take the chosen free booth."""
    if choice.line is not None or choice.booth is None:
        return []
    return [line for line in shown.waiting if shown.would_fit(line.application.id, choice.booth.id)]


def _holders(shown: Board) -> dict[int, dict[str, str]]:
    """For the script that drags: who has which booth."""
    return {
        booth: {
            "application": str(line.application.id),
            "seen": ", ".join(line.booths),
            "name": line.application.producer.name,
        }
        for booth, line in shown.line_by_booth.items()
    }


def _log(fair: Fair) -> list[AuditEntry]:
    return allocation.list_history(fair)[0][:12]


def _page(total: int) -> tuple[int, int]:
    pages = max(1, -(-total // PAGE))
    return min(max(request.args.get("page", 1, type=int), 1), pages), pages


def _take_back() -> None:
    """Nothing of a refused step stays, not even the draft it began."""
    refuse()
    db.session.rollback()
