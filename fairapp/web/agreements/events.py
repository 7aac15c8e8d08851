"""The conferences and other events of a fair at which people sign."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.services import agreements, fairs
from fairapp.web import audiences
from fairapp.web.agreements.forms import EventForm
from fairapp.web.transaction import commits

bp = audiences.organiser("agreement_events", __name__)

EVENTS = "/fairs/<int:fair_id>/agreement-events"


@bp.get(EVENTS)
def index(fair_id):
    return _page(fairs.get_for_organiser(fair_id, current_user), EventForm())


@bp.post(EVENTS)
@commits
def add(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = EventForm()
    if form.validate():
        with form.refusals():
            agreements.add_event(current_user, fair, form.facts())
            flash(_("Đã thêm sự kiện."), "success")
            return redirect(url_for(".index", fair_id=fair.id))
    return _page(fair, form), 422


@bp.get(EVENTS + "/<int:event_id>")
def edit(fair_id, event_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    event = agreements.get_event(event_id, fair)
    return _page(fair, EventForm(obj=event), event)


@bp.post(EVENTS + "/<int:event_id>")
@commits
def save(fair_id, event_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    event = agreements.get_event(event_id, fair)
    form = EventForm()
    if form.validate():
        with form.refusals():
            agreements.change_event(current_user, event, form.facts())
            flash(_("Đã sửa sự kiện."), "success")
            return redirect(url_for(".index", fair_id=fair.id))
    return _page(fair, form, event), 422


@bp.post(EVENTS + "/<int:event_id>/remove")
@commits
def remove(fair_id, event_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    agreements.remove_event(current_user, agreements.get_event(event_id, fair))
    flash(_("Đã xoá sự kiện."), "success")
    return redirect(url_for(".index", fair_id=fair.id))


def _page(fair, form, event=None):
    return render_template(
        "agreements/events.html",
        fair=fair,
        form=form,
        event=event,
        events=agreements.list_events(fair),
        signed=agreements.count_signed(fair),
    )
