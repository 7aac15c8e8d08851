"""A fair's prices as the organiser sets them: booths, extras, who pays a part, what goes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from fairapp.db import db
from fairapp.domain.banks import check_account, get_bank
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.fees import Base, BaseHow, Schedule, Subsidy, Surcharge, SurchargeKind
from fairapp.domain.money import format_vnd
from fairapp.domain.text import N_
from fairapp.models import (
    Fair,
    FeeBase,
    FeeRefundRule,
    FeeSchedule,
    FeeSubsidy,
    FeeSurcharge,
    Organisation,
    Unit,
    User,
)
from fairapp.services import accounts
from fairapp.services.fairs import require_open_book

MOST_ROWS = 40
NO_ROW = N_("Biểu phí không còn mục này.")
TOO_MANY = N_("Biểu phí có nhiều nhất %(n)d mục mỗi loại. Hãy bỏ bớt.")
PRICE_NEEDED = N_("Hãy ghi giá.")


@dataclass(frozen=True)
class AccountFacts:
    """Where and until when one pays."""

    due_on: date | None
    bank_bin: str
    account_number: str
    account_holder: str


@dataclass(frozen=True)
class SurchargeFacts:
    kind: SurchargeKind
    label: str
    price: int
    free: int = 0


def find_schedule(fair: Fair) -> FeeSchedule | None:
    """With all its rows, in a constant number of statements."""
    query = (
        select(FeeSchedule)
        .where(FeeSchedule.fair_id == fair.id)
        .options(
            selectinload(FeeSchedule.bases),
            selectinload(FeeSchedule.surcharges),
            selectinload(FeeSchedule.subsidies).joinedload(FeeSubsidy.unit),
            selectinload(FeeSchedule.refund_rules),
        )
    )
    return db.session.scalar(query)


def wait_in_line(fair: Fair) -> None:
    """Writers about one organiser's money go one after the other: its fairs may share a bank account."""
    db.session.execute(select(Organisation.id).where(Organisation.id == fair.owner_id).with_for_update())


def rules_of(schedule: FeeSchedule | None) -> Schedule:
    """The schedule as the rule reads it."""
    if schedule is None:
        return Schedule()
    return Schedule(
        tuple(Base(row.kind, row.how, row.price) for row in schedule.bases),
        tuple(Surcharge(s.id, s.kind, s.label, s.price, s.free) for s in schedule.surcharges),
        tuple(
            Subsidy(s.payer, s.percent, s.amount, s.cap, s.covers, s.unit_id, s.producer_kind, s.booth_kind)
            for s in schedule.subsidies
        ),
    )


def save_account(fair: Fair, actor: User, facts: AccountFacts) -> None:
    """Invoices that were sent keep the account they name."""
    schedule = _for_editing(fair)
    get_bank(facts.bank_bin)
    if not facts.account_holder:
        raise Invalid(N_("Hãy điền tên chủ tài khoản."), field="account_holder")
    schedule.due_on, schedule.bank_bin = facts.due_on, facts.bank_bin
    schedule.account_number = check_account(facts.account_number)
    schedule.account_holder = facts.account_holder
    db.session.flush()
    _note(actor, fair, "account", N_("Đặt tài khoản nhận phí %(account)s."), account=schedule.account_number)


def save_bases(fair: Fair, actor: User, bases: Sequence[Base]) -> None:
    schedule = _for_editing(fair)
    rows = {row.kind: row for row in schedule.bases}
    for base in bases:
        if base.how is not BaseHow.PLANNED and not base.price:
            raise Invalid(PRICE_NEEDED, field=f"price_{base.kind.value}")
        row = rows.get(base.kind)
        if row is None:
            row = FeeBase(kind=base.kind)
            schedule.bases.append(row)
        row.how, row.price = base.how, base.price if base.how is not BaseHow.PLANNED else 0
    db.session.flush()
    _note(actor, fair, "base", N_("Đặt giá gian trong biểu phí."))


def add_surcharge(fair: Fair, actor: User, facts: SurchargeFacts) -> FeeSurcharge:
    schedule = _for_editing(fair)
    _check_room(schedule.surcharges)
    row = FeeSurcharge()
    _write(row, facts)
    schedule.surcharges.append(row)
    db.session.flush()
    _note(actor, fair, "surcharge", N_("Thêm khoản thu %(label)s: %(price)s."), **_priced(row))
    return row


def change_surcharge(fair: Fair, actor: User, row: FeeSurcharge, facts: SurchargeFacts) -> None:
    _for_editing(fair)
    _write(row, facts)
    db.session.flush()
    _note(actor, fair, "surcharge", N_("Sửa khoản thu %(label)s: %(price)s."), **_priced(row))


def remove_surcharge(fair: Fair, actor: User, row: FeeSurcharge) -> None:
    schedule = _for_editing(fair)
    schedule.surcharges.remove(row)
    db.session.flush()
    _note(actor, fair, "surcharge", N_("Bỏ khoản thu %(label)s."), label=row.label)


