"""The diary of one booth, the same for the producer, the lead of its province and the organiser."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.domain.accounts import Role
from fairapp.domain.calendar import at_local, format_day, local_day
from fairapp.domain.errors import Conflict, NotFound, Refusal
from fairapp.domain.money import format_vnd, in_words
from fairapp.domain.sales import FEW, NOT_A_DAY, free_until
from fairapp.models import Application, DiaryDay, Fair
from fairapp.services import fairs, sales
from fairapp.services.sales import DiaryDayView
from fairapp.web.errors import answer, wants_json
from fairapp.web.filters import language
from fairapp.web.sales.forms import DiaryForm, diary_form
from fairapp.web.sales.words import amount_words, keeping_words
from fairapp.web.sentences import say


@dataclass(frozen=True)
class Desk:
    """One exhibitor's diary before the person who writes in it."""

    application: Application
    blueprint: str
    delegation_id: int | None = None

    @property
    def by_organiser(self) -> bool:
        return current_user.role is Role.ORGANISER

    @property
    def acting(self) -> bool:
        """Whether somebody else than the producer writes."""
        return current_user.role is not Role.PRODUCER

    @property
    def sees_everything(self) -> bool:
        return current_user.role is not Role.DELEGATION or self.application.producer.user_id is None

    def sees(self, view: DiaryDayView) -> bool:
        """Whether this person may read what was answered for a day, if anything was."""
        return view.entry is None or sales.may_see(current_user, self.application, view.entry)

    def may_answer(self, view: DiaryDayView) -> bool:
        return (view.begun or self.keeps_offline) and self.sees(view)

    @property
    def keeps_offline(self) -> bool:
        """Only a producer's own phone keeps the diary: a lead's would show it others' figures."""
        return not self.acting

    def url(self, day: date) -> str:
        values = {"fair_id": self.application.fair_id} if self.by_organiser else {}
        return url_for(
            f"{self.blueprint}.diary_day", application_id=self.application.id, day=day.isoformat(), **values
        )


def read_day(text: str) -> date:
    """A day in an address; nonsense is a page that does not exist."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotFound(NOT_A_DAY, day=text) from None


def day_of(fair: Fair) -> date | None:
    """The day asked for, else today, else the last that has begun, else the first."""
    days = fairs.days(fair)
    asked = request.args.get("day", type=date.fromisoformat)
    if asked in days:
        return asked
    past = [day for day in days if day <= local_day(now())]
    return past[-1] if past else next(iter(days), None)


def is_begun(fair: Fair, day: date | None) -> bool:
    opens = [at_local(session.day, session.opens) for session in fairs.sessions(fair) if session.day == day]
    return bool(opens) and min(opens) <= now()


def day_tabs(fair: Fair, address: Callable[[str], str]) -> list[tuple[date, str, str]]:
    return [(day, f"{day:%d/%m}", address(day.isoformat())) for day in fairs.days(fair)]


def show(desk: Desk, day: date | None = None):
    try:
        diary = sales.read_diary(desk.application, now())
    except Conflict as refusal:  # accepted perhaps, but no booth yet
        fair = desk.application.fair if desk.by_organiser else None
        return render_template("sales/not_yet.html", desk=desk, fair=fair, sentence=say(refusal))
    view = diary.get(day) if day else diary.default(local_day(now()))
    form = None
    if view and desk.may_answer(view):
        form = diary_form(_products(desk), view.entry)
        form.renew(view.entry)
    return _page(desk, diary, view, form)


def record(desk: Desk, day: date):
    """A form sent by hand, or by the phone that had kept it: that one is told in JSON."""
    diary = sales.read_diary(desk.application, now())
    view = diary.get(day)
    form = diary_form(_products(desk), view.entry if desk.sees(view) else None)
    if form.validate():
        try:
            entry = _keep(desk, day, form)
        except Refusal as refusal:
            if wants_json():
                raise
            form.refuse(refusal)
        else:
            return _kept(desk, entry)
    elif wants_json():
        return answer(422, next(iter(form.errors.values()))[0])
    form.renew(view.entry)
    return _page(desk, diary, view, form if desk.may_answer(view) else None, refused=form), 422


def _keep(desk: Desk, day: date, form: DiaryForm) -> DiaryDay:
    nothing_sold = request.form.get("nothing_sold") == "1"
    typed = form.answer(_products(desk), nothing_sold=nothing_sold)
    return sales.record(current_user, desk.application, day, typed, now(), sent=form.sent())


def _kept(desk: Desk, entry: DiaryDay):
    if wants_json():
        return jsonify(kept=str(entry.answer_id), said=_said(entry))
    flash(_said(entry), "success")
    return redirect(desk.url(entry.day))


def _said(entry: DiaryDay) -> str:
    """The answer said back: an amount in figures and in words, so that a missing zero is seen."""
    day = format_day(entry.day)
    if entry.nothing_sold:
        return _("Đã ghi ngày %(day)s: không bán được.", day=day)
    if language() == "en":
        return _("Đã ghi ngày %(day)s: %(amount)s.", day=day, amount=format_vnd(entry.total, "en"))
    words = in_words(entry.total)
    return _(
        "Đã ghi ngày %(day)s: %(amount)s (%(words)s).",
        day=day,
        amount=format_vnd(entry.total),
        words=words,
    )


def _products(desk: Desk) -> list:
    return sorted((goods.product for goods in desk.application.goods), key=lambda p: (p.sort_key, p.id))


def _page(desk: Desk, diary, view, form, refused=None):
    of_today = view is not None and view.day == local_day(now())
    if form is not None and not of_today:
        form.total.label.text = _("Ngày này bán được bao nhiêu?")
    return render_template(
        "sales/diary.html",
        desk=desk,
        application=desk.application,
        fair=desk.application.fair if desk.by_organiser else None,
        diary=diary,
        view=view,
        today=local_day(now()),
        of_today=of_today,
        form=form,
        refused=refused if form is None else None,
        products=_products(desk),
        free_until=free_until(view.day) if view else None,
        history=sales.history(desk.application) if desk.sees_everything else [],
        amount_words=amount_words(),
        keeping_words=keeping_words(),
        few=FEW,
    )
