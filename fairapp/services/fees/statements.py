"""A bank's statement on its way in: uploaded, its columns checked, its payments taken over once."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import joinedload, selectinload

from fairapp.db import db, now
from fairapp.documents.spreadsheets import read_cells
from fairapp.domain.bank_statement import Column, Layout, Reading, guess_layout, read_rows
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.money import format_vnd
from fairapp.domain.settlement import EntryKind, LineState, line_state
from fairapp.domain.text import N_, clean
from fairapp.models import BankStatement, Fair, FeeEntry, FeeInvoice, StatementLine, User
from fairapp.services import accounts
from fairapp.services.fees.balances import balance_of
from fairapp.services.fees.entries import write
from fairapp.services.fees.matching import Match, forecast
from fairapp.services.fees.schedules import find_schedule, wait_in_line

NO_STATEMENT = N_("Không có sao kê này.")
NO_LINE = N_("Không có dòng sao kê này.")
NO_ACCOUNT = N_("Hãy ghi tài khoản nhận phí trong biểu phí trước, rồi nhập sao kê của tài khoản đó.")
NO_COLUMNS = N_("Hãy chỉ rõ cột ngày, cột nội dung và cột tiền vào (hoặc cột số tiền).")
DONE_ALREADY = N_("Sao kê này đã được nhập.")
ABANDONED = timedelta(days=30)
HANDLED = N_("Dòng này đã có người xử lý. Hãy xem lại.")


def upload(fair: Fair, actor: User, filename: str, content: bytes) -> BankStatement:
    """Keep the cells of the file and guess its columns; nothing is paid by this."""
    schedule = find_schedule(fair)
    if schedule is None or not schedule.account_number:
        raise Conflict(NO_ACCOUNT)
    cells = read_cells(content)
    layout = guess_layout(cells)
    statement = BankStatement(
        fair_id=fair.id,
        account=schedule.account_number,
        filename=clean(filename.replace("\\", "/").rsplit("/", 1)[-1])[:200] or "sao-ke",
        cells=cells,
        first_row=layout.first_row,
        columns=_plain(layout.columns),
        uploaded_by_id=actor.id,
    )
    db.session.add(statement)
    db.session.flush()
    return statement


def forget_abandoned(now: datetime) -> int:
    """Files that nobody took over within a month: other people's payments stand in them."""
    old = BankStatement.imported_at.is_(None) & (BankStatement.uploaded_at < now - ABANDONED)
    return db.session.execute(delete(BankStatement).where(old)).rowcount


def layout_of(statement: BankStatement) -> Layout:
    return Layout(statement.first_row, {Column(name): place for name, place in statement.columns.items()})


def set_layout(statement: BankStatement, columns: Mapping[Column, int]) -> None:
    """The person says which column is which."""
    _require_waiting(statement)
    width = max((len(row) for row in statement.cells or ()), default=0)
    if any(not 0 <= place < width for place in columns.values()):
        raise Invalid(NO_COLUMNS)
    if not Layout(statement.first_row, columns).is_enough:
        raise Invalid(NO_COLUMNS)
    statement.columns = _plain(columns)
    db.session.flush()


def preview(statement: BankStatement) -> tuple[Reading, list[Match]]:
    """What taking it over would do; nothing is written."""
    layout = layout_of(statement)
    if not layout.is_enough:
        return Reading((), 0, ()), []
    reading = read_rows(statement.cells or [], layout)
    return reading, forecast(statement.fair, statement.account, reading.credits)


def take_over(fair: Fair, actor: User, statement: BankStatement) -> dict[LineState, int]:
    """Keep every payment that is not known yet and put it on its invoices. Never twice."""
    wait_in_line(fair)
    db.session.refresh(statement)
    _require_waiting(statement)
    if not layout_of(statement).is_enough:
        raise Invalid(NO_COLUMNS)
    reading, matches = preview(statement)
    counts = dict.fromkeys(LineState, 0)
    for match in matches:
        counts[match.state] += 1
        if match.state is not LineState.DUPLICATE:
            _keep(statement, actor, match)
    statement.cells, statement.imported_at = None, now()
    statement.duplicates, statement.skipped = counts[LineState.DUPLICATE], reading.skipped
    statement.unreadable = list(reading.unreadable)
    db.session.flush()
    accounts.audit(
        actor,
        "fee.statement",
        "bank_statement",
        statement.id,
        N_("Nhập sao kê %(file)s: %(new)d khoản mới, %(unknown)d khoản chưa rõ."),
        fair_id=fair.id,
        file=statement.filename,
        new=len(matches) - counts[LineState.DUPLICATE],
        unknown=counts[LineState.UNKNOWN],
    )
    return counts


def discard(statement: BankStatement) -> None:
    """Throw away an upload that was not taken over."""
    _require_waiting(statement)
    db.session.delete(statement)
    db.session.flush()


