"""The waiting list, the places that became free, and what was offered to whom."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.domain.booths import BOOTH_KIND_LABELS, BoothKind
from fairapp.domain.errors import Refusal
from fairapp.domain.offers import MISFIT_LABELS, OFFER_LABELS, Stand
from fairapp.models import Fair
from fairapp.services import fairs
from fairapp.services.applications import candidates, offers
from fairapp.web import audiences
from fairapp.web.applications.forms import OfferRuleForm, VacancyForm
from fairapp.web.forms import Form
from fairapp.web.transaction import commits

bp = audiences.organiser("waitlist", __name__)

FAIR = "/fairs/<int:fair_id>/waitlist"
ONE = FAIR + "/vacancies/<int:vacancy_id>"


@bp.get(FAIR)
def show(fair_id):
    return _show(fairs.get_for_organiser(fair_id, current_user))


@bp.post(FAIR + "/rule")
@commits
def set_rule(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = OfferRuleForm()
    if form.validate():
        with form.refusals():
            offers.set_rule(fair, current_user, hours=form.hours.data, automatic=form.automatic.data)
            flash(_("Đã lưu cách mời."), "success")
            return redirect(_address(fair))
    return _show(fair, rule_form=form), 422


@bp.post(FAIR + "/vacancies")
@commits
def open_vacancy(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = _vacancy_form()
    if form.validate():
        with form.refusals():
            offers.open_vacancy(fair, current_user, form.stand())
            flash(_("Đã ghi chỗ trống."), "success")
            return redirect(_address(fair))
    return _show(fair, vacancy_form=form), 422


@bp.post(ONE + "/start")
@commits
def start(fair_id, vacancy_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    try:
        offer = offers.start(offers.get_vacancy(vacancy_id, fair), current_user)
    except Refusal as refusal:
        return _refused(fair, refusal)
    if offer:
        flash(_("Đã mời %(name)s.", name=offer.application.producer.name), "success")
    else:
        flash(_("Chưa có đơn chờ nào phù hợp. Có đơn phù hợp, chỗ này được mời ngay."), "warning")
    return redirect(_address(fair))


@bp.post(ONE + "/close")
@commits
def close(fair_id, vacancy_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    try:
        offers.close(offers.get_vacancy(vacancy_id, fair), current_user)
    except Refusal as refusal:
        return _refused(fair, refusal)
    flash(_("Đã thôi mời chỗ này."), "success")
    return redirect(_address(fair))


def _refused(fair: Fair, refusal: Refusal):
    form = Form(formdata=None)
    form.refuse(refusal)
    return _show(fair, form=form), refusal.status


def _show(fair: Fair, **forms):
    vacancies = offers.list_vacancies(fair)
    first = next((v for v in vacancies if v.closed_at is None), None)
    return render_template(
        "applications/waitlist.html",
        fair=fair,
        vacancies=vacancies,
        candidates=candidates.line_for(first) if first else [],
        waiting=candidates.list_waiting(fair),
        first=first,
        offer_labels=OFFER_LABELS,
        misfit_labels=MISFIT_LABELS,
        kinds=BOOTH_KIND_LABELS,
        form=forms.get("form") or Form(formdata=None),
        rule_form=forms.get("rule_form") or OfferRuleForm(formdata=None, obj=offers.rule_of(fair)),
        vacancy_form=forms.get("vacancy_form") or _vacancy_form(fresh=True),
    )


def _vacancy_form(fresh: bool = False) -> VacancyForm:
    usual = Stand(BoothKind.STANDARD, 1, 500, water=False, open_flame=False)
    form = VacancyForm(formdata=None, obj=usual) if fresh else VacancyForm()
    form.offer()
    return form


def _address(fair: Fair) -> str:
    return url_for("organiser_waitlist.show", fair_id=fair.id)
