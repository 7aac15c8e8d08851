"""A fair with a schedule, exhibitors with notices, and statements of its bank."""

import io
from datetime import date

from openpyxl import Workbook

from fairapp.domain.booths import BoothKind
from fairapp.domain.fees import Base, BaseHow
from fairapp.models import Fair, FeeInvoice, User
from fairapp.services.fees import issuing, listing, schedules
from fairapp.services.fees.schedules import AccountFacts
from tests.factories import an_open_fair
from tests.people import an_organiser
from tests.running_fair import an_exhibitor

ACCOUNT = "1031933430"
HEADS = ["Ngày giao dịch", "Số tham chiếu", "Ghi nợ", "Ghi có", "Mô tả"]


def a_fair_with_fees(price: int = 3_500_000, **facts) -> tuple[Fair, User]:
    """An announced fair with one price for every standard booth, and its organiser."""
    fair = an_open_fair(**facts)
    actor = an_organiser(organisation=fair.owner)
    a_schedule(fair, actor, price)
    return fair, actor


def a_schedule(fair: Fair, actor: User, price: int = 3_500_000) -> None:
    account = AccountFacts(date(2030, 1, 1), "970436", ACCOUNT, "Trung tam Xuc tien thuong mai")
    schedules.save_account(fair, actor, account)
    schedules.save_bases(fair, actor, [Base(BoothKind.STANDARD, BaseHow.PER_BOOTH, price)])


def an_invoice(fair: Fair, actor: User, **facts) -> FeeInvoice:
    """The notice of one more exhibitor."""
    application = an_exhibitor(fair=fair, **facts)
    issuing.issue(fair, actor)
    return listing.get_for_application(application)


def a_row(text: str, amount: int, day: str = "03/11/2026", reference: str = "") -> list[str]:
    return [day, reference, "", f"{amount:,}", text]


def a_csv(*rows: list[str], heads: list[str] = HEADS) -> bytes:
    return "\r\n".join(";".join(row) for row in [heads, *rows]).encode()


def a_workbook(*rows: list, heads: list[str] = HEADS) -> bytes:
    book = Workbook()
    for row in [["SAO KÊ TÀI KHOẢN"], [], heads, *rows]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
