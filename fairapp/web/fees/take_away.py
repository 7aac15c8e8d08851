"""A fair's notices to pay as a workbook: one sheet of notices, one of the items on them."""

from flask_babel import gettext as _
from flask_login import current_user

from fairapp.documents.workbooks import Kind, workbook
from fairapp.domain.text import N_
from fairapp.models import FeeInvoice, FeeLine
from fairapp.services import fairs
from fairapp.services.fees import listing
from fairapp.services.fees.balances import Balance
from fairapp.web import audiences
from fairapp.web.downloads import Column, send_workbook, sheet_of
from fairapp.web.fees.organiser import read_wanted
from fairapp.web.labels import label

bp = audiences.organiser("fee_list", __name__)


@bp.get("/fairs/<int:fair_id>/fees/list.xlsx")
def take_away(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    found = listing.list_all(fair, read_wanted())
    items = [(balance.invoice, line) for balance in found for line in balance.invoice.lines]
    book = workbook([sheet_of(_("Thông báo"), NOTICES, found), sheet_of(_("Từng khoản"), ITEMS, items)])
    return send_workbook(book, f"phi-gian-hang-{fair.slug}")


def _payers(balance: Balance) -> str:
    """Who takes over a part of it."""
    return ", ".join(dict.fromkeys(line.payer for line in balance.invoice.lines if line.payer))


def _number(invoice: FeeInvoice) -> str:
    return f"{invoice.number:04d}"


def _line(row: tuple[FeeInvoice, FeeLine], name: str) -> object:
    return getattr(row[1], name)


NOTICES = (
    Column(N_("Số"), lambda b: _number(b.invoice), width=8),
    Column(N_("Chủ thể"), lambda b: b.invoice.billed_to, width=40),
    Column(N_("Tỉnh, thành phố"), lambda b: b.invoice.application.producer.unit.name),
    Column(N_("Số gian"), lambda b: b.invoice.booths, width=12),
    Column(N_("Tổng phí"), lambda b: b.invoice.charges, Kind.MONEY),
    Column(N_("Được hỗ trợ"), lambda b: b.invoice.subsidised, Kind.MONEY),
    Column(N_("Ai hỗ trợ"), _payers, width=32),
    Column(N_("Đơn vị phải nộp"), lambda b: b.invoice.payable, Kind.MONEY),
    Column(N_("Đã nhận"), lambda b: b.paid, Kind.MONEY),
    Column(N_("Còn thiếu"), lambda b: b.lacking, Kind.MONEY),
    Column(N_("Trạng thái"), lambda b: label(b.state)),
    Column(N_("Hạn nộp"), lambda b: b.invoice.due_on, Kind.DAY, 12),
    Column(N_("Mã nộp"), lambda b: b.invoice.code, width=16),
    Column(N_("Lập lúc"), lambda b: b.invoice.issued_at, Kind.MOMENT),
)
ITEMS = (
    Column(N_("Số"), lambda row: _number(row[0]), width=8),
    Column(N_("Chủ thể"), lambda row: row[0].billed_to, width=40),
    Column(N_("Khoản"), lambda row: _line(row, "label"), width=48),
    Column(N_("Số lượng"), lambda row: row[1].quantity / 100, Kind.METRES, 10),
    Column(N_("Đơn vị tính"), lambda row: _line(row, "unit"), width=12),
    Column(N_("Đơn giá"), lambda row: _line(row, "unit_price"), Kind.MONEY),
    Column(N_("Thành tiền"), lambda row: _line(row, "amount"), Kind.MONEY),
    Column(N_("Ai trả"), lambda row: row[1].payer or row[0].billed_to, width=40),
)