def add_subsidy(fair: Fair, actor: User, facts: Subsidy) -> FeeSubsidy:
    schedule = _for_editing(fair)
    _check_room(schedule.subsidies)
    row = FeeSubsidy()
    _write_subsidy(row, facts)
    schedule.subsidies.append(row)
    db.session.flush()
    _note(actor, fair, "subsidy", N_("Thêm khoản hỗ trợ của %(payer)s."), payer=row.payer)
    return row


def change_subsidy(fair: Fair, actor: User, row: FeeSubsidy, facts: Subsidy) -> None:
    _for_editing(fair)
    _write_subsidy(row, facts)
    db.session.flush()
    _note(actor, fair, "subsidy", N_("Sửa khoản hỗ trợ của %(payer)s."), payer=row.payer)


def remove_subsidy(fair: Fair, actor: User, row: FeeSubsidy) -> None:
    schedule = _for_editing(fair)
    schedule.subsidies.remove(row)
    db.session.flush()
    _note(actor, fair, "subsidy", N_("Bỏ khoản hỗ trợ của %(payer)s."), payer=row.payer)


def add_refund_rule(fair: Fair, actor: User, days_before: int, percent: int) -> FeeRefundRule:
    schedule = _for_editing(fair)
    _check_room(schedule.refund_rules)
    if not 0 <= percent <= 100:
        raise Invalid(N_("Hãy nhập từ 0 đến 100 phần trăm."), field="percent")
    if any(row.days_before == days_before for row in schedule.refund_rules):
        raise Conflict(N_("Đã có quy định cho đúng số ngày này."), field="days_before")
    row = FeeRefundRule(days_before=days_before, percent=percent)
    schedule.refund_rules.append(row)
    db.session.flush()
    sentence = N_("Rút trước khai mạc %(days)d ngày được hoàn %(percent)d%%.")
    _note(actor, fair, "refund_rule", sentence, days=days_before, percent=percent)
    return row


def remove_refund_rule(fair: Fair, actor: User, row: FeeRefundRule) -> None:
    schedule = _for_editing(fair)
    schedule.refund_rules.remove(row)
    db.session.flush()
    sentence = N_("Bỏ quy định hoàn phí cho mức %(days)d ngày.")
    _note(actor, fair, "refund_rule", sentence, days=row.days_before)


def get_surcharge(fair: Fair, row_id: int) -> FeeSurcharge:
    return _row(FeeSurcharge, fair, row_id)


def get_subsidy(fair: Fair, row_id: int) -> FeeSubsidy:
    return _row(FeeSubsidy, fair, row_id)


def get_refund_rule(fair: Fair, row_id: int) -> FeeRefundRule:
    return _row(FeeRefundRule, fair, row_id)


def _row(table, fair: Fair, row_id: int):  # noqa: ANN001, ANN202  (one of the three kinds of row)
    found = db.session.scalar(
        select(table).join(FeeSchedule).where(table.id == row_id, FeeSchedule.fair_id == fair.id)
    )
    if found is None:
        raise NotFound(NO_ROW)
    return found


def _for_editing(fair: Fair) -> FeeSchedule:
    """The schedule, made at the first touch."""
    require_open_book(fair)
    wait_in_line(fair)
    found = find_schedule(fair)
    if found is None:
        found = FeeSchedule(fair_id=fair.id, bases=[], surcharges=[], subsidies=[], refund_rules=[])
        db.session.add(found)
        db.session.flush()
    return found


def _check_room(rows: Sequence[object]) -> None:
    if len(rows) >= MOST_ROWS:
        raise Invalid(TOO_MANY, n=MOST_ROWS)


def _write(row: FeeSurcharge, facts: SurchargeFacts) -> None:
    if not facts.price:
        raise Invalid(PRICE_NEEDED, field="price")
    row.kind, row.label, row.price, row.free = facts.kind, facts.label, facts.price, facts.free


def _write_subsidy(row: FeeSubsidy, facts: Subsidy) -> None:
    if (facts.percent is None) == (facts.amount is None):
        raise Invalid(N_("Hãy ghi hoặc phần trăm hoặc số tiền, chỉ một trong hai."), field="percent")
    if facts.percent is not None and not 1 <= facts.percent <= 100:
        raise Invalid(N_("Hãy nhập từ 1 đến 100 phần trăm."), field="percent")
    if facts.unit_id is not None and db.session.get(Unit, facts.unit_id) is None:
        raise Invalid(N_("Hãy chọn một tỉnh, thành phố trong danh sách."), field="unit")
    for name in ("payer", "percent", "amount", "cap", "covers", "unit_id", "producer_kind", "booth_kind"):
        setattr(row, name, getattr(facts, name))


def _priced(row: FeeSurcharge) -> dict[str, object]:
    return {"label": row.label, "price": format_vnd(row.price)}


def _note(actor: User, fair: Fair, what: str, sentence: str, **values: object) -> None:
    accounts.audit(actor, f"fee.{what}", "fair", fair.id, sentence, fair_id=fair.id, **values)
