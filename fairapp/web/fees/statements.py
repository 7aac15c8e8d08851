"""A bank's statement: uploaded, looked at, taken over; and payments that nobody's code explains."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.domain.settlement import LineState
from fairapp.services import fairs
from fairapp.services.fees import listing, schedules, statements
from fairapp.web import audiences
from fairapp.web.fees.forms import AsideForm, AssignForm, StatementForm, layout_form
from fairapp.web.transaction import commits

bp = audiences.organiser("statements", __name__)

FAIR = "/fairs/<int:fair_id>/statements"
ONE = FAIR + "/<int:statement_id>"
LINE = FAIR + "/lines/<int:line_id>"
STATES = {state.value: state for state in LineState}
FIRST_ROWS = 200  # of a preview; the counts are of all


@bp.get(FAIR)
def index(fair_id):
    return _index(fairs.get_for_organiser(fair_id, current_user), StatementForm(None))


@bp.post(FAIR)
@commits
def upload(fair_id):
    fair, form = fairs.get_for_organiser(fair_id, current_user), StatementForm()
    file = request.files.get("file")
    if file is None or not file.filename:
        form.file.errors = [_("Hãy chọn tệp sao kê.")]
    elif form.validate():
        with form.refusals():
            statement = statements.upload(fair, current_user, file.filename, file.read())
            return redirect(_address(fair, statement))
    return _index(fair, form), 422


@bp.get(ONE)
def show(fair_id, statement_id):
    fair, statement = _get(fair_id, statement_id)
    if statement.imported_at is None:
        return _waiting(fair, statement, layout_form(statement))
    state = STATES.get(request.args.get("state", ""))
    return render_template(
        "fees/statement.html",
        fair=fair,
        statement=statement,
        counts=statements.count_lines(fair).get(statement.id, {}),
        states=LineState,
        lines=statements.list_lines(fair, statement, state),
        state=state,
    )


@bp.post(ONE + "/columns")
@commits
def save_columns(fair_id, statement_id):
    fair, statement = _get(fair_id, statement_id)
    form = layout_form(statement)
    if form.validate():
        with form.refusals():
            statements.set_layout(statement, form.columns())
            return redirect(_address(fair, statement))
    return _waiting(fair, statement, form), 422


@bp.post(ONE)
@commits
def take_over(fair_id, statement_id):
    fair, statement = _get(fair_id, statement_id)
    counts = statements.take_over(fair, current_user, statement)
    paid = sum(counts[state] for state in (LineState.MATCHED, LineState.PARTIAL, LineState.OVER))
    flash(
        _(
            "Đã nhập: %(paid)d khoản có thông báo, %(unknown)d khoản chưa rõ của ai, %(old)d khoản đã có.",
            paid=paid,
            unknown=counts[LineState.UNKNOWN],
            old=counts[LineState.DUPLICATE],
        ),
        "success",
    )
    return redirect(_address(fair, statement))


@bp.post(ONE + "/discard")
@commits
def discard(fair_id, statement_id):
    fair, statement = _get(fair_id, statement_id)
    statements.discard(statement)
    flash(_("Đã bỏ tệp sao kê. Chưa có khoản nào được ghi."), "success")
    return redirect(url_for("organiser_statements.index", fair_id=fair.id))


@bp.get(LINE)
def line(fair_id, line_id):
    fair, found = _line(fair_id, line_id)
    return _line_page(fair, found)


@bp.post(LINE + "/assign")
@commits
def assign(fair_id, line_id):
    fair, found = _line(fair_id, line_id)
    form = AssignForm()
    if form.validate():
        invoice = listing.find_by_typed(fair, form.number.data)
        if invoice is None:
            form.number.errors = [_("Hội chợ này không có thông báo mang số hoặc mã đó.")]
        else:
            with form.refusals():
                statements.assign(fair, current_user, found, invoice)
                flash(_("Đã gán cho thông báo số %(n)d, kèm tên người gán.", n=invoice.number), "success")
                return redirect(url_for("organiser_statements.index", fair_id=fair.id))
    return _line_page(fair, found, assign=form), 422


@bp.post(LINE + "/aside")
@commits
def set_aside(fair_id, line_id):
    fair, found = _line(fair_id, line_id)
    form = AsideForm()
    if form.validate():
        with form.refusals():
            statements.set_aside(fair, current_user, found, form.note.data)
            flash(_("Đã để riêng, kèm tên người xử lý."), "success")
            return redirect(url_for("organiser_statements.index", fair_id=fair.id))
    return _line_page(fair, found, aside=form), 422


def _get(fair_id: int, statement_id: int):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return fair, statements.get_statement(statement_id, fair)


def _line(fair_id: int, line_id: int):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return fair, statements.get_line(line_id, fair)


def _address(fair, statement) -> str:
    return url_for("organiser_statements.show", fair_id=fair.id, statement_id=statement.id)


def _index(fair, form):
    return render_template(
        "fees/statements.html",
        fair=fair,
        form=form,
        statements=statements.list_statements(fair),
        counts=statements.count_lines(fair),
        states=LineState,
        unknown=statements.list_lines(fair, state=LineState.UNKNOWN),
        schedule=schedules.find_schedule(fair),
    )


def _waiting(fair, statement, form):
    reading, matches = statements.preview(statement)
    return render_template(
        "fees/statement_preview.html",
        fair=fair,
        statement=statement,
        form=form,
        enough=statements.layout_of(statement).is_enough,
        reading=reading,
        matches=matches[:FIRST_ROWS],
        counts={state: sum(match.state is state for match in matches) for state in LineState},
        total=sum(match.credit.amount for match in matches),
        first_cells=(statement.cells or [])[: statement.first_row + 5],
    )


def _line_page(fair, line, assign=None, aside=None):
    lacking = listing.list_lacking(fair)
    return render_template(
        "fees/line.html",
        fair=fair,
        line=line,
        candidates=sorted(lacking, key=lambda balance: balance.lacking != line.amount),
        assign=assign or AssignForm(None),
        aside=aside or AsideForm(None),
        waits=line.state in (LineState.UNKNOWN, LineState.SET_ASIDE),
        states=LineState,
    )