def assign(fair: Fair, actor: User, line: StatementLine, invoice: FeeInvoice) -> None:
    """A person says whose payment this is; its name stays with it."""
    wait_in_line(fair)
    db.session.refresh(line)
    if line.state not in (LineState.UNKNOWN, LineState.SET_ASIDE):
        raise Conflict(HANDLED)
    if invoice.cancelled_at is not None:
        raise Conflict(N_("Thông báo này đã huỷ. Hãy chọn thông báo đang có hiệu lực."))
    line.state = line_state(line.amount, balance_of(invoice).lacking)
    line.handled_by, line.note = actor.name, ""
    write(invoice, actor, EntryKind.BANK, line.amount, line.day, line=line)
    db.session.flush()
    _note(actor, fair, line, N_("Gán khoản %(amount)s trong sao kê cho thông báo số %(number)d."), invoice)


def set_aside(fair: Fair, actor: User, line: StatementLine, note: str) -> None:
    """A payment that is not a fee: kept, with why, and asked about no more."""
    wait_in_line(fair)
    db.session.refresh(line)
    if line.state is not LineState.UNKNOWN:
        raise Conflict(HANDLED)
    if not note:
        raise Invalid(N_("Hãy ghi vì sao để riêng."), field="note")
    line.state, line.handled_by, line.note = LineState.SET_ASIDE, actor.name, note
    db.session.flush()
    _note(actor, fair, line, N_("Để riêng khoản %(amount)s trong sao kê: %(note)s"))


def list_statements(fair: Fair) -> list[BankStatement]:
    """The latest first, without their cells."""
    query = (
        select(BankStatement)
        .where(BankStatement.fair_id == fair.id)
        .options(joinedload(BankStatement.uploaded_by))
        .order_by(BankStatement.id.desc())
    )
    return list(db.session.scalars(query))


def count_lines(fair: Fair) -> dict[int, dict[LineState, int]]:
    """How many payments of each statement are in which state."""
    query = (
        select(StatementLine.statement_id, StatementLine.state, func.count())
        .join(BankStatement, BankStatement.id == StatementLine.statement_id)
        .where(BankStatement.fair_id == fair.id)
        .group_by(StatementLine.statement_id, StatementLine.state)
    )
    found: dict[int, dict[LineState, int]] = {}
    for key, state, number in db.session.execute(query):
        found.setdefault(key, {})[state] = number
    return found


def get_statement(statement_id: int, fair: Fair) -> BankStatement:
    found = db.session.scalar(
        select(BankStatement).where(BankStatement.id == statement_id, BankStatement.fair_id == fair.id)
    )
    if found is None:
        raise NotFound(NO_STATEMENT)
    return found


def list_lines(
    fair: Fair, statement: BankStatement | None = None, state: LineState | None = None
) -> list[StatementLine]:
    """Payments with the invoices they went to."""
    query = _lines(fair)
    if statement is not None:
        query = query.where(StatementLine.statement_id == statement.id)
    if state is not None:
        query = query.where(StatementLine.state == state)
    return list(db.session.scalars(query.order_by(StatementLine.statement_id.desc(), StatementLine.row)))


def get_line(line_id: int, fair: Fair) -> StatementLine:
    found = db.session.scalar(_lines(fair).where(StatementLine.id == line_id))
    if found is None:
        raise NotFound(NO_LINE)
    return found


def count_unknown(fair: Fair) -> int:
    return len(db.session.scalars(_ids(fair).where(StatementLine.state == LineState.UNKNOWN)).all())


def _ids(fair: Fair):  # noqa: ANN202  (a Select)
    return (
        select(StatementLine.id)
        .join(BankStatement, BankStatement.id == StatementLine.statement_id)
        .where(BankStatement.fair_id == fair.id)
    )


def _lines(fair: Fair):  # noqa: ANN202  (a Select)
    return (
        select(StatementLine)
        .join(BankStatement, BankStatement.id == StatementLine.statement_id)
        .where(BankStatement.fair_id == fair.id)
        .options(selectinload(StatementLine.entries).joinedload(FeeEntry.invoice))
    )


def _keep(statement: BankStatement, actor: User, match: Match) -> None:
    credit = match.credit
    line = StatementLine(
        owner_id=statement.fair.owner_id,
        statement=statement,
        account=statement.account,
        digest=credit.digest,
        row=credit.row,
        day=credit.day,
        amount=credit.amount,
        text=credit.text,
        reference=credit.reference,
        state=match.state,
    )
    db.session.add(line)
    for invoice, part in match.parts:
        write(invoice, actor, EntryKind.BANK, part, credit.day, line=line)


def _plain(columns: Mapping[Column, int]) -> dict[str, int]:
    return {column.value: place for column, place in columns.items()}


def _require_waiting(statement: BankStatement) -> None:
    if statement.imported_at is not None or statement.cells is None:
        raise Conflict(DONE_ALREADY)


def _note(
    actor: User, fair: Fair, line: StatementLine, sentence: str, invoice: FeeInvoice | None = None
) -> None:
    accounts.audit(
        actor,
        "fee.line",
        "statement_line",
        line.id,
        sentence,
        fair_id=fair.id,
        amount=format_vnd(line.amount),
        note=line.note,
        number=invoice.number if invoice else 0,
    )
