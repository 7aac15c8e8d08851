"""What the exhibitors of the fair under way were asked to pay, and what came in."""

from fairapp.domain.settlement import EntryKind, LineState
from fairapp.models import (
    BankStatement,
    FeeBundle,
    FeeBundleMember,
    FeeEntry,
    FeeInvoice,
    FeeLine,
    FeeSchedule,
    StatementLine,
)
from tests.crowd.writing import Story, write

ACCOUNT = {"bank_bin": "970436", "account_number": "1031933430", "account_holder": "Trung tam"}
PRICE = 3_500_000


def fees(s: Story) -> None:
    """A notice for everybody who has a booth; every other one is paid, and a province pays for its own."""
    if not s.n:
        return
    write(FeeSchedule, [ACCOUNT | {"fair_id": s.live.id}])
    asked = ACCOUNT | {"fair_id": s.live.id, "billed_to": "Hợp tác xã", "booths": "A001"}
    asked |= {"charges": PRICE, "subsidised": 0, "payable": PRICE}
    notices = write(
        FeeInvoice,
        (
            asked | {"application_id": application, "number": i + 1, "code": f"PHI{i}"}
            for i, application in enumerate(s.placed)
        ),
    )
    line = {"position": 1, "label": "Gian hàng", "quantity": 100, "unit_price": PRICE, "amount": PRICE}
    write(FeeLine, (line | {"invoice_id": notice} for notice in notices))
    money = {"kind": EntryKind.CASH, "amount": PRICE, "day": s.today, "by_name": "Phạm Thị Thu"}
    write(FeeEntry, (money | {"invoice_id": notice} for notice in notices[::2]))
    _together(s)
    _statements(s)


def _together(s: Story) -> None:
    bundle = {"fair_id": s.live.id, "delegation_id": s.crowd.at["payers"], "number": 1, "payer": "Sở"}
    [bundle] = write(FeeBundle, [bundle | {"code": "DOAN1"}])
    write(FeeBundleMember, ({"bundle_id": bundle, "application_id": a} for a in s.placed[1::2]))


def _statements(s: Story) -> None:
    """Many files, each with a payment that nobody knows yet."""
    file = {"fair_id": s.live.id, "account": ACCOUNT["account_number"], "filename": "sao-ke.csv"}
    file |= {"uploaded_by_id": s.crowd.ids["organiser"]}
    payment = {"owner_id": s.live.owner_id, "account": ACCOUNT["account_number"], "row": 1}
    payment |= {"day": s.today, "amount": PRICE, "text": "nop phi", "state": LineState.UNKNOWN}
    write(
        StatementLine,
        (
            payment | {"statement_id": statement, "digest": f"{i:064}"}
            for i, statement in enumerate(write(BankStatement, (file for _ in range(s.n))))
        ),
    )
