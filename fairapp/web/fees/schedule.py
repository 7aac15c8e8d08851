"""The fee schedule: prices, extras, who pays a part, what goes back, and the account."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.services import fairs
from fairapp.services.fees import issuing, schedules
from fairapp.web import audiences
from fairapp.web.fees.forms import (
    RefundRuleForm,
    account_form,
    bases_form,
    subsidy_form,
    surcharge_form,
)
from fairapp.web.transaction import commits

bp = audiences.organiser("fee_schedule", __name__)

FAIR = "/fairs/<int:fair_id>/fee-schedule"
SURCHARGE = FAIR + "/surcharges/<int:row_id>"
SUBSIDY = FAIR + "/subsidies/<int:row_id>"
REFUND = FAIR + "/refunds/<int:row_id>"


@bp.get(FAIR)
def show(fair_id):
    return _page(_fair(fair_id))


@bp.post(FAIR + "/account")
@commits
def save_account(fair_id):
    fair, form = _fair(fair_id), account_form()
    if form.validate():
        with form.refusals():
            schedules.save_account(fair, current_user, form.facts())
            flash(_("Đã lưu tài khoản và hạn nộp. Thông báo đã gửi giữ nguyên tài khoản cũ."), "success")
            return _back(fair)
    return _page(fair, account=form), 422


@bp.post(FAIR + "/bases")
@commits
def save_bases(fair_id):
    fair, form = _fair(fair_id), bases_form()
    if form.validate():
        with form.refusals():
            schedules.save_bases(fair, current_user, form.facts())
            flash(_("Đã lưu giá gian."), "success")
            return _back(fair)
    return _page(fair, bases=form), 422


@bp.post(FAIR + "/surcharges")
@commits
def add_surcharge(fair_id):
    fair, form = _fair(fair_id), surcharge_form()
    if form.validate():
        with form.refusals():
            schedules.add_surcharge(fair, current_user, form.facts())
            flash(_("Đã thêm khoản thu."), "success")
            return _back(fair)
    return _page(fair, new_surcharge=form), 422


@bp.post(SURCHARGE)
@commits
def save_surcharge(fair_id, row_id):
    fair = _fair(fair_id)
    row = schedules.get_surcharge(fair, row_id)
    form = surcharge_form(row, f"surcharge{row.id}-")
    if form.validate():
        with form.refusals():
            schedules.change_surcharge(fair, current_user, row, form.facts())
            flash(_("Đã lưu khoản thu."), "success")
            return _back(fair)
    return _page(fair, surcharge_forms={row.id: form}), 422


@bp.post(SURCHARGE + "/remove")
@commits
def remove_surcharge(fair_id, row_id):
    fair = _fair(fair_id)
    schedules.remove_surcharge(fair, current_user, schedules.get_surcharge(fair, row_id))
    flash(_("Đã bỏ khoản thu."), "success")
    return _back(fair)


@bp.post(FAIR + "/subsidies")
@commits
def add_subsidy(fair_id):
    fair, form = _fair(fair_id), subsidy_form()
    if form.validate():
        with form.refusals():
            schedules.add_subsidy(fair, current_user, form.facts())
            flash(_("Đã thêm khoản hỗ trợ."), "success")
            return _back(fair)
    return _page(fair, new_subsidy=form), 422


@bp.post(SUBSIDY)
@commits
def save_subsidy(fair_id, row_id):
    fair = _fair(fair_id)
    row = schedules.get_subsidy(fair, row_id)
    form = subsidy_form(row, f"subsidy{row.id}-")
    if form.validate():
        with form.refusals():
            schedules.change_subsidy(fair, current_user, row, form.facts())
            flash(_("Đã lưu khoản hỗ trợ."), "success")
            return _back(fair)
    return _page(fair, subsidy_forms={row.id: form}), 422


@bp.post(SUBSIDY + "/remove")
@commits
def remove_subsidy(fair_id, row_id):
    fair = _fair(fair_id)
    schedules.remove_subsidy(fair, current_user, schedules.get_subsidy(fair, row_id))
    flash(_("Đã bỏ khoản hỗ trợ."), "success")
    return _back(fair)


@bp.post(FAIR + "/refunds")
@commits
def add_refund_rule(fair_id):
    fair, form = _fair(fair_id), RefundRuleForm(prefix="refund-")
    if form.validate():
        with form.refusals():
            schedules.add_refund_rule(fair, current_user, form.days_before.data, form.percent.data)
            flash(_("Đã thêm quy định hoàn phí."), "success")
            return _back(fair)
    return _page(fair, new_refund=form), 422


@bp.post(REFUND + "/remove")
@commits
def remove_refund_rule(fair_id, row_id):
    fair = _fair(fair_id)
    schedules.remove_refund_rule(fair, current_user, schedules.get_refund_rule(fair, row_id))
    flash(_("Đã bỏ quy định hoàn phí."), "success")
    return _back(fair)


def _fair(fair_id: int):
    return fairs.get_for_organiser(fair_id, current_user)


def _back(fair):
    return redirect(url_for("organiser_fee_schedule.show", fair_id=fair.id))


def _page(fair, surcharge_forms=None, subsidy_forms=None, **forms):
    schedule = schedules.find_schedule(fair)
    surcharge_forms, subsidy_forms = surcharge_forms or {}, subsidy_forms or {}
    return render_template(
        "fees/schedule.html",
        fair=fair,
        schedule=schedule,
        outlook=issuing.outlook(fair),
        account=forms.get("account") or account_form(schedule),
        bases=forms.get("bases") or bases_form(schedule),
        surcharges=[
            (row, surcharge_forms.get(row.id) or surcharge_form(row, f"surcharge{row.id}-"))
            for row in (schedule.surcharges if schedule else ())
        ],
        subsidies=[
            (row, subsidy_forms.get(row.id) or subsidy_form(row, f"subsidy{row.id}-"))
            for row in (schedule.subsidies if schedule else ())
        ],
        new_surcharge=forms.get("new_surcharge") or surcharge_form(),
        new_subsidy=forms.get("new_subsidy") or subsidy_form(),
        new_refund=forms.get("new_refund") or RefundRuleForm(None, prefix="refund-"),
    )
