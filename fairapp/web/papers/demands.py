"""Which papers a fair wants, for each kind of producer, as one table of switches."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.domain.errors import Invalid
from fairapp.domain.fairs import ExpiryRule, FairState
from fairapp.domain.ocop import ProducerKind
from fairapp.domain.papers import Ask
from fairapp.domain.text import N_
from fairapp.models import Fair
from fairapp.services import fairs, papers
from fairapp.services.papers import Row, Wish
from fairapp.web import audiences
from fairapp.web.labels import choices
from fairapp.web.papers.forms import RuleForm
from fairapp.web.transaction import commits

bp = audiences.organiser("demands", __name__)

FAIR = "/fairs/<int:fair_id>/paper-demands"
NOT_READ = N_("Có ô chưa chọn. Hãy tải lại trang rồi đặt lại.")


@bp.get(FAIR)
def show(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _show(fair, _rule_form(fair), papers.list_rows(fair))


@bp.post(FAIR)
@commits
def save(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    rows = papers.list_rows(fair)
    form = _rule_form(fair, sent=True)
    if form.validate():
        with form.refusals():
            wishes = {row.kind.id: _wish(row) for row in rows if f"kind-{row.kind.id}" in request.form}
            changed = papers.change(fair, current_user, wishes, ExpiryRule(form.rule.data))
            flash(_("Đã lưu giấy tờ cần có.") if changed else _("Không có gì thay đổi."), "success")
            return redirect(url_for("organiser_demands.show", fair_id=fair.id))
    return _show(fair, form, rows), 422


def _wish(row: Row) -> Wish:
    """One row of the table as it was sent; each kind of producer has its own switch."""
    asks = {}
    for kind in ProducerKind:
        sent = request.form.get(f"ask-{row.kind.id}-{kind.value}", "")
        if sent not in set(Ask):
            raise Invalid(NOT_READ)
        asks[kind] = Ask(sent)
    return Wish(asks, f"food-{row.kind.id}" in request.form)


def _rule_form(fair: Fair, sent: bool = False) -> RuleForm:
    form = RuleForm() if sent else RuleForm(formdata=None, rule=fair.expiry_rule.value)
    form.rule.choices = choices(ExpiryRule)
    return form


def _show(fair: Fair, form: RuleForm, rows: list[Row]):
    return render_template(
        "papers/demands.html",
        fair=fair,
        form=form,
        rows=rows,
        kinds=list(ProducerKind),
        asks=list(Ask),
        is_open_book=fair.state in (FairState.DRAFT, FairState.ANNOUNCED),
    )
